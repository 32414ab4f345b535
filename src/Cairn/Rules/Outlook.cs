using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>What is still to come: the earliest day on which someone could reach an outcome.</summary>
public static class Outlook
{
    /// <summary>
    /// The day it was reached, if it was; otherwise the earliest day on which it could be, if everything still wanted began on
    /// the day after the one asked about and nothing unwanted happened; or never. Places and money do not come into it.
    /// </summary>
    public static int Earliest(Evaluation answer, int subject, Outcome outcome)
    {
        if (answer.Roll.EligibleOn(subject) == Day.Never && !CouldBeEligible(answer, subject)) return Day.Never;
        var c = CaseOf(answer, subject);
        return c.Referral == Day.Never ? Day.Never : c.Reached[outcome.Number];
    }

    /// <summary>Whether someone not eligible may still become so; mostly eligibility looks back from the referral and is settled.</summary>
    private static bool CouldBeEligible(Evaluation answer, int subject)
    {
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known) { Hope = answer.On + 1 };
        BoundScheme.Start(c, answer.Roll, subject);
        return c.Referral != Day.Never && answer.Bound.Eligible!.When(c, 0, c.Referral) != Day.Never;
    }

    /// <summary>A case in which each outcome's day is the day it was reached, or else the earliest it could be.</summary>
    internal static Case CaseOf(Evaluation answer, int subject)
    {
        var bound = answer.Bound;
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        BoundScheme.Start(c, answer.Roll, subject);
        if (c.Referral == Day.Never) return c;
        bound.ReachAll(c);
        var reached = c.Reached.ToArray();
        var from = BoundScheme.FromOf(c);
        foreach (var (outcome, when) in bound.Outcomes)
            if (reached[outcome.Number] > answer.On) c.Reached[outcome.Number] = Hoped(answer, c, when, from, bound.To);
        return c;
    }

    /// <summary>The earliest day on which a clause that is not true yet could be: tomorrow at the earliest, also where its window lies before a day that is still to come.</summary>
    internal static int Hoped(Evaluation answer, Case c, Node when, int lo, int hi)
    {
        var day = when.When(c, lo, hi);
        c.Hope = answer.On + 1;
        day = Math.Min(day, when.When(c, lo, hi));
        c.Hope = Day.Never;
        return day == Day.Never ? Day.Never : Math.Max(day, answer.On + 1);
    }
}
