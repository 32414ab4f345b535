using System.CommandLine;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn approve KEY --data DIR</c>: takes back a payment that a settlement proposed to reverse, by someone who did not post it.</summary>
internal static class ApproveCommand
{
    public static Command Make()
    {
        var folder = new Folder();
        var key = new Argument<string>("key") { Description = "The payment's key, as settle printed it." };
        var command = new Command("approve", "Take back a payment that settle proposed to reverse; not by who posted it.");
        command.Arguments.Add(key);
        folder.AddTo(command);
        command.SetAction(parsed => folder.Open(parsed, (store, _) => Run(store, parsed.GetValue(key)!, parsed.GetValue(folder.By)!)));
        return command;
    }

    private static int Run(DataFolder store, string key, string by)
    {
        var asked = new Store.Command($"approve:{key}", "approve", by, "finance-officer", key);
        var reply = store.Do(asked, (state, now) =>
        {
            if (state.Book.Find(key) is not { } payment) return Decision.Refuse("PaymentNotFound", $"No payment has the key {key}.");
            if (payment.By == by) return Decision.Refuse("NotYourOwn", $"{by} posted this payment; someone else must approve taking it back.");
            if (!key.StartsWith("pay:", StringComparison.Ordinal)) return Decision.Refuse("PaymentNotFound", $"{key} is not the key of a payment.");
            if (PayRuns.Posted(payment)) return Decision.Refuse("PaidByARun", $"{key} was paid by a pay run, and its payee has the money: it is taken back by the next one, from what that payee is paid.");
            return Decision.Append("{\"reversed\":1}") with { Entries = [Settle.Reverse(state.Book, payment, now.At, Day.Date(now.Today), by)] };
        }).GetAwaiter().GetResult();
        return Folder.Say(reply, _ => $"{key} is taken back; its pounds are free under every cap. Settle again to post what the record now says.");
    }
}
