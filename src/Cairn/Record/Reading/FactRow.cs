using System.Text;

namespace Cairn.Record;

/// <summary>
/// Reads one row of a facts CSV into numbers. With a file to complain to, every mistake of the row is noted there; without
/// one, reading stops at the first and says only that there is one.
/// </summary>
internal sealed class FactRow(FactsHeader header, References[] subjects, References names)
{
    private const int LongestReference = 200;

    private CsvFile? complaints;
    private bool good;

    /// <summary>Every field is empty: the row says nothing and is passed over.</summary>
    public bool IsBlank { get; private set; }

    public Kind Kind { get; private set; } = header.Vocabulary.Kinds[0];

    public int Subject { get; private set; }

    public int From { get; private set; }

    public int To { get; private set; }

    public int Recorded { get; private set; }

    public ulong Evidence { get; private set; }

    /// <summary>-1 when not stated.</summary>
    public int SaidBy { get; private set; }

    public int DetailCount { get; private set; }

    public (int Column, Detail Detail, int Value)[] Details { get; } = new (int, Detail, int)[header.DetailColumns.Length];

    public Undoing Undoing { get; private set; }

    /// <summary>The column that names the fact undone, or -1.</summary>
    public int Undoes { get; private set; }

    /// <summary>Reads a row that has been cut; false when something in it is wrong.</summary>
    public bool Read(ReadOnlySpan<byte> data, CsvFields fields, CsvFile? complainTo)
    {
        complaints = complainTo;
        good = true;
        IsBlank = false;
        DetailCount = 0;
        if (fields.Count != header.Columns.Count) return Wrong(Math.Min(fields.Count, header.Columns.Count) - 1,
            $"This row has {fields.Count} column{(fields.Count == 1 ? "" : "s")}, the header {header.Columns.Count}; {(fields.Count > header.Columns.Count ? "is a comma not in quotes?" : "is a comma missing?")}");
        if (fields.IsEmpty(header.Fact))
        {
            IsBlank = AllEmpty(fields);
            return IsBlank || Wrong(header.Fact, "The kind of fact is missing.");
        }
        var number = header.KindWords.Find(fields.Field(data, header.Fact));
        var kind = number >= 0 ? header.Kinds[number] : null;
        if (kind is null) Wrong(header.Fact, Says ? Unknown("kind of fact", Short(fields.Field(data, header.Fact)), header.Vocabulary.Kinds.Select(k => k.Name)) : "");
        else Kind = kind.Kind;
        if (!good && complaints is null) return false;
        ReadUndoing(data, fields);
        ReadDays(data, fields, kind);
        ReadWhom(data, fields, kind);
        if (good || complaints is not null) ReadDetails(data, fields, kind);
        ReadProvenance(data, fields);
        return good;
    }

    private bool Says => complaints is { Wanted: true };

    private void ReadWhom(ReadOnlySpan<byte> data, CsvFields fields, KindColumns? kind)
    {
        var isPerson = kind is null || kind.Kind.About is About.Person;
        var column = isPerson && header.Person >= 0 ? header.Person : header.About;
        var other = column == header.Person ? header.About : header.Person;
        if (column < 0) Wrong(header.Person, $"A fact of kind '{kind!.Kind.Name}' is about a {Whom(kind.Kind)}; name it in a column 'about'.");
        else if (fields.IsEmpty(column))
        {
            if (isPerson || other < 0 || fields.IsEmpty(other)) Wrong(column, $"It is not said whom this is about; give a reference in '{header.Columns[column]}'.");
            else Wrong(other, $"A fact of kind '{kind!.Kind.Name}' is about a {Whom(kind.Kind)}; name it in 'about', not in 'person'.");
        }
        else if (kind is not null && other >= 0 && !fields.IsEmpty(other)) Wrong(other, $"'{header.Columns[other]}' must be empty here: a fact of kind '{kind.Kind.Name}' is about a {Whom(kind.Kind)}.");
        else if (Reference(data, fields, column)) Subject = kind is null ? 0 : subjects[(int)kind.Kind.About].Number(fields.Field(data, column));
    }

    private void ReadDays(ReadOnlySpan<byte> data, CsvFields fields, KindColumns? kind)
    {
        var recorded = TryDay(data, fields, header.Recorded, out var recordedOn);
        var to = TryDay(data, fields, header.To, out var last);
        var from = TryDay(data, fields, header.From, out var first);
        if (from is null)
        {
            if (Undoing is Undoing.Retracts && recorded is true) (from, first) = (true, recordedOn);
            else Wrong(header.From, "The day it began ('from') is missing.");
        }
        if (kind is { Kind.IsSpell: false })
        {
            if (to is true && from is true && last != first) Wrong(header.To, $"A fact of kind '{kind.Kind.Name}' is an event of one day; leave 'to' empty.");
            last = first;
        }
        else if (to is true && from is true && last < first) Wrong(header.To, $"The last day, {Day.Iso(last)}, is before the first, {Day.Iso(first)}.");
        From = first;
        To = to is null && kind is { Kind.IsSpell: true } ? Day.Never : last;
        Recorded = recorded is true ? recordedOn : to is true ? last : first;
    }

    /// <summary>True: a date; null: empty; false: no date, which has been noted.</summary>
    private bool? TryDay(ReadOnlySpan<byte> data, CsvFields fields, int column, out int day)
    {
        day = 0;
        if (fields.IsEmpty(column)) return null;
        var text = fields.Field(data, column);
        if (Days.TryRead(text, out day)) return true;
        return Wrong(column, Says ? Days.Problem(text) : "");
    }

    private void ReadUndoing(ReadOnlySpan<byte> data, CsvFields fields)
    {
        var corrects = header.Corrects >= 0 && !fields.IsEmpty(header.Corrects);
        var retracts = header.Retracts >= 0 && !fields.IsEmpty(header.Retracts);
        Undoing = corrects ? Undoing.Corrects : retracts ? Undoing.Retracts : Undoing.None;
        Undoes = corrects ? header.Corrects : retracts ? header.Retracts : -1;
        if (corrects && retracts) Wrong(header.Retracts, "A row either corrects a fact or retracts it; leave one of the two empty.");
        if (header.Id >= 0 && !fields.IsEmpty(header.Id)) Reference(data, fields, header.Id);
    }

    private void ReadDetails(ReadOnlySpan<byte> data, CsvFields fields, KindColumns? kind)
    {
        if (kind is null) return;
        ulong seen = 0;
        foreach (var column in header.DetailColumns)
        {
            if (fields.IsEmpty(column)) continue;
            if (kind.Details[column] is not { } detail)
            {
                Wrong(column, $"A fact of kind '{kind.Kind.Name}' has no detail '{header.Columns[column]}'; leave it empty{Has(kind.Kind)}.");
                continue;
            }
            seen |= 1UL << detail.Detail.Place;
            var text = fields.Field(data, column);
            if (detail.Detail.Type is DetailType.Name && !Reference(data, fields, column)) continue;
            if (!detail.TryRead(text, From, names, Says, out var value, out var problem)) Wrong(column, problem);
            else Details[DetailCount++] = (column, detail.Detail, value);
        }
        if (Undoing is Undoing.Retracts || (kind.Required & ~seen) == 0) return;
        foreach (var detail in kind.Kind.Details)
            if (detail.Required && (seen & (1UL << detail.Place)) == 0) Wrong(Math.Max(header.Fact, header.Columns.ToList().IndexOf(detail.Name)), $"A fact of kind '{kind.Kind.Name}' needs its detail '{detail.Name}'.");
    }

    private void ReadProvenance(ReadOnlySpan<byte> data, CsvFields fields)
    {
        Evidence = 0;
        SaidBy = -1;
        if (header.Evidence >= 0 && !fields.IsEmpty(header.Evidence))
        {
            var text = fields.Field(data, header.Evidence);
            while (!text.IsEmpty)
            {
                var end = text.IndexOfAny((byte)';', (byte)'|');
                var word = (end < 0 ? text : text[..end]).Trim((byte)' ');
                text = end < 0 ? [] : text[(end + 1)..];
                var number = header.EvidenceWords.Find(word);
                if (number >= 0) Evidence |= 1UL << number;
                else Wrong(header.Evidence, Says ? Unknown("kind of evidence", Short(word), header.Vocabulary.Evidence) : "");
            }
        }
        if (header.SaidBy < 0 || fields.IsEmpty(header.SaidBy)) return;
        SaidBy = header.RoleWords.Find(fields.Field(data, header.SaidBy));
        if (SaidBy < 0) Wrong(header.SaidBy, Says ? Unknown("role", Short(fields.Field(data, header.SaidBy)), header.Vocabulary.Roles) : "");
    }

    /// <summary>A reference that could be taken for another, or for none, is refused.</summary>
    private bool Reference(ReadOnlySpan<byte> data, CsvFields fields, int column)
    {
        var text = fields.Field(data, column);
        if (text[0] <= ' ' || text[^1] <= ' ') return Wrong(column, $"A space or line break stands before or after '{Short(text.Trim(" \t\r\n"u8))}'; remove it.");
        return text.Length <= LongestReference || Wrong(column, $"This is longer than {LongestReference} bytes, too long for '{header.Columns[column]}'.");
    }

    /// <summary>The row as a draft, its details and words as text.</summary>
    public Draft Draft(ReadOnlySpan<byte> data, CsvFields fields)
    {
        string? Given(ReadOnlySpan<byte> bytes, int column) => column < 0 || fields.IsEmpty(column) ? null : Text(fields.Field(bytes, column));
        var details = new (Detail, string)[DetailCount];
        for (var i = 0; i < DetailCount; i++) details[i] = (Details[i].Detail, Text(fields.Field(data, Details[i].Column)));
        return new Draft(Kind, subjects[(int)Kind.About][Subject], From, To, Recorded)
        {
            Id = Given(data, header.Id), Corrects = Given(data, header.Corrects), Retracts = Given(data, header.Retracts), Details = details,
            Evidence = Evidence, SaidBy = SaidBy, Source = Given(data, header.Source), Note = Given(data, header.Note),
        };
    }

    private bool Wrong(int column, string what)
    {
        good = false;
        complaints?.Wrong(column, what);
        return false;
    }

    private static bool AllEmpty(CsvFields fields)
    {
        for (var i = 0; i < fields.Count; i++) if (!fields.IsEmpty(i)) return false;
        return true;
    }

    private static string Unknown(string what, string word, IEnumerable<string> known) => $"There is no {what} called '{word}'.{Mistakes.DidYouMean(word, known)}";

    private static string Has(Kind kind) => kind.Details.Count == 0 ? "" : $" (it has {string.Join(", ", kind.Details.Select(d => d.Name))})";

    private static string Whom(Kind kind) => kind.About.ToString().ToLowerInvariant();

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);

    private static string Short(ReadOnlySpan<byte> utf8) => utf8.Length > 80 ? Text(utf8[..80]) + "..." : Text(utf8);
}
