using System.Globalization;
using Cairn.Record;
using Cairn.Rules.Simulating;
using Cairn.Tests.Schemes;
using Cairn.Tests.Survival;

namespace Cairn.Tests.Simulating;

/// <summary>Portsmouth's contract and the lives of england.yaml in R with vectors, written apart from the engine: the same files, and the same answers.</summary>
public class PeerTests
{
    private static readonly string Path = SchemeFolder.In("bench/simulate/portsmouth.R");
    private static readonly string[] Script = File.ReadAllLines(Path);
    private const string SchemePath = "schemes/rehab-to-work.yaml";

    private static Assumptions England => Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions/england.yaml")));

    [Fact]
    public void The_lives_written_in_R_are_those_of_the_assumptions_line_by_line() =>
        Same(Script.SkipWhile(l => l != "# -- the lives").Skip(1).TakeWhile(l => l != "# -- end of the lives"), InR(England));

    [Fact]
    public void The_contract_quoted_in_R_is_the_scheme_without_titles_and_reasons()
    {
        string[] said = ["title:", "phase:", "phases:", "note:", "assumption:"];
        var contract = File.ReadAllLines(SchemeFolder.In(SchemePath)).SkipWhile(l => !l.StartsWith("runs:", StringComparison.Ordinal)).Select(l => l.Split(" #")[0].Trim()).Where(l => l.Length > 0 && !said.Any(s => l.StartsWith(s, StringComparison.Ordinal)));
        Same(Script.Select(l => l.Trim()).Where(l => l.StartsWith("#| ", StringComparison.Ordinal)).Select(l => l[3..]), contract);
    }

    [Fact]
    public void What_the_engine_says_of_each_step_and_of_the_money_agrees_with_R()
    {
        const int Count = 10_000;
        var draws = Lives.Run(SchemeFolder.Scheme(SchemePath), England, Count);
        var r = R.Says($"commandArgs <- function(...) '{Count}'; said <- capture.output(source('{Path}')); say(reached, mean(paid))");
        r.Count.ShouldBe(draws.Scheme.Outcomes.Count + 1);
        foreach (var outcome in draws.Scheme.Outcomes)
        {
            var (ours, theirs) = (Lives.Share(draws, outcome.Name), r[outcome.Number]!.Value);
            Math.Abs(ours - theirs).ShouldBeLessThan(4.5 * Math.Sqrt(2 * theirs * (1 - theirs) / Count / England.People), $"{outcome.Name}: {ours} here, {theirs} in R");
        }
        var paid = draws.Paid().Select(p => p / 100.0).ToArray();
        var error = Math.Sqrt(2 * paid.Average(p => Math.Pow(p - paid.Average(), 2)) / Count);
        paid.Average().ShouldBe(r[^1]!.Value, 4.5 * error);
    }

    private static void Same(IEnumerable<string> lines, IEnumerable<string> wanted)
    {
        var (all, ours) = (wanted.ToList(), lines.ToList());
        foreach (var (line, other) in ours.Zip(all)) line.ShouldBe(other);
        ours.Count.ShouldBe(all.Count);
    }

    private static IEnumerable<string> InR(Assumptions of)
    {
        yield return Call("referred", Quoted(Day.Date(of.Referred.From).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), Number(of.People), Number(of.Referred.Days));
        foreach (var t in of.Traits) yield return Call("trait", Quoted(t.Name), Numbers(t.Values));
        foreach (var (trace, only) in of.Beginning) yield return Call("begin", Quoted(trace.Kind.Name), Details(trace.Details), only is { } o ? "only = " + Words([(of.Traits[o.Trait].Name, of.Traits[o.Trait].Values[o.Value].Name)]) : "");
        foreach (var r in of.Rates)
        {
            var by = Listed("by", r.By.GroupBy(b => b.Trait).Select(g => (of.Traits[g.Key].Name, Numbers(g.Select(b => (of.Traits[b.Trait].Values[b.Value].Name, b.Times))))));
            yield return r.IsShare ? Call("share", Quoted(r.Name), Number(r.Values[0]), by) : Call("rate", Quoted(r.Name), $"c({string.Join(", ", r.Values.Select(Number))})", by);
        }
        foreach (var c in of.Chains) yield return Call("chain", Quoted(c.Name), Names(c.States.Select(s => s.Name)), Numbers(c.Begins.Select(b => (c.States[b.State].Name, b.Share))));
        foreach (var (c, s) in of.Chains.SelectMany(c => c.States.Select(s => (c, s))))
        {
            if (s.Trace is { } trace) yield return Call("fact", Quoted(c.Name), Quoted(s.Name), Quoted(trace.Kind.Name), Details(trace.Details), Ended("finished", s.Ended.Finished), Ended("left", s.Ended.Left));
            if (s.Lasts is { } lasts) yield return Call("stay", [Quoted(c.Name), Quoted(s.Name), Number(lasts.Least), Number(lasts.Most), .. s.Then.Select(t => Quoted(c.States[t.To].Name) + (t.Share is { } share ? " " + share.Name : ""))]);
            foreach (var way in s.Leaves)
                yield return Call("way", Quoted(c.Name), Quoted(s.Name), Quoted(c.States[way.To].Name), Quoted(way.Rate.Name),
                    Listed("during", way.While.Select(w => (of.Chains[w.Chain].Name, Names(w.States.Select(x => of.Chains[w.Chain].States[x].Name))))),
                    Listed("times", way.Times.GroupBy(t => t.Where.Chain).Select(g => (of.Chains[g.Key].Name, Numbers(g.Select(t => (of.Chains[g.Key].States[t.Where.State].Name, t.Times)))))));
            if (s.Also.Count > 0) yield return Call("also", Quoted(c.Name), Quoted(s.Name), Words(s.Also.Select(a => (of.Chains[a.Chain].Name, of.Chains[a.Chain].States[a.State].Name))));
            if (s.EndsAll) yield return Call("ends", Quoted(c.Name), Quoted(s.Name));
        }
        foreach (var e in of.Evidence) yield return Call("evidence", Quoted(e.Kind.Name), Quoted(SchemeFolder.Vocabulary.Evidence[System.Numerics.BitOperations.TrailingZeroCount(e.Evidence)]), Quoted(e.Found.Name));
    }

    private static string Call(string verb, params string[] of) => $"{verb}({string.Join(", ", of.Where(o => o.Length > 0))})";

    private static string Quoted(string word) => $"\"{word}\"";

    private static string Number(double n) => n.ToString(CultureInfo.InvariantCulture);

    private static string Names(IEnumerable<string> of) => $"c({string.Join(", ", of.Select(Quoted))})";

    private static string Words(IEnumerable<(string Name, string Value)> of) => $"c({string.Join(", ", of.Select(o => $"{Quoted(o.Name)} = {Quoted(o.Value)}"))})";

    private static string Numbers(IEnumerable<(string Name, double Value)> of) => $"c({string.Join(", ", of.Select(o => $"{Quoted(o.Name)} = {Number(o.Value)}"))})";

    private static string Details(IEnumerable<(Detail Detail, string Text)> of) => Words(of.Select(o => (o.Detail.Name, o.Text)));

    private static string Ended(string when, IReadOnlyList<(Detail, string)> details) => details.Count > 0 ? $"{when} = {Details(details)}" : "";

    private static string Listed(string name, IEnumerable<(string Name, string Value)> of) => of.Any() ? $"{name} = list({string.Join(", ", of.Select(o => $"{Quoted(o.Name)} = {o.Value}"))})" : "";
}
