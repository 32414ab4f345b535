using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>A set of days bound to the record.</summary>
internal abstract class DaySet
{
    /// <summary>Fills the list with the days of the set that lie in the window, joined, in order.</summary>
    public abstract void Fill(Case c, int lo, int hi, Intervals into);

    /// <summary>Adds the positions of the facts that touch the window.</summary>
    public abstract void Because(Case c, int lo, int hi, List<int> facts);

    /// <summary>The first day of the set in the window, or never.</summary>
    public virtual int First(Case c, int lo, int hi)
    {
        var days = c.Rent();
        Fill(c, lo, hi, days);
        var first = days.Count > 0 ? days.From[0] : Day.Never;
        c.Return();
        return first;
    }

    /// <summary>Asks for the facts of many people to be brought near, before they are read one by one.</summary>
    public virtual void Fetch(ReadOnlySpan<Question> asked)
    {
    }

    /// <summary>The same of many people at once: writes each answer at <see cref="Question.Who"/>.</summary>
    public virtual void FirstEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        foreach (ref readonly var question in asked) answers[question.Who] = First(crowd.Turn(question.Who, question.Subject), question.Lo, question.Hi);
    }

    /// <summary>Takes the state to hold from the hoped-for day on; facts already known stay as they are.</summary>
    internal static void Hope(Case c, int lo, int hi, Intervals into)
    {
        var from = Math.Max(c.Hope, lo);
        var kept = c.Rent();
        for (var i = 0; i < into.Count; i++) if (into.From[i] <= from) kept.Join(into.From[i], into.To[i]);
        kept.Join(from, hi);
        into.Clear();
        for (var i = 0; i < kept.Count; i++) into.Join(kept.From[i], kept.To[i]);
        c.Return();
    }
}

/// <summary>The days in any of the sets.</summary>
internal sealed class EitherSet(DaySet[] of) : DaySet
{
    public override void Fill(Case c, int lo, int hi, Intervals into)
    {
        var soFar = c.Rent();
        var more = c.Rent();
        foreach (var set in of)
        {
            more.Clear();
            set.Fill(c, lo, hi, more);
            into.Clear();
            Merge(soFar, more, into);
            soFar.Clear();
            for (var i = 0; i < into.Count; i++) soFar.Add(into.From[i], into.To[i]);
        }
        c.Return(2);
    }

    private static void Merge(Intervals a, Intervals b, Intervals into)
    {
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            if (j == b.Count || i < a.Count && a.From[i] <= b.From[j]) into.Join(a.From[i], a.To[i++]);
            else into.Join(b.From[j], b.To[j++]);
        }
    }

    public override void Because(Case c, int lo, int hi, List<int> facts)
    {
        foreach (var set in of) set.Because(c, lo, hi, facts);
    }
}

/// <summary>The days in all of the sets.</summary>
internal sealed class BothSet(DaySet[] of) : DaySet
{
    public override void Fill(Case c, int lo, int hi, Intervals into)
    {
        var soFar = c.Rent();
        var more = c.Rent();
        soFar.Add(lo, hi);
        foreach (var set in of)
        {
            more.Clear();
            set.Fill(c, lo, hi, more);
            into.Clear();
            Cut(soFar, more, into);
            soFar.Clear();
            for (var i = 0; i < into.Count; i++) soFar.Add(into.From[i], into.To[i]);
        }
        c.Return(2);
    }

    /// <summary>The days in both lists.</summary>
    public static void Cut(Intervals a, Intervals b, Intervals into)
    {
        for (int i = 0, j = 0; i < a.Count && j < b.Count;)
        {
            var first = Math.Max(a.From[i], b.From[j]);
            var last = Math.Min(a.To[i], b.To[j]);
            if (first <= last) into.Join(first, last);
            if (a.To[i] < b.To[j]) i++;
            else j++;
        }
    }

    public override void Because(Case c, int lo, int hi, List<int> facts)
    {
        foreach (var set in of) set.Because(c, lo, hi, facts);
    }
}

/// <summary>The days not in the set. What is hoped for is that nothing more of it happens.</summary>
internal sealed class NotSet(DaySet of) : DaySet
{
    public override void Fill(Case c, int lo, int hi, Intervals into)
    {
        var hope = c.Hope;
        c.Hope = Day.Never;
        var days = c.Rent();
        of.Fill(c, lo, hi, days);
        var next = lo;
        for (var i = 0; i < days.Count; i++)
        {
            if (days.From[i] > next) into.Join(next, days.From[i] - 1);
            next = days.To[i] + 1;
        }
        if (next <= hi) into.Join(next, hi);
        c.Return();
        c.Hope = hope;
    }

    public override void Because(Case c, int lo, int hi, List<int> facts)
    {
    }
}

/// <summary>The days on which the facts going on at once come to a total in the range.</summary>
internal sealed class TogetherSet(Source source, IFit fit, int slot, int min, int max) : DaySet
{
    public override void Fill(Case c, int lo, int hi, Intervals into)
    {
        var edges = new SortedDictionary<int, (long Change, int Facts)>();
        void Edge(int day, long change, int facts)
        {
            edges.TryGetValue(day, out var at);
            edges[day] = (at.Change + change, at.Facts + facts);
        }
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From > hi || row.To < lo || !c.Sees(in row) || !fit.Fits(in row, r)) continue;
            var value = source.Table.Detail(r, slot);
            if (value == FactColumns.Missing) value = 0;
            Edge(Math.Max(row.From, lo), value, 1);
            Edge(Math.Min(row.To, hi) + 1, -value, -1);
        }
        long sum = 0;
        var going = 0;
        var began = -1;
        foreach (var (day, (change, facts)) in edges)
        {
            if (began >= 0 && going > 0 && sum >= min && sum <= max) into.Join(began, day - 1);
            sum += change;
            going += facts;
            began = day;
        }
        if (c.Hopes && c.Hope <= hi) Hope(c, lo, hi, into);
    }

    public override void Because(Case c, int lo, int hi, List<int> facts)
    {
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From <= hi && row.To >= lo && c.Sees(in row) && fit.Fits(in row, r)) facts.Add(source.Table.Positions[r]);
        }
    }
}

/// <summary>A reading that fits holds until the day before the next reading of its kind, and no longer than a limit.</summary>
internal sealed class CarriedSet(Source source, IFit fit, Length atMost) : DaySet
{
    public override void Fill(Case c, int lo, int hi, Intervals into)
    {
        var end = source.End(c.Subject);
        for (var r = source.First(c.Subject); r < end; r++)
        {
            ref readonly var row = ref source.Rows[r];
            var last = Last(c, r, end);
            if (last >= lo && last >= row.From && row.From <= hi) into.Join(Math.Max(row.From, lo), Math.Min(last, hi));
        }
        if (c.Hopes && c.Hope <= hi) Hope(c, lo, hi, into);
    }

    /// <summary>The last day on which a reading stands; before its own day when it never does.</summary>
    private int Last(Case c, int r, int end)
    {
        ref readonly var row = ref source.Rows[r];
        if (!c.Sees(in row) || !fit.Fits(in row, r)) return -1;
        return Math.Min(row.From + atMost.DaysFrom(row.From) - 1, Next(c, r, end) - 1);
    }

    /// <summary>The day of the next visible reading: of two on one day, the later recorded stands.</summary>
    private int Next(Case c, int r, int end)
    {
        for (var n = r + 1; n < end; n++) if (c.Sees(in source.Rows[n])) return source.Rows[n].From;
        return Day.Never;
    }

    public override void Because(Case c, int lo, int hi, List<int> facts)
    {
        var end = source.End(c.Subject);
        for (var r = source.First(c.Subject); r < end; r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From <= hi && Last(c, r, end) is var last && last >= lo && last >= row.From) facts.Add(source.Table.Positions[r]);
        }
    }
}
