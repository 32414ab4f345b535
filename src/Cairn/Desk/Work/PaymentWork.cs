using Cairn.Record;
using Cairn.Rules;
using Pence = Cairn.Pence;

namespace Cairn.Desk;

/// <summary>What a settlement leaves for people to do: claims to make, evidence to get, claims to check, payments to take back.</summary>
public static class PaymentWork
{
    /// <summary>One line each, in the settlement's order; what is paid or stands asks for nothing.</summary>
    public static IReadOnlyList<ToDo> Of(Evaluation answer, Settlement settlement)
    {
        var reached = answer.Achievements.ToDictionary(a => (a.Subject, a.Outcome, a.Time));
        var found = new List<ToDo>();
        foreach (var line in settlement.Lines.Where(l => l.Subject >= 0 && l.Outcome >= 0))
        {
            var a = reached.GetValueOrDefault((line.Subject, line.Outcome, line.Time));
            var title = answer.Scheme.Outcomes[line.Outcome].Title;
            var (name, what) = line.What switch
            {
                _ when line.IsSentBack => ("sent-back", $"A claim of {Pence.Format(a.Due)} came back from the verifier: {title}."),
                Settled.NotClaimed => ("claim", $"Ready to claim {Pence.Format(line.Total)}: {title}."),
                Settled.NotVerified => ("verify", $"A claim of {Pence.Format(line.Total)} waits for a verifier: {title}."),
                Settled.NotPayable when a is { HasEvidence: false } => ("evidence", $"Evidence is missing for {Pence.Format(a.Due)}: {title}."),
                Settled.ToReverse => ("take-back", $"{Pence.Format(line.Total)} was paid and the record has changed: {title}."),
                _ => ("", ""),
            };
            if (name.Length > 0) found.Add(new ToDo(line.Subject, name, what, a.Day is 0 ? answer.On : Math.Min(a.Day, answer.On), "money") { Urgency = Urgency.Now, Outcome = (answer.Scheme.Name, answer.Scheme.Outcomes[line.Outcome].Name, line.Time) });
        }
        return found;
    }
}
