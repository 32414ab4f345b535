using System.CommandLine;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn bank-details</c>: where a partner is paid, proposed by one member and confirmed by another.</summary>
internal static class BankDetailCommands
{
    public static Command Make() => new("bank-details", "Propose where a partner is paid, and confirm what another member proposed.") { Propose(), Confirm() };

    private static Command Propose()
    {
        var (folder, partner) = (new Folder(), Partner());
        var sortCode = new Option<string>("--sort-code") { Description = "Six figures.", Required = true };
        var account = new Option<string>("--account") { Description = "Eight figures.", Required = true };
        var name = new Option<string>("--name") { Description = "The name on the account.", Required = true };
        var command = new Command("propose", "Propose a partner's bank details; nothing is paid there before another member confirms them.") { sortCode, account, name };
        command.Arguments.Add(partner);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            if (!BankAccount.TryRead(parsed.GetValue(sortCode)!, parsed.GetValue(account)!, parsed.GetValue(name)!, out var read, out var why))
            {
                Console.Error.WriteLine(why);
                return Exit.CommandWrong;
            }
            return folder.Open(parsed, (store, _) => Folder.Say(new BankDetailActs(store, PayRunCommands.Who(parsed.GetValue(folder.By)!)).Propose(parsed.GetValue(partner)!, read).GetAwaiter().GetResult(),
                at => $"Proposed as {at}. Another member confirms it: cairn bank-details confirm \"{parsed.GetValue(partner)}\" {at[1..]}"));
        });
        return command;
    }

    private static Command Confirm()
    {
        var (folder, partner) = (new Folder(), Partner());
        var proposal = new Argument<int>("proposal") { Description = "The number that propose printed." };
        var command = new Command("confirm", "Confirm bank details that another member proposed, having rung the partner on a number known before.");
        command.Arguments.Add(partner);
        command.Arguments.Add(proposal);
        folder.AddTo(command);
        command.SetAction(parsed => folder.Open(parsed, (store, _) => Folder.Say(new BankDetailActs(store, PayRunCommands.Who(parsed.GetValue(folder.By)!)).Confirm(parsed.GetValue(partner)!, parsed.GetValue(proposal)).GetAwaiter().GetResult(),
            good => $"Confirmed. {parsed.GetValue(partner)} is paid there from {(Day.TryParse(good, out var day) ? Day.Long(day) : good)}; until then what stood before stays.")));
        return command;
    }

    private static Argument<string> Partner() => new("partner") { Description = "The partner's name." };
}
