using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.Claims;

/// <summary>A sample as it was recorded: its seed, scheme and days, how many payments of how many pence it was drawn from.</summary>
public sealed record SampleLine(int Seed, string Scheme, string Title, int From, int To, int Payments, long Worth, int DrawnOn, string By);

/// <summary>One paid claim of a sample, with the last that was said of it.</summary>
public sealed record SampledLine(Pick Pick, string Result, long Pence, int Position)
{
    public bool IsLooked => Result != "drawn";
}

/// <summary>Samples of paid claims, read from their facts.</summary>
public static class SampleView
{
    /// <summary>Every sample, the newest first.</summary>
    public static IReadOnlyList<SampleLine> All(Reading read) =>
        [.. from said in Said.Of(read.Facts, "sample").Reverse()
            let scheme = said.Name("scheme")
            where scheme is not null
            select new SampleLine(said.Value("seed") ?? 0, scheme, read.Schemes.FirstOrDefault(s => s.Name == scheme)?.Title ?? scheme, said.From, said.To, said.Value("payments") ?? 0, said.Value("worth") ?? 0, said.RecordedOn, read.State.RecordedBy(said.Position) ?? "")];

    /// <summary>What was drawn under a seed, in the order drawn, each as it was last answered.</summary>
    public static IReadOnlyList<SampledLine> Drawn(Reading read, int seed)
    {
        var found = new Dictionary<Pick, (SampledLine Line, int First)>();
        foreach (var said in Said.Of(read.Facts, "sample-result").Where(s => s.Value("seed") == seed))
        {
            if (said.Name("scheme") is not { } scheme || said.Name("outcome") is not { } outcome || said.Code("result") is not { } result) continue;
            var pick = new Pick(said.Subject, scheme, outcome, Math.Max(1, said.Value("time") ?? 1));
            var first = found.TryGetValue(pick, out var before) ? before.First : said.Position;
            found[pick] = (new SampledLine(pick, result, said.Amount("amount") ?? 0, said.Position), first);
        }
        return [.. found.Values.OrderBy(f => f.First).Select(f => f.Line)];
    }

    public static SampleFinding Finding(SampleLine sample, IReadOnlyList<SampledLine> drawn)
    {
        var looked = drawn.Where(d => d.IsLooked).ToList();
        var not = looked.Where(d => d.Result == "not-upheld").ToList();
        return new SampleFinding(drawn.Count, looked.Count, not.Count, looked.Sum(d => d.Pence), not.Sum(d => d.Pence), sample.Payments, sample.Worth);
    }
}
