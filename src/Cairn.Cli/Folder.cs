using System.CommandLine;
using Cairn.Record;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary>The options of every command that works on a data folder, and how it is opened.</summary>
internal sealed class Folder
{
    public Option<string> Data { get; } = new("--data") { Description = "The data folder; made when it is new.", Required = true };

    /// <summary>As <c>cairn serve --keys</c>, which keeps them apart from the data.</summary>
    public Option<string?> KeyFolder { get; } = new("--key-folder") { Description = "The folder of keys.db and root.key, where they are apart from the data." };

    public Option<string?> Vocabulary { get; } = new("--vocabulary") { Description = "The vocabulary; otherwise the nearest facts.yaml." };

    public Option<string> By { get; } = new("--by") { Description = "The member who does it.", DefaultValueFactory = _ => Environment.UserName };

    public void AddTo(Command command, bool acts = true)
    {
        command.Options.Add(Data);
        command.Options.Add(KeyFolder);
        command.Options.Add(Vocabulary);
        if (acts) command.Options.Add(By);
    }

    /// <summary>Opens the folder and works on it; a store in trouble is said in its own words.</summary>
    public int Open(ParseResult parsed, Func<DataFolder, Vocabulary, int> work, string? near = null) => Open(parsed, parsed.GetValue(Data)!, work, near);

    public int Open(ParseResult parsed, string path, Func<DataFolder, Vocabulary, int> work, string? near)
    {
        var mistakes = new Mistakes();
        var vocabulary = Files.Vocabulary(near ?? Directory.GetCurrentDirectory(), parsed.GetValue(Vocabulary), mistakes);
        if (Files.Report(mistakes) || vocabulary is null) return Exit.InputWrong;
        try
        {
            using var folder = DataFolder.Open(path, vocabulary, new FolderOptions { KeysFolder = parsed.GetValue(KeyFolder) });
            return work(folder, vocabulary);
        }
        catch (StoreException trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Exit.InputWrong;
        }
    }

    /// <summary>Does a command and says what became of it; the exit status is 1 when it was refused.</summary>
    public static int Say(Reply reply, Func<string, string> done)
    {
        switch (reply)
        {
            case Reply.Done d:
                Console.WriteLine(done(d.Answer));
                return Exit.Well;
            case Reply.DoneBefore before:
                Console.WriteLine($"This was done before, and nothing was done twice. {done(before.Answer)}");
                return Exit.Well;
            case Reply.Nothing nothing:
                Console.WriteLine(done(nothing.Answer));
                return Exit.Well;
            case Reply.Refused refused:
                Console.Error.WriteLine($"Refused ({refused.Name}): {refused.Why}");
                return Exit.InputWrong;
            default:
                throw new InvalidOperationException($"No words for {reply.GetType().Name}.");
        }
    }

    /// <summary>
    /// The token of whoever a system calls so, or why there is none. Without a system any that knows the name will do, unless two
    /// mean different people by it.
    /// </summary>
    public static Func<string, (string? Token, string Why)> Finder(DataFolder folder, string? system)
    {
        if (system is not null) return name => folder.Read(state => state.FindPerson(system, name)) is { } token ? (token, "") : (null, $"{system} calls nobody '{name}'.");
        var people = folder.Read(state => Enumerable.Range(0, state.Facts.Of(About.Person).Count).Select(n => state.Facts.Of(About.Person)[n]).ToList());
        var known = people.SelectMany(folder.ReferencesOf).ToLookup(r => r.Reference, r => (r.Token, r.System), StringComparer.Ordinal);
        return name => known[name].Select(k => k.Token).Distinct(StringComparer.Ordinal).ToList() switch
        {
            [var one] => (one, ""),
            [] => (null, $"Nobody is called '{name}'."),
            _ => (null, $"'{name}' is what {string.Join(" and ", known[name].Select(k => k.System))} call different people; name the system with --system."),
        };
    }

    /// <summary>What people are called outside, by token; the token itself where nothing is known, or the person was erased.</summary>
    public static Func<string, string> Names(DataFolder folder) => token => folder.ReferencesOf(token) is [var first, ..] ? first.Reference : token;
}
