using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Simulating;

/// <summary>Small schemes and small assumptions, written in a test in the words of the files.</summary>
internal static class Lives
{
    /// <summary>£1,000 for a job that begins; one payer with a cap that may be given, more of the outcome or after it, more of the scheme, and its last day.</summary>
    public static Scheme Jobs(string cap = "", string more = "", string head = "claims: none", string price = "£1,000", string until = "2030-12-31") => SideScheme.Read($$"""
        scheme: jobs
        title: Jobs
        money: contract
        runs: { from: 2026-01-01, to: {{until}} }
        payers: { council: { title: Council{{(cap.Length > 0 ? $", cap: {cap}" : "")}} } }
        {{head}}
        outcomes:
          job:
            title: A job begins
            when: { starts: { employment: any } }
            pays: { council: { 2026-01-01: {{price}} } }
        {{more}}
        """);

    /// <summary>People referred on 1 January 2026, with these rates and states of a chain called work, which begins out of work.</summary>
    public static Assumptions Of(int people, string rates, string states, string more = "") => Read($"""
        assumptions: a test
        people: {Braced($"number: {people}, referred: {Braced("from: 2026-01-01")}")}
        rates:
        {Indented(rates, 2)}
        chains:
          work:
            begins: out
            states:
        {Indented(states, 6)}
        {more}
        """);

    public static Assumptions Read(string text)
    {
        var mistakes = new Mistakes();
        var found = AssumptionsFile.Read("test.yaml", text, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return found!;
    }

    public static Draws Run(Scheme scheme, Assumptions assumed, int draws, ulong seed = 1, int threads = 2) => new Simulation(scheme, assumed, SchemeFolder.Vocabulary).Run(new Plan(draws, seed, threads));

    /// <summary>The share of all people of all draws who reached an outcome; at most once each.</summary>
    public static double Share(Draws draws, string outcome) => draws.Reached(draws.Scheme.Find(outcome)!.Number).ToArray().Average() / draws.Assumed.People;

    /// <summary>Within four and a half standard errors of a share that is known: once in 150,000 times it is not.</summary>
    public static void ShouldBeNear(double share, double known, double people, string what) => Math.Abs(share - known).ShouldBeLessThanOrEqualTo(4.5 * Math.Sqrt(known * (1 - known) / people), $"{what}: {share}, and {known} is known");

    private static string Braced(string inside) => "{ " + inside + " }";

    private static string Indented(string lines, int by) => string.Join('\n', lines.ReplaceLineEndings("\n").Split('\n').Select(l => new string(' ', by) + l));
}
