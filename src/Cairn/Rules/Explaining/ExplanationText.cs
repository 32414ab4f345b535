using System.Globalization;
using System.Text;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>An explanation as plain text: the answer first, then each clause with its facts and dates.</summary>
public static class ExplanationText
{
    /// <summary>Writes it, naming the person as given.</summary>
    public static string Write(Explanation why, string who)
    {
        var answer = why.Answer;
        var scheme = answer.Scheme;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{who}: {why.Outcome.Title} ({scheme.Name}, version {scheme.Version})\n");
        text.Append(CultureInfo.InvariantCulture, $"On {Day.Long(answer.On)}, from {(answer.Known >= Day.Last ? "all that is recorded" : $"what had been recorded by {Day.Long(answer.Known)}")}.\n\n");
        text.Append(Verdict(why)).Append('\n');
        foreach (var line in MoneyLines(why)) text.Append(line).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"\nReferred on {Day.Long(answer.Roll.ReferredOn(why.Subject))}{Enrolled(answer, why.Subject)}. {Place(answer, why.Subject)}\n");
        if (why.Eligible is { } eligible)
        {
            text.Append("\nWho is eligible\n");
            Write(text, answer, eligible, 1);
        }
        text.Append("\nWhat is asked\n");
        Write(text, answer, why.When, 1);
        return text.ToString();
    }

    private static string Verdict(Explanation why)
    {
        var answer = why.Answer;
        var standing = answer.Roll.StandingOf(why.Subject);
        var reached = why.When.Met ? $"The facts show it from {Day.Long(why.When.Day)}" : null;
        if (standing is Standing.NotEligible) return $"NO: not eligible.{(reached is null ? "" : $" {reached}, but it does not count.")}";
        if (standing is Standing.Waits) return $"WAITS: eligible, but without a place.{(reached is null ? "" : $" {reached}, but it does not count without one.")}";
        if (why.When.Met) return $"REACHED on {Day.Long(why.When.Day)}.";
        return why.When.Earliest == Day.Never ? "NO: it can no longer be reached." : $"NOT YET. The earliest it could be reached is {Day.Long(why.When.Earliest)}.";
    }

    private static IEnumerable<string> MoneyLines(Explanation why)
    {
        var answer = why.Answer;
        for (var i = 0; i < answer.Achievements.Count; i++)
        {
            var a = answer.Achievements[i];
            if (a.Subject != why.Subject || a.Outcome != why.Outcome.Number || why.Outcome.Pays.Count == 0) continue;
            var time = a.Time > 1 ? $" (time {a.Time})" : "";
            yield return $"Due {Pence.Format(a.Due)}, payable {Pence.Format(a.Payable)}{time}{(a.Limited is { } limited ? $": {limited}" : "")}.";
            if (a.Limited?.Contains("evidence", StringComparison.Ordinal) == true && Evidence(answer, why.Outcome, a.Time) is { } asked) yield return $"  Asked for: {asked}.";
            if (answer.Scheme.Payers.Count > 1 && a.Payable > 0)
                yield return "  " + string.Join(", ", answer.Scheme.Payers.Select((p, n) => $"{p.Title} {Pence.Format(answer.Part(i, n))}")) + ".";
        }
    }

    private static string? Evidence(Evaluation answer, Outcome outcome, int time) =>
        (time > 1 && outcome.EvidenceLater is { } later ? later : outcome.Evidence) is { } rule
            ? string.Join(", and ", rule.Groups.Select(one => string.Join(" or ", one.Select(kind => answer.Facts.Vocabulary.Evidence[kind])))) : null;

    private static string Enrolled(Evaluation answer, int subject) => answer.Roll.EnrolledOn(subject) is not Day.Never and var day ? $", enrolled on {Day.Long(day)}" : "";

    private static string Place(Evaluation answer, int subject)
    {
        var places = answer.Scheme.Places is { } all ? $" of {all}" : "";
        return answer.Roll.StandingOf(subject) switch
        {
            Standing.HasPlace => $"Holds place {answer.Roll.PlaceOf(subject)}{places}.",
            Standing.Waits => answer.Scheme.Places is { } n ? $"Every one of the {n} places is held; this person waits." : "Others are enrolled and this person is not.",
            _ => "Not eligible, so no place.",
        };
    }

    private static void Write(StringBuilder text, Evaluation answer, Reason reason, int depth)
    {
        var indent = new string(' ', depth * 2);
        var day = reason.Met ? $" - {Day.Long(reason.Day)}" : reason.Earliest != Day.Never ? $" - not yet; {Day.Long(reason.Earliest)} at the earliest" : "";
        text.Append(CultureInfo.InvariantCulture, $"{indent}{(reason.Met ? "[yes]" : reason.Earliest == Day.Never && !reason.IsLater ? "[no] " : "[    ]")} {reason.Asks}{day}\n");
        foreach (var position in reason.Facts) text.Append(CultureInfo.InvariantCulture, $"{indent}      {FactText.Line(answer.Facts, position)}\n");
        foreach (var note in reason.Notes) text.Append(CultureInfo.InvariantCulture, $"{indent}      {note}\n");
        if (reason.Assumption is { } assumed) text.Append(CultureInfo.InvariantCulture, $"{indent}      Assumed: {assumed}.\n");
        foreach (var part in reason.Parts) Write(text, answer, part, depth + 1);
    }
}
