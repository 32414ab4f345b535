using System.CommandLine;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary><c>cairn explain SCHEME PERSON OUTCOME --facts FILE</c>: why, clause by clause.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var question = new Question();
        var person = new Argument<string>("person") { Description = "The person, as the facts call them; or an indicator of the scheme." };
        var outcome = new Argument<string?>("outcome") { Description = "A milestone or outcome of the scheme, all of them unless given; for an indicator, the period, such as '2026 Q1'.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Say why someone has, or has not, reached an outcome: each clause, the facts and dates.");
        var strip = new Option<string?>("--strip") { Description = "Draw the person's life strip into this SVG file instead; '-' prints it as lines of text." };
        var narrow = new Option<bool>("--narrow") { Description = "With --strip: for a screen 320 wide." };
        question.AddTo(command);
        command.Options.Add(strip);
        command.Options.Add(narrow);
        command.Arguments.Add(person);
        command.Arguments.Add(outcome);
        command.SetAction(parsed =>
        {
            var (who, name) = (parsed.GetValue(person)!, parsed.GetValue(outcome));
            if (parsed.GetValue(strip) is { } && name is not null)
            {
                Console.Error.WriteLine($"A life strip shows every outcome; leave '{name}' out, or leave out --strip to have it explained.");
                return Exit.CommandWrong;
            }
            if (parsed.GetValue(strip) is { } file) return question.Ask(parsed, asked => Draw(asked, who, file, parsed.GetValue(narrow) ? StripLayout.Narrow : StripLayout.Wide));
            return question.Ask(parsed, asked => Explain(asked, who, name));
        });
        return command;
    }

    /// <summary>Everything recorded is drawn: who may run this on a file or a store may read all of it.</summary>
    private static int Draw(Asked asked, string who, string file, StripLayout layout)
    {
        var answer = asked.Answer;
        var subject = answer.Scheme.About is About.Person ? asked.Find(who) : -1;
        if (subject < 0)
        {
            Console.Error.WriteLine(answer.Scheme.About is About.Person ? $"No fact is about '{who}'." : $"{answer.Scheme.Name} is not about people, and only a person has a life strip.");
            return Exit.InputWrong;
        }
        var strip = LifeStrip.Of(answer.Facts, subject, [answer], _ => true, answer.On, answer.Known);
        if (file == "-") Console.Write(StripText.Write(strip, who));
        else File.WriteAllText(file, StripDrawing.Draw(strip, who, layout));
        return Exit.Well;
    }

    private static int Explain(Asked asked, string who, string? name)
    {
        var answer = asked.Answer;
        if (SideText.Open(asked, who, name, Console.Out)) return Exit.Well;
        var subject = asked.Find(who);
        if (subject < 0)
        {
            Console.Error.WriteLine($"No fact is about '{who}'.");
            return Exit.InputWrong;
        }
        if (name is null && SideText.OpenShare(asked, subject, Console.Out)) return Exit.Well;
        if (name is null && answer.Scheme.Outcomes.Count == 0)
        {
            Console.Error.WriteLine($"{answer.Scheme.Name} has no outcomes to explain for one person or place; name one of its indicators: {string.Join(", ", answer.Scheme.Indicators.Select(i => i.Name))}.");
            return Exit.InputWrong;
        }
        var outcomes = name is null ? answer.Scheme.Outcomes.Where(o => o.When is not null) : answer.Scheme.Outcomes.Where(o => o.Name == name);
        if (!outcomes.Any())
        {
            Console.Error.WriteLine($"The scheme has no milestone or outcome '{name}'.{Mistakes.DidYouMean(name!, answer.Scheme.Outcomes.Select(o => o.Name))}");
            return Exit.InputWrong;
        }
        if (answer.Roll.ReferredOn(subject) == Day.Never)
        {
            Console.WriteLine($"{who}: no referral to {answer.Scheme.Name} is recorded, so nothing of the scheme applies.");
            return Exit.Well;
        }
        var first = true;
        foreach (var outcome in outcomes)
        {
            if (!first) Console.WriteLine(new string('-', 60));
            first = false;
            if (Explanation.Of(answer, subject, outcome) is { } why) Console.Write(ExplanationText.Write(why, who));
            else Console.WriteLine($"{outcome.Name} is reckoned for units or for the whole cohort; see cairn evaluate.");
        }
        return Exit.Well;
    }
}
