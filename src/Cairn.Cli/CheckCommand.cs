using System.CommandLine;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary><c>cairn check PATH…</c>: reads schemes, says every mistake, and runs the examples beside them.</summary>
internal static class CheckCommand
{
    public static Command Make()
    {
        var paths = new Argument<string[]>("path") { Description = "Scheme files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var vocabulary = new Option<string?>("--vocabulary") { Description = "The vocabulary; otherwise the nearest facts.yaml." };
        var command = new Command("check", "Read schemes, say every mistake, and run the examples beside them.") { paths, vocabulary };
        paths.Validators.Add(given =>
        {
            if (given.Tokens.FirstOrDefault(t => t.Value.StartsWith("--", StringComparison.Ordinal)) is { } odd) given.AddError($"There is no option {odd.Value}.");
        });
        command.SetAction(parsed => Run(parsed.GetValue(paths)!, parsed.GetValue(vocabulary)));
        return command;
    }

    private static int Run(string[] paths, string? vocabularyPath)
    {
        if (Files.Schemes(paths) is not { } schemes) return Exit.InputWrong;
        int examples = 0, wrong = 0;
        var words = new Dictionary<string, Vocabulary?>(StringComparer.Ordinal);
        foreach (var path in schemes)
        {
            var mistakes = new Mistakes();
            var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            if (!words.TryGetValue(folder, out var vocabulary)) words[folder] = vocabulary = Files.Vocabulary(path, vocabularyPath, mistakes);
            if (vocabulary is not null && SchemeFile.Read(Files.Shown(path), File.ReadAllText(path), vocabulary, mistakes) is { } scheme)
            {
                var beside = path[..^".yaml".Length] + ".examples.yaml";
                var read = File.Exists(beside) ? ExamplesFile.Read(Files.Shown(beside), File.ReadAllText(beside), vocabulary, mistakes) : [];
                if (!mistakes.Any) foreach (var example in read) ExamplesFile.Run(scheme, example, vocabulary, mistakes);
                examples += read.Count;
                Console.WriteLine($"{(mistakes.Any ? "wrong" : "good ")}  {scheme.Name}: {scheme.Outcomes.Count(o => !o.IsMilestone)} outcomes, {read.Count} examples, {scheme.Assumptions.Count} assumptions");
            }
            else Console.WriteLine($"wrong  {Files.Shown(path)}");
            if (Files.Report(mistakes) || vocabulary is null) wrong++;
        }
        Console.WriteLine(wrong == 0 ? $"{schemes.Count} schemes and {examples} examples are good." : $"{wrong} of {schemes.Count} schemes are wrong.");
        return wrong == 0 ? Exit.Well : Exit.InputWrong;
    }
}
