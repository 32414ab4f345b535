using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>What has become of a version of a fact by the day it is looked at.</summary>
public enum Fate
{
    Stands,
    /// <summary>Still going on when it was put down, and since put down again with its end: the same fact grown, not a mistake.</summary>
    Completed,
    /// <summary>Replaced by another version that says something else.</summary>
    Corrected,
    /// <summary>Taken back, and nothing put in its place for this person.</summary>
    TakenBack,
}

/// <summary>One version of a fact on a strip: a bar when its kind is a spell, a mark when it is an event.</summary>
public sealed record StripFact(int Position, Kind Kind, int From, int To, int Recorded)
{
    public Fate Fate { get; init; }

    /// <summary>The day from which it no longer stood; never while it stands.</summary>
    public int Until { get; init; } = Day.Never;

    /// <summary>The position of the version that it corrects or completes; -1: of none.</summary>
    public int Replaces { get; init; } = -1;

    /// <summary>In a few words: the code of its first detail, or its kind.</summary>
    public required string Name { get; init; }

    /// <summary>The details that its name does not say; words sealed in the record are not among them.</summary>
    public required string Details { get; init; }

    /// <summary>The kinds of evidence seen.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>The capacity in which it was said; null when none was put down.</summary>
    public string? SaidBy { get; init; }

    public bool IsOpen => Kind.IsSpell && To == Day.Never;

    /// <summary>Its kind and code, or one of them where the other goes without saying: "Job: permanent".</summary>
    public string Label => Words.Label(this);

    /// <summary>The whole of it in a line, as a pointer is told over the picture.</summary>
    public string Said => $"{Label}, {Words.When(this)}{(Details.Length > 0 ? $" ({Details})" : "")}{(Evidence.Count > 0 ? $"; seen: {string.Join(", ", Evidence)}" : "")}{(Words.Became(this) is { } became ? $"; {became}" : "")}";

    /// <summary>It was wrong: drawn as an outline only.</summary>
    public bool IsGhost => Fate is Fate.Corrected or Fate.TakenBack;
}

/// <summary>A lane and the facts in it, by first day.</summary>
public sealed record StripLane(Lane Lane, IReadOnlyList<StripFact> Facts);

/// <summary>Every version of a person's facts that had been recorded by a day and that may be shown, each once.</summary>
internal static class StripFacts
{
    public static List<StripFact> Of(Facts facts, int subject, Func<string, bool> mayShow, int known)
    {
        var found = new List<(int Position, int Recorded, int Until)>();
        foreach (var kind in facts.Vocabulary.Kinds)
        {
            if (kind.About != About.Person || !mayShow(kind.Category) || facts.Index.Table(kind) is not { } table || subject + 1 >= table.Start.Length) continue;
            for (var r = table.Start[subject]; r < table.Start[subject + 1]; r++)
                if (table.Rows[r].Recorded <= known) found.Add((table.Positions[r], table.Rows[r].Recorded, table.Rows[r].Until));
        }
        // What was replaced by a fact that may not be shown, or that is another person's, is told as taken back; and the other way round.
        var there = found.Select(f => f.Position).ToHashSet();
        var replacedBy = new Dictionary<int, int>();
        foreach (var (position, _, _) in found) if (facts.Columns.Undoes(position) is >= 0 and var undone && there.Contains(undone)) replacedBy[undone] = position;
        var versions = found.Select(f => Version(facts, f.Position, f.Recorded, f.Until <= known ? f.Until : Day.Never, replacedBy.GetValueOrDefault(f.Position, -1), there));
        return [.. versions.OrderBy(v => v.From).ThenBy(v => v.Position)];
    }

    private static StripFact Version(Facts facts, int position, int recorded, int until, int by, HashSet<int> there)
    {
        var columns = facts.Columns;
        var kind = facts.Vocabulary.Kinds[columns.Kinds[position]];
        var seen = columns.EvidenceOf(position);
        return new StripFact(position, kind, columns.Froms[position], columns.Tos[position], recorded)
        {
            Fate = until == Day.Never ? Fate.Stands : by < 0 ? Fate.TakenBack : Completes(facts, by, position, kind) ? Fate.Completed : Fate.Corrected,
            Until = until,
            Replaces = columns.Undoes(position) is >= 0 and var undone && there.Contains(undone) ? undone : -1,
            Name = Name(facts, position, kind),
            Details = Details(facts, position, kind),
            Evidence = [.. facts.Vocabulary.Evidence.Where((_, i) => (seen & (1UL << i)) != 0).Select(e => e.Replace('-', ' '))],
            SaidBy = columns.SaidBy(position) is not FactColumns.Absent and var role ? facts.Vocabulary.Roles[role].Replace('-', ' ') : null,
        };
    }

    /// <summary>Whether a version only adds to an earlier one: it gives an end, or details that were not known.</summary>
    private static bool Completes(Facts facts, int later, int earlier, Kind kind)
    {
        var columns = facts.Columns;
        if (columns.Kinds[later] != kind.Number || columns.Froms[later] != columns.Froms[earlier]) return false;
        if (columns.Tos[earlier] != Day.Never && columns.Tos[later] != columns.Tos[earlier]) return false;
        return kind.Details.All(d => d.Slot < 0 || columns.Detail(earlier, d.Slot) is var was && (was == FactColumns.Missing || was == columns.Detail(later, d.Slot)));
    }

    /// <summary>The details beside the one in its name: "how it ended: completed, provider: Elm Court".</summary>
    private static string Details(Facts facts, int position, Kind kind) => string.Join(", ", kind.Details
        .Where(d => d.Slot >= 0 && !d.NamesFact && !(d == kind.Main && d.Type is DetailType.Code) && facts.Columns.Detail(position, d.Slot) != FactColumns.Missing)
        .Select(d => Detail(facts, position, d)));

    private static string Detail(Facts facts, int position, Detail detail)
    {
        var title = Words.Small(detail.Title).Replace('-', ' ');
        var value = FactText.Detail(facts, position, detail)[(detail.Name.Length + 1)..];
        if (detail.Type is DetailType.Code) return $"{title}: {Words.Small(Words.Short(value))}";
        if (detail.Type is not DetailType.Number) return $"{title}: {value}";
        return detail.Unit.StartsWith(title, StringComparison.Ordinal) ? $"{value} {detail.Unit}" : $"{title}: {value} {detail.Unit}";
    }

    private static string Name(Facts facts, int position, Kind kind)
    {
        var own = Words.Short(kind.Title);
        if (kind.Main is not { Type: DetailType.Code } main || facts.Columns.Detail(position, main.Slot) is var value && value == FactColumns.Missing) return own;
        return Words.Short(main.List!.Codes[value].Title);
    }
}
