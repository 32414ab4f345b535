namespace Cairn.Survival;

/// <summary>How the interval around a curve is reckoned: on the logarithm of the curve, as R does unless told, or on the log of minus the log.</summary>
public enum Interval { Log, LogLog }

/// <summary>
/// A time at which something happened to someone of a group or someone left view. At risk are all who were in view until then, those who
/// leave at that very time included. Spread is the standard error of the logarithm of the share (Greenwood). Low and High are null where there
/// is no interval: at a share of nothing, and of everything with <see cref="Interval.LogLog"/>.
/// </summary>
public readonly record struct CurveStep(double Time, int AtRisk, int Events, int Censored, double Share, double Spread, double? Low, double? High);

/// <summary>A time with its interval; each null where the curve, or the interval's curve, never comes down to it.</summary>
public readonly record struct TimeReached(double? Time, double? Low, double? High);

/// <summary>
/// The share of a group to whom it has not happened yet, by time (Kaplan and Meier). Where an event and a censoring fall on one time the event
/// counts first. Times are equal only where they are the same number.
/// </summary>
public sealed record KaplanMeier(string Group, int People, int Events, double Level, IReadOnlyList<CurveStep> Steps)
{
    private const double Near = 1.4901161193847656e-08;

    /// <summary>A curve a group, in the order of their names.</summary>
    public static IReadOnlyList<KaplanMeier> ByGroup(Followed followed, Interval interval = Interval.Log, double level = 0.95) =>
        [.. followed.Groups.Select((name, g) => Of(name, followed, Enumerable.Range(0, followed.People).Where(i => followed.Group[i] == g), interval, level))];

    /// <summary>One curve of everyone.</summary>
    public static KaplanMeier Of(Followed followed, Interval interval = Interval.Log, double level = 0.95) => Of("", followed, Enumerable.Range(0, followed.People), interval, level);

    /// <summary>Why nothing should be concluded from the curve, or null. Whoever shows the curve shows this with it.</summary>
    public string? Weak => Weakness.OfCurve(Events);

    /// <summary>The last time at which anybody was in view.</summary>
    public double LastTime => Steps[^1].Time;

    /// <summary>The time at which half are left; halfway along where the curve runs level at exactly one half, as in R.</summary>
    public TimeReached Median => new(Half(s => s.Share), Half(s => s.Low), Half(s => s.High));

    /// <summary>The curve at a time: a share of one before the first event, null once nobody is in view any more and some were left.</summary>
    public CurveStep? At(double time)
    {
        if (time > LastTime && Steps[^1].Share > 0) return null;
        var at = LastBy(time);
        return at < 0 ? new(time, People, 0, 0, 1, 0, 1, 1) : Steps[at] with { Time = time, AtRisk = AtRisk(time), Events = 0, Censored = 0 };
    }

    /// <summary>How many were still in view just before a time.</summary>
    public int AtRisk(double time)
    {
        var next = Steps.TakeWhile(s => s.Time < time).Count();
        return next == Steps.Count ? 0 : Steps[next].AtRisk;
    }

    /// <summary>The mean time without the event, counting none beyond a limit, with its standard error; null where the group was not followed so far.</summary>
    public (double Mean, double StandardError)? MeanUpTo(double limit)
    {
        if (At(limit) is null) return null;
        double mean = 0, variance = 0, to = limit;
        for (var i = LastBy(limit); i >= -1; i--)
        {
            var step = i < 0 ? new(0, People, 0, 0, 1, 0, 1, 1) : Steps[i];
            mean += step.Share * (to - step.Time);
            if (step.Events > 0 && step.Events < step.AtRisk) variance += mean * mean * step.Events / ((double)step.AtRisk * (step.AtRisk - step.Events));
            to = step.Time;
        }
        return (mean, Math.Sqrt(variance));
    }

    private int LastBy(double time) => Steps.TakeWhile(s => s.Time <= time).Count() - 1;

    private double? Half(Func<CurveStep, double?> of)
    {
        var below = Steps.Select(s => (s.Time, Share: of(s))).Where(s => s.Share < 0.5 + Near).ToList();
        if (below.Count == 0) return null;
        var (time, share) = below[0];
        var next = below.FindIndex(b => b.Share < share);
        return Math.Abs(share!.Value - 0.5) < Near && next > 0 ? (time + below[next].Time) / 2 : time;
    }

    private static KaplanMeier Of(string name, Followed followed, IEnumerable<int> members, Interval interval, double level)
    {
        var people = members.ToArray();
        Array.Sort([.. people.Select(i => followed.Times[i])], people);
        var reach = Tails.Reach(level);
        var (steps, share, variance, all) = (new List<CurveStep>(), 1.0, 0.0, 0);
        for (int from = 0, to; from < people.Length; from = to)
        {
            var (time, events) = (followed.Times[people[from]], 0);
            for (to = from; to < people.Length && followed.Times[people[to]] == time; to++) if (followed.Happened[people[to]]) events++;
            double atRisk = people.Length - from;
            share *= (atRisk - events) / atRisk;
            if (events > 0) variance += events / (atRisk * (atRisk - events));
            all += events;
            var (low, high) = Around(share, Math.Sqrt(variance), reach, interval);
            steps.Add(new(time, people.Length - from, events, to - from - events, share, Math.Sqrt(variance), low, high));
        }
        return new(name, people.Length, all, level, steps);
    }

    private static (double? Low, double? High) Around(double share, double spread, double reach, Interval interval)
    {
        if (share == 0 || (share == 1 && interval is Interval.LogLog)) return (null, null);
        if (interval is Interval.Log) return (share * Math.Exp(-reach * spread), Math.Min(1, share * Math.Exp(reach * spread)));
        var far = reach * spread / Math.Log(share);
        return (Math.Pow(share, Math.Exp(-far)), Math.Pow(share, Math.Exp(far)));
    }
}
