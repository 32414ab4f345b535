using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>Mentoring that goes on: its place in the record, its first day, who the mentor is, and the day they last met; its first day where they have not.</summary>
public sealed record Mentoring(int Position, int From, string Mentor, int LastMet);

/// <summary>Who has which mentor, and how often they are to meet. How many people one mentor has at most is ours: a peer has a life beside this.</summary>
public static class Mentors
{
    /// <summary>Days between two meetings where no scheme says; days late after which the mentor's manager is told; people that one mentor has at most.</summary>
    public const int Usual = 28, LateAfter = 14, Most = 5;

    /// <summary>A mentor is there for the first year of work; then they meet as they like.</summary>
    public static readonly Length Year = new(12, LengthUnit.Months);

    /// <summary>The mentoring of one person that goes on, on a day.</summary>
    public static IEnumerable<Mentoring> Of(Facts facts, int person, int on)
    {
        var met = Reminders.Positions(facts, "mentor-contact", person, on).Where(c => c.Row.From <= on).Select(c => (int)c.Row.From).DefaultIfEmpty(0).Max();
        foreach (var (row, position) in Reminders.Positions(facts, "mentoring", person, on).Where(m => m.Row.From <= on && m.Row.To >= on))
            if (JobChecks.Text(facts, position, "mentor") is { } mentor) yield return new Mentoring(position, row.From, mentor, Math.Max(met, row.From));
    }

    /// <summary>In how many days a mentor and a person are to meet: the shortest period in which a scheme counts contacts with a mentor.</summary>
    public static int Every(IEnumerable<Scheme> schemes) =>
        schemes.SelectMany(s => s.Outcomes).SelectMany(Clauses.Within).OfType<Reckons>().Where(r => r.Quantity.Pattern?.Kind.Name == "mentor-contact").Select(r => r.InEach?.DaysFrom(0)).OfType<int>().DefaultIfEmpty(Usual).Min();
}
