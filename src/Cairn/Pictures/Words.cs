using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Pictures;

/// <summary>What picture, table and text say in the same words.</summary>
internal static class Words
{
    private const int LongTitle = 18;

    /// <summary>A title up to the first colon or comma, where it begins to explain itself.</summary>
    public static string Short(string title) => title.IndexOfAny([':', ',']) is > 0 and var end ? title[..end] : title;

    /// <summary>With a small first letter, to stand inside a sentence; left as it is where it is a name, as in Universal Credit.</summary>
    public static string Small(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) && !(text.IndexOf(' ', StringComparison.Ordinal) is > 0 and var space && space + 1 < text.Length && char.IsUpper(text[space + 1])) ? char.ToLowerInvariant(text[0]) + text[1..] : text;

    /// <summary>The label of a fact: its kind and code, or one of them where the other goes without saying.</summary>
    public static string Label(StripFact fact)
    {
        var kind = Short(fact.Kind.Title);
        var plain = fact.Kind.IsSpell && (kind.Length >= LongTitle || kind == fact.Kind.Lane?.Title);
        return fact.Name == kind || plain ? fact.Name : $"{kind}: {Small(fact.Name)}";
    }

    /// <summary>"16 May 2027", "from 16 May 2027, still going on", "from 3 October 2026 to 16 October 2026".</summary>
    public static string When(StripFact fact) =>
        !fact.Kind.IsSpell ? Day.Long(fact.From) : fact.IsOpen ? $"from {Day.Long(fact.From)}, still going on" : $"from {Day.Long(fact.From)} to {Day.Long(fact.To)}";

    /// <summary>What became of it, or null while it stands as first recorded: "corrected on 10 July 2027".</summary>
    public static string? Became(StripFact fact) => fact.Fate switch
    {
        Fate.Corrected => $"corrected on {Day.Long(fact.Until)}",
        Fate.TakenBack => $"taken back on {Day.Long(fact.Until)}",
        Fate.Completed => $"put down again with more on {Day.Long(fact.Until)}",
        _ => null,
    };

    /// <summary>What a table says of a fact's versions: what became of this one, or which one it stands for; null where there is only one.</summary>
    public static string? Note(LifeStrip strip, StripFact fact)
    {
        var before = strip.Facts.FirstOrDefault(f => f.Position == fact.Replaces);
        var said = new[] { before is { Fate: Fate.Corrected } ? $"corrects what was recorded on {Day.Long(before.Recorded)}" : before is { Fate: Fate.Completed } ? $"first recorded on {Day.Long(before.Recorded)}" : null, Became(fact) };
        return string.Join("; ", said.OfType<string>()) is { Length: > 0 } note ? note : null;
    }

    public static string State(ClockState state) => state switch
    {
        ClockState.Reached => "Reached",
        ClockState.Counting => "Counting",
        ClockState.NotBegun => "Not begun",
        _ => "Over",
    };

    /// <summary>"Place 5 of 12, enrolled 21 September 2026."</summary>
    public static string Standing(StripScheme scheme)
    {
        var places = scheme.Scheme.Places is { } all ? $" of {all}" : "";
        var enrolled = scheme.EnrolledOn == Day.Never ? "" : $", enrolled {Day.Long(scheme.EnrolledOn)}";
        return scheme.Standing switch
        {
            Rules.Standing.HasPlace => string.Create(CultureInfo.InvariantCulture, $"Place {scheme.Place}{places}, referred {Day.Long(scheme.ReferredOn)}{enrolled}."),
            Rules.Standing.Waits => $"Eligible and waits for a place, referred {Day.Long(scheme.ReferredOn)}.",
            Rules.Standing.NotEligible => $"Not eligible, so nothing counts; referred {Day.Long(scheme.ReferredOn)}.{(scheme.Missing is { } missing ? $" {char.ToUpperInvariant(missing[0])}{missing[1..]}." : "")}",
            _ => "",
        };
    }

    /// <summary>"Started 16 May 2027. 151 of 182 days counted, 12 of 28 gap days used. Earliest 16 December 2027."</summary>
    public static string Status(StripClock clock)
    {
        var said = new List<string>();
        if (clock.State is ClockState.Reached) said.Add($"Reached {Day.Long(clock.ReachedOn)}");
        if (clock.State is ClockState.NotBegun) said.Add("Not begun");
        if (clock.State is ClockState.Over) said.Add("Can no longer be reached");
        if (clock.Clock is { Runs: true } runs)
        {
            if (clock.State is ClockState.Counting) said.Add($"Started {Day.Long(runs.Since)}");
            var gaps = runs.GapsAllowed is { } allowed ? $", {runs.Gaps} of {allowed} gap days used" : runs.Gaps > 0 ? $", {runs.Gaps} gap days" : "";
            said.Add($"{runs.Counted} of {runs.Needed} days counted{gaps}");
        }
        if (clock.Missing is { } missing) said.Add(char.ToUpperInvariant(missing[0]) + missing[1..]);
        if (clock.State is ClockState.Counting or ClockState.NotBegun) said.Add($"Earliest {Day.Long(clock.Earliest)}");
        if (clock.State is ClockState.Counting or ClockState.NotBegun && clock.Deadline != Day.Never) said.Add($"Latest {Day.Long(clock.Deadline)}");
        if (clock.LacksEvidence) said.Add("The evidence it asks for has not been seen");
        return string.Join(". ", said) + ".";
    }
}
