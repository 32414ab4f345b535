using System.Globalization;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Pages.People;

/// <summary>A file that was given for a fact. <paramref name="Elsewhere"/>: how many other facts the same content was given for; more than none is worth a look.</summary>
public sealed record EvidenceLine(long Position, string Type, string Size, int GivenOn, string By, int Elsewhere)
{
    /// <summary>The files given for a fact, or for an earlier version of it, the newest last. What the viewer may see of the fact they may see of its files.</summary>
    public static IReadOnlyList<EvidenceLine> Of(Reading read, int subject, int position)
    {
        var facts = read.Facts;
        if (facts.Vocabulary.Find(EvidenceFiles.Kind) is not { } kind || facts.Index.Table(kind) is not { } table || subject < 0 || subject + 1 >= table.Start.Length) return [];
        var versions = Versions(facts.Columns, position);
        var found = new List<EvidenceLine>();
        for (var r = table.Start[subject]; r < table.Start[subject + 1]; r++)
            if (table.Rows[r].KnownAt(read.Today) && For(facts, kind, table.Positions[r]) is { } given && versions.Contains(given)) found.Add(Line(read, kind, table.Positions[r], versions));
        return found;
    }

    /// <summary>The place in the record of the fact that a file was given for; null where it names none.</summary>
    public static int? For(Facts facts, Kind kind, int position) =>
        facts.Columns.Detail(position, kind.Find("for")!.Slot) is >= 0 and var name && facts.Names[name] is ['#', .. var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at >= 1 && at <= facts.Columns.Count ? at - 1 : null;

    /// <summary>The newest version of a fact: itself while nothing corrects it; -1 where it was taken back.</summary>
    public static int Newest(FactColumns columns, int position)
    {
        for (var p = position + 1; p < columns.Count; p++)
        {
            if (columns.Undoes(p) != position) continue;
            if (columns.IsRetraction(p)) return -1;
            position = p;
        }
        return position;
    }

    /// <summary>A fact and those that it put right, one after another.</summary>
    private static HashSet<int> Versions(FactColumns columns, int position)
    {
        var versions = new HashSet<int>();
        for (var at = position; at >= 0 && versions.Add(at); at = columns.Undoes(at))
            if (columns.IsRetraction(at)) break;
        return versions;
    }

    private static EvidenceLine Line(Reading read, Kind kind, int position, HashSet<int> versions)
    {
        var columns = read.Facts.Columns;
        var type = columns.Detail(position, kind.Find("type")!.Slot) is >= 0 and var code ? kind.Find("type")!.List!.Codes[code].Title : "File";
        var bytes = Math.Max(0, columns.Detail(position, kind.Find("size")!.Slot));
        var size = bytes < 1_000_000 ? $"{Math.Max(1, (bytes + 500) / 1000)} KB" : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000.0:0.0} MB");
        var same = columns.Detail(position, kind.Find("same")!.Slot) is >= 0 and var name ? EvidenceFiles.Same(read.State, read.Facts.Names[name]) : [];
        return new EvidenceLine(position + 1L, type, size, columns.Froms[position], read.State.RecordedBy(position) ?? "", same.Count(s => For(read.Facts, kind, (int)s - 1) is not { } given || !IsOf(columns, given, versions)));
    }

    /// <summary>Whether a fact is one of these versions, or a later one of them.</summary>
    private static bool IsOf(FactColumns columns, int position, HashSet<int> versions) => versions.Contains(position) || Versions(columns, position).Overlaps(versions);
}
