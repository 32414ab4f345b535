using Cairn.Record;

namespace Cairn.Desk;

/// <summary>One fact that stands: not corrected, not taken back. Details by name; null where nothing is recorded or the vocabulary has none of that name.</summary>
public readonly struct Said(Facts facts, KindTable table, int row, int subject)
{
    /// <summary>Whom it is about: for a record that is read as one with an earlier, the earlier.</summary>
    public string Subject => facts.Of(table.Kind.About)[subject];

    /// <summary>The record on which it stands, whatever that is read as one with.</summary>
    public string Record => facts.Of(table.Kind.About)[facts.Columns.Abouts[Position]];

    /// <summary>The place in the record, from 0; in a store one less than its position in the log.</summary>
    public int Position => table.Positions[row];

    public int From => table.Rows[row].From;

    public int To => table.Rows[row].To;

    /// <summary>The day that the store set, which nobody can date back.</summary>
    public int RecordedOn => table.Rows[row].Recorded;

    public bool Covers(int day) => From <= day && day <= To;

    public string? Name(string detail) => Value(detail) is { } value ? facts.Names[value] : null;

    public long? Amount(string detail) => Value(detail);

    public int? Value(string detail) => table.Kind.Find(detail) is { } found && table.Detail(row, found.Slot) is not FactColumns.Missing and var value ? value : null;

    /// <summary>A detail as pages say it: the title of its code, or the name; empty where there is none.</summary>
    public string Title(string detail) => Value(detail) is not { } value ? "" : table.Kind.Find(detail)!.List?.Codes[value].Title ?? facts.Names[value];

    public string? Code(string detail) => Value(detail) is { } value ? table.Kind.Find(detail)!.List!.Codes[value].Name : null;

    /// <summary>What is said of a kind, about one subject or about all, in the order in which it was recorded.</summary>
    public static IEnumerable<Said> Of(Facts facts, string kind, string? about = null)
    {
        if (facts.Vocabulary.Find(kind) is not { } found || facts.Index.Table(found) is not { } table) return [];
        var number = about is null ? -1 : facts.Subject(found.About, about);
        if (about is not null && number < 0) return [];
        var all = new List<Said>();
        var (first, last) = about is null ? (0, table.Start.Length - 2) : (number, Math.Min(number, table.Start.Length - 2));
        for (var s = first; s <= last; s++)
            for (var r = table.Start[s]; r < table.Start[s + 1]; r++)
                if (table.Rows[r].Until == Day.Never) all.Add(new Said(facts, table, r, s));
        all.Sort((a, b) => a.Position.CompareTo(b.Position));
        return all;
    }
}
