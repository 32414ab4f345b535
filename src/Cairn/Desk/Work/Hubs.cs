using Cairn.Record;

namespace Cairn.Desk;

/// <summary>The hubs that answer when a home is at risk: which there are, and which of them is asked for whom.</summary>
public static class Hubs
{
    public const string Detail = "hub", Area = "hub-area";

    private const string Threat = "housing-threat", Answer = "threat-response";

    /// <summary>Every hub that answers for an area on the day or was ever asked, with the areas that it answers for, in the order of their names.</summary>
    public static IReadOnlyList<(string Hub, IReadOnlyList<string> Areas)> All(Facts facts, int on)
    {
        var areas = Said.Of(facts, Area).Where(a => a.Covers(on)).ToLookup(a => a.Subject, a => a.Title("area"), StringComparer.Ordinal);
        var asked = Said.Of(facts, Threat).Select(t => t.Name(Detail)).OfType<string>();
        return [.. areas.Select(a => a.Key).Concat(asked).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(h => (h, (IReadOnlyList<string>)[.. areas[h]]))];
    }

    /// <summary>
    /// The hub that a fact of this kind about somebody is for: an answer is that of the hub which was asked last, a threat goes to the one hub of
    /// the area they live in on the day. Null where nothing says, or two hubs answer for the area.
    /// </summary>
    public static string? For(Facts facts, string kind, string token, int on)
    {
        if (kind == Answer && Said.Of(facts, Threat, token).Where(t => t.From <= on).OrderBy(t => t.From).Select(t => t.Name(Detail)).LastOrDefault() is { } asked) return asked;
        if (Said.Of(facts, "residence", token).Where(r => r.Covers(on)).Select(r => r.Code("area")).LastOrDefault() is not { } area) return null;
        return Said.Of(facts, Area).Where(a => a.Covers(on) && a.Code("area") == area).Select(a => a.Subject).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null;
    }
}
