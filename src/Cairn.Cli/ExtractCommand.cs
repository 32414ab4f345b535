using System.CommandLine;
using Cairn.Desk.Published;
using Cairn.Record;

namespace Cairn.Cli;

/// <summary><c>cairn extract SCHEME --facts FILE --out FOLDER</c>: figures that an evaluator from outside may have, with small numbers hidden, a dictionary, the rules and hashes.</summary>
internal static class ExtractCommand
{
    public static Command Make()
    {
        var by = new Option<string?>("--by") { Description = "Groups, between commas: kinds of fact, KIND or KIND.DETAIL, such as sex,complexity." };
        var followed = Question.Followed();
        var into = new Option<string>("--out") { Description = "A folder for the files, which is made.", Required = true };
        var question = new Question();
        var command = new Command("extract", "Write figures for an evaluator: cohorts by year, small numbers hidden, with a dictionary, the rules and hashes.") { by, followed, into };
        question.AddTo(command);
        command.SetAction(parsed => question.Ask(parsed, asked =>
        {
            var (scheme, folder, path) = (asked.Answer.Scheme, parsed.GetValue(into)!, parsed.GetValue(question.SchemePath)!);
            Kind? view = null;
            var wrong = scheme.About is not About.Person || scheme.Outcomes.All(o => o.When is null) ? $"'{scheme.Name}' has no results that a person reaches, so there is nothing to tell. Give a scheme that has." : Question.Find(parsed.GetValue(followed), asked.Answer.Facts.Vocabulary, out view);
            if (parsed.GetValue(question.Known) is not null) wrong ??= "Each cohort is told as it was known on a day of its own, so --known is not for this command. --on is the day on which it is told.";
            var text = File.ReadAllText(path);
            var files = wrong is null ? Extract.Of(asked.Answer.Facts, _ => (scheme, text), asked.Answer.On, [.. (parsed.GetValue(by) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)], view, out wrong) : null;
            if (files is null)
            {
                Console.Error.WriteLine(wrong);
                return Exit.InputWrong;
            }
            Directory.CreateDirectory(folder);
            foreach (var file in files) File.WriteAllText(Path.Combine(folder, file.Name), file.Text);
            Console.Write(files[0].Text);
            Console.WriteLine($"\nThe files are in {folder}.");
            return Exit.Well;
        }));
        return command;
    }
}
