using System.CommandLine;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary>What every question names: a scheme, the facts, the day asked about, and what was known.</summary>
internal sealed class Question
{
    public Argument<string> Scheme { get; } = new("scheme") { Description = "A scheme file." };

    public Option<string> FactsFile { get; } = new("--facts") { Description = "Facts as CSV.", Required = true };

    public Option<string?> On { get; } = new("--on") { Description = "The day asked about, such as 2027-03-31; today unless given." };

    public Option<string?> Known { get; } = new("--known") { Description = "Only what had been recorded by this day; all of it unless given." };

    public Option<string?> Vocabulary { get; } = new("--vocabulary") { Description = "The vocabulary; otherwise the nearest facts.yaml to the scheme." };

    public void AddTo(Command command)
    {
        command.Arguments.Add(Scheme);
        foreach (var option in (Option[])[FactsFile, On, Known, Vocabulary]) command.Options.Add(option);
    }

    /// <summary>Reads the files and asks. Null, with an exit status, when something is wrong, which has then been said.</summary>
    public Evaluation? Ask(ParseResult parsed, out int exit)
    {
        exit = Exit.CommandWrong;
        if (DayOf(parsed.GetValue(On), "--on", DateOnly.FromDateTime(DateTime.Today)) is not { } on || DayOf(parsed.GetValue(Known), "--known", null) is not { } known) return null;
        exit = Exit.InputWrong;
        var path = parsed.GetValue(Scheme)!;
        var mistakes = new Mistakes();
        if (Read(path, parsed.GetValue(Vocabulary), mistakes) is not var (scheme, vocabulary)) return null;
        var factsPath = parsed.GetValue(FactsFile)!;
        using var stream = File.OpenRead(factsPath);
        var facts = FactsCsv.Read(Files.Shown(factsPath), stream, vocabulary, mistakes);
        if (Files.Report(mistakes) || facts is null) return null;
        exit = Exit.Well;
        return Evaluation.Of(scheme, facts, on, known, Environment.ProcessorCount);
    }

    /// <summary>Reads a scheme and its vocabulary, or says what is wrong.</summary>
    public static (Scheme Scheme, Vocabulary Vocabulary)? Read(string path, string? vocabularyPath, Mistakes mistakes)
    {
        var vocabulary = Files.Vocabulary(path, vocabularyPath, mistakes);
        var scheme = vocabulary is null ? null : SchemeFile.Read(Files.Shown(path), File.ReadAllText(path), vocabulary, mistakes);
        if (Files.Report(mistakes) || scheme is null) return null;
        return (scheme, vocabulary!);
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
