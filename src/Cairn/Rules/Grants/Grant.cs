using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Which sum is divided by need.</summary>
public enum DividedSum { Announced, Allocated, Own }

/// <summary>
/// A sum announced, and the facts that allocate it. Beside what was allocated stands what a division by need would give, which
/// is never paid by itself: it is somebody's proposal.
/// </summary>
public sealed record Grant(long Announced, Pattern Allocated, Detail Amount)
{
    public Need? ByNeed { get; init; }

    /// <summary>Which sum <see cref="ByNeed"/> divides.</summary>
    public DividedSum Divides { get; init; }

    /// <summary>The sum divided, when it is its own.</summary>
    public long OwnSum { get; init; }

    /// <summary>Who takes part in the division; null: whoever was allocated something.</summary>
    public Pattern? Among { get; init; }
}

/// <summary>Reads <c>grant:</c>.</summary>
internal sealed class GrantReader(Readers readers)
{
    private readonly Mistakes mistakes = readers.Mistakes;

    public Grant? Read(Yaml? at, About about)
    {
        if (at is null || !Keys.Check(at, ["announced", "allocated", "amount", "by-need", "source", "note", "assumption"], mistakes)) return null;
        if (at["announced"] is not { } announced || at["allocated"] is not { } allocated)
        {
            mistakes.Add(at, "A grant says 'announced: £…' and 'allocated: PATTERN', the facts that give it out.");
            return null;
        }
        var sum = readers.Money.Amount(announced);
        if (readers.Patterns.Read(allocated) is not { } pattern) return null;
        if (pattern.Kind.About != about)
        {
            mistakes.Add(allocated, $"A fact of kind '{pattern.Kind.Name}' is about a {pattern.Kind.About.ToString().ToLowerInvariant()}; say 'about: {pattern.Kind.About.ToString().ToLowerInvariant()}' at the top of the scheme.");
            return null;
        }
        var amounts = pattern.Kind.Details.Where(d => d.Type is DetailType.Money).ToList();
        var amount = at["amount"] is null && amounts.Count == 1 ? amounts[0] : readers.DetailOf(pattern.Kind, at["amount"], at, "amount", DetailType.Money);
        if (amount is null) return null;
        var grant = new Grant(sum, pattern, amount);
        if (at["by-need"] is not { } byNeed) return grant;
        var of = byNeed["of"];
        var own = of is not null && of.Word.StartsWith('£');
        return grant with
        {
            ByNeed = new NeedReader(readers).Read(byNeed, about, ["of", "among"]),
            Divides = own ? DividedSum.Own : Keys.OneOf(of, ["announced", "allocated"], "allocated", mistakes) == "announced" ? DividedSum.Announced : DividedSum.Allocated,
            OwnSum = own ? readers.Money.Amount(of!) : 0,
            Among = byNeed["among"] is { } among && readers.Patterns.Read(among) is { } who ? who : null,
        };
    }
}
