using System.Text;

namespace Cairn.Record;

/// <summary>A fact as a line that a person reads.</summary>
public static class FactText
{
    /// <summary>"employment: contract permanent, hours 30, from 11 January 2027, still going on; payslip seen; recorded 12 January 2027 [F12]".</summary>
    public static string Line(Facts facts, int position)
    {
        var columns = facts.Columns;
        var kind = facts.Vocabulary.Kinds[columns.Kinds[position]];
        var text = new StringBuilder(kind.Name);
        var details = Details(facts, position, kind);
        if (details.Length > 0) text.Append(": ").Append(details);
        int from = columns.Froms[position], to = columns.Tos[position];
        text.Append(kind.IsSpell ? $", from {Day.Long(from)}{(to == Day.Never ? ", still going on" : $" to {Day.Long(to)}")}" : $", on {Day.Long(from)}");
        var seen = columns.EvidenceOf(position);
        if (seen != 0) text.Append("; seen: ").AppendJoin(", ", facts.Vocabulary.Evidence.Where((_, i) => (seen & (1UL << i)) != 0));
        if (columns.SaidBy(position) is not FactColumns.Absent and var role) text.Append("; said by ").Append(facts.Vocabulary.Roles[role]);
        text.Append("; recorded ").Append(Day.Long(columns.Recordeds[position]));
        if (columns.Undoes(position) is >= 0 and var undone) text.Append(", correcting ").Append(facts.Id(undone));
        return text.Append(" [").Append(facts.Id(position)).Append(']').ToString();
    }

    /// <summary>For a page, in titles and without the record's own words: "Job: Permanent, hours 30, from 11 January 2027, still going on; seen: payslip".</summary>
    public static string Plain(Facts facts, int position)
    {
        var columns = facts.Columns;
        var kind = facts.Vocabulary.Kinds[columns.Kinds[position]];
        var said = kind.Details.Where(d => d.Slot >= 0 && columns.Detail(position, d.Slot) != FactColumns.Missing)
            .Select(d => d.Type is DetailType.Code ? d.List!.Codes[columns.Detail(position, d.Slot)].Title : Detail(facts, position, d).Replace('-', ' '));
        int from = columns.Froms[position], to = columns.Tos[position];
        var when = !kind.IsSpell ? Day.Long(from) : $"from {Day.Long(from)}{(to == Day.Never ? ", still going on" : $" to {Day.Long(to)}")}";
        var seen = columns.EvidenceOf(position);
        var shown = seen == 0 ? "" : $"; seen: {string.Join(", ", facts.Vocabulary.Evidence.Where((_, i) => (seen & (1UL << i)) != 0)).Replace('-', ' ')}";
        return $"{kind.Title.Split(':')[0]}: {string.Join(", ", said.Append(when))}{shown}";
    }

    /// <summary>The details that are recorded: "contract permanent, hours 30".</summary>
    public static string Details(Facts facts, int position, Kind kind)
    {
        var parts = new List<string>();
        foreach (var detail in kind.Details)
        {
            if (detail.Slot < 0 || facts.Columns.Detail(position, detail.Slot) is FactColumns.Missing) continue;
            parts.Add(Detail(facts, position, detail));
        }
        return string.Join(", ", parts);
    }

    /// <summary>One detail with its name, "hours 30"; a code as its plain title.</summary>
    public static string Detail(Facts facts, int position, Detail detail)
    {
        var value = facts.Columns.Detail(position, detail.Slot);
        if (value == FactColumns.Missing) return $"{detail.Name} not recorded";
        var text = detail.Type switch
        {
            DetailType.Money => Pence.Format(value),
            DetailType.Code => detail.List!.Codes[value].Title,
            DetailType.Date => Day.Long(value),
            _ => DetailText.Write(detail, value, facts.Names),
        };
        return $"{detail.Name} {text}";
    }
}
