using System.Buffers;

namespace Cairn.Record;

/// <summary>Writes a record as the CSV that <see cref="FactsCsv"/> reads: reading it back gives the same facts in the same order.</summary>
public static class FactsCsvWriter
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>
    /// Writes every fact, the undone ones too, with the details that any of them has. A fact without an id is given one only
    /// when another undoes it. Free words are not in a record: they are in the file only where <paramref name="words"/> gives them
    /// for a position, and notes never are.
    /// </summary>
    public static void Write(Facts facts, TextWriter writer, Func<int, Detail, string?>? words = null)
    {
        var columns = facts.Columns;
        var kinds = facts.Vocabulary.Kinds;
        var ids = IdsOf(facts);
        var details = DetailsOf(facts, words);
        writer.Write("person,about,fact,from,to,recorded,id,corrects,retracts,evidence,said-by");
        foreach (var name in details) Cell(writer, name);
        writer.Write('\n');
        for (var i = 0; i < columns.Count; i++)
        {
            var kind = kinds[columns.Kinds[i]];
            var subject = facts.Of(kind.About)[columns.Abouts[i]];
            Text(writer, kind.About is About.Person ? subject : "");
            Cell(writer, kind.About is About.Person ? "" : subject);
            Cell(writer, kind.Name);
            Cell(writer, Day.Iso(columns.Froms[i]));
            Cell(writer, columns.Tos[i] == Day.Never || !kind.IsSpell ? "" : Day.Iso(columns.Tos[i]));
            Cell(writer, Day.Iso(columns.Recordeds[i]));
            Cell(writer, ids[i] ?? "");
            var undone = columns.Undoes(i);
            Cell(writer, undone >= 0 && !columns.IsRetraction(i) ? ids[undone]! : "");
            Cell(writer, undone >= 0 && columns.IsRetraction(i) ? ids[undone]! : "");
            Cell(writer, Evidence(facts.Vocabulary, columns.EvidenceOf(i)));
            Cell(writer, columns.SaidBy(i) == FactColumns.Absent ? "" : facts.Vocabulary.Roles[columns.SaidBy(i)]);
            foreach (var name in details)
            {
                var detail = kind.Details.FirstOrDefault(d => FactsHeader.ColumnOf(kind, d) == name);
                Cell(writer, detail is null ? "" : detail.Slot < 0 ? words?.Invoke(i, detail) ?? "" : DetailText.Write(detail, columns.Detail(i, detail.Slot), facts.Names));
            }
            writer.Write('\n');
        }
    }

    private static string?[] IdsOf(Facts facts)
    {
        var ids = new string?[facts.Columns.Count];
        for (var i = 0; i < ids.Length; i++) ids[i] = facts.Ids.Text(i);
        for (var i = 0; i < ids.Length; i++)
        {
            var undone = facts.Columns.Undoes(i);
            if (undone < 0 || ids[undone] is not null) continue;
            var id = facts.Id(undone);
            while (facts.Find(id) >= 0) id += "*";
            ids[undone] = id;
        }
        return ids;
    }

    private static List<string> DetailsOf(Facts facts, Func<int, Detail, string?>? words)
    {
        var used = new HashSet<(int Kind, int Place)>();
        for (var i = 0; i < facts.Columns.Count; i++)
        {
            var kind = facts.Vocabulary.Kinds[facts.Columns.Kinds[i]];
            foreach (var detail in kind.Details)
                if (detail.Slot >= 0 ? facts.Columns.Detail(i, detail.Slot) != FactColumns.Missing : words?.Invoke(i, detail) is { Length: > 0 }) used.Add((kind.Number, detail.Place));
        }
        return [.. facts.Vocabulary.Kinds.SelectMany(k => k.Details.Where(d => used.Contains((k.Number, d.Place))).Select(d => FactsHeader.ColumnOf(k, d))).Distinct(StringComparer.Ordinal)];
    }

    private static string Evidence(Vocabulary vocabulary, ulong kinds) =>
        kinds == 0 ? "" : string.Join(';', vocabulary.Evidence.Where((_, i) => (kinds & (1UL << i)) != 0));

    private static void Cell(TextWriter writer, string text)
    {
        writer.Write(',');
        Text(writer, text);
    }

    private static void Text(TextWriter writer, string text)
    {
        if (!text.AsSpan().ContainsAny(NeedQuotes))
        {
            writer.Write(text);
            return;
        }
        writer.Write('"');
        writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
