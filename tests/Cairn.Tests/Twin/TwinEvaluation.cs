using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>One person as the scheme sees them on the day asked about; the place is 0 while they wait.</summary>
public sealed record TwinPerson(TwinLife Life, int Eligible, int Lot)
{
    public int Place { get; set; }
}

/// <summary>One outcome reached, by a person or (without one) by the cohort, with what is due and payable by each payer.</summary>
public sealed record TwinPayment(TwinPerson? Person, Outcome Outcome, int Time, Met Met)
{
    public long Units { get; init; } = 1;

    /// <summary>Due, its evidence seen, not due back, and after the payment it depends on: what uses up ceilings and alternatives.</summary>
    public bool Proved { get; set; }

    public Dictionary<string, long> Due { get; } = [];

    public Dictionary<string, long> Payable { get; } = [];
}

/// <summary>The twin's answer for everyone: who is eligible, who has a place, what is reached, due and payable.</summary>
public sealed partial class TwinEvaluation
{
    private readonly Scheme scheme;
    private readonly int on;

    public TwinEvaluation(Scheme scheme, IReadOnlyList<Draft> drafts, int on, int known)
    {
        this.scheme = scheme;
        this.on = on;
        var visible = TwinNames.AsOne(TwinFact.Visible(drafts, known), drafts);
        var lots = new List<string?>();
        foreach (var who in visible.Where(f => f.Kind.About == scheme.About).Select(f => f.Subject).Distinct().Order(StringComparer.Ordinal))
        {
            var life = new TwinLife(scheme, who, visible);
            if (life.ReferralFact is not { } referral) continue;
            var lot = scheme.Lots is { } let ? referral.Text(let.By) : null;
            if (!lots.Contains(lot)) lots.Add(lot);
            People.Add(new TwinPerson(life, life.Eligible(), lots.IndexOf(lot)));
        }
        GivePlaces();
        var reached = Members.SelectMany(OfOnePerson).Concat(OfEveryone()).Where(p => p.Met.Day <= on);
        Payments = [.. reached.OrderBy(p => p.Met.Day).ThenBy(p => p.Person is null).ThenBy(p => p.Person?.Life.Who, StringComparer.Ordinal).ThenBy(p => p.Outcome.Number)];
        foreach (var payment in Payments)
        {
            WhatIsDue(payment);
            WhatIsPayable(payment);
        }
    }

    public List<TwinPerson> People { get; } = [];

    public List<TwinPayment> Payments { get; } = [];

    /// <summary>Those who are eligible and have a place.</summary>
    private IEnumerable<TwinPerson> Members => People.Where(p => p.Eligible <= on && p.Place > 0);

    private void GivePlaces()
    {
        // An enrolment holds its place whatever else becomes known, so that a correction moves nobody else's pennies.
        var enrolled = People.Where(p => p.Life.Enrolled <= on && p.Life.Referral <= on).OrderBy(p => p.Life.Enrolled).ToList();
        var queue = People.Any(p => p.Life.Enrolled <= on) ? enrolled : People.Where(p => p.Eligible <= on && p.Life.Referral <= on).OrderBy(p => p.Life.Referral).ToList();
        foreach (var lot in queue.GroupBy(p => p.Lot))
        {
            var place = 0;
            foreach (var person in lot.TakeWhile(_ => place < ((scheme.Lots is { } lots ? lots.Places : scheme.Places) ?? int.MaxValue))) person.Place = ++place;
        }
    }

    private IEnumerable<TwinPayment> OfOnePerson(TwinPerson person)
    {
        foreach (var outcome in scheme.Outcomes)
        {
            if (outcome.Units is { } units)
            {
                if (Units(units, person.Life) is { } judged && judged.Units > 0) yield return new TwinPayment(person, outcome, 0, Met.On(judged.Day, [])) { Units = judged.Units };
                continue;
            }
            var time = 0;
            foreach (var met in person.Life.Times(outcome.Name)) yield return new TwinPayment(person, outcome, time++, met);
        }
    }

    private IEnumerable<TwinPayment> OfEveryone()
    {
        foreach (var outcome in scheme.Outcomes)
            if (outcome.Cohort is { } cohort && Judge(cohort) is { } judged) yield return new TwinPayment(null, outcome, 0, Met.On(judged.Day, [])) { Units = judged.Units };
    }
}
