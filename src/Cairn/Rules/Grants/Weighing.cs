using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>What one part of the weight found for someone: the value, of all there is, and the fact it rests on (-1: none).</summary>
public readonly record struct NeedValue(NeedPart Part, long Value, long Total, int Fact);

/// <summary>What someone's need comes to, in parts of the whole weight, with what it is made of.</summary>
public sealed record NeedWeight(int Subject, long Weight, long Whole, IReadOnlyList<NeedValue> Values);

/// <summary>
/// Weighs need as at a day. With one part the weights are its values. With several, a thousand million is split by the parts'
/// shares and each of those by its values, so that the weights are whole numbers and make the whole; a part that nobody has any
/// of counts for nothing.
/// </summary>
internal static class Weighing
{
    private const long Whole = 1_000_000_000;

    public static IReadOnlyList<NeedWeight> Of(Need need, Evaluation answer, IReadOnlyList<int> subjects)
    {
        var found = need.Parts.Select(p => subjects.Select(s => Value(p, need.AsAt, answer, s)).ToArray()).ToArray();
        var totals = found.Select(v => v.Sum(x => x.Value)).ToArray();
        var weights = new long[subjects.Count];
        var live = Enumerable.Range(0, totals.Length).Where(k => totals[k] > 0).ToList();
        if (live.Count == 1) weights = [.. found[live[0]].Select(v => v.Value)];
        else if (live.Count > 1)
        {
            var parts = Shares.Split(Whole, [.. live.Select(k => (long)need.Parts[k].Share)]);
            for (var n = 0; n < live.Count; n++)
            {
                var split = Shares.Split(parts[n], [.. found[live[n]].Select(v => v.Value)]);
                for (var i = 0; i < weights.Length; i++) weights[i] += split[i];
            }
        }
        var whole = weights.Sum();
        return [.. subjects.Select((s, i) => new NeedWeight(s, weights[i], whole, [.. need.Parts.Select((p, k) => new NeedValue(p, found[k][i].Value, totals[k], found[k][i].Fact))]))];
    }

    private static (long Value, int Fact) Value(NeedPart part, int asAt, Evaluation answer, int subject)
    {
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known) { Subject = subject };
        if (part.Quantity is { } quantity)
        {
            var from = part.Within is { } within ? within.Before(asAt) + 1 : 0;
            var sum = answer.Bound.Binder.Bind(quantity).Sum(c, from, asAt);
            return (Math.Max(0, sum.Floor()), -1);
        }
        var source = answer.Bound.Binder.SourceOf(part.Latest!.Kind);
        var fit = answer.Bound.Binder.Fit(part.Latest);
        var slot = part.Of?.Slot ?? part.Latest.Kind.Main!.Slot;
        for (var r = source.End(subject) - 1; r >= source.First(subject); r--)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From > asAt || !c.Sees(in row) || !fit.Fits(in row, r)) continue;
            var value = source.Table.Detail(r, slot);
            if (value == FactColumns.Missing) continue;
            return (part.Worth is { } worth ? worth[value] : Math.Max(0, value), source.Table.Positions[r]);
        }
        return (part.Otherwise, -1);
    }
}
