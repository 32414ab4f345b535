using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Something a partnership aims at, under something wider: a local objective under a national priority, a local priority under an objective.</summary>
public sealed record Aim(string Name, string Title, string? Under, string? Source);

/// <summary>
/// A partnership's plan: national priorities, local objectives under them, local priorities under those, each watched by indicators
/// (<see cref="Scheme.Indicators"/>), and what is watched so that money is not spent twice on the same thing.
/// </summary>
public sealed record JointPlan(IReadOnlyList<Aim> National, IReadOnlyList<Aim> Objectives, IReadOnlyList<Aim> Priorities)
{
    /// <summary>The day the plan, or the partnership that made it, was approved; null where that is not said.</summary>
    public int? ApprovedOn { get; init; }

    public string? Owner { get; init; }

    /// <summary>Facts of money for a piece of work, by the work and the fund; null where funding is not mapped.</summary>
    public FundingWatch? Activities { get; init; }

    /// <summary>Facts that put a person under a fund, so that two funds for one person show; null where that is not watched.</summary>
    public FundingWatch? People { get; init; }
}

/// <summary>
/// Facts that name a fund. Two of them overlap when they are about the same subject and the same piece of work (where <see cref="By"/>
/// says which), have a day in common and name different funds; work listed as joint is meant to be paid for together.
/// </summary>
public sealed record FundingWatch(Pattern Of, Detail? By, Detail Fund, IReadOnlyList<string> Joint);

/// <summary>Reads <c>plan:</c> and <c>funding:</c>.</summary>
internal sealed class PlanReader(Readers readers)
{
    private readonly Mistakes mistakes = readers.Mistakes;

    /// <summary>The names that an indicator may serve: the plan's objectives and priorities.</summary>
    public static IReadOnlyList<string> Purposes(Yaml? at) => at is null ? [] : [.. (at["objectives"]?.Entries ?? []).Concat(at["priorities"]?.Entries ?? []).Select(e => e.Key.Word)];

    public JointPlan? Read(Yaml root, IReadOnlyList<Indicator> indicators)
    {
        if (root["plan"] is not { } at)
        {
            if (root["funding"] is { } stray) mistakes.Add(stray, "'funding:' belongs to a scheme with a 'plan:'.");
            return null;
        }
        if (!Keys.Check(at, ["approved", "owner", "national", "objectives", "priorities", "source", "note", "assumption"], mistakes)) return null;
        var national = Aims(at["national"], null, "national priority");
        var objectives = Aims(at["objectives"], national, "national priority");
        var priorities = Aims(at["priorities"], objectives, "objective");
        foreach (var (key, _) in at["priorities"]?.Entries ?? [])
            if (!mistakes.Any && indicators.All(i => i.For != key.Word)) mistakes.Add(key, $"Nothing watches the priority '{key.Word}': give it an indicator, 'for: {key.Word}'.");
        var funding = root["funding"];
        if (funding is not null) Keys.Check(funding, ["activities", "people", "note"], mistakes);
        return new JointPlan(national, objectives, priorities)
        {
            ApprovedOn = at["approved"] is null ? null : readers.NeededDay(at, "approved", "the day it was approved."),
            Owner = at["owner"]?.Word,
            Activities = Watch(funding?["activities"], true), People = Watch(funding?["people"], false),
        };
    }

    private List<Aim> Aims(Yaml? at, List<Aim>? above, string what)
    {
        var aims = new List<Aim>();
        foreach (var (key, value) in readers.Named(at, "what the plan aims at"))
        {
            if (value.IsMap) Keys.Check(value, ["title", "under", "source", "note", "assumption"], mistakes);
            var under = value["under"];
            if (above is not null && (under is null || above.All(a => a.Name != under.Word)))
                mistakes.Add(under ?? key, under is null ? $"'{key.Word}' needs 'under:' with the {what} that it serves." : $"There is no {what} '{under.Word}'.{Mistakes.DidYouMean(under.Word, above.Select(a => a.Name))}");
            aims.Add(new Aim(key.Word, value.IsMap ? value["title"]?.Word ?? Readers.Sentence(key.Word) : value.Word, under?.Word, value["source"]?.Word));
        }
        return aims;
    }

    private FundingWatch? Watch(Yaml? at, bool activities)
    {
        if (at is null || !Keys.Check(at, activities ? ["of", "by", "fund", "joint", "assumption", "note"] : ["of", "fund", "assumption", "note"], mistakes)) return null;
        if (at["of"] is not { } of)
        {
            mistakes.Add(at, "Say which facts name a fund: 'of: PATTERN'.");
            return null;
        }
        if (readers.Patterns.Read(of) is not { } pattern || readers.DetailOf(pattern.Kind, at["fund"], at, "fund", DetailType.Name, DetailType.Code) is not { } fund) return null;
        var by = activities ? readers.DetailOf(pattern.Kind, at["by"], at, "by", DetailType.Name, DetailType.Code) : null;
        return new FundingWatch(pattern, by, fund, [.. (at["joint"]?.Items ?? []).Select(i => i.Word)]);
    }
}
