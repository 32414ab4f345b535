using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>One fact that asked for an answer: the answer's fact and day (-1 and never while there is none) and whether it came in time.</summary>
public readonly record struct Answered(int Subject, int Fact, int Day, int AnswerFact, int AnswerDay, bool InTime)
{
    /// <summary>The working days from the one to the other, the first not counted; -1 while there is no answer.</summary>
    public int WorkingDays { get; init; }
}

/// <summary>
/// A figure of one period, with what is behind it: the subjects counted in the numerator and in the denominator, and the facts
/// of the numerator by position. A period that is not over is counted up to the day asked about.
/// </summary>
public sealed record Figure(Indicator Indicator, Period Period, decimal Numerator, decimal? Denominator)
{
    public IReadOnlyList<int> Subjects { get; init; } = [];

    public IReadOnlyList<int> OutOf { get; init; } = [];

    public IReadOnlyList<int> Facts { get; init; } = [];

    /// <summary>For facts that ask for an answer: each of them, in order of their days.</summary>
    public IReadOnlyList<Answered> Answers { get; init; } = [];

    /// <summary>False while the period goes on.</summary>
    public bool IsFinal { get; init; }

    /// <summary>The numerator of the denominator, or the plain number; null when there is nothing to divide by.</summary>
    public decimal? Value => Denominator is not { } whole ? Numerator : whole == 0 ? null : Numerator / whole;

    /// <summary>The target that the period leads up to: the first by a day on or after its end, or else the last; null without any.</summary>
    public Target? Target => Indicator.Targets.FirstOrDefault(t => t.By >= Period.Last) ?? (Indicator.Targets.Count > 0 ? Indicator.Targets[^1] : null);

    /// <summary>Whether the target is met; null without a target or a value.</summary>
    public bool? Meets => Value is { } value && Target is { } target ? target.MetBy(value) : null;
}

/// <summary>How a figure stands to that of the period before.</summary>
public enum Trend { Unknown, Same, Better, Worse, Up, Down }

/// <summary>The indicators of a scheme, worked out from the record on reading, for any period. May be asked from several threads at once.</summary>
public sealed class Indicators
{
    private readonly Lock working = new();
    private readonly Dictionary<(string, Period), Figure> figures = [];
    private readonly Dictionary<string, Counting> counting = new(StringComparer.Ordinal);

    private Indicators(Evaluation answer) => Answer = answer;

    public Evaluation Answer { get; }

    public static Indicators Of(Scheme scheme, Facts facts, int on, int known) => new(Evaluation.Of(scheme, facts, on, known));

    public static Indicators Of(Evaluation answer) => new(answer);

    public Indicator? Find(string name) => Answer.Scheme.Indicators.FirstOrDefault(i => i.Name == name);

    /// <summary>The periods from the scheme's first day (at the earliest, so many before the day asked about) to that day.</summary>
    public IReadOnlyList<Period> Periods(Indicator indicator, int most = 12)
    {
        var periods = new List<Period>();
        for (Period? at = Period.Of(indicator.Per, Answer.On, Answer.Scheme); at is { } period && periods.Count < most && period.Last >= Answer.Scheme.Opens; at = period.Previous) periods.Add(period);
        periods.Reverse();
        return periods;
    }

    /// <summary>The figure of a period; one that begins after the day asked about is empty.</summary>
    public Figure Figure(Indicator indicator, Period period)
    {
        lock (working)
        {
            if (!figures.TryGetValue((indicator.Name, period), out var figure)) figures[(indicator.Name, period)] = figure = CountingOf(indicator).Figure(period, null);
            return figure;
        }
    }

    /// <summary>The figure broken down, by the groups' names; those for whom nothing is recorded come under an empty name. The groups make the whole.</summary>
    public IReadOnlyList<(string Group, Figure Figure)> By(Indicator indicator, Period period, int by)
    {
        lock (working)
        {
            var count = CountingOf(indicator);
            return [.. count.Groups(period, by).Select(g => (g, count.Figure(period, (by, g))))];
        }
    }

    /// <summary>Against the period before: better or worse where a target says which way is good, otherwise up or down.</summary>
    public Trend TrendOf(Indicator indicator, Period period)
    {
        if (period.Previous is not { } before || Figure(indicator, period).Value is not { } now || Figure(indicator, before).Value is not { } then) return Trend.Unknown;
        if (now == then) return Trend.Same;
        return (Figure(indicator, period).Target?.Direction ?? 0) switch
        {
            0 => now > then ? Trend.Up : Trend.Down,
            var good => now > then == good > 0 ? Trend.Better : Trend.Worse,
        };
    }

    /// <summary>What an indicator's subjects are called: those its readings are about, or those the scheme is about.</summary>
    public References SubjectsOf(Indicator indicator) => Answer.Facts.Of(indicator.Of is CountedReadings readings ? readings.Readings.Kind.About : Answer.Scheme.About);

    private Counting CountingOf(Indicator indicator)
    {
        if (!counting.TryGetValue(indicator.Name, out var found)) counting[indicator.Name] = found = new Counting(Answer, indicator);
        return found;
    }
}
