using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Demo;

/// <summary>
/// Fills an empty data folder with the invented town, day by day as its people would have recorded it, so that what was known
/// when, and by whom, is there to be asked. A folder that holds anything else is refused.
/// </summary>
public static class DemoTown
{
    private const string Source = "saltby";

    /// <summary>The town's today.</summary>
    public static readonly int Today = Day.Of(2028, 3, 31);

    public static void Fill(DataFolder folder, Settings settings, DemoClock clock)
    {
        var first = folder.Commands("demo");
        if (first.Count == 0 && folder.Read(s => s.Position) > 0) throw new StoreException(Trouble.NotOurs, $"{settings.DataFolder} holds something else than the demo town; the demo needs an empty folder.");
        if (first.Count == 0) Live(folder, settings, clock);
        clock.Set(Today);
    }

    private static void Live(DataFolder folder, Settings settings, DemoClock clock)
    {
        var file = Path.Combine(settings.DemoFolder ?? throw new InvalidOperationException("The demo needs the folder of its town."), "facts.csv");
        var mistakes = new Mistakes();
        var rows = FactsCsv.Drafts("facts.csv", File.ReadAllBytes(file), settings.Vocabulary, mistakes)?.ToList() ?? throw new InvalidDataException(string.Join('\n', mistakes.Found));
        var members = new DemoMembers([.. rows.Select(r => r.Draft)], settings.Vocabulary);
        clock.Set(rows.Min(r => r.Draft.Recorded));
        var schemes = Directory.GetFiles(settings.SchemesFolder ?? "schemes", "*.yaml").Where(f => !f.EndsWith("facts.yaml", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).Select(f => new SchemeText(Path.GetFileNameWithoutExtension(f), File.ReadAllText(f))).ToList();
        Do(folder, new Command("demo", "demo", "demo", "administrator", "saltby"), (_, _) => Decision.Append("saltby") with { Schemes = schemes });
        var money = new DemoMoney(folder, settings, clock);
        foreach (var day in rows.GroupBy(r => r.Draft.Recorded).OrderBy(d => d.Key))
        {
            money.Before(day.Key);
            clock.Set(day.Key);
            var said = day.GroupBy(r => members.Recording(r.Draft)).Select(member =>
            {
                var drafts = member.Select(r => (r.Row, r.Draft)).ToList();
                var name = string.Create(CultureInfo.InvariantCulture, $"demo:{Day.Iso(day.Key)}:{member.Key.Id}:{member.Key.Capacity}");
                var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
                return folder.Do(new Command(name, "record", member.Key.Id, member.Key.Capacity, hash, Source), Import.Of(hash, Source, drafts));
            });
            // Everything of a day is made durable at once.
            foreach (var reply in Task.WhenAll(said).GetAwaiter().GetResult()) Expect(reply);
        }
        money.Before(Today + 1);
        Published(folder, settings, clock);
    }

    /// <summary>What was published beside a scheme, such as the allocations of a national grant, taken in on the last day as an analyst would.</summary>
    private static void Published(DataFolder folder, Settings settings, DemoClock clock)
    {
        clock.Set(Today);
        foreach (var file in Directory.GetFiles(settings.SchemesFolder ?? "schemes", "*.facts.csv").Order(StringComparer.Ordinal))
        {
            var bytes = File.ReadAllBytes(file);
            var mistakes = new Mistakes();
            var rows = FactsCsv.Drafts(Path.GetFileName(file), bytes, settings.Vocabulary, mistakes)?.ToList() ?? throw new InvalidDataException(string.Join('\n', mistakes.Found));
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            Do(folder, new Command($"demo:{Path.GetFileName(file)}", "import", "M14", "analyst", hash, "published"), Import.Of(hash, "published", [.. rows.Select(r => (r.Row, r.Draft))]));
        }
    }

    private static void Do(DataFolder folder, Command asked, Decide decide) => Expect(folder.Do(asked, decide).GetAwaiter().GetResult());

    internal static void Expect(Reply reply)
    {
        if (reply is Reply.Refused refused) throw new InvalidDataException($"The town's facts were refused: {refused.Why}");
    }
}
