namespace Cairn.Bench;

/// <summary>The rules as one would first write them: objects, LINQ, no index. It is also the readable statement of what the others must answer.</summary>
public sealed class Linq(Facts facts, Question question)
{
    private sealed record Fact(int Id, int Person, int Kind, int Code, int From, int To, int Recorded, int? Retracts, int Value);

    private sealed record Place(int Person, int Lot, int Day, Fact[] Facts);

    private sealed record Reached(int Lot, int Person, int Outcome, int Day);

    private readonly List<Fact> all = [.. Enumerable.Range(0, facts.Count).Select(i => new Fact(i, facts.Person[i], facts.Kind[i], facts.Code[i],
        facts.From[i], facts.To[i], facts.Recorded[i], facts.Retracts[i] < 0 ? null : facts.Retracts[i], facts.Value[i]))];

    private int Known => question.Known;

    public Answer Evaluate()
    {
        var retracted = all.Where(f => f.Retracts != null && f.Recorded <= Known).Select(f => f.Retracts!.Value).ToHashSet();
        var cohort = all
            .Where(f => f.Kind != Kind.Contact && f.Retracts == null && f.Recorded <= Known && f.From <= Known && !retracted.Contains(f.Id))
            .GroupBy(f => f.Person)
            .Select(Eligible).OfType<Place>()
            .GroupBy(place => place.Lot)
            .SelectMany(lot => lot.OrderBy(place => place.Day).ThenBy(place => place.Person).Take(question.Places));
        var reached = cohort.SelectMany(Outcomes);
        var paid = reached.GroupBy(r => r.Lot).SelectMany(Pay).ToLookup(r => r.Outcome);
        return new Answer([.. Enumerable.Range(0, Question.Outcomes).Select(outcome => new Line(
            paid[outcome].Count(), paid[outcome].Sum(r => (long)r.Day), paid[outcome].Count() * Question.Prices[outcome], paid[outcome].Sum(r => r.Pence)))]);
    }

    private static Place? Eligible(IGrouping<int, Fact> person)
    {
        var referral = person.Where(f => f.Kind == Kind.Referral).OrderBy(f => f.From).ThenBy(f => f.Id).FirstOrDefault();
        if (referral == null) return null;
        var since = Day.AddMonths(referral.From, -36);
        var homeless = person.Any(f => f.Kind == Kind.Housing && f.Code <= Code.Hostel && f.From <= referral.From);
        var offended = person.Any(f => f.Kind == Kind.Offence && f.From >= since && f.From <= referral.From);
        var dependent = person.Any(f => f.Kind == Kind.Dependency && f.From <= referral.From);
        return (homeless || offended) && dependent ? new Place(person.Key, referral.Code, referral.From, [.. person]) : null;
    }

    private IEnumerable<Reached> Outcomes(Place place)
    {
        var days = new int?[Question.Outcomes];
        days[0] = place.Facts.Where(f => f.Kind == Kind.Treatment && f.Code == Code.Residential && f.Value == Code.Completed
            && f.To <= Known && f.To >= place.Day && f.To - f.From + 1 >= 84).Min(f => (int?)f.To);
        if (days[0] is { } rehab)
        {
            days[1] = Sustained(place.Facts.Where(f => f.Kind == Kind.Housing && f.Code == Code.Settled), rehab, rehab + 364, 182);
            days[2] = place.Facts.Where(f => f.Kind == Kind.Employment && f.Code == Code.Permanent
                && f.From >= rehab && f.From <= Day.AddMonths(rehab, 12)).Min(f => (int?)f.From);
            var offended = place.Facts.Any(f => f.Kind == Kind.Offence && f.From >= rehab && f.From <= rehab + 364);
            days[7] = !offended && rehab + 364 <= Known ? rehab + 364 : null;
        }
        if (days[2] is { } job)
        {
            var jobs = place.Facts.Where(f => f.Kind == Kind.Employment).ToArray();
            days[3] = Sustained(jobs, job, Known, 91);
            days[4] = Sustained(jobs, job, Known, 182);
            days[5] = Sustained(jobs, job, Known, 364);
        }
        var clear = place.Facts.Where(f => f.Kind == Kind.Review && f.Value == 0 && f.From >= place.Day).Select(f => f.From).Order().ToArray();
        days[6] = clear.Where(day => day >= clear[0] + 80).Cast<int?>().FirstOrDefault();
        return days.Select((day, outcome) => (day, outcome)).Where(x => x.day != null).Select(x => new Reached(place.Lot, place.Person, x.outcome, x.day!.Value));
    }

    /// <summary>The first day on which some stretch holds so many days with at most 28 without: day by day, as the sentence says it.</summary>
    private int? Sustained(IEnumerable<Fact> spells, int first, int last, int length)
    {
        var days = spells.SelectMany(f => Span(Math.Max(f.From, first), Math.Min(Math.Min(f.To, last), Known))).Distinct().Order().ToArray();
        for (var n = 0; n + length <= days.Length; n++)
            if (days[n + length - 1] - days[n] + 1 - length <= 28) return days[n + length - 1];
        return null;
    }

    private static IEnumerable<int> Span(int first, int last) => first <= last ? Enumerable.Range(first, last - first + 1) : [];

    private IEnumerable<(int Outcome, int Day, long Pence)> Pay(IEnumerable<Reached> reached)
    {
        var left = question.Cap;
        foreach (var r in reached.OrderBy(r => r.Day).ThenBy(r => r.Person).ThenBy(r => r.Outcome))
        {
            var pence = Math.Min(left, Question.Prices[r.Outcome]);
            left -= pence;
            yield return (r.Outcome, r.Day, pence);
        }
    }
}
