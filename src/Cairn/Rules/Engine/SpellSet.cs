using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>The days of the facts that fit.</summary>
internal sealed class SpellSet<TFit>(Source source, TFit fit) : DaySet where TFit : struct, IFit
{
    private readonly Row[] rows = source.Rows;

    public override void Fill(Case c, int lo, int hi, Intervals into)
    {
        var known = c.Known;
        var end = source.End(c.Subject);
        ref var all = ref MemoryMarshal.GetArrayDataReference(rows);
        for (var r = source.First(c.Subject); r < end; r++)
        {
            ref readonly var row = ref Unsafe.Add(ref all, r);
            if (row.From > hi) break;
            if (TFit.IsCheap ? !(row.To >= lo & row.KnownAt(known) & fit.Fits(in row, r)) : row.To < lo || !row.KnownAt(known) || !fit.Fits(in row, r)) continue;
            into.Join(Math.Max(row.From, lo), Math.Min(row.To, hi));
        }
        if (c.Hopes && c.Hope <= hi) Hope(c, lo, hi, into);
    }

    public override int First(Case c, int lo, int hi)
    {
        var first = First(new Reader(source), fit, c.Subject, c.Known, lo, hi);
        return c.Hopes && Math.Max(c.Hope, lo) is var hoped && hoped <= hi ? Math.Min(first, hoped) : first;
    }

    public override void Fetch(ReadOnlySpan<Question> asked)
    {
        var reader = new Reader(source);
        for (var i = 0; i < asked.Length; i++) reader.Fetch(in asked[i]);
    }

    public override void FirstEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        var reader = new Reader(source);
        var known = crowd.Known;
        var test = fit;
        // Those who join are asked one after another, as their rows lie.
        if (!crowd.ByReferral) Fetch(asked);
        for (var i = 0; i < asked.Length; i = unchecked(i + 1))
        {
            ref readonly var question = ref asked[i];
            answers[question.Who] = First(reader, test, question.Subject, known, question.Lo, question.Hi);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int First(Reader reader, TFit test, int subject, int known, int lo, int hi)
    {
        var end = reader.End(subject);
        for (var r = reader.First(subject); r < end; r = unchecked(r + 1))
        {
            ref readonly var row = ref reader.Row(r);
            if (row.From > hi) break;
            // What fits cannot be foreseen, but that it is known and lasts mostly can: one guess a row, not three tests.
            if ((!TFit.IsCheap || test.Fits(in row, r)) && row.KnownAt(known) && row.To >= lo && (TFit.IsCheap || test.Fits(in row, r))) return Math.Max(row.From, lo);
        }
        return Day.Never;
    }

    public override void Because(Case c, int lo, int hi, List<int> facts)
    {
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref rows[r];
            if (row.From <= hi && row.To >= lo && c.Sees(in row) && fit.Fits(in row, r)) facts.Add(source.Table.Positions[r]);
        }
    }
}
