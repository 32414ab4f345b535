using System.Globalization;
using System.Text;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>docs/explain.md: answers to hard cases, written from the examples beside the schemes and from the demonstration town.</summary>
public class ExplainTests
{
    private sealed record Example(string Title, string Told, string Scheme, string It, string Who, string Outcome);

    private static readonly Example[] Cases =
    [
        new("A clock that starts again (Portsmouth, rehabilitation paid on results)", "Supported housing broke off on the 83rd day of the 84 that are needed.", "rehab-to-work", "starts the twelve weeks again when supported housing breaks off", "Hal", "rehab-completed"),
        new("A home lost and another found a week later (Manchester, Housing Support Grant)", "Two homes are not one home kept: the day between them that is missing ends it.", "manchester-hubs", "does not count a home that was lost and another found a week later", "P06", "home-kept-3-months"),
        new("Not eligible, and why (West Sussex, personal budgets)", "A year in treatment and never lost: neither of the two ways in is hers.", "personal-budgets", "takes those whom treatment lost before and those who are just starting", "Cat", "in-treatment-12-weeks"),
        new("Twenty-five on the day (young people, as in Portsmouth's plan)", "The age is that on the day of the referral; Kit's birthday was that very day.", "fair-chance-fund", "takes young people without a home, referred in the first year", "Kit", "first-assessment"),
        new("A week with no work in it (employment and welfare reform)", "Four weeks in a row are needed, each with work and without benefit; the count starts again after the empty week.", "work-programme-early-access", "starts the four weeks again after a week with no work in it", "Dan", "kept-4-weeks"),
    ];

    [Fact]
    public void The_page_of_explanations_is_what_is_said()
    {
        var text = new StringBuilder("""
            # Why: hard cases

            `cairn explain` gives the answer first, then each clause with its facts and dates; for what is not so yet, what is
            missing and the earliest day. This page is written by a test from the examples beside the schemes and from
            [Saltby](../demo/saltby/README.md), so it says what is really said. Nobody in it exists.


            """.ReplaceLineEndings("\n"));
        foreach (var example in Cases) Add(text, example.Title, example.Told, Explained(example));
        var (then, now) = (Saltby(Day.Of(2027, 6, 30)), Saltby(Day.Never));
        then.ShouldContain("REACHED on 9 May 2027");
        now.ShouldContain("REACHED on 16 May 2027");
        Add(text, "Put right afterwards (Saltby, as it was known on 30 June 2027)", "The first day at work was put down as 9 May, and nothing was there to show for it.", then);
        Add(text, "The same question about the same day, as it is known now", "On 10 July the day was put right to 16 May, with a payslip. The fact that was wrong is kept and named.", now);
        Written.ShouldBe(text.ToString().TrimEnd('\n') + "\n", "docs", "explain.md");
    }

    private static void Add(StringBuilder text, string title, string told, string said) =>
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{told}\n\n```text\n{said.TrimEnd('\n')}\n```\n\n");

    private static string Explained(Example wanted)
    {
        var scheme = SchemeFolder.Scheme($"schemes/{wanted.Scheme}.yaml");
        var beside = $"schemes/{wanted.Scheme}.examples.yaml";
        var mistakes = new Mistakes();
        var example = ExamplesFile.Read(beside, File.ReadAllText(SchemeFolder.In(beside)), SchemeFolder.Vocabulary, mistakes).Single(e => e.It.StartsWith(wanted.It, StringComparison.Ordinal));
        mistakes.Found.ShouldBeEmpty();
        return Write(Evaluation.Of(scheme, example.Record(SchemeFolder.Vocabulary), example.On, example.Known), wanted.Who, wanted.Outcome);
    }

    private static string Saltby(int known)
    {
        var mistakes = new Mistakes();
        var facts = FactsCsv.Read("facts.csv", File.ReadAllBytes(SchemeFolder.In("demo", "saltby", "facts.csv")), SchemeFolder.Vocabulary, mistakes);
        mistakes.Found.ShouldBeEmpty();
        return Write(Evaluation.Of(SchemeFolder.Scheme("schemes/rehab-to-work.yaml"), facts!, Day.Of(2027, 6, 30), known), "P005", "into-permanent-work");
    }

    private static string Write(Evaluation answer, string who, string outcome)
    {
        var subject = answer.Facts.Of(answer.Scheme.About).Find(who);
        var text = ExplanationText.Write(Explanation.Of(answer, subject, answer.Scheme.Find(outcome).ShouldNotBeNull(outcome)).ShouldNotBeNull(), who);
        // The version is the scheme file's fingerprint; the page should not change with every comment in it.
        return text.Replace($", version {answer.Scheme.Version}", "", StringComparison.Ordinal);
    }
}
