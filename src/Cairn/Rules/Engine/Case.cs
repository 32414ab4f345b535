using System.Runtime.InteropServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>One person's case while it is being worked out, and the scratch space for it. Each thread has its own.</summary>
internal sealed class Case(int outcomes, int known, int[] days)
{
    private readonly List<Intervals> spare = [];
    private readonly int slots = outcomes + FirstOutcome;
    private int first;
    private int rented;

    public Case(int outcomes, int known)
        : this(outcomes, known, new int[outcomes + FirstOutcome])
    {
    }

    public int Subject { get; set; }

    /// <summary>What had been recorded on or before this day is known.</summary>
    public int Known { get; } = known;

    /// <summary>The days that windows hang on: the referral, the enrolment, then each milestone's and outcome's first day by number.</summary>
    public Span<int> Days => days.AsSpan(first, slots);

    /// <summary>Where in <see cref="Days"/> the outcomes begin.</summary>
    public const int FirstOutcome = 2;

    public int Referral => days[first];

    public int Enrolment => days[first + 1];

    /// <summary>The first day on which each milestone and outcome was reached, by number.</summary>
    public Span<int> Reached => Days[FirstOutcome..];

    /// <summary>Turns to someone of whom nothing is worked out yet.</summary>
    public void Turn(int subject, int referral, int enrolment)
    {
        Subject = subject;
        Days.Fill(Day.Never);
        days[first] = referral;
        days[first + 1] = enrolment;
    }

    /// <summary>Turns to one of a crowd, whose days are kept there.</summary>
    public void Turn(int subject, int who)
    {
        Subject = subject;
        first = who * slots;
    }

    /// <summary>When set, what is wanted is taken to begin on this day, to find the earliest a clause could come true.</summary>
    public int Hope { get; set; } = Day.Never;

    public bool Hopes => Hope != Day.Never;

    /// <summary>A day soon enough: an answer on it or before need not be the first. -1: only the first will do.</summary>
    public int SoonEnough { get; set; } = -1;

    /// <summary>Whether a row was known, and not yet known to be wrong.</summary>
    public bool Sees(ref readonly Row row) => row.KnownAt(Known);

    private readonly List<(DaySet Set, int Subject, int Lo, int Hi, Intervals Days)> filled = [];

    /// <summary>The days of a set in a window, kept for whoever asks the same next: 13, 26 and 52 weeks of the same work are one reading of it.</summary>
    public Intervals Filled(DaySet set, int lo, int hi)
    {
        var kept = CollectionsMarshal.AsSpan(filled);
        for (var i = 0; i < kept.Length; i++)
        {
            ref var entry = ref kept[i];
            if (!ReferenceEquals(entry.Set, set)) continue;
            if (entry.Subject == Subject && entry.Lo == lo && entry.Hi == hi && !Hopes) return entry.Days;
            // What is hoped for is not kept: no subject is numbered -1.
            (entry.Subject, entry.Lo, entry.Hi) = (Hopes ? -1 : Subject, lo, hi);
            entry.Days.Clear();
            set.Fill(this, lo, hi, entry.Days);
            return entry.Days;
        }
        filled.Add((set, -1, 0, 0, new Intervals()));
        return Filled(set, lo, hi);
    }

    /// <summary>An empty list of intervals, to be given back.</summary>
    public Intervals Rent()
    {
        if (rented == spare.Count) spare.Add(new Intervals());
        var list = spare[rented++];
        list.Clear();
        return list;
    }

    /// <summary>Gives back the lists rented last.</summary>
    public void Return(int count = 1) => rented -= count;
}

/// <summary>A growing list of stretches of days, in order and apart from each other; both ends count.</summary>
internal sealed class Intervals
{
    private int[] from = new int[16];
    private int[] to = new int[16];

    public int Count { get; private set; }

    public ReadOnlySpan<int> From => from.AsSpan(0, Count);

    public ReadOnlySpan<int> To => to.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a stretch that begins no earlier than the last one; joins it when they touch or overlap.</summary>
    public void Join(int first, int last)
    {
        if (Count > 0 && first <= to[Count - 1] + 1)
        {
            if (last > to[Count - 1]) to[Count - 1] = last;
            return;
        }
        Add(first, last);
    }

    /// <summary>Adds a stretch after the last one, apart from it even where they touch.</summary>
    public void Add(int first, int last)
    {
        if (Count == from.Length)
        {
            Array.Resize(ref from, Count * 2);
            Array.Resize(ref to, Count * 2);
        }
        from[Count] = first;
        to[Count++] = last;
    }
}
