using System.CommandLine;
using System.Security.Cryptography;
using Cairn.Desk.Pricing;
using Cairn.Record;

namespace Cairn.Cli;

/// <summary><c>cairn backtest SCHEME --facts FILE</c>: what would have been paid on a record, to whom it would have been paid, and how soon results came.</summary>
internal static class BacktestCommand
{
    public static Command Make()
    {
        var by = new Option<string?>("--by") { Description = "Groups to compare, such as arms: a kind of fact, KIND for its main code or KIND.DETAIL." };
        var followed = new Option<string?>("--followed") { Description = "The kind of spell that says on which days people were in view, such as follow-up; always, unless given." };
        var (question, into) = (new Question(), ReportFiles.Into());
        var command = new Command("backtest", "Say what a scheme would have paid on a record, by group, with survival curves.") { by, followed, into };
        question.AddTo(command);
        command.SetAction(parsed => question.Ask(parsed, asked =>
        {
            var (a, kind) = (asked.Answer, parsed.GetValue(followed));
            Kind? view = null;
            string? wrong = null;
            if (a.Scheme.About is not About.Person || a.Scheme.Outcomes.All(o => o.When is null)) wrong = $"'{a.Scheme.Name}' has no results that a person reaches, so there is nothing to test. Give a contract that has.";
            else if (kind is not null && (view = a.Facts.Vocabulary.Find(kind)) is not { IsSpell: true, About: About.Person })
                wrong = view is null ? $"There is no kind of fact '{kind}'.{Mistakes.DidYouMean(kind, a.Facts.Vocabulary.Kinds.Where(k => k.IsSpell).Select(k => k.Name))}" : $"'{kind}' has no first and last day about a person, so it cannot say until when people were in view.";
            var groups = wrong is null && parsed.GetValue(by) is { } named ? Grouping.Of(named, a, s => Backtest.FirstDay(a, s), out wrong) : null;
            if (wrong is not null)
            {
                Console.Error.WriteLine(wrong);
                return Exit.InputWrong;
            }
            ReportFiles.Tell(BacktestReport.Of(Backtest.Of(a, groups, view), What(question, parsed, asked)), parsed.GetValue(into));
            return Exit.Well;
        }));
        return command;
    }

    private static IReadOnlyList<(string What, string Value)> What(Question question, ParseResult parsed, Asked asked)
    {
        List<(string What, string Value)> said = [];
        foreach (var (what, option) in new[] { ("SHA-256 of the facts", question.FactsFile), ("SHA-256 of the profile", question.Profile) })
            if (parsed.GetValue(option) is { } path)
            {
                using var file = File.OpenRead(path);
                said.Add((what, Convert.ToHexStringLower(SHA256.HashData(file))));
            }
        if (parsed.GetValue(question.Data) is not null) said.Add(("Facts in the log", asked.Answer.Facts.Columns.Count.ToString("#,0", System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var name in (string[])["--by", "--followed"]) if (parsed.GetValue<string?>(name) is { } given) said.Add((name, given));
        return BacktestReport.Asked(asked.Answer, said);
    }
}
