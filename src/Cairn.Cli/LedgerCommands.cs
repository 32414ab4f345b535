using System.CommandLine;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Cli;

/// <summary>What finance officers do with the ledger as a whole: see it, close a period, take it and the facts elsewhere, keep copies.</summary>
internal static class LedgerCommands
{
    /// <summary><c>cairn accounts</c>: the trial balance.</summary>
    public static System.CommandLine.Command Accounts()
    {
        var folder = new Folder();
        var on = new Option<string?>("--on") { Description = "As at this day; everything unless given." };
        var command = new System.CommandLine.Command("accounts", "Print the trial balance, and the proof that it comes to nothing.") { on };
        folder.AddTo(command, acts: false);
        command.SetAction(parsed =>
        {
            if (Question.DayOf(parsed.GetValue(on), "--on", null) is not { } day) return Exit.CommandWrong;
            return folder.Open(parsed, (store, _) =>
            {
                var balance = store.Read(state => state.Book.TrialBalance(day >= Day.Never ? AsOf.Everything : AsOf.Effective(Day.Date(day))));
                var table = new TextTable("Account", ">Balance", ">Held", ">Limit");
                foreach (var line in balance.Lines) table.Add(line.Account.Key, Pence.Format(line.Balance), Pence.Format(line.Held), line.Account.Limit is { } limit ? Pence.Format(limit) : "none");
                table.Write(Console.Out);
                foreach (var proof in balance.Proofs) Console.WriteLine(proof.Line);
                return balance.Balances ? Exit.Well : Exit.InputWrong;
            });
        });
        return command;
    }

    /// <summary><c>cairn close DATE</c>: closes every day up to and including the date, for good.</summary>
    public static System.CommandLine.Command Close()
    {
        var folder = new Folder();
        var until = new Argument<string>("date") { Description = "The last day of the period, such as 2027-03-31." };
        var command = new System.CommandLine.Command("close", "Close the period up to and including a day, for good; later corrections fall in the open period.");
        command.Arguments.Add(until);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            if (Question.DayOf(parsed.GetValue(until), "The date", null) is not { } day) return Exit.CommandWrong;
            return folder.Open(parsed, (store, _) =>
            {
                var reply = PeriodClosing.Until(store, new Asking(parsed.GetValue(folder.By)!, "finance-officer"), day).GetAwaiter().GetResult();
                return Folder.Say(reply, _ => $"Closed up to and including {Day.Long(day)}.");
            });
        });
        return command;
    }

    /// <summary><c>cairn export</c>: the ledger as an hledger journal, or the facts as CSV.</summary>
    public static System.CommandLine.Command Export()
    {
        var folder = new Folder();
        var hledger = new Option<string?>("--hledger") { Description = "Write the ledger as an hledger journal to this file." };
        var facts = new Option<string?>("--facts") { Description = "Write the facts as CSV to this file; people by token." };
        var command = new System.CommandLine.Command("export", "Write the ledger for hledger, or the facts as CSV.") { hledger, facts };
        folder.AddTo(command, acts: false);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(hledger) is null && parsed.GetValue(facts) is null)
            {
                Console.Error.WriteLine("Say what to write: --hledger FILE, --facts FILE, or both.");
                return Exit.CommandWrong;
            }
            return folder.Open(parsed, (store, _) =>
            {
                if (parsed.GetValue(hledger) is { } journal) Whole(journal, to => store.Read(state => { HledgerJournal.Write(state.Book, to); return 0; }));
                if (parsed.GetValue(facts) is { } csv) Whole(csv, to => store.Read(state => { FactsCsvWriter.Write(state.Facts, to); return 0; }));
                return Exit.Well;
            });
        });
        return command;
    }

    /// <summary>Writes beside the file and then takes its place, so that nobody finds half of it.</summary>
    private static void Whole(string path, Action<TextWriter> write)
    {
        var beside = path + ".part";
        using (var to = new StreamWriter(beside)) write(to);
        File.Move(beside, path, overwrite: true);
        Console.WriteLine($"Wrote {path}.");
    }
}
