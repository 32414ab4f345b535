using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>How far a number can be trusted: read in the source named, worked out from saved data, from memory, or nothing better than a guess.</summary>
public enum Standing { Verified, Computed, Recalled, Assumed }

/// <summary>Where a number comes from.</summary>
public sealed record Origin(Standing Standing, string Source);

/// <summary>
/// A number that is not known well. A share runs from 0 to 1. A monthly rate is a hazard, events a person-month of 30 days, for the first, second,
/// third month in a state and so on; the last holds on.
/// </summary>
public sealed record Rate(string Name, int Number, bool IsShare, IReadOnlyList<double> Values, Origin Origin, Yaml At)
{
    /// <summary>The ends of a 95% interval: of a share themselves, of a monthly rate what every month is multiplied by. Both null where none is given.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>What a trait multiplies: the odds of a share, or a rate itself. By the trait's number and the value's.</summary>
    public IReadOnlyList<(int Trait, int Value, double Times)> By { get; init; } = [];
}

/// <summary>A way in which people differ and stay different, each value with its share of people; the shares make one.</summary>
public sealed record Trait(string Name, IReadOnlyList<(string Name, double Share)> Values);

/// <summary>A fact that somebody's life leaves in the record: a kind and its details, as a file of facts would say them.</summary>
public sealed record Trace(Kind Kind, IReadOnlyList<(Detail Detail, string Text)> Details, Yaml At);

/// <summary>A state of another chain, by both numbers.</summary>
public readonly record struct Place(int Chain, int State);

/// <summary>A way out of a state at no set time: by a monthly rate, which holds only while other chains are where it says, and is multiplied by where they are.</summary>
public sealed record Cause(int To, Rate Rate)
{
    /// <summary>The states in one of which each chain named must be.</summary>
    public IReadOnlyList<(int Chain, IReadOnlyList<int> States)> While { get; init; } = [];

    public IReadOnlyList<(Place Where, double Times)> Times { get; init; } = [];
}

/// <summary>
/// Where somebody is in one part of their life. A planned stay lasts from so many days to so many, each as likely, and ends in one of its next states
/// by their shares (the last takes what is left).
/// </summary>
public sealed record LifeState(string Name, int Number, Yaml At)
{
    /// <summary>What the record holds of a stay here; null: nothing. Of an event, its first day.</summary>
    public Trace? Trace { get; init; }

    /// <summary>Details added where the stay ends as planned, and where it ends otherwise.</summary>
    public (IReadOnlyList<(Detail Detail, string Text)> Finished, IReadOnlyList<(Detail Detail, string Text)> Left) Ended { get; init; } = ([], []);

    public (int Least, int Most)? Lasts { get; init; }

    /// <summary>Where to after a planned stay; the last has no rate.</summary>
    public IReadOnlyList<(int To, Rate? Share)> Then { get; init; } = [];

    public IReadOnlyList<Cause> Leaves { get; init; } = [];

    /// <summary>Where other chains are moved when this state is entered.</summary>
    public IReadOnlyList<Place> Also { get; init; } = [];

    /// <summary>Nothing follows: every chain ends, and so does what was going on.</summary>
    public bool EndsAll { get; init; }

    /// <summary>Nobody leaves it unless another chain moves them.</summary>
    public bool IsLast { get; init; }
}

/// <summary>One part of a life - help, home, work - as states that people move between.</summary>
public sealed record Chain(string Name, int Number, Yaml At)
{
    public IReadOnlyList<LifeState> States { get; init; } = [];

    /// <summary>Where people begin, with shares that make one.</summary>
    public IReadOnlyList<(int State, double Share)> Begins { get; init; } = [];

    public int Find(string state)
    {
        for (var i = 0; i < States.Count; i++) if (States[i].Name == state) return i;
        return -1;
    }
}

/// <summary>What help costs whoever gives it, in pence: for each day in a state, or once for each person where <see cref="While"/> is null.</summary>
public sealed record Cost(string Title, Place? While, double Pence, Origin Origin);

/// <summary>What one person who reaches an outcome saves, in pence, and whom.</summary>
public sealed record Worth(string Outcome, double Pence, string Whom, Origin Origin);

/// <summary>What is done today instead: pence a person, and the share who come to the same result.</summary>
public sealed record Instead(string Title, double Pence, double Share, Origin Origin);

/// <summary>What is assumed of the people of a scheme: who comes, how their lives go, what of it is proved, and what help costs. Times are days from a referral.</summary>
public sealed record Assumptions(string Title, Yaml At)
{
    public int People { get; init; }

    /// <summary>The first day of referrals and how many days they are spread over, evenly.</summary>
    public (int From, int Days) Referred { get; init; }

    public IReadOnlyList<Rate> Rates { get; init; } = [];

    public IReadOnlyList<Trait> Traits { get; init; } = [];

    /// <summary>What the record holds of everyone on the day of the referral, or of those with a trait's value.</summary>
    public IReadOnlyList<(Trace Trace, (int Trait, int Value)? Only)> Beginning { get; init; } = [];

    public IReadOnlyList<Chain> Chains { get; init; } = [];

    /// <summary>How often a kind of fact has the evidence asked for.</summary>
    public IReadOnlyList<(Kind Kind, ulong Evidence, Rate Found)> Evidence { get; init; } = [];

    /// <summary>Days from a result to its payment, from the least to the most, each as likely.</summary>
    public (int Least, int Most) PaidAfter { get; init; }

    public IReadOnlyList<Cost> Costs { get; init; } = [];

    public IReadOnlyList<Worth> Worths { get; init; } = [];

    public Instead? Instead { get; init; }

    /// <summary>The outcome by which help is said to have lasted; null where none is named.</summary>
    public string? Sustained { get; init; }
}
