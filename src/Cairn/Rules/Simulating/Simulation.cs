using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>How to simulate: how many draws of the people, from which seed, on how many threads, and how many sets of assumptions to draw from their intervals (0: as given, chance alone).</summary>
public sealed record Plan(int Draws, ulong Seed = 1, int Threads = 1, int Sets = 0)
{
    /// <summary>Told how many more draws are done, from any thread.</summary>
    public Action<int>? Progress { get; init; }
}

/// <summary>
/// Lives the lives that are assumed and asks the scheme of the record that they leave: the engine that pays says what would be paid. A draw is the same
/// whatever the number of threads, and its people have the same luck under another scheme or other assumptions.
/// </summary>
public sealed class Simulation
{
    /// <summary>Lives that a thread takes at a time, and draws at most.</summary>
    private const int Lives = 1000, Most = 16;

    private readonly Scheme scheme;
    private readonly Assumptions assumed;
    private readonly Vocabulary vocabulary;
    private readonly int[] luckOf;
    private readonly int[] monthOf, begins;

    public Simulation(Scheme scheme, Assumptions assumed, Vocabulary vocabulary)
    {
        (this.scheme, this.assumed, this.vocabulary) = (scheme, assumed, vocabulary);
        luckOf = [.. scheme.Outcomes.Select(o => Chance.Named(o.Name))];
        Horizon = Math.Min(scheme.RunOffEnds, Day.Plus(assumed.Referred.From, Longest));
        monthOf = new int[Horizon + assumed.PaidAfter.Most - assumed.Referred.From + 2];
        List<int> begun = [assumed.Referred.From];
        for (var i = 0; i < monthOf.Length; i++)
        {
            if (i > 0 && Day.Date(assumed.Referred.From + i).Day == 1) begun.Add(assumed.Referred.From + i);
            monthOf[i] = begun.Count - 1;
        }
        begins = [.. begun, int.MaxValue];
        Months = monthOf[^1] + 1;
    }

    /// <summary>At most fifteen years, for a scheme without an end.</summary>
    private const int Longest = 5479;

    /// <summary>The last day on which anything is reached.</summary>
    public int Horizon { get; }

    /// <summary>Calendar months from that of the first referral to that of the last payment.</summary>
    public int Months { get; }

    /// <summary>Draws as asked; stopped early, those that were finished before the first that was not.</summary>
    public Draws Run(Plan plan, CancellationToken stop = default)
    {
        var sets = Enumerable.Range(0, Math.Max(1, plan.Sets)).Select(s => plan.Sets == 0 ? Levels.AsGiven(assumed.Rates) : Levels.Drawn(assumed.Rates, new Chance(plan.Seed ^ 0xA5A5).Of(s))).ToArray();
        return Run(plan, sets, stop);
    }

    /// <summary>Draws with one rate at the low (-1) or the high (1) end of its interval.</summary>
    internal Draws RunWith(Plan plan, int rate, int end, CancellationToken stop = default) => Run(plan, [Levels.With(assumed.Rates, rate, end)], stop);

    /// <summary>Draws with every rate as given, which keep what is paid for each person; under these rules, or others with the same dates.</summary>
    internal Draws RunByPerson(Plan plan, Scheme rules, CancellationToken stop = default) => new Simulation(rules, assumed, vocabulary).Run(plan, [Levels.AsGiven(assumed.Rates)], stop, byPerson: true);

    private Draws Run(Plan plan, Levels[] sets, CancellationToken stop, bool byPerson = false)
    {
        var draws = new Draws(scheme, assumed, plan.Draws, Months, sets.Length, byPerson);
        var batch = Math.Clamp(Lives / assumed.People, 1, Most);
        var batches = (plan.Draws + batch - 1) / batch;
        var finished = new bool[batches];
        var next = -1;
        void Work()
        {
            var one = new Draw(this, draws, plan.Seed);
            while (Interlocked.Increment(ref next) is var mine && mine < batches)
            {
                var (first, last) = (mine * batch, Math.Min(plan.Draws, (mine + 1) * batch));
                for (var d = first; d < last; d++) if (!one.Make(d, sets[d % sets.Length], stop)) return;
                finished[mine] = true;
                plan.Progress?.Invoke(last - first);
            }
        }
        if (plan.Threads <= 1) Work();
        else Task.WaitAll([.. Enumerable.Range(0, plan.Threads).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))], CancellationToken.None);
        var whole = Array.IndexOf(finished, false) is >= 0 and var first ? first * batch : plan.Draws;
        draws.Keep(whole);
        return draws;
    }

    /// <summary>One thread's record and room, used for one draw after another.</summary>
    private sealed class Draw
    {
        private readonly Simulation of;
        private readonly Draws into;
        private readonly Chance root;
        private readonly Facts facts;
        private readonly Life life;
        private readonly int referral;
        private readonly (int Slot, int Name) named;
        private readonly int[][] traits;

        public Draw(Simulation of, Draws into, ulong seed)
        {
            (this.of, this.into, root) = (of, into, new Chance(seed));
            facts = new Facts(of.vocabulary);
            var people = facts.Of(About.Person);
            for (var p = 0; p < of.assumed.People; p++) people.Number(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"P{p + 1:000000}"));
            life = new Life(of.assumed, facts);
            referral = of.scheme.Referral!.Kind.Number;
            named = of.scheme.Referral.Kind.Find("scheme") is { } detail ? (detail.Slot, facts.Names.Number(of.scheme.Name)) : (-1, 0);
            traits = [.. Enumerable.Range(0, of.assumed.People).Select(_ => new int[of.assumed.Traits.Count])];
        }

        /// <summary>False where it was stopped before its end: then nothing of it counts.</summary>
        public bool Make(int draw, Levels levels, CancellationToken stop)
        {
            facts.Empty();
            var (assumed, columns, chance) = (of.assumed, facts.Columns, root.Of(draw));
            var start = assumed.Referred.From;
            void Spend(int from, int to, double aDay)
            {
                // A month at a time.
                for (from = Math.Max(from, start); from <= to;)
                {
                    var month = of.monthOf[from - start];
                    var next = Math.Min(to + 1, of.begins[month + 1]);
                    into.Spend(draw, month, aDay * (next - from));
                    from = next;
                }
            }
            var each = assumed.Costs.Where(c => c.While is null).Sum(c => c.Pence);
            for (var p = 0; p < assumed.People; p++)
            {
                if (stop.IsCancellationRequested) return false;
                var own = chance.Of(p);
                var on = start + (int)((p + own.Unit(99)) * assumed.Referred.Days / assumed.People);
                var position = columns.Append(p, referral, on, on, on);
                if (named.Slot >= 0) columns.SetDetail(position, named.Slot, named.Name);
                life.Live(p, on, of.Horizon, own.Of(7), levels, columns, Spend);
                life.Traits.CopyTo(traits[p]);
                if (each != 0) into.Spend(draw, of.monthOf[on - start], each);
            }
            var answer = Evaluation.Of(of.scheme, facts, of.Horizon, Day.Never);
            var achieved = answer.Achievements;
            for (var i = 0; i < achieved.Count; i++)
            {
                var a = achieved[i];
                var wait = a.Subject < 0 ? assumed.PaidAfter.Most : assumed.PaidAfter.Least + (int)(chance.Of(a.Subject).Of(8).Of(of.luckOf[a.Outcome]).Unit(a.Time) * (assumed.PaidAfter.Most - assumed.PaidAfter.Least + 1));
                into.Reach(draw, answer, i, of.monthOf[Math.Clamp(a.Day + wait - start, 0, of.monthOf.Length - 1)], a.Subject < 0 ? [] : traits[a.Subject]);
            }
            into.Close(draw, traits);
            return true;
        }
    }
}
