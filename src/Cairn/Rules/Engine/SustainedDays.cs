using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// The days on which a sustained state counts: the set itself, with what must and must not also be true taken into account,
/// in groups where spells join only if they agree, and cut where the clock starts again.
/// </summary>
internal sealed class SustainedDays(DaySet days, ChosenRows? chosen, DaySet? with, DaySet? without, DaySet? restarts)
{
    /// <summary>The set itself, when nothing more is said of it; otherwise null.</summary>
    public DaySet? Plain => chosen is null && with is null && without is null && restarts is null ? days : null;

    /// <summary>How many groups of facts there are that may not join; at least 1.</summary>
    public int Groups(Case c) => chosen?.Groups(c) ?? 1;

    /// <summary>Fills the list with the counted days of one group in the window; gives the days on which the clock starts again.</summary>
    public Intervals? Fill(Case c, int lo, int hi, int group, Intervals into)
    {
        if (chosen is null) days.Fill(c, lo, hi, into);
        else chosen.Fill(c, lo, hi, group, into);
        if (with is not null) Keep(c, lo, hi, with, into);
        if (without is not null) Keep(c, lo, hi, without, into);
        return restarts is null ? null : Restart(c, lo, hi, into);
    }

    private static void Keep(Case c, int lo, int hi, DaySet set, Intervals into)
    {
        var other = c.Rent();
        var kept = c.Rent();
        set.Fill(c, lo, hi, other);
        BothSet.Cut(into, other, kept);
        into.Clear();
        for (var i = 0; i < kept.Count; i++) into.Add(kept.From[i], kept.To[i]);
        c.Return(2);
    }

    private Intervals Restart(Case c, int lo, int hi, Intervals into)
    {
        var hope = c.Hope;
        c.Hope = Day.Never;
        var marks = c.Rent();
        restarts!.Fill(c, lo, hi, marks);
        var barriers = new Intervals();
        for (var i = 0; i < marks.Count; i++) for (var day = marks.From[i]; day <= marks.To[i]; day++) barriers.Add(day, day);
        c.Return();
        c.Hope = hope;
        var kept = c.Rent();
        var b = 0;
        for (var i = 0; i < into.Count; i++)
        {
            var from = into.From[i];
            while (b < barriers.Count && barriers.From[b] < from) b++;
            for (; b < barriers.Count && barriers.From[b] <= into.To[i]; b++)
            {
                if (barriers.From[b] > from) kept.Add(from, barriers.From[b] - 1);
                from = barriers.From[b] + 1;
            }
            if (from <= into.To[i]) kept.Add(from, into.To[i]);
        }
        into.Clear();
        for (var i = 0; i < kept.Count; i++) into.Add(kept.From[i], kept.To[i]);
        c.Return();
        return barriers;
    }

    /// <summary>Adds the facts behind the days from one to another, of one group of those that count in the window.</summary>
    public void Because(Case c, int lo, int since, int day, int group, List<int> facts)
    {
        if (chosen is null) days.Because(c, since, day, facts);
        else chosen.Because(c, lo, since, day, group, facts);
        with?.Because(c, since, day, facts);
    }
}

/// <summary>
/// Rows that count only when they are new, or better than what was held, or that join only those of the same employer. The
/// comparison is with what held on the window's first day.
/// </summary>
internal sealed class ChosenRows(Source source, IFit fit, bool isNew, int bettering, int same)
{
    public int Groups(Case c) => same < 0 ? 1 : Math.Max(1, Values(c).Count);

    private List<int> Values(Case c)
    {
        var values = new List<int>();
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            if (!c.Sees(in source.Rows[r]) || !fit.Fits(in source.Rows[r], r)) continue;
            var value = source.Table.Detail(r, same);
            if (!values.Contains(value)) values.Add(value);
        }
        return values;
    }

    public void Fill(Case c, int lo, int hi, int group, Intervals into)
    {
        var values = same < 0 ? null : Values(c);
        var held = Held(c, lo);
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From > hi) break;
            if (row.To < lo || !Counts(c, r, lo, held)) continue;
            if (values is not null && source.Table.Detail(r, same) != values[group]) continue;
            into.Join(Math.Max(row.From, lo), Math.Min(row.To, hi));
        }
        if (c.Hopes && c.Hope <= hi) DaySet.Hope(c, lo, hi, into);
    }

    private bool Counts(Case c, int r, int lo, int held)
    {
        ref readonly var row = ref source.Rows[r];
        if (!c.Sees(in row) || !fit.Fits(in row, r)) return false;
        if (isNew && row.From < lo) return false;
        return bettering < 0 || source.Table.Detail(r, bettering) > held;
    }

    /// <summary>The highest value of the bettered detail that held on the window's first day, of any fact of the kind begun before it.</summary>
    private int Held(Case c, int lo)
    {
        if (bettering < 0) return FactColumns.Missing;
        var held = FactColumns.Missing;
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From <= lo && row.To >= lo && c.Sees(in row)) held = Math.Max(held, source.Table.Detail(r, bettering));
        }
        return held;
    }

    public void Because(Case c, int lo, int since, int day, int group, List<int> facts)
    {
        var values = same < 0 ? null : Values(c);
        var held = Held(c, lo);
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From > day || row.To < since || !Counts(c, r, lo, held)) continue;
            if (values is null || source.Table.Detail(r, same) == values[group]) facts.Add(source.Table.Positions[r]);
        }
    }
}
