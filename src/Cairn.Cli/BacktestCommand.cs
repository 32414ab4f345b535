using System.CommandLine;
using System.Security.Cryptography;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Survival;

namespace Cairn.Cli;

/// <summary><c>cairn backtest SCHEME --facts FILE</c>: what would have been paid on a record, to whom it would have been paid, and how soon results came.</summary>
internal static class BacktestCommand
{
    public static Command Make()
    {
        var by = new Option<string?>("--by") { Description = "Groups to compare, such as arms: a kind of fact, KIND for its main code or KIND.DETAIL." };
        var followed = Question.Followed();
        var alike = new Option<string?>("--alike") { Description = "What to hold alike in a Cox model, as it was when each one's time began: sex,review.physical-health." };
        var ties = new Option<Ties>("--ties") { Description = "How the model takes results on the same day: efron, as R does, or breslow.", DefaultValueFactory = _ => Ties.Efron };
        var (question, into) = (new Question(), ReportFiles.Into());
        var command = new Command("backtest", "Say what a scheme would have paid on a record, by group, with survival curves.") { by, followed, alike, ties, into };
        question.AddTo(command);
        command.SetAction(parsed => question.Ask(parsed, asked =>
        {
            var a = asked.Answer;
            Kind? view = null;
            var wrong = a.Scheme.About is not About.Person || a.Scheme.Outcomes.All(o => o.When is null) ? $"'{a.Scheme.Name}' has no results that a person reaches, so there is nothing to test. Give a contract that has." : Question.Find(parsed.GetValue(followed), a.Facts.Vocabulary, out view);
            var groups = wrong is null && parsed.GetValue(by) is { } named ? Grouping.Of(named, a, s => Backtest.FirstDay(a, s), out wrong) : null;
            var held = wrong is null && parsed.GetValue(alike) is { } listed ? HeldAlike.Of(listed, a, s => Backtest.FirstDay(a, s), out wrong) : null;
            if (wrong is not null)
            {
                Console.Error.WriteLine(wrong);
                return Exit.InputWrong;
            }
            ReportFiles.Tell(BacktestReport.Of(Backtest.Of(a, groups, view, null, held, parsed.GetValue(ties)), What(question, parsed, asked)), parsed.GetValue(into));
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
        foreach (var name in (string[])["--by", "--followed", "--alike"]) if (parsed.GetValue<string?>(name) is { } given) said.Add((name, given));
        if (parsed.GetValue<string?>("--alike") is not null) said.Add(("--ties", parsed.GetValue<Ties>("--ties").ToString()));
        return BacktestReport.Asked(asked.Answer, said);
    }
}
