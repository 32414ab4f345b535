using Cairn.Record;

namespace Cairn.Rules;

/// <summary>
/// A fact that asked for an answer and has none yet: the last day on which one is in time, and the working days that are left after the day asked
/// about: 0 on the last day, below 0 when it is late.
/// </summary>
public sealed record OpenAnswer(int Subject, int Fact, int AskedOn, int DueOn, int Left, string Group)
{
    public bool IsLate => Left < 0;

    /// <summary>"3 working days left", "today is the last day", "2 working days late".</summary>
    public string Says => Left switch { 0 => "today is the last day", 1 => "1 working day left", > 0 => $"{Left} working days left", -1 => "1 working day late", _ => $"{-Left} working days late" };

    /// <summary>
    /// All that are open on the day of the figures, late first; none for an indicator that sets no time. The group is what its answer must have in
    /// common with it, such as the hub; empty where there is nothing.
    /// </summary>
    public static IReadOnlyList<OpenAnswer> Of(Indicators figures, Indicator indicator)
    {
        if (indicator.Of is not CountedAnswers { Within: { } within } answers) return [];
        var (answer, working) = (figures.Answer, figures.Answer.Facts.Vocabulary.WorkingDays);
        OpenAnswer Open(Answered a)
        {
            var due = within.Unit is LengthUnit.WorkingDays ? working.Plus(a.Day, within.Count) : within.After(a.Day);
            // A last day that nobody works on counts with the working day before it.
            var left = due >= answer.On ? working.Running(due + 1) - working.Running(answer.On + 1) : Math.Min(-1, working.Running(due + 1) - working.Running(answer.On + 1));
            return new(a.Subject, a.Fact, a.Day, due, left, answers.Same is { } same ? GroupOf(answer.Facts, a.Fact, same.Of) : "");
        }
        return [.. figures.Periods(indicator, int.MaxValue).SelectMany(p => figures.Figure(indicator, p).Answers).Where(a => a.AnswerFact < 0).Select(Open).OrderBy(o => o.DueOn).ThenBy(o => o.Fact)];
    }

    private static string GroupOf(Facts facts, int fact, Detail detail) =>
        facts.Columns.Detail(fact, detail.Slot) is not FactColumns.Missing and var value ? detail.Type is DetailType.Code ? detail.List!.Codes[value].Title : facts.Names[value] : "";
}
