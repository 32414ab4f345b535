using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.Claims;

/// <summary>A sample as it was recorded: its seed, scheme and days, how many payments of how many pence it was drawn from.</summary>
public sealed record SampleLine(int Seed, string Scheme, string Title, int From, int To, int Payments, long Worth, int DrawnOn, string By);

/// <summary>One paid claim of a sample, with the last that was said of it.</summary>
public sealed record SampledLine(int Subject, Pick Pick, string Result, long Pence, int Position)
{
    public bool IsLooked => Result != "drawn";
}

/// <summary>Samples of paid claims, read from their facts.</summary>
public static class SampleView
{
    /// <summary>Every sample, the newest first.</summary>
    public static IReadOnlyList<SampleLine> All(Reading read)
    {
        var found = new List<SampleLine>();
        if (read.Facts.Vocabulary.Find("sample") is not { } kind || read.Facts.Index.Table(kind) is not { } table) return found;
        int Value(int row, string detail) => table.Detail(row, kind.Find(detail)!.Slot);
        foreach (var r in Enumerable.Range(0, table.Rows.Length).Where(r => table.Rows[r].KnownAt(read.Today)).OrderByDescending(r => table.Positions[r]))
        {
            if (Value(r, "scheme") is not (>= 0 and var name)) continue;
            var scheme = read.Facts.Names[name];
            found.Add(new SampleLine(Value(r, "seed"), scheme, read.Schemes.FirstOrDefault(s => s.Name == scheme)?.Title ?? scheme, table.Rows[r].From, table.Rows[r].To, Math.Max(0, Value(r, "payments")), Math.Max(0, Value(r, "worth")), table.Rows[r].Recorded, read.State.RecordedBy(table.Positions[r]) ?? ""));
        }
        return found;
    }

    /// <summary>What was drawn under a seed, in the order drawn, each as it was last answered.</summary>
    public static IReadOnlyList<SampledLine> Drawn(Reading read, int seed)
    {
        var facts = read.Facts;
        if (facts.Vocabulary.Find("sample-result") is not { } kind || facts.Index.Table(kind) is not { } table) return [];
        int Value(int row, string detail) => table.Detail(row, kind.Find(detail)!.Slot);
        var found = new Dictionary<Pick, (SampledLine Line, int First)>();
        var rows = from s in Enumerable.Range(0, table.Start.Length - 1) from r in Enumerable.Range(table.Start[s], table.Start[s + 1] - table.Start[s])
                   where Value(r, "seed") == seed && table.Rows[r].KnownAt(read.Today) orderby table.Positions[r] select (Subject: s, Row: r);
        foreach (var (subject, r) in rows)
        {
            if (Value(r, "scheme") is not (>= 0 and var scheme) || Value(r, "outcome") is not (>= 0 and var outcome) || Value(r, "result") is not (>= 0 and var result)) continue;
            var pick = new Pick(facts.Of(About.Person)[subject], facts.Names[scheme], facts.Names[outcome], Math.Max(1, Value(r, "time")));
            var first = found.TryGetValue(pick, out var before) ? before.First : table.Positions[r];
            found[pick] = (new SampledLine(subject, pick, kind.Find("result")!.List!.Codes[result].Name, Math.Max(0, Value(r, "amount")), table.Positions[r]), first);
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
