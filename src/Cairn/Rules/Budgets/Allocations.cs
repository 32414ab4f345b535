using Cairn.Record;

namespace Cairn.Rules;

/// <summary>
/// What one person with a place may spend, in pence, with both ways of dividing beside each other. <see cref="Recorded"/> is what
/// was recorded for the person, which counts only where the scheme says <c>share: recorded</c>.
/// </summary>
public sealed record Allocation(int Subject, int Place, int From, int To, long Equal, long? ByNeed, long? Recorded, long Pence, string Reason)
{
    public NeedWeight? Weight { get; init; }

    public Bound Bound { get; init; }
}

/// <summary>
/// Divides a budget among its places. Equally, a place's part is by its number, odd pennies to the first. By need, those placed by
/// the day that need is measured share the equal parts of their places; a place filled later has its equal part.
/// </summary>
internal static class Allocations
{
    public static IReadOnlyList<Allocation> Of(Evaluation answer, Budget budget, out string? refused)
    {
        refused = null;
        var places = answer.Scheme.Places ?? 1;
        var roll = answer.Roll;
        var placed = Enumerable.Range(0, roll.Count).Where(s => roll.PlaceOf(s) > 0).OrderBy(roll.PlaceOf).ToList();
        int From(int s) => roll.EnrolledOn(s) != Day.Never ? roll.EnrolledOn(s) : roll.ReferredOn(s);
        long Equal(int s) => Shares.Nth(budget.Sum, places, roll.PlaceOf(s));

        var weights = new Dictionary<int, (NeedWeight Weight, long Pence, Bound Bound)>();
        if (budget.ByNeed is { } need && answer.On >= need.AsAt)
        {
            var among = placed.Where(s => From(s) <= need.AsAt).ToList();
            if (among.Count > 0)
            {
                var weighed = Weighing.Of(need, answer, among);
                if (Division.Of(among.Sum(Equal), [.. weighed.Select(w => w.Weight)], need.Floor, need.Ceiling, out var why) is { } division)
                    for (var i = 0; i < among.Count; i++) weights[among[i]] = (weighed[i], division.Parts[i], division.Bounds[i]);
                else refused = why;
            }
        }
        return [.. placed.Select(One)];

        Allocation One(int s)
        {
            var from = From(s);
            var to = Math.Min(answer.Scheme.RunOffEnds, budget.Lasts is { } lasts ? lasts.After(from) - 1 : Day.Last);
            var equal = Equal(s);
            var weighed = weights.TryGetValue(s, out var w) ? w : default;
            long? byNeed = budget.ByNeed is null || answer.On < budget.ByNeed.AsAt ? null : weighed.Weight is not null ? weighed.Pence : from > budget.ByNeed.AsAt ? equal : null;
            var recorded = RecordedOf(answer, s);
            var (pence, reason) = budget.Share switch
            {
                BudgetShare.Equal => (equal, $"an equal part: place {roll.PlaceOf(s)} of {places} of {Pence.Short(budget.Sum)}"),
                BudgetShare.Recorded => (recorded ?? 0, recorded is null ? "nothing has been recorded" : "as recorded"),
                _ when byNeed is { } part => (part, weighed.Weight is { } weight ? Reasons.Of(budget.ByNeed!, weight, weighed.Bound) : $"the equal part of place {roll.PlaceOf(s)}, filled after need was measured on {Day.Long(budget.ByNeed!.AsAt)}"),
                _ => (0, answer.On < budget.ByNeed!.AsAt ? $"need is measured on {Day.Long(budget.ByNeed.AsAt)}" : "need could not divide the sum"),
            };
            return new Allocation(s, roll.PlaceOf(s), from, to, equal, byNeed, recorded, pence, reason) { Weight = weighed.Weight, Bound = weighed.Bound };
        }
    }

    /// <summary>What was recorded as allocated to someone and holds on the day; null where nothing was.</summary>
    private static long? RecordedOf(Evaluation answer, int subject)
    {
        var facts = answer.Facts;
        if (facts.Vocabulary.Find("personal-allocation") is not { } kind || facts.Index.Table(kind) is not { } table || subject + 1 >= table.Start.Length) return null;
        var amount = kind.Find("amount")!.Slot;
        var named = kind.Find("scheme")!.Slot;
        var scheme = facts.Names.Find(answer.Scheme.Name);
        long? sum = null;
        for (var r = table.Start[subject]; r < table.Start[subject + 1]; r++)
        {
            ref readonly var row = ref table.Rows[r];
            if (row.From > answer.On || row.To < answer.On || row.Recorded > answer.Known || answer.Known >= row.Until) continue;
            if (table.Detail(r, named) is var of && of != FactColumns.Missing && of != scheme) continue;
            if (table.Detail(r, amount) is var pence && pence != FactColumns.Missing) sum = (sum ?? 0) + pence;
        }
        return sum;
    }
}
