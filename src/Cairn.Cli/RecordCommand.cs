using System.CommandLine;
using Cairn.Record;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn record KIND ABOUT name=value … --data DIR</c>: one fact, through the same door as a file of them.</summary>
internal static class RecordCommand
{
    public static Command Make()
    {
        var folder = new Folder();
        var kind = new Argument<string>("kind") { Description = "The kind of fact, such as employment." };
        var about = new Argument<string>("about") { Description = "The person, as the system calls them; or the member, partner, group or place." };
        var details = new Argument<string[]>("details") { Description = "Details as name=value, such as contract=permanent.", Arity = ArgumentArity.ZeroOrMore };
        var from = new Option<string?>("--from") { Description = "The first day (of an event, its day); counts. Not needed to retract." };
        var to = new Option<string?>("--to") { Description = "The last day of a spell; counts. Still going on unless given." };
        var evidence = new Option<string?>("--evidence") { Description = "The kinds of evidence seen, with ; between them." };
        var saidBy = new Option<string>("--said-by") { Description = "In what capacity it is said, such as key-worker.", Required = true };
        var source = new Option<string>("--source") { Description = "Where it comes from: a system, a form, a call.", Required = true };
        var id = new Option<string?>("--id") { Description = "Its name in the source: with one, the fact is recorded only once." };
        var corrects = new Option<string?>("--corrects") { Description = "The fact that this one replaces, by its id in the source, or as #17 by its place in the log." };
        var retracts = new Option<string?>("--retracts") { Description = "The fact that this one takes back." };
        var note = new Option<string?>("--note") { Description = "Free words; sealed." };
        var system = new Option<string?>("--system") { Description = "The system that calls the person so; the first that knows the name unless given." };
        var fresh = new Option<bool>("--new") { Description = "The person is new, and --system calls them so." };
        var key = new Option<string?>("--key") { Description = "A key of your own: asked again with the same key, it is done once." };
        var command = new Command("record", "Record one fact, with who says so and where it comes from; correct or take back another.") { from, to, evidence, saidBy, source, id, corrects, retracts, note, system, fresh, key };
        command.Arguments.Add(kind);
        command.Arguments.Add(about);
        command.Arguments.Add(details);
        folder.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(fresh) && parsed.GetValue(system) is null) return Wrong("--new needs --system: the system that calls the person so.");
            if (parsed.GetValue(details)!.FirstOrDefault(d => !d.Contains('=', StringComparison.Ordinal)) is { } odd) return Wrong($"'{odd}' is not a detail; write name=value.");
            return folder.Open(parsed, (store, vocabulary) =>
            {
                if (vocabulary.Find(parsed.GetValue(kind)!) is not { } found)
                {
                    Console.Error.WriteLine($"There is no kind of fact '{parsed.GetValue(kind)}'.{Mistakes.DidYouMean(parsed.GetValue(kind)!, vocabulary.Kinds.Select(k => k.Name))}");
                    return Exit.InputWrong;
                }
                var cells = new List<(string, string?)> { ("fact", found.Name) };
                foreach (var (name, option) in ((string, Option<string?>)[])[("from", from), ("to", to), ("evidence", evidence), ("id", id), ("corrects", corrects), ("retracts", retracts), ("note", note)]) cells.Add((name, parsed.GetValue(option)));
                cells.AddRange([("said-by", parsed.GetValue(saidBy)), ("source", parsed.GetValue(source))]);
                foreach (var detail in parsed.GetValue(details)!) cells.Add((detail[..detail.IndexOf('=', StringComparison.Ordinal)], detail[(detail.IndexOf('=', StringComparison.Ordinal) + 1)..]));
                var asking = new Asking(parsed.GetValue(folder.By)!, parsed.GetValue(saidBy)!, parsed.GetValue(source)!, parsed.GetValue(key));
                return Run(store, found, cells, (parsed.GetValue(about)!, parsed.GetValue(system), parsed.GetValue(fresh)), asking);
            });
        });
        return command;
    }

    private static int Run(DataFolder store, Kind kind, List<(string Column, string? Text)> cells, (string Name, string? System, bool IsNew) about, Asking asking)
    {
        (string? Token, string Why) person = kind.About is About.Person ? Folder.Finder(store, about.System)(about.Name) : (about.Name, "");
        if (person.Token is null && !about.IsNew)
        {
            Console.Error.WriteLine($"{person.Why} If the person is new, say --new and name the system with --system.");
            return Exit.InputWrong;
        }
        var subject = person.Token ?? Token.New();
        cells.Insert(1, (kind.About is About.Person ? "person" : "about", subject));
        var (draft, mistakes) = Recording.Read(store, cells, Day.Of(DateOnly.FromDateTime(DateTime.Today)));
        foreach (var (_, what) in mistakes) Console.Error.WriteLine(what);
        if (draft is null) return Exit.InputWrong;
        var isNew = person.Token is null ? new PersonReference(subject, about.System!, about.Name) : null;
        return Folder.Say(Recording.Do(store, asking, draft, isNew).GetAwaiter().GetResult(), answer => $"Recorded as {answer}.");
    }

    private static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return Exit.CommandWrong;
    }
}
