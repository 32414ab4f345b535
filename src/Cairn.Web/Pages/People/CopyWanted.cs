using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>
/// What of somebody's own record they are not shown by themselves, because another's words may stand in it, and what a reviewer said of each entry: it
/// may be in their copy, or it is held back. What they said themselves is theirs without asking.
/// </summary>
public sealed record CopyWanted(long Asked, string Person, int On, IReadOnlyList<(long Entry, string? Decision)> Entries)
{
    /// <summary>Days within which a copy is to be whole.</summary>
    public const int Within = 30;

    public int DueBy => On + Within;

    /// <summary>How many entries nobody has looked at.</summary>
    public int Waiting => Entries.Count(e => e.Decision is null);

    /// <summary>The last time that each person asked, the longest wait first.</summary>
    public static IReadOnlyList<CopyWanted> Of(Reading read) =>
        [.. Said.Of(read.Facts, "copy-asked").GroupBy(a => a.Subject, StringComparer.Ordinal).Select(g => g.Last()).Select(a => new CopyWanted(a.Position + 1L, a.Subject, a.RecordedOn, Kept(read, a.Subject))).OrderBy(c => c.Waiting == 0).ThenBy(c => c.Asked)];

    /// <summary>Every entry about somebody that they are not shown by themselves, by its place in the log, with what was decided of it. Reviews are none of them.</summary>
    public static IReadOnlyList<(long Entry, string? Decision)> Kept(Reading read, string person)
    {
        var facts = read.Facts;
        var sight = read.Access.See(person, "care", person);
        var decided = Said.Of(facts, "copy-review", person).Where(r => r.Value("entry") is not null).GroupBy(r => (long)r.Value("entry")!.Value).ToDictionary(g => g.Key, g => g.Last().Code("result"));
        return [.. Positions(read, person).Where(p => KindAt(facts, p) is var kind && kind.Name != "copy-review" && !sight.Sees(kind.Category) && !facts.RecordsOf(person).Contains(read.State.RecordedBy(p), StringComparer.Ordinal)).Select(p => (p + 1L, decided.GetValueOrDefault(p + 1L)))];
    }

    /// <summary>The places in the record, from 0, of everything about somebody: what was put right or taken back too, and not what was erased.</summary>
    public static IEnumerable<int> Positions(Reading read, string person)
    {
        var facts = read.Facts;
        var lead = facts.Subject(About.Person, person);
        var erased = read.State.ErasedFacts.Select(e => e.Position).ToHashSet();
        return Enumerable.Range(0, facts.Columns.Count).Where(p => KindAt(facts, p).About is About.Person && facts.LeadOf(About.Person, facts.Columns.Abouts[p]) == lead && !erased.Contains(p));
    }

    public static Kind KindAt(Facts facts, int position) => facts.Vocabulary.Kinds[facts.Columns.Kinds[position]];
}
