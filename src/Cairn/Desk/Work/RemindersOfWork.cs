using Cairn.Record;

namespace Cairn.Desk;

/// <summary>What those beside a person in work are reminded of: to check that the job lasts, to meet, and to ask again about the mentor.</summary>
public sealed partial class Reminders
{
    /// <summary>Days before the person is asked again whether the mentor goes on.</summary>
    public const int AskNotice = 14;

    private static readonly string[] Beside = ["key-worker", "caseworker", "employment-adviser", "work-coach", "mentor"], Asking = ["key-worker", "caseworker", "employment-adviser"], Managers = ["team-manager"];

    /// <summary>In how many days a mentor and a person are to meet.</summary>
    public int MeetEvery { get; init; } = Mentors.Usual;

    /// <summary>From a mentoring's first day the first on which the mentor sees nothing more unless the person is asked again; never, where none is given.</summary>
    public Func<int, int>? MentorUntil { get; init; }

    private void JobsChecked(int person, List<ToDo> found)
    {
        foreach (var check in JobChecks.Of(facts, person, on).Where(c => c.On - on <= JobChecks.Notice))
            found.Add(Due(person, check.IsOver ? "job-ended" : "job-check", check.Says, check.On, "work") with { Fact = check.Job, Roles = Beside });
    }

    /// <summary>A mentor who may no longer see the person is not told to meet them: somebody asks the person first. After a year in work nobody is reminded.</summary>
    private void Mentored(int person, List<ToDo> found)
    {
        var afterTheYear = JobChecks.FirstDay(facts, person, on) is { } first && on >= Mentors.Year.After(first) && Rows("employment", person).Any(r => r.From <= on && r.To >= on);
        if (afterTheYear) return;
        foreach (var mentoring in Mentors.Of(facts, person, on))
        {
            var asks = MentorUntil?.Invoke(mentoring.From) ?? Day.Never;
            if (asks != Day.Never && asks - on <= AskNotice)
                found.Add(Due(person, "mentor-ask", $"They agreed to their mentor on {Day.Long(mentoring.From)}. {(asks <= on ? $"Since {Day.Long(asks)} the mentor sees nothing." : $"From {Day.Long(asks)} the mentor sees nothing.")} Ask if they want to go on.", asks, "plan") with { Fact = mentoring.Position, Roles = Asking });
            var due = mentoring.LastMet + MeetEvery;
            if (asks <= on || due - on > Week) continue;
            var met = mentoring.LastMet == mentoring.From ? $"A mentor since {Day.Long(mentoring.From)}" : $"Last met on {Day.Long(mentoring.LastMet)}";
            found.Add(Due(person, "mentor-due", $"{met}. Meet by {Day.Long(due)}, and write it down.", due, "plan") with { Fact = mentoring.Position, For = mentoring.Mentor });
            if (on - due >= Mentors.LateAfter)
                found.Add(Due(person, "mentor-late", $"{met}. They were to meet their mentor by {Day.Long(due)}.", due, "plan") with { Fact = mentoring.Position, Roles = Managers });
        }
    }
}
