using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>Some of a partner's members, what they see, and for what: a line of what would change.</summary>
public sealed record EffectLine(string Partner, string People, string For, string What);

/// <summary>What would change for whom, as it is shown before anything is done.</summary>
public sealed record EffectView(IReadOnlyList<EffectLine> More, IReadOnlyList<EffectLine> Less, IReadOnlyList<string> NoLongerFind)
{
    public static EffectView None { get; } = new([], [], []);

    public bool IsNothing => More.Count + Less.Count + NoLongerFind.Count == 0;

    public static EffectView Of(Vocabulary words, SightChange change, Func<string, string> nameOf) =>
        new(Lines(words, change.More, nameOf), Lines(words, change.Less, nameOf), [.. change.NoLongerFind.Select(nameOf).Order(StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Those of one partner who see the same for the same purpose stand in one line.</summary>
    private static List<EffectLine> Lines(Vocabulary words, IReadOnlyList<Seer> seers, Func<string, string> nameOf)
    {
        string For(string purpose) => words.Lists.First(l => l.Name == "purposes").Codes.First(c => c.Name == purpose).Title.ToLowerInvariant();
        string What(IReadOnlyList<string> categories) => string.Join(", ", words.Lists.First(l => l.Name == "categories").Codes.Where(c => categories.Contains(c.Name)).Select(c => c.Title.ToLowerInvariant()));
        return [.. seers.Select(s => (s.Partner, s.Member, For: For(s.Purpose), What: What(s.Categories))).GroupBy(s => (s.Partner, s.For, s.What)).OrderBy(g => g.Key.Partner, StringComparer.Ordinal)
            .Select(g => new EffectLine(g.Key.Partner, string.Join(", ", g.Select(s => nameOf(s.Member)).Distinct(StringComparer.Ordinal)), g.Key.For, g.Key.What))];
    }
}
