using Cairn.Record;
using Cairn.Rules;
using Cairn.Survival;

namespace Cairn.Desk.Pricing;

/// <summary>
/// Something in which people differed when their time began, so that a comparison can hold it alike: a number, or a code or name, each against the commonest. Of whom
/// it is not recorded, or only later, is left out of the model and counted.
/// </summary>
public sealed class HeldAlike
{
    private readonly AtEntry entry;

    private HeldAlike(AtEntry entry) => this.entry = entry;

    /// <summary>Of <c>KIND</c> and <c>KIND.DETAIL</c> between commas; null with what is wrong with the first that cannot be held alike.</summary>
    public static IReadOnlyList<HeldAlike>? Of(string text, Evaluation answer, Func<int, int?> firstDay, out string? wrong)
    {
        var found = new List<HeldAlike>();
        wrong = null;
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (AtEntry.Of(name, answer, firstDay, [DetailType.Number, DetailType.Money, DetailType.Code, DetailType.Name], "neither a number, a code nor a name, so it cannot be held alike.", out wrong) is not { } entry) return null;
            found.Add(new(entry));
        }
        if (found.Count == 0) wrong = "Say what to hold alike, such as sex,dependency.substance.";
        return wrong is null ? found : null;
    }

    /// <summary>A covariate for a number, against one less of it; for a code or name one for each value that any of them has, against the commonest.</summary>
    internal IReadOnlyList<Covariate> Covariates(IReadOnlyList<InView> people, out string? against)
    {
        var values = people.Select(p => entry.IsLate[p.Subject] ? FactColumns.Missing : entry.Values[p.Subject]).ToList();
        if (entry.Detail.Type is DetailType.Code or DetailType.Name) return AgainstCommonest(entry.Title, [.. values.Select(v => v == FactColumns.Missing ? null : entry.Named(v))], out against);
        var step = Math.Pow(10, entry.Detail.Type is DetailType.Money ? 2 : entry.Detail.Decimals);
        against = $"{entry.Title}: one less";
        return [new(entry.Detail.Unit.Length > 0 ? $"{entry.Title}, {entry.Detail.Unit}" : entry.Title, [.. values.Select(v => v == FactColumns.Missing ? double.NaN : v / step)])];
    }

    /// <summary>A covariate for each of the values but the commonest; of equals the first by name.</summary>
    internal static IReadOnlyList<Covariate> AgainstCommonest(string title, IReadOnlyList<string?> values, out string? against)
    {
        var named = values.OfType<string>().GroupBy(v => v, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Select(g => g.Key).ToList();
        against = named.Count > 0 ? $"{title}: {named[0]}" : null;
        return [.. named.Skip(1).Order(StringComparer.Ordinal).Select(name => new Covariate($"{title}: {name}", [.. values.Select(v => v is null ? double.NaN : v == name ? 1 : 0)]))];
    }
}
