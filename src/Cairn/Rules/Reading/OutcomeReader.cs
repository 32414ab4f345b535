using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads one milestone or outcome: when it is reached, what it pays, its ceilings and its evidence.</summary>
internal sealed class OutcomeReader(Mistakes mistakes, ClauseReader clauses, PatternReader patterns, WindowReader windows, QuantityReader quantities, MoneyReader money, IReadOnlyList<string> phases)
{
    private static readonly string[] Known =
    [
        "title", "phase", "when", "units", "cohort", "pays", "times", "people", "in-all", "cap", "group", "after-payment-of", "evidence", "evidence-later",
        "claim", "priced-on", "claw-back", "assumption", "note", "because", "source",
    ];

    public Outcome? Read(Yaml key, Yaml at, int number, bool milestone, IReadOnlyList<Payer> payers, bool shared, IReadOnlySet<string> names)
    {
        if (!Keys.Check(at, Known, mistakes)) return null;
        var ways = new[] { "when", "units", "cohort" }.Count(k => at[k] is not null);
        if (ways != 1) mistakes.Add(key, $"'{key.Word}' needs one of 'when:', 'units:' or 'cohort:', to say what reaches it.");
        if (milestone && at["pays"] is { } paid) mistakes.Add(paid, "A milestone is watched, not paid; move it under 'outcomes:'.");
        if (at["phase"] is { } phase && !phases.Contains(phase.Word)) mistakes.Add(phase, $"'{phase.Word}' is not one of the scheme's phases.{Mistakes.DidYouMean(phase.Word, phases)}");
        if (at["after-payment-of"] is { } dependsOn && !names.Contains(dependsOn.Word)) mistakes.Add(dependsOn, $"This scheme has no outcome '{dependsOn.Word}'.{Mistakes.DidYouMean(dependsOn.Word, names)}");
        if (at["claim"] is { } claim) Keys.Check(claim, ["after", "within"], mistakes);
        if (at["cohort"] is not null)
            foreach (var own in (string[])["evidence", "evidence-later", "claw-back", "priced-on", "times", "people"])
                if (at[own] is { } stray) mistakes.Add(stray, $"'{own}:' is about one person's result; a cohort's is judged once, for everyone.");
        if (at["units"] is not null && at["times"] is { } again) mistakes.Add(again, "Units are reckoned once for each person; take away 'times:'.");
        var when = at["when"] is { } w ? clauses.Read(w) : null;
        if (at["when"] is not null && when is null) return null;
        return new Outcome(key.Word, at["title"]?.Word ?? Sentence(key.Word), number, milestone, key)
        {
            When = when,
            Units = at["units"] is { } units ? ReadUnits(units) : null,
            Cohort = at["cohort"] is { } cohort ? ReadCohort(cohort) : null,
            Phase = at["phase"]?.Word,
            Pays = milestone ? [] : money.Pays(at["pays"], payers, shared),
            Times = Whole(at["times"]) ?? 1,
            People = Whole(at["people"]),
            InAll = Whole(at["in-all"]),
            Cap = at["cap"] is { } cap ? money.Amount(cap) : null,
            Group = at["group"]?.Word,
            AfterPaymentOf = at["after-payment-of"]?.Word,
            Evidence = at["evidence"] is { } evidence ? money.Evidence(evidence) : null,
            EvidenceLater = at["evidence-later"] is { } later ? money.Evidence(later) : null,
            ClaimAfter = at["claim"]?["after"] is { } after ? windows.Offset(after) : null,
            ClaimWithin = at["claim"]?["within"] is { } within ? windows.Offset(within) : null,
            PricedOn = Keys.OneOf(at["priced-on"], ["reached", "enrolled", "claimed"], "reached", mistakes) switch { "enrolled" => PricedOn.Enrolled, "claimed" => PricedOn.Claimed, _ => PricedOn.Reached },
            ClawBack = at["claw-back"] is { } back ? clauses.Read(back) : null,
            Assumption = at["assumption"]?.Word,
        };
    }

    private static string Sentence(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');

    private Units? ReadUnits(Yaml at)
    {
        if (quantities.Read(at, [.. WindowReader.Keys, "fewer-than", "more-than", "at-most", "assumption"]) is not { } quantity) return null;
        var fewer = at["fewer-than"];
        var more = at["more-than"];
        if ((fewer is null) == (more is null))
        {
            mistakes.Add(at, "Units are reckoned against a baseline: write 'fewer-than: 30' or 'more-than: 30'.");
            return null;
        }
        if (at["within"] is null) mistakes.Add(at, "Units are judged at the end of a stretch; say 'within:' how long.");
        return new Units(quantity, windows.Read(at), Whole(fewer ?? more) ?? 0, fewer is not null, at["at-most"] is { } most ? Whole(most) : null);
    }

    private Cohort? ReadCohort(Yaml at)
    {
        Keys.Check(at, ["share", "mean", "rate", .. WindowReader.Keys.Where(k => k != "before"), "is", "against", "baseline", "before", "fewer-by", "more-by", "assumption"], mistakes);
        var kind = at["share"] is not null ? CohortMeasure.Share : at["mean"] is not null ? CohortMeasure.Mean : CohortMeasure.Rate;
        var of = at["share"] ?? at["mean"] ?? at["rate"];
        if (of is null)
        {
            mistakes.Add(at, "A cohort is judged by 'share:' of a clause, or by 'mean:' or 'rate:' of a quantity.");
            return null;
        }
        var change = at["fewer-by"] ?? at["more-by"];
        var comparisons = new[] { "against", "baseline", "before" }.Count(k => at[k] is not null);
        if ((at["is"] is null) == (change is null)) mistakes.Add(at, "A cohort's figure needs 'is:' with a range, or 'fewer-by:' or 'more-by:' with something to compare with.");
        if (change is not null && comparisons != 1) mistakes.Add(change, "Say what it is compared with: one of 'against:', 'baseline:' or 'before:'.");
        var percent = change is not null ? QuantityReader.Percent(change.Word) : null;
        long thousandths = 0;
        if (change is not null && percent is null)
        {
            if (DetailText.TrySteps(change.Word, 3, out var steps)) thousandths = steps;
            else mistakes.Add(change, $"'{change.Word}' should be a percentage, such as 10%, or a number.");
        }
        return new Cohort(kind, kind is CohortMeasure.Share ? clauses.Read(of) : null, kind is CohortMeasure.Share ? null : quantities.Read(of),
            new Window(at["after"] is { } after ? windows.Anchor(after) : null, null, at["within"] is { } within ? windows.Offset(within) : null))
        {
            Is = at["is"] is { } range ? Range(range, kind) : null,
            Against = at["against"] is { } against ? patterns.Read(against) : null,
            Baseline = at["baseline"] is { } baseline ? Baseline(baseline, kind) : null,
            Before = at["before"] is { } before ? windows.Anchor(before) : null,
            By = percent ?? thousandths,
            InPercent = percent is not null,
            Fewer = at["fewer-by"] is not null,
        };
    }

    /// <summary>In thousandths; for a share, as a percentage with one decimal at most, or as a part of one.</summary>
    private long? Baseline(Yaml at, CohortMeasure kind)
    {
        if (DetailText.TrySteps(at.Word, 3, out var steps)) return steps;
        if (kind is CohortMeasure.Share && QuantityReader.Percent(at.Word) is { } percent && percent % 10 == 0) return percent / 10;
        mistakes.Add(at, $"'{at.Word}' is not a figure to compare with; write {(kind is CohortMeasure.Share ? "40% or 0.4" : "3.25")}, with at most three decimals.");
        return null;
    }

    private (long, long)? Range(Yaml at, CohortMeasure kind)
    {
        if (RangeText.TryRead(at.Word, t => kind is CohortMeasure.Share ? QuantityReader.Percent(t) : DetailText.TrySteps(t, 3, out var steps) ? steps : null, out var min, out var max)) return (min, max);
        mistakes.Add(at, $"'{at.Word}' is not a range; write '70% or more' for a share, '3.5 or less' for a mean or a rate.");
        return null;
    }

    private int? Whole(Yaml? at)
    {
        if (at is null) return null;
        if (int.TryParse(at.Word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n > 0) return n;
        mistakes.Add(at, $"'{at.Word}' should be a whole number above 0.");
        return null;
    }
}
