using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>One row of the table beside a strip. Lane is null for a clock; Ghost rows say what was corrected or taken back.</summary>
public sealed record StripRow(string? Lane, string When, string What, string Detail, string Evidence, string Note, bool IsGhost);

/// <summary>The strip as rows that a page shows beside the picture: its clocks, then every fact by day, also those not drawn.</summary>
public static class StripTable
{
    /// <summary>A row a clock, with the day it was reached, started or could be reached.</summary>
    public static IReadOnlyList<StripRow> Clocks(LifeStrip strip) =>
        [.. strip.Schemes.SelectMany(s => s.Clocks.Select(c => new StripRow(null, Moment(c), c.Outcome.Title, c.Status, c.LacksEvidence ? "not seen" : "", s.Scheme.Title, false)))];

    /// <summary>A row a version of a fact.</summary>
    public static IReadOnlyList<StripRow> Facts(LifeStrip strip) =>
        [.. strip.Facts.Select(f => new StripRow(f.Kind.Lane?.Title ?? "Other", Words.When(f), f.Label, f.Details, string.Join(", ", f.Evidence), Note(strip, f), f.IsGhost))];

    /// <summary>A sentence on someone's standing in a scheme: "Place 5 of 12, referred 3 March 2027."</summary>
    public static string Standing(StripScheme scheme) => Words.Standing(scheme);

    /// <summary>The kind of a fact and its code: "Home: supported housing".</summary>
    public static string Title(StripFact fact) => Words.Label(fact);

    /// <summary>A sentence on how far a clock is: "Started 16 May 2027. 151 of 182 days counted."</summary>
    public static string Status(StripClock clock) => Words.Status(clock);

    private static string Moment(StripClock clock) => clock.State switch
    {
        ClockState.Reached => $"reached {Day.Long(clock.ReachedOn)}",
        ClockState.Counting => $"since {Day.Long(clock.Clock!.Since)}",
        ClockState.NotBegun => $"{Day.Long(clock.Earliest)} at the earliest",
        _ => "over",
    };

    private static string Note(LifeStrip strip, StripFact fact) => string.Join("; ", new[]
    {
        $"recorded {Day.Long(fact.Recorded)}", fact.SaidBy is { } by ? $"said by {by}" : null, Words.Note(strip, fact),
    }.OfType<string>());
}
