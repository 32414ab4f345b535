using System.CommandLine;
using Cairn.Record;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn erase PERSON --because CLAUSE --data DIR</c>: given by one member it asks, given by another it erases.</summary>
internal static class EraseCommand
{
    public static Command Make()
    {
        var folder = new Folder();
        var person = new Argument<string>("person") { Description = "The person, as a system calls them; or their token, where they were erased before." };
        var because = new Option<string>("--because") { Description = "The clause of the law, such as consent-withdrawn; see erasure-clauses in the vocabulary.", Required = true };
        var words = new Option<string?>("--words") { Description = "How it came about; sealed, and gone with the rest." };
        var system = new Option<string?>("--system") { Description = "The system that calls the person so; the first that knows the name unless given." };
        var command = new Command("erase", "Erase a person for ever: one member asks, another gives the same command and it is done.") { because, words, system };
        command.Arguments.Add(person);
        folder.AddTo(command);
        command.SetAction(parsed => folder.Open(parsed, (store, _) => Run(store, parsed.GetValue(person)!, parsed.GetValue(system), parsed.GetValue(because)!, parsed.GetValue(words) ?? "", new Asking(parsed.GetValue(folder.By)!, "records-officer", "command line"))));
        return command;
    }

    private static int Run(DataFolder store, string name, string? system, string clause, string words, Asking who)
    {
        var (token, why) = store.Read(state => state.IsPerson(name) || state.IsErased(name)) ? (name, "") : Folder.Finder(store, system)(name);
        if (token is null)
        {
            Console.Error.WriteLine(why);
            return Exit.InputWrong;
        }
        var asked = store.Read(state => Erasing.AskedFor(state, token));
        if (asked.Any(a => a.By != who.By)) return Folder.Say(Erasing.Do(store, who, token).GetAwaiter().GetResult(), answer => $"Erased: {answer}");
        return Folder.Say(Erasing.Ask(store, who, token, clause, words, LondonTime.DayOf(DateTimeOffset.UtcNow)).GetAwaiter().GetResult(), answer => $"Asked as {answer}. Nothing is erased until another member gives the same command.");
    }
}
