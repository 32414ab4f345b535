using System.CommandLine;
using System.Text;
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
                var cells = new List<(string, string?)> { ("fact", found.Name), (found.About is About.Person ? "person" : "about", parsed.GetValue(about)) };
                foreach (var (name, option) in ((string, Option<string?>)[])[("from", from), ("to", to), ("evidence", evidence), ("id", id), ("corrects", corrects), ("retracts", retracts), ("note", note)]) cells.Add((name, parsed.GetValue(option)));
                cells.AddRange([("recorded", Day.Iso(Day.Of(DateOnly.FromDateTime(DateTime.Today)))), ("said-by", parsed.GetValue(saidBy)), ("source", parsed.GetValue(source))]);
                foreach (var detail in parsed.GetValue(details)!) cells.Add((Column(found, detail[..detail.IndexOf('=', StringComparison.Ordinal)]), detail[(detail.IndexOf('=', StringComparison.Ordinal) + 1)..]));
                return Run(store, vocabulary, cells, parsed.GetValue(about)!, new Asking(parsed.GetValue(source)!, parsed.GetValue(system), parsed.GetValue(fresh), parsed.GetValue(key), parsed.GetValue(folder.By)!, parsed.GetValue(saidBy)!));
            });
        });
        return command;
    }

    private sealed record Asking(string Source, string? System, bool IsNew, string? Key, string By, string Capacity);

    private static int Run(DataFolder store, Vocabulary vocabulary, List<(string Column, string? Text)> cells, string about, Asking asking)
    {
        (string? Token, string Why) person = cells[1].Column == "person" ? Folder.Finder(store, asking.System)(about) : (about, "");
        if (person.Token is null && !asking.IsNew)
        {
            Console.Error.WriteLine($"{person.Why} If the person is new, say --new and name the system with --system.");
            return Exit.InputWrong;
        }
        // As a row of a file whose people are tokens: what is wrong with a row is wrong here.
        var token = person.Token ?? Token.New();
        cells[1] = (cells[1].Column, token);
        var csv = $"{Row(cells.Select(c => c.Column))}\n{Row(cells.Select(c => c.Text ?? ""))}\n";
        var mistakes = new Mistakes();
        var drafts = FactsCsv.Drafts("record", Encoding.UTF8.GetBytes(csv), vocabulary, mistakes, ImportCommand.Stored(store, asking.Source, inside => inside));
        foreach (var mistake in mistakes.Found) Console.Error.WriteLine(mistake.What);
        if (drafts is null) return Exit.InputWrong;
        var draft = drafts.Single().Draft;
        var asked = new Store.Command(asking.Key ?? $"record:{Guid.NewGuid():n}", "record", asking.By, asking.Capacity, Row(cells.Where(c => c.Column != "recorded").Select(c => c.Text ?? "")), asking.Source);
        var reply = store.Do(asked, (state, now) =>
        {
            if (draft.Id is { } id && now.FindFact(asking.Source, id) is { } before)
                return now.SaysTheSame(before, new NewFact(draft)) ? Decision.Append($"#{before}") : Decision.Refuse("IdUsedForSomethingElse", $"{asking.Source} has given the id {id} to another fact, #{before}; correct it with --corrects {id} and an id of its own.");
            return Decision.Append($"#{state.Facts.Columns.Count + 1}") with { People = person.Token is null ? [new PersonReference(token, asking.System!, about)] : [], Facts = [new NewFact(draft)] };
        }).GetAwaiter().GetResult();
        return Folder.Say(reply, answer => $"Recorded as {answer}.");
    }

    private static string Column(Kind kind, string detail) => kind.Find(detail) is { } known ? FactsCsv.ColumnOf(kind, known) : detail;

    private static string Row(IEnumerable<string> texts) => string.Join(',', texts.Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

    private static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return Exit.CommandWrong;
    }
}
