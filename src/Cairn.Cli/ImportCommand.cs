using System.CommandLine;
using System.Security.Cryptography;
using Cairn.Record;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn import --data DIR --facts FILE</c>: takes a file of facts in, all of it or none.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var folder = new Folder();
        var facts = new Option<string>("--facts") { Description = "Facts as CSV, or any CSV with --profile.", Required = true };
        var profile = new Option<string?>("--profile") { Description = "How to read another system's CSV." };
        var system = new Option<string?>("--system") { Description = "The system that the file comes from; people are known by what it calls them. The file's name unless given." };
        var command = new Command("import", "Take facts from a file, all or none; a row taken before adds nothing.") { facts, profile, system };
        folder.AddTo(command);
        command.SetAction(parsed => folder.Open(parsed, (store, vocabulary) =>
            Run(store, vocabulary, parsed.GetValue(facts)!, parsed.GetValue(profile), parsed.GetValue(system), parsed.GetValue(folder.By)!)));
        return command;
    }

    private static int Run(DataFolder store, Vocabulary vocabulary, string path, string? profilePath, string? system, string by)
    {
        var mistakes = new Mistakes();
        var bytes = File.ReadAllBytes(path);
        system ??= Path.GetFileNameWithoutExtension(path);
        var rows = profilePath is null
            ? FactsCsv.Drafts(Files.Shown(path), bytes, vocabulary, mistakes, Recording.Known(store, system, token => store.ReferencesOf(token).FirstOrDefault(r => r.System == system)?.Reference ?? token))
            : ImportProfile.Read(Files.Shown(profilePath), File.ReadAllText(profilePath), vocabulary, mistakes)?.Drafts(Files.Shown(path), new MemoryStream(bytes), vocabulary, mistakes);
        if (Files.Report(mistakes) || rows is null)
        {
            Console.Error.WriteLine("Nothing was taken. Mend the file and import it again.");
            return Exit.InputWrong;
        }
        var drafts = rows.Select(r => (r.Row, r.Draft)).ToList();
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var asked = new Store.Command($"import:{system}:{hash}", "import", by, "importer", hash, system);
        var reply = store.Do(asked, Import.Of(hash, system, drafts)).GetAwaiter().GetResult();
        return Folder.Say(reply, answer =>
        {
            var report = ImportReport.Read(answer);
            var text = $"{report.Added} facts taken, {report.AlreadyThere} were there before, {report.NewPeople} people are new.";
            return report.Different.Count == 0 ? text : $"{text} {report.Different.Count} rows were there before and said something else; they were left as they were. The first is row {report.Different[0]}: correct it with a fact that names it in 'corrects'.";
        });
    }
}
