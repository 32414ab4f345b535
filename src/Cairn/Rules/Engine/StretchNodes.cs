using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>The stretch that an answer rests on: the clock's first day, the days counted so far and the gap days used.</summary>
internal readonly record struct Stretch(int Day, int Since, int Counted, int Needed, int Gaps)
{
    public static readonly Stretch None = new(Record.Day.Never, Record.Day.Never, 0, 0, 0);
}

/// <summary>The days of a set last for so long.</summary>
internal sealed class SustainsNode(Sustains clause, BoundWindow? window, SustainedDays days) : Node(clause, window)
{
    private readonly int fixedDays = clause.For.IsFixed ? clause.For.DaysFrom(0) : 0;
    private readonly int each = clause.GapsEach ?? (clause.GapsInTotal ?? 0);
    private readonly int total = clause.GapsInTotal ?? int.MaxValue;

    private readonly DaySet? plain = clause.Stops is null ? days.Plain : null;

    protected override int Find(Case c, int lo, int hi)
    {
        if (plain is not null) return Earliest(c.Filled(plain, lo, hi), null).Day;
        var first = Day.Never;
        for (var group = 0; group < days.Groups(c); group++)
        {
            var list = c.Rent();
            var barriers = days.Fill(c, lo, hi, group, list);
            first = Math.Min(first, Reached(list, barriers).Day);
            c.Return();
        }
        return first;
    }

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        plain?.Fetch(asked);
        base.FindEach(crowd, asked, answers);
    }

    /// <summary>The stretch that is furthest on at the end of a day: for reasons, with what it still needs.</summary>
    public Stretch Best(Case c, int lo, int hi, int on) => Furthest(c, lo, hi, on).Stretch;

    /// <summary>The counted days of that stretch, as spans; what lies between them are its gaps.</summary>
    public IReadOnlyList<(int From, int To)> Spans(Case c, int lo, int hi, int on)
    {
        var (stretch, group) = Furthest(c, lo, hi, on);
        var spans = new List<(int From, int To)>();
        if (stretch.Since == Day.Never) return spans;
        var list = c.Rent();
        days.Fill(c, lo, Math.Min(hi, Math.Min(on, stretch.Day)), group, list);
        for (var i = 0; i < list.Count; i++)
            if (list.To[i] >= stretch.Since) spans.Add((Math.Max(list.From[i], stretch.Since), Math.Min(list.To[i], Math.Min(on, stretch.Day))));
        c.Return();
        return spans;
    }

    private (Stretch Stretch, int Group) Furthest(Case c, int lo, int hi, int on)
    {
        var best = (Stretch.None, 0);
        for (var group = 0; group < days.Groups(c); group++)
        {
            var list = c.Rent();
            var barriers = days.Fill(c, lo, hi, group, list);
            var found = Reached(list, barriers);
            if (found.Day == Day.Never || found.Day > on)
            {
                list.Clear();
                var last = Math.Min(hi, on);
                // Before the window begins there is nothing to count yet.
                if (last >= lo) barriers = days.Fill(c, lo, last, group, list);
                found = clause.Stops is { } stops ? OnRunningDays(list, barriers, (l, b) => Furthest(l, b, stops.Running(last + 1) - 1)) : Furthest(list, barriers, last);
            }
            c.Return();
            var (so, _) = best;
            if (so.Since == Day.Never || found.Day < so.Day || (found.Day == so.Day && found.Counted > so.Counted)) best = (found, group);
        }
        return best;
    }

    /// <summary>The stretch that is long enough first.</summary>
    private Stretch Reached(Intervals list, Intervals? barriers) => clause.Stops is null ? Earliest(list, barriers) : OnRunningDays(list, barriers, Earliest);

    /// <summary>Slides a stretch over the spells: the last spell moves on, and the first follows when the gaps grow too long.</summary>
    private Stretch Earliest(Intervals list, Intervals? barriers)
    {
        var from = list.From;
        var to = list.To;
        if (fixedDays == 0) return EarliestByMonths(from, to, barriers);
        int start = 0, counted = 0, gaps = 0;
        for (var i = 0; i < from.Length; i++)
        {
            if (i > start)
            {
                var gap = from[i] - to[i - 1] - 1;
                if (gap > each || Crosses(barriers, to[i - 1], from[i])) (start, counted, gaps) = (i, 0, 0);
                else
                {
                    gaps += gap;
                    while (gaps > total)
                    {
                        gaps -= from[start + 1] - to[start] - 1;
                        counted -= to[start] - from[start] + 1;
                        start++;
                    }
                }
            }
            var length = to[i] - from[i] + 1;
            if (clause.GapsCount)
            {
                var day = Math.Max(from[i], from[start] + fixedDays - 1);
                if (day <= to[i]) return new Stretch(day, from[start], day - from[start] + 1, fixedDays, gaps);
            }
            else if (counted + length >= fixedDays) return new Stretch(from[i] + (fixedDays - counted) - 1, from[start], fixedDays, fixedDays, gaps);
            counted += length;
        }
        return Stretch.None;
    }

    /// <summary>A length in months is so many days from each start, so each start is tried.</summary>
    private Stretch EarliestByMonths(ReadOnlySpan<int> from, ReadOnlySpan<int> to, Intervals? barriers)
    {
        var best = Stretch.None;
        for (var start = 0; start < from.Length; start++)
        {
            var needed = clause.For.DaysFrom(from[start]);
            int counted = 0, gaps = 0;
            for (var i = start; i < from.Length; i++)
            {
                if (i > start)
                {
                    var gap = from[i] - to[i - 1] - 1;
                    gaps += gap;
                    if (gap > each || gaps > total || Crosses(barriers, to[i - 1], from[i])) break;
                }
                var length = to[i] - from[i] + 1;
                var day = clause.GapsCount ? Math.Max(from[i], from[start] + needed - 1) : from[i] + (needed - counted) - 1;
                if (day <= to[i])
                {
                    if (day < best.Day) best = new Stretch(day, from[start], needed, needed, gaps);
                    break;
                }
                counted += length;
            }
        }
        return best;
    }

    /// <summary>The longest stretch still open on a day; one whose gap has already grown too long is over.</summary>
    private Stretch Furthest(Intervals list, Intervals? barriers, int on)
    {
        var from = list.From;
        var to = list.To;
        if (from.Length == 0) return Stretch.None with { Needed = clause.For.DaysFrom(on) };
        var last = from.Length - 1;
        var gaps = on - to[last];
        if (gaps > each || gaps > total || Crosses(barriers, to[last], on + 1)) return Stretch.None with { Needed = clause.For.DaysFrom(on) };
        var counted = to[last] - from[last] + 1;
        var start = last;
        while (start > 0)
        {
            var gap = from[start] - to[start - 1] - 1;
            if (gap > each || gaps + gap > total || Crosses(barriers, to[start - 1], from[start])) break;
            gaps += gap;
            start--;
            counted += to[start] - from[start] + 1;
        }
        return new Stretch(Day.Never, from[start], counted, clause.For.DaysFrom(from[start]), gaps);
    }

    /// <summary>Works on running day numbers, which leave out the days on which the clock stands still.</summary>
    private Stretch OnRunningDays(Intervals list, Intervals? barriers, Func<Intervals, Intervals?, Stretch> ask)
    {
        var calendar = clause.Stops!;
        var running = new Intervals();
        for (var i = 0; i < list.Count; i++)
        {
            var first = calendar.Running(list.From[i]);
            var last = calendar.Running(list.To[i] + 1) - 1;
            if (last < first) continue;
            if (barriers is not null && running.Count > 0 && Crosses(barriers, calendar.DayOf(running.To[^1]), list.From[i])) running.Add(first, last);
            else running.Join(first, last);
        }
        Intervals? moved = null;
        if (barriers is not null)
        {
            moved = new Intervals();
            for (var i = 0; i < barriers.Count; i++) moved.Add(calendar.Running(barriers.From[i]), calendar.Running(barriers.From[i]));
        }
        var found = ask(running, moved);
        return found with { Day = found.Day == Day.Never ? Day.Never : calendar.DayOf(found.Day), Since = found.Since == Day.Never ? Day.Never : calendar.DayOf(found.Since) };
    }

    /// <summary>Whether the clock was started again after one day and before the other.</summary>
    private static bool Crosses(Intervals? barriers, int after, int before)
    {
        if (barriers is null) return false;
        for (var i = 0; i < barriers.Count; i++) if (barriers.From[i] > after && barriers.From[i] <= before) return true;
        return false;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        var reached = false;
        for (var group = 0; group < days.Groups(c); group++)
        {
            var list = c.Rent();
            var barriers = days.Fill(c, lo, hi, group, list);
            if (Reached(list, barriers) is var found && found.Day == day)
            {
                reached = true;
                Counted(c, lo, list, found.Since, day, group, facts);
            }
            c.Return();
        }
        // While it is not reached, the facts are those of the stretch that is furthest on.
        if (reached || Furthest(c, lo, hi, day) is not { Stretch.Since: < Day.Never } furthest) return;
        var counts = c.Rent();
        days.Fill(c, lo, hi, furthest.Group, counts);
        Counted(c, lo, counts, furthest.Stretch.Since, day, furthest.Group, facts);
        c.Return();
    }

    /// <summary>Adds the facts of the counted days from one to another, leaving out those on which the clock stood still.</summary>
    private void Counted(Case c, int lo, Intervals list, int since, int until, int group, List<int> facts)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var (first, last) = (Math.Max(list.From[i], since), Math.Min(list.To[i], until));
            if (clause.Stops is null && first <= last) days.Because(c, lo, first, last, group, facts);
            for (var day = first; day <= last && clause.Stops is { } stops; day++) if (!stops.StopsOn(day)) days.Because(c, lo, day, day, group, facts);
        }
    }
}

/// <summary>No day of a set in the stretch from the window's first day, and silence that counts.</summary>
internal sealed class LacksNode(Lacks clause, BoundWindow? window, DaySet days, DaySet? coveredBy) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi)
    {
        var last = lo + clause.For.DaysFrom(lo) - 1;
        if (last > hi || last > Day.Last) return Day.Never;
        var hope = c.Hope;
        c.Hope = Day.Never;
        var happened = days.First(c, lo, last) != Day.Never;
        c.Hope = hope;
        return happened || !Covered(c, lo, last) ? Day.Never : last;
    }

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        if (coveredBy is not null)
        {
            base.FindEach(crowd, asked, answers);
            return;
        }
        var (whole, _) = crowd.Rent();
        var left = 0;
        foreach (ref readonly var question in asked)
        {
            answers[question.Who] = Day.Never;
            var last = question.Lo + clause.For.DaysFrom(question.Lo) - 1;
            if (last <= question.Hi) whole[left++] = question with { Hi = last };
        }
        days.FirstEach(crowd, whole.AsSpan(0, left), answers);
        foreach (ref readonly var question in whole.AsSpan(0, left)) answers[question.Who] = answers[question.Who] == Day.Never ? question.Hi : Day.Never;
        crowd.Return();
    }

    private bool Covered(Case c, int lo, int last)
    {
        if (coveredBy is null) return true;
        var returns = c.Rent();
        coveredBy.Fill(c, lo, last, returns);
        // Under hope, returns for the days to come will arrive; a hole in the past may still be filled.
        var covered = c.Hopes || (returns.Count == 1 && returns.From[0] == lo && returns.To[0] == last);
        c.Return();
        return covered;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts) => coveredBy?.Because(c, lo, day, facts);
}
