using System.CommandLine;
using Cairn.Ledger;
using Cairn.Store;
using Cairn.Web;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn verify --data DIR</c>: recomputes the chain, the balances and every payment from the log; with <c>--looks</c> every look too.</summary>
internal static class VerifyCommand
{
    private static readonly Option<bool> Looks = new("--looks") { Description = "Decide every look at a record again too, by the access table and the record of its instant. Slow on a long log." };

    public static Command Make()
    {
        var folder = new Folder();
        var command = new Command("verify", "Recompute chain, balances and every payment from the log, and name what is wrong.") { Looks };
        folder.AddTo(command, acts: false);
        command.SetAction(parsed => Run(parsed, folder));
        return command;
    }

    private static int Run(ParseResult parsed, Folder folder)
    {
        VerifyReport report;
        try
        {
            report = Verify.Folder(parsed.GetValue(folder.Data)!, parsed.GetValue(folder.KeyFolder));
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
        return folder.Open(parsed, (store, _) =>
        {
            var again = DecidedAgain.Of(store);
            var looks = parsed.GetValue(Looks) ? LooksAgain.Of(store) : null;
            IReadOnlyList<Fault> faults = [.. again.Faults, .. looks?.Faults ?? []];
            foreach (var fault in faults) Console.Error.WriteLine(fault);
            foreach (var proof in store.Read(state => state.Book.TrialBalance(AsOf.Everything).Proofs)) Console.WriteLine(proof.Line);
            Console.WriteLine($"{again.Settlements} settlements decided again: {again.Payments} payments {(again.Faults.Count == 0 ? "come out the same to the penny" : "looked at")}.");
            if (again.RestOnErased > 0) Console.WriteLine($"{again.RestOnErased} settlements cannot be decided again: facts of before them were lawfully erased.");
            if (looks is not null) Console.WriteLine($"{looks.Looks} looks decided again{(looks.Erased == 0 ? "" : $", and {looks.Erased} not, at people who were erased, or resting on facts that were")}.");
            Console.WriteLine(faults.Count == 0 ? "All is sound." : $"{faults.Count} faults.");
            return faults.Count == 0 ? Exit.Well : Exit.InputWrong;
        });
    }
}
