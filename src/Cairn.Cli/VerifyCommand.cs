using System.CommandLine;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn verify --data DIR</c>: recomputes the chain, the balances and every payment from the log.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        var folder = new Folder();
        var command = new Command("verify", "Recompute chain, balances and every payment from the log, and name what is wrong.");
        folder.AddTo(command, acts: false);
        command.SetAction(parsed => Run(parsed, folder));
        return command;
    }

    private static int Run(ParseResult parsed, Folder folder)
    {
        VerifyReport report;
        try
        {
            report = Verify.Folder(parsed.GetValue(folder.Data)!);
        }
        catch (StoreException trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Exit.InputWrong;
        }
        foreach (var fault in report.Faults) Console.Error.WriteLine(fault);
        foreach (var note in report.Notes) Console.WriteLine(note);
        if (report.Head.Length >= 16) Console.WriteLine($"{report.Commands} commands, {report.Facts} facts, {report.Entries} entries, {report.Schemes} scheme versions. The chain's head is {report.Head[..16]}.");
        if (report.Looks > 0) Console.WriteLine($"{report.Looks} looks. Their chain's head is {report.LooksHead[..16]}.");
        if (report.EvidenceFiles > 0) Console.WriteLine($"{report.EvidenceFiles} evidence files are there and unchanged.");
        if (!report.IsSound)
        {
            Console.Error.WriteLine($"{report.Faults.Count} faults. Nothing was changed. Restore a backup, and find out how it came about.");
            return Exit.InputWrong;
        }
        return folder.Open(parsed, (store, vocabulary) =>
        {
            var faults = Payments(store, vocabulary, out var settlements, out var payments);
            foreach (var fault in faults) Console.Error.WriteLine(fault);
            foreach (var proof in store.Read(state => state.Book.TrialBalance(AsOf.Everything).Proofs)) Console.WriteLine(proof.Line);
            Console.WriteLine($"{settlements} settlements decided again: {payments} payments {(faults.Count == 0 ? "come out the same to the penny" : "looked at")}.");
            Console.WriteLine(faults.Count == 0 ? "All is sound." : $"{faults.Count} faults.");
            return faults.Count == 0 ? Exit.Well : Exit.InputWrong;
        });
    }

    /// <summary>Decides every settlement again, from the facts, entries and scheme that the log held before it, and compares what it appended.</summary>
    private static List<string> Payments(DataFolder store, Vocabulary vocabulary, out int settlements, out int payments)
    {
        var log = store.Commands(Settlements.Kind).Concat(store.Commands(PayRunActs.Approving)).OrderBy(c => c.Position).ToList();
        var accounts = BankDetailActs.Accounts(store);
        var recorded = store.RecordedSingly();
        var (found, paid) = store.Read(state =>
        {
            var faults = new List<string>();
            var count = 0;
            foreach (var command in log)
            {
                using var answer = JsonDocument.Parse(command.Answer);
                var name = answer.RootElement.GetProperty("scheme").GetString()!;
                if (!Day.TryParse(answer.RootElement.GetProperty("on").GetString(), out var on)) throw new InvalidDataException($"Settlement {command.Position} does not say of which day it is.");
                var text = state.Schemes.LastOrDefault(s => s.Scheme == name && s.Command <= command.Position)?.Text ?? "";
                var mistakes = new Mistakes();
                if (SchemeFile.Read(name, text, vocabulary, mistakes) is not { } scheme)
                {
                    faults.Add($"settlement {command.Position}: its scheme {name} can no longer be read: {string.Join("; ", mistakes.Found)}");
                    continue;
                }
                var book = Book.From(state.Book.Entries.Take(command.EntriesBefore));
                var facts = state.Facts.Prefix(command.FactsBefore);
                string? By(int position) => recorded.GetValueOrDefault(position + 1L);
                var (commands, posts, why) = command.Kind == PayRunActs.Approving ? PayRunActs.Again(scheme, facts, book, command, By, accounts) : Settled(Settle.Decide(Evaluation.Of(scheme, facts, on, Day.Never), book, command.At, command.By, By));
                if (why is not null) faults.Add($"{command.Key} of {name}: it could not have been approved: {why}");
                var now = commands.Select(c => Legs(Applied(book, c))).ToList();
                var then = state.Book.Entries.Skip(command.EntriesBefore).Take(command.Entries).Select(Legs).ToList();
                count += posts;
                if (!now.SequenceEqual(then, StringComparer.Ordinal)) faults.Add($"settlement {command.Position} of {name} on {Day.Iso(on)}: the log holds {Difference(then, now)}");
            }
            return (faults, count);
        });
        settlements = log.Count;
        payments = paid;
        return found;
    }

    private static (IReadOnlyList<Ledger.Command> Commands, int Posts, string? Why) Settled(Settlement settled) => (settled.Commands, settled.Lines.Count(l => l.What is Desk.Settled.Posts), null);

    private static Entry Applied(Book book, Ledger.Command command)
    {
        var answer = book.Decide(command);
        if (answer is Ledger.Answer.Posted posted) book.Apply(posted.New);
        return answer.Entry ?? throw new InvalidDataException(answer.Why);
    }

    private static string Legs(Entry entry) => $"{entry.Key} {string.Join(" ", entry.Legs.Select(l => $"{l.Account}={l.Pence}"))}";

    private static string Difference(List<string> then, List<string> now) =>
        then.Except(now, StringComparer.Ordinal).FirstOrDefault() is { } had ? $"'{had}', which does not follow from the record" : $"nothing for '{now.Except(then, StringComparer.Ordinal).First()}', which follows from the record";
}
