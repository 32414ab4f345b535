using System.Runtime.CompilerServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>The facts that bring someone into a scheme: those that name it, or name no scheme, while it is open.</summary>
internal sealed class Joining
{
    private readonly Source source;
    private readonly IFit fit;
    private readonly bool fits;
    private readonly int[]? schemes;
    private readonly int name;
    private readonly int opens;
    private readonly int closes;

    public Joining(Binder binder, Scheme scheme, Pattern pattern, Facts facts)
    {
        source = binder.SourceOf(pattern.Kind);
        fit = binder.Fit(pattern);
        fits = fit is not AnyFit;
        var named = pattern.Kind.Find("scheme");
        schemes = named is { Slot: >= 2 } && pattern.Tests.All(t => t.Detail.Name != "scheme") ? source.Table.Extras[named.Slot - 2] : null;
        name = facts.Names.Find(scheme.Name);
        opens = scheme.Opens;
        closes = scheme.Closes;
    }

    /// <summary>The rows it looks through.</summary>
    public Source Source => source;

    /// <summary>The first known row that brings a subject in, or -1.</summary>
    public int First(int subject, int known) => First(new Reader(source), subject, known);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(Reader reader, int subject, int known)
    {
        var end = reader.End(subject);
        for (var r = reader.First(subject); r < end; r++)
        {
            ref readonly var row = ref reader.Row(r);
            if (row.From > closes) return -1;
            if (row.From < opens || !row.KnownAt(known)) continue;
            if (schemes is not null && schemes[r] != FactColumns.Missing && schemes[r] != name) continue;
            if (!fits || fit.Fits(in row, r)) return r;
        }
        return -1;
    }

    /// <summary>The first and the last day on which anyone may come in; the first is later when nobody may.</summary>
    public (int First, int Last) Days()
    {
        int first = Record.Day.Never, last = 0;
        foreach (ref readonly var row in source.Rows.AsSpan())
        {
            if (row.From < opens || row.From > closes) continue;
            first = Math.Min(first, row.From);
            last = Math.Max(last, row.From);
        }
        return (first, last);
    }

    public int Day(int row) => source.Rows[row].From;

    public int Detail(int row, int slot) => source.Table.Detail(row, slot);

    public int Position(int row) => source.Table.Positions[row];
}
