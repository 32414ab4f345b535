using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn pay-run</c>: from what settlement would post to a payment file, and from the bank's answer back. See docs/pay-runs.md.</summary>
internal static class PayRunCommands
{
    public static Command Make()
    {
        var command = new Command("pay-run", "Prepare, approve and send what a scheme pays; read back what the bank did with it.")
        {
            Prepare(), Show(), Approve(), Withdraw(), Hold("hold", "Put one payment on hold, with the reason.", false), Hold("release", "Let a payment on hold go again, with the reason.", true), Write(), Results(),
        };
        return command;
    }

    private static Command Prepare()
    {
        var on = new Option<string?>("--on") { Description = "The day to pay as at; today unless given." };
        var key = new Option<string?>("--key") { Description = "A key of your own: asked again with the same key, it is prepared once." };
        return Verb("prepare", "Work out a run and hold it for somebody else to approve; one of a scheme at a time.", [on, key], [], (parsed, store, scheme, text, by) =>
        {
            if (Question.DayOf(parsed.GetValue(on), "--on", DateOnly.FromDateTime(DateTime.Today)) is not { } day) return Exit.CommandWrong;
            var status = Folder.Say(new PayRunActs(store, Who(by, parsed.GetValue(key))).Prepare(scheme, text, day).GetAwaiter().GetResult(), run => $"{run} is prepared as at {Day.Long(day)}; somebody else approves it.");
            if (status == Exit.Well) PayRunText.Print(store, scheme, null, Console.Out);
            return status;
        });
    }

    private static Command Show()
    {
        var number = RunArgument();
        return Verb("show", "Show the open run, or one by its number: lines, totals, what is held back, and what changed since the last.", [], [number], (parsed, store, scheme, _, _) =>
            PayRunText.Print(store, scheme, parsed.GetValue(number), Console.Out) ? Exit.Well : None(scheme), acts: false);
    }

    private static Command Approve()
    {
        var number = RunArgument();
        return Verb("approve", "Approve a run and post it; not by who prepared it, or claimed or verified a line of it.", [], [number], (parsed, store, scheme, _, by) =>
            Number(store, scheme, parsed.GetValue(number)) is { } run
                ? Folder.Say(new PayRunActs(store, Who(by)).Approve(scheme, run).GetAwaiter().GetResult(), answer =>
                {
                    using var json = JsonDocument.Parse(answer);
                    return $"{run} is approved: {Pence.Format(json.RootElement.GetProperty("pence").GetInt64())} to be paid. For the payment file: cairn pay-run file {scheme.Name} {run}";
                })
                : None(scheme));
    }

    private static Command Withdraw()
    {
        var number = RunArgument();
        var reason = Reason();
        return Verb("withdraw", "Take back a run that is not approved.", [reason], [number], (parsed, store, scheme, _, by) =>
            Number(store, scheme, parsed.GetValue(number)) is { } run ? Folder.Say(new PayRunActs(store, Who(by)).Withdraw(scheme, run, parsed.GetValue(reason)!).GetAwaiter().GetResult(), _ => $"{run} is withdrawn; nothing of it was posted.") : None(scheme));
    }

    private static Command Hold(string verb, string what, bool release)
    {
        var payment = new Argument<string>("payment") { Description = "The payment's key, as show prints it." };
        var reason = Reason();
        return Verb(verb, what, [reason], [payment], (parsed, store, scheme, _, by) =>
            Folder.Say(new PayRunActs(store, Who(by)).Hold(scheme, parsed.GetValue(payment)!, parsed.GetValue(reason)!, release).GetAwaiter().GetResult(), key => release ? $"{key} may be paid in the next run." : $"{key} is on hold; what it comes to is kept for it under every cap."));
    }

    private static Command Write()
    {
        var number = new Argument<string>("run") { Description = "The run's number, such as R0001." };
        var to = new Option<string>("--to") { Description = "The folder to write to: a CSV file a payer, and an ISO 20022 file for the bank.", DefaultValueFactory = _ => "." };
        return Verb("file", "Write the payment files of an approved run; again, they are the same bytes.", [to], [number], (parsed, store, scheme, _, by) =>
        {
            if (PaymentFileOf(store, scheme, parsed.GetValue(number)!) is not { } file) return Wrong($"There is no approved run {parsed.GetValue(number)} of {scheme.Name}.");
            if (file.Batches.Count == 0) return Wrong($"{file.Run.Number} pays nothing out; what it takes back stands over to the next run.");
            var csv = file.Batches.Select(b => (Name: $"{b.Number}.csv", Bytes: Encoding.UTF8.GetBytes(PaymentFile.Csv(b)))).ToList();
            var accounts = BankDetailActs.Accounts(store);
            var (xml, why) = Pain001.Write(file, scheme, store.Read(s => s.Facts.Vocabulary.WorkingDays), accounts.GetValueOrDefault);
            var status = Folder.Say(new PayRunActs(store, Who(by)).Sent(scheme, file, file.Digest).GetAwaiter().GetResult(), run => $"{run}: {file.Batches.Sum(b => b.Lines.Count)} payments, control total {Pence.Format(file.Total)}.");
            if (status != Exit.Well) return status;
            Directory.CreateDirectory(parsed.GetValue(to)!);
            foreach (var (name, bytes) in xml is null ? csv : [.. csv, ($"{file.Run.Number}.xml", xml)])
            {
                var path = Path.Combine(parsed.GetValue(to)!, name);
                File.WriteAllBytes(path + ".part", bytes);
                File.Move(path + ".part", path, overwrite: true);
                Console.WriteLine($"Wrote {path}.");
            }
            if (xml is null) Console.Error.WriteLine($"No ISO 20022 file was written: {why}");
            return Exit.Well;
        });
    }

    private static Command Results()
    {
        var path = new Argument<string>("file") { Description = "What the bank did, as CSV: reference,status,amount,date,reason." };
        return Verb("results", "Read back what was paid and what was rejected; all of the file or nothing.", [], [path], (parsed, store, scheme, _, by) =>
        {
            var mistakes = new Mistakes();
            var (shown, bytes) = (Files.Shown(parsed.GetValue(path)!), File.ReadAllBytes(parsed.GetValue(path)!));
            var rows = PaymentResults.Read(shown, new MemoryStream(bytes), mistakes);
            if (Files.Report(mistakes) || rows is null) return Exit.InputWrong;
            var reply = new PayRunActs(store, Who(by)).Results(scheme, shown, Convert.ToHexStringLower(SHA256.HashData(bytes)), rows, mistakes).GetAwaiter().GetResult();
            Files.Report(mistakes);
            return Folder.Say(reply, answer =>
            {
                using var json = JsonDocument.Parse(answer);
                return $"{json.RootElement.GetProperty("paid").GetInt32()} paid, {json.RootElement.GetProperty("rejected").GetInt32()} rejected; what was rejected is paid again in the next run.";
            });
        });
    }

    /// <summary>The payment file of an approved run; null where there is none.</summary>
    private static PaymentFile? PaymentFileOf(DataFolder store, Scheme scheme, string number)
    {
        var recorded = store.RecordedSingly();
        return store.Read(state => PayRuns.Of(state.Facts, scheme.Name).FirstOrDefault(r => r.Number == number && r.State is RunState.Approved) is { } run
            ? PaymentFile.Of(scheme, state.Facts, state.Book, run, p => recorded.GetValueOrDefault(p + 1L)) : null);
    }

    private static string? Number(DataFolder store, Scheme scheme, string? given) => given ?? store.Read(state => PayRuns.Open(state.Facts, scheme.Name)?.Number);

    internal static Asking Who(string by, string? key = null) => new(by, "finance-officer", Key: key);

    private static int None(Scheme scheme) => Wrong($"No pay run of {scheme.Name} waits. Prepare one with: cairn pay-run prepare {scheme.Name}");

    private static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return Exit.InputWrong;
    }

    private static Argument<string?> RunArgument() => new("run") { Description = "The run's number, such as R0001; the open one unless given.", Arity = ArgumentArity.ZeroOrOne };

    private static Option<string> Reason() => new("--reason") { Description = "Why; sealed.", Required = true };

    private static Command Verb(string verb, string what, IEnumerable<Option> options, IEnumerable<Argument> arguments, Func<ParseResult, DataFolder, Scheme, string, string, int> act, bool acts = true)
    {
        var folder = new Folder();
        var path = new Argument<string>("scheme") { Description = "A scheme file, or the name of one that the data holds." };
        var command = new Command(verb, what);
        command.Arguments.Add(path);
        foreach (var argument in arguments) command.Arguments.Add(argument);
        foreach (var option in options) command.Options.Add(option);
        folder.AddTo(command, acts);
        command.SetAction(parsed => folder.Open(parsed, (store, vocabulary) =>
        {
            var given = parsed.GetValue(path)!;
            var text = File.Exists(given) ? File.ReadAllText(given) : store.Read(s => s.Scheme(given, LondonTime.DayOf(DateTimeOffset.UtcNow))?.Text);
            if (text is null) return Wrong($"There is no file {given}, and the data holds no scheme of that name.");
            var mistakes = new Mistakes();
            var scheme = SchemeFile.Read(Files.Shown(given), text, vocabulary, mistakes);
            if (Files.Report(mistakes) || scheme is null) return Exit.InputWrong;
            return scheme.Payers.Count == 0 ? Wrong($"{scheme.Name} has no payers, so it pays nothing by runs.") : act(parsed, store, scheme, text, acts ? parsed.GetValue(folder.By)! : "");
        }, parsed.GetValue(path)));
        return command;
    }
}
