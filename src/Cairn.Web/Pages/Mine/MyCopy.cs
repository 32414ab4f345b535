using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Pages.People;

namespace Cairn.Web.Pages.Mine;

/// <summary>One entry of somebody's own copy: its place in the log, what it is, all it says, and whether it still stands.</summary>
public sealed record CopyEntry(long Position, string What, string Note, IReadOnlyList<(string Label, string Value)> Lines);

/// <summary>
/// All that is recorded about somebody, as they may have it: every entry, what was put right and taken back too, what was paid because of them, who looked and
/// why. What a reviewer has to see first, or held back, is counted and not shown.
/// </summary>
public sealed record MyCopy(IReadOnlyList<string> References, IReadOnlyList<CopyEntry> Entries, IReadOnlyList<(string On, string What)> Paid, IReadOnlyList<(string At, string Who, string What)> Looks, int Waiting, int HeldBack, int Reviews, bool IsAsked)
{
    internal sealed record Places(IReadOnlyList<string> Records, IReadOnlyList<(long Position, long? UndoneBy)> Shown, IReadOnlyList<(string, string)> Paid, int Waiting, int HeldBack, int Reviews, bool IsAsked);

    /// <summary>What of it is shown, told while nobody writes.</summary>
    internal static Places Of(OpenRecord record)
    {
        var (read, facts) = (record.Read, record.Read.Facts);
        var kept = CopyWanted.Kept(read, record.Token);
        var hidden = kept.Where(k => k.Decision != "given").Select(k => k.Entry).ToHashSet();
        var all = CopyWanted.Positions(read, record.Token).ToList();
        var reviews = all.Count(p => CopyWanted.KindAt(facts, p).Name == "copy-review");
        var undone = new Dictionary<int, long>();
        foreach (var p in all) if (facts.Columns.Undoes(p) is >= 0 and var target) undone[target] = p + 1L;
        var records = facts.RecordsOf(record.Token);
        return new Places(records, [.. all.Where(p => !hidden.Contains(p + 1L) && CopyWanted.KindAt(facts, p).Name != "copy-review").Reverse().Select(p => (p + 1L, undone.TryGetValue(p, out var by) ? by : (long?)null))],
            [.. read.State.Book.Entries.Where(e => records.Any(r => e.Key.Contains(r, StringComparison.Ordinal))).Select(e => (Day.Long(Day.Of(e.EffectiveOn)), $"{Pence.Format(e.Legs.Where(l => l.Pence > 0).Sum(l => l.Pence))}{(e.Narrative.Length > 0 ? $": {e.Narrative}" : "")}"))],
            kept.Count(k => k.Decision is null), kept.Count(k => k.Decision == "held-back"), reviews, Desk.Said.Of(facts, "copy-asked", record.Token).Any());
    }

    internal static MyCopy Of(Partnership partnership, Accounts accounts, Places places)
    {
        var purpose = LookWords.Purposes(partnership.Vocabulary);
        return new MyCopy([.. places.Records.SelectMany(partnership.Folder.ReferencesOf).Select(r => $"{r.Reference} in {r.System}")],
            [.. places.Shown.Select(s => Entry(partnership, accounts, s.Position, s.UndoneBy)).OfType<CopyEntry>()], places.Paid,
            [.. places.Records.SelectMany(r => partnership.Folder.Looks.At(r, int.MaxValue)).DistinctBy(l => l.Position).OrderByDescending(l => l.Position).Select(l => ($"{Day.Long(LondonTime.DayOf(l.Look.At))}, {LondonTime.Local(l.Look.At):HH:mm}",
                places.Records.Contains(l.Look.By, StringComparer.Ordinal) ? "You" : accounts.NameOf(l.Look.By), LookWords.Said(purpose(l.Look.Purpose), l.Look.Basis, l.Look.Categories, partnership.Vocabulary)))],
            places.Waiting, places.HeldBack, places.Reviews, places.IsAsked);
    }

    private static CopyEntry? Entry(Partnership partnership, Accounts accounts, long position, long? undoneBy)
    {
        if (partnership.Folder.Fact(position) is not { } fact) return null;
        var title = fact.Draft.Kind.Title.Split(':')[0];
        if (fact.Draft.Retracts is { } retracted) return new CopyEntry(position, $"Taken back: {title}", $"Takes back entry {retracted.TrimStart('#')}", [.. EntryLines.Of(partnership, accounts, fact).Where(l => l.Label is "Note" or "Recorded by" or "Recorded on" or "Comes from")]);
        return new CopyEntry(position, title, undoneBy is { } by ? $"No longer stands: see entry {by}" : fact.Draft.Corrects is { } wrong ? $"Puts right entry {wrong.TrimStart('#')}" : "", [.. EntryLines.Of(partnership, accounts, fact).Where(l => l.Label != "Puts right")]);
    }
}
