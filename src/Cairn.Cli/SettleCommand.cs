using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn settle SCHEME --data DIR</c>: posts what is payable, claimed and verified and has not been posted.</summary>
internal static class SettleCommand
{
    public const string Kind = "settle";

    public static Command Make()
    {
        var folder = new Folder();
        var scheme = new Argument<string>("scheme") { Description = "A scheme file; it is kept with the data when its words are new." };
        var on = new Option<string?>("--on") { Description = "The day to settle as at; today unless given." };
        var key = new Option<string?>("--key") { Description = "A key of your own: asked again with the same key, it is done once." };
        var command = new Command("settle", "Post what the record says should be paid and has not been; propose what to take back.") { on, key };
        command.Arguments.Add(scheme);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            if (Question.DayOf(parsed.GetValue(on), "--on", DateOnly.FromDateTime(DateTime.Today)) is not { } day) return Exit.CommandWrong;
            return folder.Open(parsed, (store, vocabulary) => Run(store, vocabulary, parsed.GetValue(scheme)!, day, parsed.GetValue(folder.By)!, parsed.GetValue(key)), parsed.GetValue(scheme));
        });
        return command;
    }

    private static int Run(DataFolder store, Vocabulary vocabulary, string path, int on, string by, string? key)
    {
        var mistakes = new Mistakes();
        var text = File.ReadAllText(path);
        var scheme = SchemeFile.Read(Files.Shown(path), text, vocabulary, mistakes);
        if (Files.Report(mistakes) || scheme is null) return Exit.InputWrong;
        if (LaterSettlement(store, scheme.Name, on) is { } later)
        {
            Console.Error.WriteLine($"Refused (SettledLater): {scheme.Name} was settled as at {Day.Long(later)}, and by an earlier day what was paid since would look wrong. Settle as at that day or later.");
            return Exit.InputWrong;
        }
        Settlement? settled = null;
        var tokens = new Dictionary<int, string>();
        var asked = new Store.Command(key ?? $"settle:{Guid.NewGuid():n}", Kind, by, "finance-officer", $"{scheme.Name} {scheme.Version} {Day.Iso(on)}");
        var reply = store.Do(asked, (state, now) =>
        {
            if (PayRuns.Pays(state.Facts, scheme.Name)) return Decision.Refuse("PaidByRuns", $"{scheme.Name} is paid by pay runs, which two members look at. Prepare one with: cairn pay-run prepare {scheme.Name}");
            var answer = Evaluation.Of(scheme, state.Facts, on, Day.Never);
            settled = Settle.Decide(answer, state.Book, now.At, by, position => now.RecordedBy(position + 1L));
            if (settled.Refusal is { } refusal) return Decision.Refuse(refusal.Name, refusal.Why);
            foreach (var line in settled.Lines) if (line.Subject >= 0) tokens[line.Subject] = state.Facts.Of(scheme.About)[line.Subject];
            var known = state.Scheme(scheme.Name)?.Text == text;
            return Decision.Append(Answer(scheme, on, settled)) with { Entries = settled.Commands, Schemes = known ? [] : [new SchemeText(scheme.Name, text)] };
        }).GetAwaiter().GetResult();
        var names = Folder.Names(store);
        return Folder.Say(reply, answer =>
        {
            if (settled is not null) Lines(scheme, settled, subject => tokens.TryGetValue(subject, out var token) ? names(token) : "everyone");
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            return $"{root.GetProperty("posted").GetInt32()} payments posted, {Pence.Format(root.GetProperty("pence").GetInt64())}; {root.GetProperty("to-approve").GetInt32()} to approve.";
        });
    }

    /// <summary>The day after this one as at which the scheme has been settled, or null.</summary>
    private static int? LaterSettlement(DataFolder store, string scheme, int on)
    {
        int? latest = null;
        foreach (var command in store.Commands(Kind))
        {
            using var answer = JsonDocument.Parse(command.Answer);
            var root = answer.RootElement;
            if (root.GetProperty("scheme").GetString() == scheme && Day.TryParse(root.GetProperty("on").GetString(), out var day) && day > Math.Max(on, latest ?? 0)) latest = day;
        }
        return latest;
    }

    private static string Answer(Scheme scheme, int on, Settlement settled)
    {
        var posts = settled.Lines.Where(l => l.What is Settled.Posts).ToList();
        return string.Create(CultureInfo.InvariantCulture, $$"""{"scheme":"{{scheme.Name}}","version":"{{scheme.Version}}","on":"{{Day.Iso(on)}}","posted":{{posts.Count}},"pence":{{posts.Sum(l => l.Total)}},"to-approve":{{settled.Lines.Count(l => l.What is Settled.ToReverse)}}}""");
    }

    private static void Lines(Scheme scheme, Settlement settled, Func<int, string> name)
    {
        var table = new TextTable("Person", "Outcome", "What", ">Amount", "Why");
        foreach (var line in settled.Lines.Where(l => l.What is not (Settled.Stands or Settled.NotPayable)))
            table.Add(line.Outcome < 0 ? "" : name(line.Subject), line.Outcome < 0 ? line.Key : scheme.Outcomes[line.Outcome].Name, Say(line.What), Pence.Format(line.Total), line.Why);
        if (table.Any) table.Write(Console.Out);
        foreach (var line in settled.Lines.Where(l => l.What is Settled.ToReverse))
            Console.WriteLine($"To take it back, someone other than who posted it runs: cairn approve {line.Key}");
    }

    private static string Say(Settled what) => what switch
    {
        Settled.Posts => "paid",
        Settled.NotClaimed => "not claimed",
        Settled.NotVerified => "not verified",
        Settled.NotYours => "not yours to pay",
        Settled.NoRoom => "no room",
        Settled.ToReverse => "to take back",
        _ => "",
    };
}
