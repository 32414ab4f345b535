using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>Some day of a set lies in the window.</summary>
internal sealed class HoldsNode(Holds clause, BoundWindow? window, DaySet days) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi) => days.First(c, lo, hi);

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers) => days.FirstEach(crowd, asked, answers);

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts) => days.Because(c, day, day, facts);
}

/// <summary>An event happens, or a spell begins, so many times so far apart.</summary>
internal sealed class HappensNode<TFit>(Happens clause, BoundWindow? window, Source source, TFit fit) : Node(clause, window) where TFit : struct, IFit
{
    private readonly Row[] rows = source.Rows;
    private readonly int times = clause.Times;
    private readonly Length? apart = clause.Apart;
    private readonly int apartDays = clause.Apart is null ? 0 : clause.Apart.Value.IsFixed ? clause.Apart.Value.DaysFrom(0) : -1;
    private readonly bool special = clause.First || clause.AtTimes.Count > 0;

    /// <summary>Whether how far apart is a number of days, or nothing is said of it.</summary>
    private readonly bool even = clause.Apart is null or { IsFixed: true } && !clause.First && clause.AtTimes.Count == 0;

    protected override int Find(Case c, int lo, int hi)
    {
        if (special) return Special(c, lo, hi);
        return even && !c.Hopes ? Evenly(new Reader(source), fit, c.Subject, c.Known, lo, hi) : Plainly(c, lo, hi);
    }

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        if (!even)
        {
            base.FindEach(crowd, asked, answers);
            return;
        }
        var reader = new Reader(source);
        var known = crowd.Known;
        var test = fit;
        for (var i = 0; i < asked.Length; i++)
        {
            reader.Fetch(asked, i);
            ref readonly var question = ref asked[i];
            answers[question.Who] = Evenly(reader, test, question.Subject, known, question.Lo, question.Hi);
        }
    }

    /// <summary>Counts without branching: whether an event fits cannot be foreseen, and a wrong guess costs more than the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Evenly(Reader reader, TFit test, int subject, int known, int lo, int hi)
    {
        unchecked
        {
            var (left, next, gap) = (times, lo, apartDays);
            var end = reader.End(subject);
            for (var r = reader.First(subject); r < end; r++)
            {
                ref readonly var row = ref reader.Row(r);
                int from = row.From;
                if (from > hi) break;
                var hit = One.If(from >= next & row.KnownAt(known) & test.Fits(in row, r));
                next += (from + gap - next) & -hit;
                left -= hit;
                if (left == 0) return from;
            }
            return Day.Never;
        }
    }

    private int Plainly(Case c, int lo, int hi)
    {
        var known = c.Known;
        var counted = 0;
        var next = lo;
        var end = source.End(c.Subject);
        ref var all = ref MemoryMarshal.GetArrayDataReference(rows);
        for (var r = source.First(c.Subject); r < end; r++)
        {
            ref readonly var row = ref Unsafe.Add(ref all, r);
            if (row.From > hi) break;
            // Tests that cost little are made together: a branch guessed wrong costs more than all of them.
            if (TFit.IsCheap ? !(row.From >= next & row.KnownAt(known) & fit.Fits(in row, r)) : row.From < next || !row.KnownAt(known) || !fit.Fits(in row, r)) continue;
            if (c.Hopes && row.From > Math.Max(next, c.Hope)) break;
            if (++counted == times) return row.From;
            next = apart is { } least ? least.After(row.From) : next;
        }
        return c.Hopes ? Hoped(c, next, hi, counted) : Day.Never;
    }

    private int Special(Case c, int lo, int hi) => clause.First && Earlier(c, lo) ? Day.Never : clause.AtTimes.Count > 0 ? SetTimes(c, lo, hi, null) : Plainly(c, lo, hi);

    private int Hoped(Case c, int next, int hi, int counted)
    {
        var hoped = Math.Max(next, c.Hope);
        for (; counted < times - 1 && hoped < Day.Never; counted++) hoped = apart is { } least ? least.After(hoped) : hoped;
        return hoped <= hi ? hoped : Day.Never;
    }

    private bool Earlier(Case c, int lo)
    {
        for (var r = source.First(c.Subject); r < source.End(c.Subject) && rows[r].From < lo; r++)
            if (c.Sees(in rows[r]) && fit.Fits(in rows[r], r)) return true;
        return false;
    }

    /// <summary>An event for each set time, none used twice, none before the one chosen for the time before.</summary>
    private int SetTimes(Case c, int lo, int hi, List<int>? facts)
    {
        var r = source.First(c.Subject);
        var last = lo;
        foreach (var time in clause.AtTimes)
        {
            var target = time.After(lo);
            var from = Math.Max(last, Math.Max(lo, clause.Tolerance!.Value.Before(target)));
            var to = Math.Min(hi, clause.Tolerance.Value.After(target));
            while (r < source.End(c.Subject) && (rows[r].From < from || !c.Sees(in rows[r]) || !fit.Fits(in rows[r], r))) r++;
            var hoped = c.Hopes ? Math.Max(from, c.Hope) : Day.Never;
            if (r < source.End(c.Subject) && rows[r].From <= Math.Min(to, hoped))
            {
                facts?.Add(source.Table.Positions[r]);
                last = rows[r++].From;
            }
            else if (hoped <= to) last = hoped;
            else return Day.Never;
        }
        return last;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        if (clause.AtTimes.Count > 0)
        {
            SetTimes(c, lo, hi, facts);
            return;
        }
        var next = lo;
        var counted = 0;
        for (var r = source.First(c.Subject); r < source.End(c.Subject) && counted < times; r++)
        {
            ref readonly var row = ref rows[r];
            if (row.From < next || row.From > day || !c.Sees(in row) || !fit.Fits(in row, r)) continue;
            counted++;
            facts.Add(source.Table.Positions[r]);
            if (apart is { } least) next = least.After(row.From);
        }
    }
}

/// <summary>A spell ends in the window, having lasted long enough.</summary>
internal sealed class LeavesNode<TFit>(Leaves clause, BoundWindow? window, Source source, TFit fit) : Node(clause, window) where TFit : struct, IFit
{
    private readonly Row[] rows = source.Rows;
    private readonly Length? lasted = clause.Lasted;
    private readonly int lastedDays = clause.Lasted is null ? 0 : clause.Lasted.Value.IsFixed ? clause.Lasted.Value.DaysFrom(0) : -1;

    protected override int Find(Case c, int lo, int hi)
    {
        var first = First(new Reader(source), fit, c.Subject, c.Known, lo, hi);
        return c.Hopes ? Math.Min(first, Hoped(c, lo, hi)) : first;
    }

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        var reader = new Reader(source);
        var known = crowd.Known;
        var test = fit;
        for (var i = 0; i < asked.Length; i++)
        {
            reader.Fetch(asked, i);
            ref readonly var question = ref asked[i];
            answers[question.Who] = First(reader, test, question.Subject, known, question.Lo, question.Hi);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int First(Reader reader, TFit test, int subject, int known, int lo, int hi)
    {
        unchecked
        {
            var first = Day.Never;
            var end = reader.End(subject);
            for (var r = reader.First(subject); r < end; r++)
            {
                ref readonly var row = ref reader.Row(r);
                if (row.From > hi) break;
                var ends = row.To >= lo & row.To <= hi & row.To < first & row.KnownAt(known) & row.To - row.From + 1 >= lastedDays;
                if (TFit.IsCheap ? !(ends & test.Fits(in row, r)) : !ends || !test.Fits(in row, r)) continue;
                if (lastedDays >= 0 || row.To - row.From + 1 >= lasted!.Value.DaysFrom(row.From)) first = row.To;
            }
            return first;
        }
    }

    /// <summary>The earliest a spell now going on, or one that begins tomorrow, could end well.</summary>
    private int Hoped(Case c, int lo, int hi)
    {
        var from = Math.Max(lo, c.Hope);
        var best = lasted is null ? from : from + lasted.Value.DaysFrom(from) - 1;
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref rows[r];
            if (row.To == Day.Never && c.Sees(in row)) best = Math.Min(best, Math.Max(from, lasted is null ? from : row.From + lasted.Value.DaysFrom(row.From) - 1));
        }
        return best <= hi ? best : Day.Never;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref rows[r];
            if (row.To != day || !c.Sees(in row) || !fit.Fits(in row, r)) continue;
            if (lasted is null || row.To - row.From + 1 >= lasted.Value.DaysFrom(row.From))
            {
                facts.Add(source.Table.Positions[r]);
                return;
            }
        }
    }
}
