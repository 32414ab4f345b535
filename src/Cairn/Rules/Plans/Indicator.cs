using Cairn.Record;

namespace Cairn.Rules;

/// <summary>What an indicator counts in a period.</summary>
public abstract record Counted;

/// <summary>The people (or other subjects of the scheme) for whom a clause comes true in the period; a null clause counts everyone.</summary>
public sealed record CountedPeople(Clause? Clause) : Counted;

/// <summary>A quantity of the period, added up over everyone.</summary>
public sealed record CountedSum(Quantity Quantity) : Counted;

/// <summary>
/// Facts that begin in the period, each asked whether another fact about the same subject followed in time: the numerator is
/// those that it did, the denominator all. An answer counts for one fact only, the earliest that is still open.
/// </summary>
public sealed record CountedAnswers(Pattern Each, Pattern FollowedBy, Length? Within) : Counted
{
    /// <summary>A name or code of both facts that must be the same: the right hub.</summary>
    public (Detail Of, Detail By)? Same { get; init; }
}

/// <summary>The last reading of the period from each place (or other subject), added up.</summary>
public sealed record CountedReadings(Pattern Readings, Detail Value, Detail? OutOf) : Counted;

/// <summary>
/// Where a figure should be by a day. Bounds are in hundredths of one per cent for a share, otherwise in thousandths; both ends count.
/// </summary>
public sealed record Target(int By, long Min, long Max, bool InPercent, string Says)
{
    /// <summary>1: more is better; -1: less is better; 0: a range.</summary>
    public int Direction => Max == long.MaxValue ? 1 : Min == long.MinValue ? -1 : 0;

    public bool MetBy(decimal value) => value * (InPercent ? 10_000 : 1000) is var n && n >= Min && n <= Max;
}

/// <summary>A figure watched over time: what it counts, of what, by whom it is owned and where it should be.</summary>
public sealed record Indicator(string Name, string Title, Per Per, Counted Of, Yaml At)
{
    /// <summary>The denominator; null for a plain number, and for answers and readings, which bring their own.</summary>
    public Counted? OutOf { get; init; }

    /// <summary>Only those for whom this is true by the end of the period are counted at all.</summary>
    public Clause? Who { get; init; }

    /// <summary>The priority or objective that it serves; null outside a plan.</summary>
    public string? For { get; init; }

    public string? Owner { get; init; }

    public string? Source { get; init; }

    /// <summary>In the order of their dates.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>Details by which the figure is broken down: of the fact counted where it is of that kind, otherwise the subject's last.</summary>
    public IReadOnlyList<(Kind Kind, Detail Detail)> By { get; init; } = [];

    /// <summary>Every kind of fact on which a figure rests, those behind the results that it names too: whoever may not see one of them may not know who is counted.</summary>
    public IReadOnlySet<Kind> KindsOf(Scheme scheme)
    {
        var kinds = new HashSet<Kind>(By.Select(b => b.Kind));
        void Add(Clause clause) => kinds.UnionWith(scheme.KindsBehind(clause));
        if (Who is not null) Add(Who);
        foreach (var counted in new[] { Of, OutOf })
            switch (counted)
            {
                case CountedPeople { Clause: { } clause }: Add(clause); break;
                case CountedSum sum: kinds.UnionWith(Wording.Patterns(sum.Quantity).Select(p => p.Kind)); break;
                case CountedAnswers answers: kinds.UnionWith([answers.Each.Kind, answers.FollowedBy.Kind]); break;
                case CountedReadings readings: kinds.Add(readings.Readings.Kind); break;
            }
        return kinds;
    }

    public bool HasDenominator => OutOf is not null || Of is CountedAnswers or CountedReadings { OutOf: not null };
}
