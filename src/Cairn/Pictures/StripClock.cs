using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Pictures;

/// <summary>How far someone is with an outcome.</summary>
public enum ClockState
{
    Reached,
    /// <summary>Its days are being counted.</summary>
    Counting,
    /// <summary>Nothing counts yet, and it may still come.</summary>
    NotBegun,
    /// <summary>It can no longer be reached.</summary>
    Over,
}

/// <summary>The clock of one outcome: how far it is, the day it was reached or the earliest it could be (both never where there is none), and what is missing.</summary>
public sealed record StripClock(Outcome Outcome, ClockState State, int ReachedOn, int Earliest)
{
    /// <summary>The days that are counted; null where the outcome waits for something to happen and not for days to pass.</summary>
    public Clock? Clock { get; init; }

    /// <summary>The first and the last day on which it is looked for.</summary>
    public (int First, int Last) Asked { get; init; } = (Day.Never, Day.Never);

    /// <summary>The last day on which it may be reached, where that is sooner than the end of the scheme; never where it is not.</summary>
    public int Deadline { get; init; } = Day.Never;

    /// <summary>What it still wants, in a few words; null when it is reached, or wants only time.</summary>
    public string? Missing { get; init; }

    /// <summary>Reached, but the evidence that is asked for has not been seen.</summary>
    public bool LacksEvidence { get; init; }

    /// <summary>How far it is, in sentences: "Started 16 May 2027. 151 of 182 days counted, 12 of 28 gap days used. Earliest 16 December 2027."</summary>
    public string Status => Words.Status(this);

    internal static StripClock Of(Evaluation answer, int subject, Outcome outcome, Reason when)
    {
        var clock = Running(when);
        var state = when.Met ? ClockState.Reached : when.Earliest == Day.Never ? ClockState.Over : clock is { Runs: true } && !Waits(when) ? ClockState.Counting : ClockState.NotBegun;
        return new StripClock(outcome, state, when.Day, when.Met ? Day.Never : when.Earliest)
        {
            Clock = clock,
            Asked = when.Asked,
            Deadline = !when.Met && when.Asked.Last < Math.Min(answer.Scheme.RunOffEnds, Day.Last) ? when.Asked.Last : Day.Never,
            Missing = when.Met ? null : Wanting(answer.Scheme, when, state),
            LacksEvidence = when.Met && outcome.Evidence is not null && answer.Achievements.Any(a => a.Subject == subject && a.Outcome == outcome.Number && !a.HasEvidence),
        };
    }

    private static bool Waits(Reason reason) => reason.WaitsFor is not null;

    /// <summary>The clock that matters: of the clauses not met yet the one that runs, or else the last that ran.</summary>
    private static Clock? Running(Reason reason)
    {
        if (reason.Clock is not null || Waits(reason)) return reason.Clock;
        var inside = reason.Parts.Select(p => (Part: p, Clock: Running(p))).Where(p => p.Clock is not null).ToList();
        return inside.Where(p => !p.Part.Met && p.Clock!.Runs).Concat(inside.Where(p => p.Part.Met).OrderByDescending(p => p.Part.Day)).Concat(inside).Select(p => p.Clock).FirstOrDefault();
    }

    internal static string? Wanting(Scheme scheme, Reason reason, ClockState state)
    {
        if (reason.Met || reason.IsLater) return null;
        if (reason.WaitsFor is { } name) return $"waits for: {Words.Small(scheme.Find(name)!.Title)}";
        if (state is ClockState.Over && reason.Parts.Count == 0 && reason.Notes.Count > 0) return Words.Small(reason.Notes[0].TrimEnd('.'));
        var parts = reason.Parts.Where(p => !p.Met).ToList();
        if (reason.IsChoice && !parts.Exists(p => Running(p) is { Runs: true })) return $"still wanted: {Words.Small(reason.InShort)}";
        if (parts.Count > 0) return parts.Select(p => Wanting(scheme, p, state)).FirstOrDefault(w => w is not null);
        if (reason.Clock is { Runs: true }) return null;
        return reason.Parts.Count == 0 ? $"still wanted: {Words.Small(reason.InShort)}" : null;
    }
}

/// <summary>Someone's standing in a scheme, and the clocks of its milestones and outcomes; no clocks for someone not eligible, as nothing counts. The standing is null where what it rests on may not be shown.</summary>
public sealed record StripScheme(Scheme Scheme, Standing? Standing, int Place, int ReferredOn, int EnrolledOn, IReadOnlyList<StripClock> Clocks)
{
    /// <summary>What is wanted of someone who is not eligible; null where its facts may not all be shown.</summary>
    public string? Missing { get; init; }

    /// <summary>Where the person stands, in sentences; empty where that may not be shown.</summary>
    public string Stands => Words.Standing(this);

    internal static StripScheme? Of(Evaluation answer, int subject, Func<string, bool> mayShow, Func<Scheme, Outcome, bool>? anyway)
    {
        var scheme = answer.Scheme;
        if (scheme.About != About.Person || subject >= answer.Roll.Count) return null;
        var referred = answer.Roll.ReferredOn(subject);
        if (referred > answer.On) return null;
        bool Anyway(Outcome outcome) => anyway?.Invoke(scheme, outcome) == true;
        var standing = Joining(scheme).All(p => May(p.Kind, mayShow)) ? answer.Roll.StandingOf(subject) : (Standing?)null;
        if (standing is null && !scheme.Outcomes.Any(Anyway)) return null;
        var asked = standing is Rules.Standing.NotEligible ? [] : scheme.Outcomes.Where(o => o.When is not null && (Anyway(o) || (standing is not null && MayShow(scheme, o, mayShow))));
        var clocks = asked.Select(o => (Outcome: o, Why: Explanation.Of(answer, subject, o))).Where(o => o.Why is not null).Select(o => StripClock.Of(answer, subject, o.Outcome, o.Why!.When));
        var refused = standing is Rules.Standing.NotEligible && scheme.Eligible is { } eligible && Wording.Patterns(eligible).All(p => May(p.Kind, mayShow)) ? scheme.Outcomes.Select(o => Explanation.Of(answer, subject, o)?.Eligible).FirstOrDefault(e => e is not null) : null;
        return new StripScheme(scheme, standing, standing is Rules.Standing.HasPlace ? answer.Roll.PlaceOf(subject) : 0, referred, answer.Roll.EnrolledOn(subject), [.. clocks])
        {
            Missing = refused is null ? null : StripClock.Wanting(scheme, refused, ClockState.NotBegun),
        };
    }

    /// <summary>
    /// The facts by which someone is in the scheme. That they are eligible is no fact of its own category: whoever knows of the referral
    /// is told the verdict, and its reasons only as far as they may see them.
    /// </summary>
    private static IEnumerable<Pattern> Joining(Scheme scheme) => new[] { scheme.Referral, scheme.Enrolment }.OfType<Pattern>();

    /// <summary>Whether all may be shown that an outcome rests on; that it was reached then tells nothing more.</summary>
    public static bool MayShow(Scheme scheme, Outcome outcome, Func<string, bool> mayShow) => RestsOn(scheme, outcome).All(p => May(p.Kind, mayShow));

    /// <summary>What an outcome rests on, and what the outcomes rest on that it speaks of.</summary>
    private static IEnumerable<Pattern> RestsOn(Scheme scheme, Outcome outcome) =>
        (outcome.When is { } when ? Wording.Patterns(when) : []).Concat(SchemeCheck.Names(outcome).Select(scheme.Find).OfType<Outcome>().SelectMany(o => RestsOn(scheme, o)));

    private static bool May(Kind kind, Func<string, bool> mayShow) => kind.About != About.Person || mayShow(kind.Category);
}
