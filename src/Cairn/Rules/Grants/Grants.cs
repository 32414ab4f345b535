using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>
/// What one place was allocated and by which facts, and beside it what a division by need would give and why. Pence;
/// <see cref="ByNeed"/> is null for one that takes no part in the division.
/// </summary>
public sealed record GrantShare(int Subject, long Allocated, IReadOnlyList<int> Facts, long? ByNeed, NeedWeight? Weight, Bound Bound)
{
    /// <summary>Why the figure by need is what it is; empty where there is none.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>
/// A grant as at a day: what was announced, what was allocated, what was not, and how need would have divided the same sum.
/// Allocations count from their day; a correction replaces them like any fact.
/// </summary>
public sealed class Grants
{
    private Grants(Evaluation answer, Grant grant, IReadOnlyList<GrantShare> shares, string? refused)
    {
        (Answer, Announced, Divided, ByNeedRefused) = (answer, grant.Announced, shares.Sum(s => s.ByNeed ?? 0), refused);
        Shares = shares;
        Allocated = shares.Sum(s => s.Allocated);
    }

    public Evaluation Answer { get; }

    public long Announced { get; }

    public long Allocated { get; }

    /// <summary>Announced less allocated; below nothing when more was given out than there was.</summary>
    public long Unallocated => Announced - Allocated;

    /// <summary>The sum divided by need; nothing where there is no such division.</summary>
    public long Divided { get; }

    /// <summary>Why need could not divide the sum; null when it could, or was not asked to.</summary>
    public string? ByNeedRefused { get; }

    /// <summary>Everyone allocated something or taking part in the division, in the order of their references.</summary>
    public IReadOnlyList<GrantShare> Shares { get; }

    public GrantShare? Find(int subject) => Shares.FirstOrDefault(s => s.Subject == subject);

    public static Grants Of(Scheme scheme, Facts facts, int on, int known) => Of(Evaluation.Of(scheme, facts, on, known));

    /// <summary>Asks of an evaluation of the scheme; one that is no grant throws.</summary>
    public static Grants Of(Evaluation answer)
    {
        var grant = answer.Scheme.Grant ?? throw new ArgumentException($"'{answer.Scheme.Name}' is not a grant.", nameof(answer));
        var given = new Dictionary<int, (long Pence, List<int> Facts)>();
        foreach (var (subject, position, row, source) in Rows(answer, grant.Allocated, answer.On))
        {
            var pence = source.Table.Detail(row, grant.Amount.Slot);
            if (pence == FactColumns.Missing) continue;
            if (!given.TryGetValue(subject, out var so)) given[subject] = so = (0, []);
            so.Facts.Add(position);
            given[subject] = (so.Pence + pence, so.Facts);
        }
        if (grant.ByNeed is not { } need) return new Grants(answer, grant, [.. Ordered(answer, given.Keys).Select(s => new GrantShare(s, given[s].Pence, given[s].Facts, null, null, Bound.None))], null);

        var among = grant.Among is { } who ? Rows(answer, who, need.AsAt).Select(r => r.Subject).Distinct() : given.Keys;
        var subjects = Ordered(answer, among);
        var sum = grant.Divides switch { DividedSum.Announced => grant.Announced, DividedSum.Own => grant.OwnSum, _ => given.Values.Sum(g => g.Pence) };
        var weights = Weighing.Of(need, answer, subjects);
        var division = Division.Of(sum, [.. weights.Select(w => w.Weight)], need.Floor, need.Ceiling, out var why);
        var shares = new List<GrantShare>();
        foreach (var s in Ordered(answer, given.Keys.Concat(subjects).Distinct()))
        {
            var (pence, facts) = given.TryGetValue(s, out var so) ? so : (0, []);
            var at = subjects.IndexOf(s);
            shares.Add(division is null || at < 0
                ? new GrantShare(s, pence, facts, null, null, Bound.None)
                : new GrantShare(s, pence, facts, division.Parts[at], weights[at], division.Bounds[at]) { Reason = Reasons.Of(need, weights[at], division.Bounds[at]) });
        }
        return new Grants(answer, grant, shares, division is null ? why : null);
    }

    /// <summary>The known rows that fit and began by a day, with whom each is about.</summary>
    private static IEnumerable<(int Subject, int Position, int Row, Source Source)> Rows(Evaluation answer, Pattern pattern, int on)
    {
        var source = answer.Bound.Binder.SourceOf(pattern.Kind);
        var fit = answer.Bound.Binder.Fit(pattern);
        var c = new Case(0, answer.Known);
        for (var r = 0; r < source.Rows.Length; r++)
        {
            if (source.Rows[r].From > on || !c.Sees(in source.Rows[r]) || !fit.Fits(in source.Rows[r], r)) continue;
            var position = source.Table.Positions[r];
            yield return (answer.Facts.Columns.Abouts[position], position, r, source);
        }
    }

    private static List<int> Ordered(Evaluation answer, IEnumerable<int> subjects)
    {
        var names = answer.Facts.Of(answer.Scheme.About);
        return [.. subjects.OrderBy(s => names[s], StringComparer.Ordinal)];
    }
}

/// <summary>Why a figure by need is what it is, in a sentence.</summary>
internal static class Reasons
{
    public static string Of(Need need, NeedWeight weight, Bound bound)
    {
        var made = string.Join("; ", weight.Values.Select(v => $"{v.Part.Name} {Number(v.Value, v.Part.Decimals)} of {Number(v.Total, v.Part.Decimals)}{(v.Part.Share < 10_000 ? $" (for {v.Part.Share / 100m:0.##}% of the weight)" : "")}"));
        var share = weight.Whole == 0 ? 0 : Math.Round(weight.Weight * 100m / weight.Whole, 3);
        var end = bound switch
        {
            Bound.Floor => $"; raised to the floor of {Pence.Short(need.Floor!.Value)}",
            Bound.Ceiling => $"; held at the ceiling of {Pence.Short(need.Ceiling!.Value)}",
            _ => "",
        };
        return $"{share:0.###}% of the need: {made}{end}.";
    }

    private static string Number(long value, int decimals)
    {
        decimal number = value;
        for (var i = 0; i < decimals; i++) number /= 10;
        return number.ToString("#,0.####", System.Globalization.CultureInfo.InvariantCulture);
    }
}
