using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// The facts of one kind as they were known by a day, some left out and some added where that is supposed. A kind that the vocabulary or the record
/// lacks has no rows. What it reads stays as it is while the record grows.
/// </summary>
internal sealed class Sheet
{
    private readonly KindTable? table;
    private readonly int[] slots = [];
    private readonly int on, known;
    private readonly Supposing supposing;

    public Sheet(Facts facts, string kind, int on, int known, Supposing supposing, params ReadOnlySpan<string> details)
    {
        (this.on, this.known, this.supposing) = (Math.Min(on, Day.Last), Math.Min(known, Day.Last), supposing);
        if (facts.Vocabulary.Find(kind) is not { } found) return;
        table = supposing.Table(found);
        slots = new int[details.Length];
        for (var i = 0; i < slots.Length; i++) slots[i] = found.Find(details[i])?.Slot ?? -1;
    }

    public int Subjects => table is null ? 0 : table.Start.Length - 1;

    public (int First, int End) RowsOf(int subject) => subject >= 0 && subject < Subjects ? (table!.Start[subject], table.Start[subject + 1]) : (0, 0);

    /// <summary>Known, and begun by the day asked about.</summary>
    public bool Begun(int row) => table!.Rows[row] is var r && r.KnownAt(known) && r.From <= on && !supposing.LeavesOut(table.Positions[row]);

    /// <summary>Known, and the day asked about is one of its days; both ends count.</summary>
    public bool Runs(int row) => Begun(row) && table!.Rows[row].To >= on;

    public bool Ended(int row) => Begun(row) && table!.Rows[row].To < on;

    /// <summary>Known, whatever its days.</summary>
    public bool Covers(int row, int day) => table!.Rows[row] is var r && r.KnownAt(known) && r.From <= day && day <= r.To;

    public int From(int row) => table!.Rows[row].From;

    public int To(int row) => table!.Rows[row].To;

    public int Position(int row) => table!.Positions[row];

    /// <summary>A detail by its place among those asked for; <see cref="FactColumns.Missing"/> where it is not recorded.</summary>
    public int Get(int row, int detail) => slots[detail] < 0 ? FactColumns.Missing : table!.Detail(row, slots[detail]);

    /// <summary>Whether a detail is recorded and is this.</summary>
    public bool Is(int row, int detail, int value) => value >= 0 && Get(row, detail) == value;
}
