using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn take-on SCHEME --paid FILE --data DIR</c>: posts what was paid before, so that settling pays nothing twice.</summary>
internal static class TakeOnCommand
{
    public static Command Make()
    {
        var folder = new Folder();
        var scheme = new Argument<string>("scheme") { Description = "A scheme file; it is kept with the data when its words are new." };
        var paid = new Option<string>("--paid") { Description = "What was paid, as CSV: person,outcome,time,payer,amount,paid_on.", Required = true };
        var system = new Option<string?>("--system") { Description = "The system whose names for people the file uses; the first that knows the name unless given." };
        var on = new Option<string?>("--on") { Description = "The day of going over; today unless given." };
        var command = new Command("take-on", "Post outcomes already paid elsewhere as opening entries, all or none.") { paid, system, on };
        command.Arguments.Add(scheme);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            if (Question.DayOf(parsed.GetValue(on), "--on", DateOnly.FromDateTime(DateTime.Today)) is not { } day) return Exit.CommandWrong;
            return folder.Open(parsed, (store, vocabulary) => Run(store, vocabulary, parsed.GetValue(scheme)!, parsed.GetValue(paid)!, parsed.GetValue(system), day, parsed.GetValue(folder.By)!), parsed.GetValue(scheme));
        });
        return command;
    }

    private static int Run(DataFolder store, Vocabulary vocabulary, string path, string paidPath, string? system, int on, string by)
    {
        var mistakes = new Mistakes();
        var text = File.ReadAllText(path);
        var scheme = SchemeFile.Read(Files.Shown(path), text, vocabulary, mistakes);
        var bytes = File.ReadAllBytes(paidPath);
        var rows = scheme is null ? null : PaidBefore.Read(Files.Shown(paidPath), new MemoryStream(bytes), mistakes);
        if (Files.Report(mistakes) || scheme is null || rows is null) return Exit.InputWrong;
        // Looked up beforehand: a decision sees the state and nothing else of the store.
        var finder = scheme.About is About.Person ? Folder.Finder(store, system) : name => (name, "");
        var found = rows.Select(r => r.Person).Distinct(StringComparer.Ordinal).ToDictionary(name => name, finder, StringComparer.Ordinal);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var asked = new Store.Command($"take-on:{scheme.Name}:{hash}", "take-on", by, "finance-officer", $"{scheme.Name} {scheme.Version} {system} {hash}", system ?? "");
        var reply = store.Do(asked, (state, now) =>
        {
            var answer = Evaluation.Of(scheme, state.Facts, on, Day.Never);
            if (TakeOn.Decide(answer, state.Book, Files.Shown(paidPath), rows, name => found[name], now.At, by, mistakes) is not { } taken) return Decision.Refuse("NothingTakenOn", "Mend the file and take it on again; nothing of it was taken.");
            var (keep, changed) = GivenText.Of(state, scheme.Name, text, now.Today, now.Today);
            if (changed is not null && taken.Added > 0) return changed;
            return Decision.Append(string.Create(CultureInfo.InvariantCulture, $$"""{"taken":{{taken.Added}},"already-there":{{taken.AlreadyThere}},"pence":{{taken.Pence}}}""")) with { Entries = taken.Commands, Schemes = taken.Added > 0 ? keep : [] };
        }).GetAwaiter().GetResult();
        Files.Report(mistakes);
        return Folder.Say(reply, answer =>
        {
            using var json = JsonDocument.Parse(answer);
            var root = json.RootElement;
            return $"{root.GetProperty("taken").GetInt32()} payments taken on, {Pence.Format(root.GetProperty("pence").GetInt64())}; {root.GetProperty("already-there").GetInt32()} were there before.";
        });
    }
}
