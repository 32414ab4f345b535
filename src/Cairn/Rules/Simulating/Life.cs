using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>
/// Lives one life after another and writes what the record would hold of it. Each way out of a state has a patience, drawn when the state is entered, which its
/// hazard uses up as fast as the other chains let it (the next reaction method, Gibson and Bruck 2000): what changes elsewhere changes the pace, not the luck.
/// </summary>
internal sealed class Life
{
    private readonly Assumptions assumed;
    private readonly LifeState[][] states;
    private readonly Mark?[][] marks;
    private readonly (Mark Mark, (int Trait, int Value)? Only)[] beginning;
    private readonly double[][] costs;
    private readonly int[] state;
    private readonly double[] entered;
    private readonly double[] planned;
    private readonly double[] next;
    private readonly int[] nextCause;
    private readonly int[] stays;
    private readonly double[][] patience;
    private readonly double[] reckoned;
    private readonly bool[] isStale;
    private readonly Way[][][] ways;
    private readonly int[][] restingOn;
    private readonly double[] byTraits;
    private readonly int[] traits;
    private FactColumns columns = new();
    private Levels levels = null!;
    private Chance luck;
    private int person, referred, horizon;
    private double now;

    /// <summary>For one thread; names of details are numbered in these facts.</summary>
    public Life(Assumptions assumed, Facts facts)
    {
        this.assumed = assumed;
        var chains = assumed.Chains;
        states = [.. chains.Select(c => c.States.ToArray())];
        marks = [.. chains.Select(c => c.States.Select(s => s.Trace is { } trace ? new Mark(assumed, s, trace, facts) : null).ToArray())];
        beginning = [.. assumed.Beginning.Select(b => (new Mark(assumed, null, b.Trace, facts), b.Only))];
        costs = [.. chains.Select(c => c.States.Select(s => assumed.Costs.Where(x => x.While == new Place(c.Number, s.Number)).Sum(x => x.Pence)).ToArray())];
        (state, stays, nextCause) = (new int[chains.Count], new int[chains.Count], new int[chains.Count]);
        (entered, planned, next) = (new double[chains.Count], new double[chains.Count], new double[chains.Count]);
        patience = [.. chains.Select(c => new double[c.States.Max(s => s.Leaves.Count)])];
        traits = new int[assumed.Traits.Count];
        (reckoned, isStale, byTraits) = (new double[chains.Count], new bool[chains.Count], new double[assumed.Rates.Count]);
        ways = [.. chains.Select(c => c.States.Select(s => s.Leaves.Select(l => Way.Of(l, chains)).ToArray()).ToArray())];
        restingOn = [.. chains.Select(on => chains.Where(c => ways[c.Number].Any(s => s.Any(w => w.RestsOn(on.Number)))).Select(c => c.Number).ToArray())];
    }

    /// <summary>A way out with what its pace rests on laid flat: of a chain, which states let it go on, and what each multiplies it by.</summary>
    private sealed record Way(int Rate, (int Chain, bool[] Holds)[] While, (int Chain, double[] ByState)[] Times)
    {
        public static Way Of(Cause cause, IReadOnlyList<Chain> chains) => new(cause.Rate.Number,
            [.. cause.While.Select(w => (w.Chain, chains[w.Chain].States.Select(s => w.States.Contains(s.Number)).ToArray()))],
            [.. cause.Times.GroupBy(t => t.Where.Chain).Select(g => (g.Key, chains[g.Key].States.Select(s => g.Where(t => t.Where.State == s.Number).Aggregate(1.0, (all, t) => all * t.Times)).ToArray()))]);

        public bool RestsOn(int chain) => While.Any(w => w.Chain == chain) || Times.Any(t => t.Chain == chain);
    }

    /// <summary>The value of each trait of who lived last.</summary>
    public ReadOnlySpan<int> Traits => traits;

    /// <summary>Lives from the day of a referral to the end of a day, and says what each stay cost: from and to in days of the record, and pence a day.</summary>
    public void Live(int who, int from, int to, Chance chance, Levels at, FactColumns into, Action<int, int, double> cost)
    {
        (person, referred, horizon, luck, levels, columns, now) = (who, from, to, chance, at, into, 0);
        for (var t = 0; t < traits.Length; t++) traits[t] = Pick(assumed.Traits[t].Values, chance.Unit(t));
        for (var r = 0; r < byTraits.Length; r++) byTraits[r] = at.Times(r, traits);
        foreach (var (mark, only) in beginning)
            if (only is not { } needed || traits[needed.Trait] == needed.Value) mark.Write(columns, person, from, Day.Never, null, chance.Of(-2), at, traits);
        for (var c = 0; c < state.Length; c++)
        {
            stays[c] = 0;
            Enter(c, Pick(assumed.Chains[c].Begins, chance.Of(c).Unit(0)));
        }
        for (var c = 0; c < state.Length; c++) Schedule(c);
        while (true)
        {
            var first = 0;
            for (var c = 1; c < next.Length; c++) if (next[c] < next[first]) first = c;
            if (next[first] >= horizon - referred + 1) break;
            now = next[first];
            if (Move(first, cost)) return;
            for (var c = 0; c < state.Length; c++) if (isStale[c]) Schedule(c);
        }
        for (var c = 0; c < state.Length; c++) Leave(c, ended: null, cost);
    }

    /// <summary>Makes the move that comes next in a chain; true when it ends everything.</summary>
    private bool Move(int chain, Action<int, int, double> cost)
    {
        var from = states[chain][state[chain]];
        var cause = nextCause[chain];
        var to = cause >= 0 ? from.Leaves[cause].To : Next(chain, from);
        Leave(chain, ended: cause < 0, cost);
        Enter(chain, to);
        var entering = states[chain][to];
        if (entering.EndsAll)
        {
            for (var c = 0; c < state.Length; c++) if (c != chain) Leave(c, ended: false, cost);
            return true;
        }
        foreach (var also in entering.Also)
        {
            if (state[also.Chain] == also.State) continue;
            Leave(also.Chain, ended: false, cost);
            Enter(also.Chain, also.State);
        }
        return false;
    }

    private int Next(int chain, LifeState from)
    {
        var left = luck.Of(chain).Of(stays[chain]).Unit(60);
        foreach (var (to, share) in from.Then)
        {
            if (share is null) return to;
            var of = levels.Share(share.Number, traits);
            if (left < of) return to;
            left -= of;
        }
        return from.Then[^1].To;
    }

    private void Enter(int chain, int to)
    {
        foreach (var other in restingOn[chain]) UseUp(other);
        state[chain] = to;
        entered[chain] = reckoned[chain] = now;
        isStale[chain] = true;
        stays[chain]++;
        var of = states[chain][to];
        var chance = luck.Of(chain).Of(stays[chain]);
        planned[chain] = of.Lasts is { } lasts ? now + lasts.Least + (int)(chance.Unit(61) * (lasts.Most - lasts.Least + 1)) : double.PositiveInfinity;
        for (var k = 0; k < of.Leaves.Count; k++) patience[chain][k] = chance.Patience(k);
        if (marks[chain][to] is { IsEvent: true } mark) mark.Write(columns, person, Today, Day.Never, null, chance, levels, traits);
    }

    /// <summary>Writes the stay that is over, or goes on where <paramref name="ended"/> is null; one of no day leaves nothing.</summary>
    private void Leave(int chain, bool? ended, Action<int, int, double> cost)
    {
        var (from, of) = (referred + (int)entered[chain], state[chain]);
        var last = ended is null ? horizon : Today - 1;
        if (last < from) return;
        if (marks[chain][of] is { IsEvent: false } mark) mark.Write(columns, person, from, ended is null ? Day.Never : last, ended, luck.Of(chain).Of(stays[chain]), levels, traits);
        if (costs[chain][of] != 0) cost(from, last, costs[chain][of]);
    }

    private int Today => referred + (int)now;

    /// <summary>Takes from every patience of a chain what its hazard has used up since it was last reckoned: before its pace changes.</summary>
    private void UseUp(int chain)
    {
        isStale[chain] = true;
        if (reckoned[chain] >= now) return;
        var leaves = ways[chain][state[chain]];
        for (var k = 0; k < leaves.Length; k++)
            if (Pace(leaves[k]) is > 0 and var pace) patience[chain][k] -= pace * Lived(leaves[k].Rate, reckoned[chain] - entered[chain], now - entered[chain]);
        reckoned[chain] = now;
    }

    /// <summary>When a chain moves next as things stand, and by which of its ways out; -1 for the end of a planned stay. No stay is shorter than a day.</summary>
    private void Schedule(int chain)
    {
        var leaves = ways[chain][state[chain]];
        var (at, which) = (planned[chain], -1);
        for (var k = 0; k < leaves.Length; k++)
            if (Pace(leaves[k]) is > 0 and var pace && Until(leaves[k].Rate, reckoned[chain] - entered[chain], patience[chain][k] / pace) + entered[chain] is var t && t < at) (at, which) = (t, k);
        next[chain] = Math.Max(at, entered[chain] + 1);
        nextCause[chain] = which;
        isStale[chain] = false;
    }

    /// <summary>What a rate is multiplied by for this person where they are now; 0 where it does not hold.</summary>
    private double Pace(Way way)
    {
        foreach (var (chain, holds) in way.While) if (!holds[state[chain]]) return 0;
        var pace = byTraits[way.Rate];
        foreach (var (chain, byState) in way.Times) pace *= byState[state[chain]];
        return pace;
    }

    /// <summary>The hazard between two days of a stay, month by month of 30 days.</summary>
    private double Lived(int rate, double from, double to)
    {
        var daily = levels.Daily(rate);
        var sum = 0.0;
        for (var month = Math.Min((int)(from / 30), daily.Length - 1); from < to; month++)
        {
            var end = month >= daily.Length - 1 ? to : Math.Min(to, (month + 1) * 30.0);
            sum += (end - from) * daily[month];
            from = end;
        }
        return sum;
    }

    /// <summary>The day of a stay on which so much hazard has been lived through from another.</summary>
    private double Until(int rate, double from, double remaining)
    {
        var daily = levels.Daily(rate);
        for (var month = Math.Min((int)(from / 30), daily.Length - 1); month < daily.Length - 1; month++)
        {
            var whole = ((month + 1) * 30.0 - from) * daily[month];
            if (whole >= remaining && daily[month] > 0) return from + remaining / daily[month];
            remaining -= whole;
            from = (month + 1) * 30.0;
        }
        return daily[^1] > 0 ? from + remaining / daily[^1] : double.PositiveInfinity;
    }

    private static int Pick(IReadOnlyList<(string Name, double Share)> values, double left)
    {
        for (var i = 0; i < values.Count - 1; i++)
        {
            if (left < values[i].Share) return i;
            left -= values[i].Share;
        }
        return values.Count - 1;
    }

    private static int Pick(IReadOnlyList<(int State, double Share)> values, double left)
    {
        for (var i = 0; i < values.Count - 1; i++)
        {
            if (left < values[i].Share) return values[i].State;
            left -= values[i].Share;
        }
        return values[^1].State;
    }
}
