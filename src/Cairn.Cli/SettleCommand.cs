using System.CommandLine;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn settle SCHEME --data DIR</c>: posts what is payable, claimed and verified and has not been posted.</summary>
internal static class SettleCommand
{
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
        var (reply, lines) = Settlements.Do(store, new Asking(by, "finance-officer", Key: key), scheme, text, on).GetAwaiter().GetResult();
        var names = Folder.Names(store);
        return Folder.Say(reply, answer =>
        {
            Lines(scheme, lines, names);
            var settled = SettlementAnswer.Read(answer);
            return $"{settled.Posted} payments posted, {Pence.Format(settled.Pence)}; {settled.ToApprove} to approve.";
        });
    }

    private static void Lines(Scheme scheme, IReadOnlyList<(SettlementLine Line, string? Person)> settled, Func<string, string> name)
    {
        var table = new TextTable("Person", "Outcome", "What", ">Amount", "Why");
        foreach (var (line, person) in settled.Where(l => l.Line.What is not (Settled.Stands or Settled.NotPayable)))
            table.Add(line.Outcome < 0 ? "" : person is null ? "everyone" : name(person), line.Outcome < 0 ? line.Key : scheme.Outcomes[line.Outcome].Name, Say(line.What), Pence.Format(line.Total), line.Why);
        if (table.Any) table.Write(Console.Out);
        foreach (var (line, _) in settled.Where(l => l.Line.What is Settled.ToReverse))
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
