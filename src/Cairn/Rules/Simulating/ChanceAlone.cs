namespace Cairn.Rules.Simulating;

/// <summary>What is paid with the assumptions as they stand, in one way of working it out; pence. Over: the chance that people's results come to more than the cap, null without one.</summary>
public sealed record PaidByChance(Spread Paid, double? Over);

/// <summary>
/// Chance alone, worked out twice: drawn, and exactly, as the sum of everyone's own amounts under the cap. Each person's chances are counted over the draws; all that is
/// exact is how they come together. That needs people who do not stand in each other's way, and a cap that comes to the same in whatever order results come.
/// </summary>
public sealed class ChanceAlone
{
    /// <summary>More people than this take longer to put together than to draw.</summary>
    private const int MostPeople = 5000;

    /// <summary>Kolmogorov's: in 19 samples of 20 the furthest distance is below this over the root of the draws. Amounts in steps, and chances counted over the same draws, only make it less.</summary>
    private const double Kolmogorov = 1.3581;

    /// <summary>Why there is no exact sum, as half a sentence; null where there is one, and then everything else here is.</summary>
    public string? WhyNot { get; init; }

    public int Draws { get; init; }

    public PaidByChance Drawn { get; init; } = new(default, null);

    public PaidByChance Exact { get; init; } = new(default, null);

    /// <summary>The most by which the drawn and the exact share of cases that pay no more than an amount differ, over all amounts.</summary>
    public double Furthest { get; init; }

    /// <summary>What chance allows that to be, at so many draws, in 19 cases of 20.</summary>
    public double Allowed => Kolmogorov / Math.Sqrt(Draws);

    /// <summary>
    /// The same lives under the rules and under the rules without their caps: the second says what each person's results come to, the first what was paid. Null where it was
    /// stopped. A cap in parts, such as a payer's own, that changed nothing in any draw is taken never to.
    /// </summary>
    public static ChanceAlone? Of(Simulation simulation, Assumptions assumed, Scheme scheme, Plan plan, CancellationToken stop = default)
    {
        if (Depend(scheme, assumed) is { } why) return new() { WhyNot = why };
        var (under, free) = (simulation.RunByPerson(plan, scheme, stop), simulation.RunByPerson(plan, WithoutCaps(scheme), stop));
        if (under.IsPartial || free.IsPartial || under.Count == 0) return null;
        var (paid, owed, cap, n) = (under.Paid(), free.Paid(), scheme.MostInAll, under.Count);
        var most = cap ?? long.MaxValue;
        if (Enumerable.Range(0, n).Count(d => paid[d] != Math.Min(owed[d], most)) is > 0 and var other)
            return new() { WhyNot = $"in {other:#,0} of {n:#,0} draws the rules paid something else than people's own results come to under one cap, so that it matters which came first" };
        if (SumOfMany.Of(Enumerable.Range(0, assumed.People).Select(p => Enumerable.Range(0, n).Select(d => (free.PaidFor(d)[p], 1.0 / n)))) is not { } sum) return new() { WhyNot = "people's results come to too many different sums" };
        var amounts = paid.Select(p => (double)p).ToArray();
        double At(double share) => Math.Min(sum.Quantile(share), most);
        Array.Sort(paid);
        return new()
        {
            Draws = n,
            Drawn = new(Spread.Of(amounts), cap is null ? null : owed.Count(o => o > most) / (double)n),
            Exact = new(new(At(0.1), At(0.5), At(0.9), sum.Mean(most)), cap is null ? null : sum.More(most)),
            Furthest = sum.Furthest(paid, most),
        };
    }

    /// <summary>What in the rules makes one person's payment depend on another's; null where nothing does but a cap.</summary>
    private static string? Depend(Scheme scheme, Assumptions assumed)
    {
        var people = assumed.People;
        if (people > MostPeople) return $"there are more than {MostPeople:#,0} people";
        if ((scheme.Places is { } p ? Math.Min(p, scheme.Lots?.Places ?? p) : scheme.Lots?.Places) is { } places && places < people) return $"there are {places:#,0} places for {people:#,0} people, so that who comes first shuts out who comes later";
        // Where anybody is enrolled, only who is enrolled has a place.
        if (scheme.Enrolment?.Kind is { } enrolment && (assumed.Chains.Any(c => c.States.Any(s => s.Trace?.Kind == enrolment)) || assumed.Beginning.Any(b => b.Trace.Kind == enrolment && b.Only is not null))) return "some people are enrolled and others not, and once anybody is, nobody else has a place";
        foreach (var o in scheme.Outcomes.Where(o => o.Pays.Count > 0))
        {
            if (o.Cohort is not null) return $"\"{o.Title}\" is one result of everyone together";
            if (o.People < people || o.InAll < (long)people * o.Times || o.Pays.Any(l => l.Prices.Any(x => x.OverPlaces > 0 && x.OverPlaces < people))) return $"what \"{o.Title}\" pays depends on how many came before";
        }
        return null;
    }

    /// <summary>The same rules with no cap but each person's own.</summary>
    private static Scheme WithoutCaps(Scheme scheme) => scheme with
    {
        Cap = null,
        Payers = [.. scheme.Payers.Select(p => p with { Cap = null, YearCaps = new Dictionary<int, long>() })],
        Outcomes = [.. scheme.Outcomes.Select(o => o with { Cap = null })],
        Lots = scheme.Lots is { } lots ? lots with { Cap = null } : null,
    };
}
