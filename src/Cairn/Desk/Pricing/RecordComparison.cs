using Cairn.Rules;

namespace Cairn.Desk.Pricing;

/// <summary>
/// One time somebody reaches a result under either contract: the days are null where it is not reached, the pence by payer, in the order of
/// <see cref="RecordComparison.Payers"/>. The subject is -1 for a result of everyone together.
/// </summary>
public sealed record ResultBeside(int Subject, string Outcome, int Time, int? DayA, int? DayB, IReadOnlyList<long> PenceA, IReadOnlyList<long> PenceB)
{
    public long A => PenceA.Sum();

    public long B => PenceB.Sum();

    public bool Appears => DayA is null;

    public bool Vanishes => DayB is null;

    public bool Moves => DayA is { } a && DayB is { } b && a != b;

    public bool Differs => DayA != DayB || !PenceA.SequenceEqual(PenceB);
}

/// <summary>Pence under A, and more, and less, is pence under B.</summary>
public readonly record struct Reconciled(long A, long More, long Less, long B);

/// <summary>
/// What two contracts say of one record on one day, as one day knew it. Results and payers are the same where they have the same name: a result that was
/// renamed vanishes, and appears. It compares what is payable, not what was paid.
/// </summary>
public sealed class RecordComparison
{
    public RecordComparison(Evaluation a, Evaluation b)
    {
        if (a.Scheme.About != b.Scheme.About || a.Roll.Count != b.Roll.Count || a.On != b.On || a.Known != b.Known) throw new ArgumentException("Two contracts are compared on one record and one day, about the same kind of subject.", nameof(b));
        (A, B) = (a, b);
        Payers = [.. a.Scheme.Payers.Concat(b.Scheme.Payers).DistinctBy(p => p.Name, StringComparer.Ordinal)];
        Outcomes = [.. a.Scheme.Outcomes.Concat(b.Scheme.Outcomes).DistinctBy(o => o.Name, StringComparer.Ordinal)];
        var (one, two) = (Reached(a), Reached(b));
        var order = Outcomes.Index().ToDictionary(o => o.Item.Name, o => o.Index, StringComparer.Ordinal);
        Results = [.. one.Keys.Union(two.Keys).OrderBy(k => k.Subject).ThenBy(k => order[k.Outcome]).ThenBy(k => k.Time).Select(k =>
        {
            var (was, now) = (one.GetValueOrDefault(k), two.GetValueOrDefault(k));
            return new ResultBeside(k.Subject, k.Outcome, k.Time, was?.Day, now?.Day, was?.Pence ?? new long[Payers.Count], now?.Pence ?? new long[Payers.Count]);
        })];
        PaidForA = Results.Where(r => r.A > 0 && r.Subject >= 0).Select(r => r.Subject).ToHashSet();
        PaidForB = Results.Where(r => r.B > 0 && r.Subject >= 0).Select(r => r.Subject).ToHashSet();
    }

    public Evaluation A { get; }

    public Evaluation B { get; }

    /// <summary>A's payers in its order, then those that only B has.</summary>
    public IReadOnlyList<Payer> Payers { get; }

    /// <summary>A's results in its order, then those that only B has.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>Everything that anybody reaches under either, by person.</summary>
    public IReadOnlyList<ResultBeside> Results { get; }

    /// <summary>For whom anything is payable under each.</summary>
    public IReadOnlySet<int> PaidForA { get; }

    public IReadOnlySet<int> PaidForB { get; }

    /// <summary>The whole; more and less are counted a result, so that one person's gain never hides another's loss.</summary>
    public Reconciled InAll => Sum(Results, r => r.A, r => r.B);

    /// <summary>What one payer, by its place in <see cref="Payers"/>, would pay.</summary>
    public Reconciled PaidBy(int payer) => Sum(Results, r => r.PenceA[payer], r => r.PenceB[payer]);

    /// <summary>What one result, by its name, comes to.</summary>
    public Reconciled PaidFor(string outcome) => Sum(Results.Where(r => r.Outcome == outcome), r => r.A, r => r.B);

    private static Reconciled Sum(IEnumerable<ResultBeside> results, Func<ResultBeside, long> a, Func<ResultBeside, long> b)
    {
        var sum = new Reconciled();
        foreach (var r in results) sum = new(sum.A + a(r), sum.More + Math.Max(0, b(r) - a(r)), sum.Less + Math.Max(0, a(r) - b(r)), sum.B + b(r));
        return sum;
    }

    private sealed record Found(int Day, long[] Pence);

    private Dictionary<(int Subject, string Outcome, int Time), Found> Reached(Evaluation answer)
    {
        var at = answer.Scheme.Payers.Select(p => Payers.ToList().FindIndex(n => n.Name == p.Name)).ToList();
        var found = new Dictionary<(int, string, int), Found>();
        for (var i = 0; i < answer.Achievements.Count; i++)
        {
            var (a, pence) = (answer.Achievements[i], new long[Payers.Count]);
            for (var p = 0; p < at.Count; p++) pence[at[p]] = answer.Part(i, p);
            found[(a.Subject, answer.Scheme.Outcomes[a.Outcome].Name, a.Time)] = new(a.Day, pence);
        }
        return found;
    }
}
