using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// The ceilings that are numbers and not pounds: places, and so many people or payments of an outcome. The rules fill them by date;
/// here those who were paid hold theirs, so that a record made late takes nothing from them and nobody is paid above the number.
/// </summary>
internal sealed class Numbers
{
    private readonly Evaluation answer;
    private readonly Dictionary<string, int> payments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> people = new(StringComparer.Ordinal);
    private readonly HashSet<int> placed = [];

    public Numbers(Evaluation answer, Payments standing)
    {
        this.answer = answer;
        foreach (var payment in standing.Standing) Add(standing.SubjectOf(payment.Subject), payment.Outcome);
    }

    public void Paid(Achievement a) => Add(a.Subject, answer.Scheme.Outcomes[a.Outcome].Name);

    /// <summary>Whether an outcome has a ceiling of number which is all that stands in its way, and which what was paid has used up.</summary>
    public bool IsFull(Achievement a)
    {
        var outcome = answer.Scheme.Outcomes[a.Outcome];
        if (a.Limited?.StartsWith("the ceiling of", StringComparison.Ordinal) is not true) return false;
        return outcome.InAll is { } all && payments.GetValueOrDefault(outcome.Name) >= all || outcome.People is { } most && Of(outcome.Name).Count >= most;
    }

    /// <summary>The number that is used up by those who were paid before; null when there is room.</summary>
    public string? WhyNoRoom(Achievement a)
    {
        var scheme = answer.Scheme;
        var outcome = scheme.Outcomes[a.Outcome];
        if (outcome.InAll is { } all && payments.GetValueOrDefault(outcome.Name) >= all) return $"all {all} payments of it were made before";
        if (a.Subject < 0) return null;
        if (outcome.People is { } most && Of(outcome.Name) is var paid && paid.Count >= most && !paid.Contains(a.Subject)) return $"{most} people were paid for it before";
        var places = scheme.Lots is { } lots ? lots.Places : scheme.Places;
        if (places is not { } ceiling || placed.Contains(a.Subject)) return null;
        var taken = scheme.Lots is null ? placed.Count : placed.Count(s => answer.Roll.LotOf(s) == answer.Roll.LotOf(a.Subject));
        return taken >= ceiling ? $"the {ceiling} places are held by those who were paid before" : null;
    }

    private HashSet<int> Of(string outcome) => people.TryGetValue(outcome, out var paid) ? paid : people[outcome] = [];

    private void Add(int subject, string outcome)
    {
        payments[outcome] = payments.GetValueOrDefault(outcome) + 1;
        if (subject < 0) return;
        placed.Add(subject);
        Of(outcome).Add(subject);
    }
}
