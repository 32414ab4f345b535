using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>What came of every draw: a column a figure, so that any share of them can be asked of any. Pence, and months counted from that of the first referral.</summary>
public sealed class Draws
{
    private readonly long[][] paid;
    private readonly int[][] reached;
    private readonly long[][] days;
    private readonly long[] monthly;
    private readonly double[] spent;
    private readonly ushort[] capDay;
    private readonly ushort[][] lastPaid;
    private readonly long[][] withTrait, paidWithTrait;
    private readonly long[]? own;
    private readonly Lock adding = new();

    internal Draws(Scheme scheme, Assumptions assumed, int count, int months, int sets, bool byPerson)
    {
        (Scheme, Assumed, Count, Months, Sets) = (scheme, assumed, count, months, sets);
        paid = [.. scheme.Payers.Select(_ => new long[count])];
        reached = [.. scheme.Outcomes.Select(_ => new int[count])];
        days = [.. scheme.Outcomes.Select(_ => new long[count])];
        monthly = new long[(long)count * months];
        spent = new double[(long)count * months];
        capDay = new ushort[count];
        Array.Fill(capDay, (ushort)Day.Never);
        lastPaid = [.. scheme.Payers.Select(_ => new ushort[count])];
        own = byPerson ? new long[(long)count * assumed.People] : null;
        withTrait = [.. assumed.Traits.Select(t => new long[t.Values.Count])];
        paidWithTrait = [.. assumed.Traits.Select(t => new long[t.Values.Count])];
    }

    public Scheme Scheme { get; }

    public Assumptions Assumed { get; }

    /// <summary>Draws that were finished.</summary>
    public int Count { get; private set; }

    /// <summary>Fewer than were asked for: it was stopped.</summary>
    public bool IsPartial { get; private set; }

    public int Months { get; }

    /// <summary>Sets of assumptions that the draws take in turn.</summary>
    public int Sets { get; }

    /// <summary>Pence paid by each payer, a draw each.</summary>
    public ReadOnlySpan<long> PaidBy(int payer) => paid[payer].AsSpan(0, Count);

    /// <summary>Pence paid in all, a draw each.</summary>
    public long[] Paid()
    {
        var all = new long[Count];
        foreach (var column in paid) for (var d = 0; d < Count; d++) all[d] += column[d];
        return all;
    }

    /// <summary>Times that an outcome was reached, a draw each.</summary>
    public ReadOnlySpan<int> Reached(int outcome) => reached[outcome].AsSpan(0, Count);

    /// <summary>Days from somebody's referral to an outcome (of everyone together, from the first), on average over all who reached it; null where nobody did.</summary>
    public double? DaysTo(int outcome) => Sum(reached[outcome]) is > 0 and var times ? days[outcome].AsSpan(0, Count).ToArray().Sum() / (double)times : null;

    /// <summary>The day on which a cap first held something back, a draw each; never where none did.</summary>
    public ReadOnlySpan<ushort> CapDays => capDay.AsSpan(0, Count);

    /// <summary>The day of the last result that a payer paid for, a draw each; where its cap was used up that is when. 0 where it paid for none.</summary>
    public ReadOnlySpan<ushort> LastPaidBy(int payer) => lastPaid[payer].AsSpan(0, Count);

    /// <summary>Pence paid in a month of a draw.</summary>
    public long PaidIn(int draw, int month) => monthly[(long)draw * Months + month];

    /// <summary>Pence that help cost in a month of a draw.</summary>
    public double SpentIn(int draw, int month) => spent[(long)draw * Months + month];

    /// <summary>Of everyone with a value of a trait in all draws, how many there were and for how many something was paid.</summary>
    public (long People, long PaidFor) With(int trait, int value) => (withTrait[trait][value], paidWithTrait[trait][value]);

    /// <summary>Pence paid for each person of a draw, by number; only of draws that were told to keep it.</summary>
    internal ReadOnlySpan<long> PaidFor(int draw) => own.AsSpan(draw * Assumed.People, Assumed.People);

    private long Sum(int[] column)
    {
        long sum = 0;
        for (var d = 0; d < Count; d++) sum += column[d];
        return sum;
    }

    internal void Spend(int draw, int month, double pence) => spent[(long)draw * Months + month] += pence;

    [ThreadStatic]
    private static HashSet<int>? paidFor;

    internal void Reach(int draw, Evaluation answer, int index, int month, ReadOnlySpan<int> traits)
    {
        var a = answer.Achievements[index];
        reached[a.Outcome][draw]++;
        days[a.Outcome][draw] += a.Day - (a.Subject < 0 ? Assumed.Referred.From : answer.Roll.ReferredOn(a.Subject));
        for (var p = 0; p < paid.Length; p++)
        {
            if (answer.Part(index, p) is not (not 0 and var part)) continue;
            paid[p][draw] += part;
            lastPaid[p][draw] = Math.Max(lastPaid[p][draw], (ushort)a.Day);
        }
        monthly[(long)draw * Months + month] += a.Payable;
        if (own is not null && a.Subject >= 0) own[(long)draw * Assumed.People + a.Subject] += a.Payable;
        if (a.Payable < a.Due && a.HasEvidence && a.ClawedBackOn == Day.Never && a.Limited is not null && a.Day < capDay[draw]) capDay[draw] = (ushort)a.Day;
        if (a.Payable > 0 && a.Subject >= 0 && (paidFor ??= []).Add(a.Subject)) lock (adding) for (var t = 0; t < traits.Length; t++) paidWithTrait[t][traits[t]]++;
    }

    internal void Close(int draw, int[][] traits)
    {
        paidFor?.Clear();
        if (withTrait.Length == 0) return;
        lock (adding) foreach (var person in traits) for (var t = 0; t < person.Length; t++) withTrait[t][person[t]]++;
    }

    /// <summary>Keeps the first draws alone; what was part stays so.</summary>
    internal void Keep(int whole) => (IsPartial, Count) = (IsPartial || whole < Count, whole);
}
