using System.CommandLine;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary>An answer, and how its people are called outside.</summary>
internal sealed record Asked(Evaluation Answer, Func<string, string> Outside, Func<string, string?> Inside)
{
    /// <summary>What a subject is called outside: in a file as the file does, in a store by what its source calls them.</summary>
    public string Name(int subject) => subject < 0 ? "The cohort" : Outside(Answer.Facts.Of(Answer.Scheme.About)[subject]);

    /// <summary>The subject that is called so, or -1.</summary>
    public int Find(string name) => Answer.Facts.Subject(Answer.Scheme.About, Inside(name) ?? name);
}

/// <summary>What every question names: a scheme, the facts, the day asked about, and what was known.</summary>
internal sealed class Question
{
    private readonly Folder folder = new();

    public Argument<string> SchemePath { get; } = new("scheme") { Description = "A scheme file." };

    public Option<string?> FactsFile { get; } = new("--facts") { Description = "Facts as CSV, or any CSV with --profile." };

    public Option<string?> Profile { get; } = new("--profile") { Description = "How to read another system's CSV." };

    public Option<string?> Data { get; } = new("--data") { Description = "A data folder, instead of --facts." };

    public Option<string?> System { get; } = new("--system") { Description = "With --data: the system whose names for people are meant; the first that knows the name unless given." };

    public Option<string?> On { get; } = new("--on") { Description = "The day asked about, such as 2027-03-31; today unless given." };

    public Option<string?> Known { get; } = new("--known") { Description = "Only what had been recorded by this day; all of it unless given." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(SchemePath);
        AddRecordTo(command);
    }

    /// <summary>The options of the record alone, for a command that names its schemes itself.</summary>
    public void AddRecordTo(Command command)
    {
        foreach (var option in (Option[])[FactsFile, Profile, Data, folder.KeyFolder, System, On, Known, folder.Vocabulary]) command.Options.Add(option);
    }

    /// <summary>Reads the files or the store, asks, and hands the answer on; the exit status is that of what is done with it, or says what was wrong.</summary>
    public int Ask(ParseResult parsed, Func<Asked, int> use) => AskAll(parsed, [parsed.GetValue(SchemePath)!], asked => use(asked[0]));

    /// <summary>Asks several schemes of one record, on one day.</summary>
    public int AskAll(ParseResult parsed, IReadOnlyList<string> paths, Func<IReadOnlyList<Asked>, int> use)
    {
        if (DayOf(parsed.GetValue(On), "--on", DateOnly.FromDateTime(DateTime.Today)) is not { } on || DayOf(parsed.GetValue(Known), "--known", null) is not { } known) return Exit.CommandWrong;
        if (parsed.GetValue(FactsFile) is null == parsed.GetValue(Data) is null)
        {
            Console.Error.WriteLine("Say where the facts are: --facts FILE or --data FOLDER.");
            return Exit.CommandWrong;
        }
        var mistakes = new Mistakes();
        var vocabulary = Vocabulary(parsed, paths[0], mistakes);
        var schemes = vocabulary is null ? [] : paths.Select(path => SchemeFile.Read(Files.Shown(path), File.ReadAllText(path), vocabulary, mistakes)).OfType<Scheme>().ToList();
        if (Files.Report(mistakes) || schemes.Count < paths.Count) return Exit.InputWrong;
        if (parsed.GetValue(FactsFile) is { } file)
        {
            var facts = ReadFacts(file, parsed.GetValue(Profile), vocabulary!, mistakes);
            if (Files.Report(mistakes) || facts is null) return Exit.InputWrong;
            return use([.. schemes.Select(s => new Asked(Evaluation.Of(s, facts, on, known, Environment.ProcessorCount), name => name, name => name))]);
        }
        return folder.Open(parsed, parsed.GetValue(Data)!, (store, _) =>
        {
            var answers = store.Read(state => schemes.Select(s => Evaluation.Of(s, state.Facts, on, known, Environment.ProcessorCount)).ToList());
            var system = parsed.GetValue(System);
            return use([.. answers.Select(a => new Asked(a, Folder.Names(store), name => Folder.Finder(store, system)(name).Token))]);
        }, paths[0]);
    }

    /// <summary>The option that names the kind of spell on whose days people were in view.</summary>
    public static Option<string?> Followed() => new("--followed") { Description = "The kind of spell that says on which days people were in view, such as follow-up; always, unless given." };

    /// <summary>Finds the kind that <see cref="Followed()"/> names, or none where none is named; returns what is wrong with it.</summary>
    public static string? Find(string? followed, Vocabulary vocabulary, out Kind? view)
    {
        view = followed is null ? null : vocabulary.Find(followed);
        if (followed is null || view is { IsSpell: true, About: About.Person }) return null;
        return view is null ? $"There is no kind of fact '{followed}'.{Mistakes.DidYouMean(followed, vocabulary.Kinds.Where(k => k.IsSpell).Select(k => k.Name))}" : $"'{followed}' has no first and last day about a person, so it cannot say until when people were in view.";
    }

    /// <summary>Whether a record is named at all.</summary>
    public bool HasRecord(ParseResult parsed) => parsed.GetValue(FactsFile) is not null || parsed.GetValue(Data) is not null;

    public Vocabulary? Vocabulary(ParseResult parsed, string near, Mistakes mistakes) => Files.Vocabulary(near, parsed.GetValue(folder.Vocabulary), mistakes);

    private static Facts? ReadFacts(string path, string? profilePath, Vocabulary vocabulary, Mistakes mistakes)
    {
        using var stream = File.OpenRead(path);
        return profilePath is null
            ? FactsCsv.Read(Files.Shown(path), stream, vocabulary, mistakes)
            : ImportProfile.Read(Files.Shown(profilePath), File.ReadAllText(profilePath), vocabulary, mistakes)?.Record(Files.Shown(path), stream, vocabulary, mistakes);
    }

    /// <summary>A day from an option; null, having said so, when it is not one. Without text, the day given or never.</summary>
    public static int? DayOf(string? text, string option, DateOnly? otherwise)
    {
        if (text is null) return otherwise is { } today ? Day.Of(today) : Day.Never;
        if (Day.TryParse(text, out var day)) return day;
        Console.Error.WriteLine($"{option} is a date such as 2027-03-31; '{text}' is not.");
        return null;
    }
}
