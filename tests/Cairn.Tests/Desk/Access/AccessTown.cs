using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

/// <summary>
/// Saltby with more said of it, or a small town of six partners: facts are added by a line, and access is asked for a day. Who recorded a
/// fact is kept beside it, as the log does.
/// </summary>
internal sealed class AccessTown
{
    private static readonly Lazy<AccessTable> Read = new(() => Table(File.ReadAllText(SchemeFolder.In("schemes", "access.yaml"))));
    private readonly Dictionary<int, string> recorders = [];

    private AccessTown(Facts facts) => Facts = facts;

    public Facts Facts { get; }

    public static AccessTable Ours => Read.Value;

    public static AccessTable Table(string text)
    {
        var mistakes = new Mistakes();
        var table = AccessFile.Read("access.yaml", text, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return table!;
    }

    public static AccessTown Saltby()
    {
        var mistakes = new Mistakes();
        using var file = File.OpenRead(SchemeFolder.In("demo", "saltby", "facts.csv"));
        var facts = FactsCsv.Read("facts.csv", file, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found.Take(5)).ShouldBe("");
        return new AccessTown(facts!);
    }

    /// <summary>Ann is a key worker of a treatment provider, Hal of a housing provider, and so on; nobody is tied to anybody yet.</summary>
    public static AccessTown Small()
    {
        var town = new AccessTown(new Facts(SchemeFolder.Vocabulary));
        foreach (var (partner, type) in (ReadOnlySpan<(string, string)>)[("Recovery", "treatment-provider"), ("Homes", "housing-provider"), ("Police", "police"), ("Probation", "probation"), ("Council", "council"), ("Voices", "lived-experience"), ("Fund", "investor"), ("Jobcentre", "work-and-pensions")])
        {
            town.Say("organisation", partner, $"type={type}", "2026-01-01");
            town.Say("partnership-membership", partner, "partnership=The Partnership", "2026-01-01");
        }
        foreach (var (member, role, partner) in (ReadOnlySpan<(string, string, string)>)[
            ("ann", "key-worker", "Recovery"), ("abe", "key-worker", "Recovery"), ("tom", "team-manager", "Recovery"), ("hal", "key-worker", "Homes"), ("hew", "key-worker", "Homes"), ("pat", "officer", "Police"), ("pru", "officer", "Probation"),
            ("vic", "verifier", "Council"), ("fay", "finance-officer", "Council"), ("cal", "commissioner", "Council"), ("mia", "mentor", "Voices"), ("ivy", "investor", "Fund"), ("adm", "administrator", "Council"), ("sue", "safeguarding-lead", "Council"), ("job", "work-coach", "Jobcentre")])
            town.Say("membership", member, $"role={role}|works-for={partner}", "2026-01-01");
        town.Say("birth", "Kit", "", "1990-01-01", recorded: "2026-01-01");
        town.Say("birth", "Lou", "", "1990-01-01", recorded: "2026-01-01");
        return town;
    }

    /// <summary>Says a fact and gives its position. Without a day of recording it was recorded on its first day.</summary>
    public int Say(string kind, string about, string details, string from, string to = "", string? recorded = null, string? by = null, string? retracts = null, string? corrects = null)
    {
        var of = SchemeFolder.Vocabulary.Find(kind).ShouldNotBeNull(kind);
        var day = On(from);
        var read = details.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split('=', 2)).Select(d => (of.Find(d[0]).ShouldNotBeNull($"{kind}.{d[0]}"), d[1])).ToList();
        var position = Facts.Add(new Draft(of, about, day, !of.IsSpell ? day : to.Length == 0 ? Day.Never : On(to), recorded is null ? day : On(recorded))
        {
            Details = read, Id = string.Create(CultureInfo.InvariantCulture, $"f{Facts.Columns.Count}"), Retracts = retracts, Corrects = corrects,
        });
        if (by is not null) recorders[position] = by;
        return position;
    }

    public Access At(string on, string? known = null, AccessTable? table = null, params OpenLook[] looks) =>
        new(Facts, table ?? Ours, On(on), On(known ?? on), p => recorders.GetValueOrDefault(p), new OpenLooks(looks, Instant(on, 12)));

    public static DateTimeOffset Instant(string day, int hour, int minute = 0) => new(Day.Date(On(day)).ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);

    private static int On(string date)
    {
        Day.TryParse(date, out var day).ShouldBeTrue(date);
        return day;
    }
}
