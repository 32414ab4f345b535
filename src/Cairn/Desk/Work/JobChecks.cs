using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// A check of a job that is still to be made: the job's place in the record, after how many weeks of work, and on which day. One that is
/// <see cref="IsOver"/> was answered with no on that day, and the job's last day is not recorded yet.
/// </summary>
public sealed record JobCheck(int Job, string? Employer, int Weeks, int On, bool IsOver)
{
    /// <summary>What to do, without the person's name.</summary>
    public string Says => IsOver ? $"On {Day.Long(On)} it was said that their job{At} is over. Write down its last day." : $"Check that they are still in work{At}: {Weeks} weeks on {Day.Long(On)}.";

    private string At => Employer is null ? "" : $" at {Employer}";
}

/// <summary>
/// The checks that a job sets for itself from its first day. They are gone once it is said that the person is still in work, from a week
/// before the day on, or once the job's last day has come. A job that began before the person first came is not checked.
/// </summary>
public static class JobChecks
{
    /// <summary>After so many weeks of seven days, counted on from the first day: 13 weeks from 3 April are 3 July.</summary>
    public static readonly IReadOnlyList<int> Weeks = [13, 26, 52];

    /// <summary>Days before a check's day on which it may be made; and days after the last one's for which it is still asked for.</summary>
    public const int Notice = 7, Kept = 91;

    /// <summary>The next check of each job that runs on the day. Of several that are due it is the latest, since that answers the earlier ones too.</summary>
    public static IEnumerable<JobCheck> Of(Facts facts, int person, int on)
    {
        foreach (var (row, position) in Since(facts, person, on).Where(j => j.Row.From <= on && j.Row.To >= on))
        {
            var employer = Text(facts, position, "employer");
            var said = Reminders.Positions(facts, "job-check", person, on).Where(c => c.Row.From >= row.From && c.Row.From <= on && (Text(facts, c.Position, "employer") is not { } at || employer is null || at == employer)).OrderBy(c => c.Row.From).ThenBy(c => c.Position).ToList();
            if (said is [.., var (last, answer)] && Code(facts, answer, "still") == "no") yield return new JobCheck(position, employer, 0, last.From, IsOver: true);
            else
            {
                var seen = said is [.., var (yes, _)] ? yes.From + Notice : 0;
                var open = Weeks.Select(w => new JobCheck(position, employer, w, row.From + w * 7, IsOver: false)).Where(c => c.On > seen).ToList();
                if ((open.LastOrDefault(c => c.On - Notice <= on) ?? open.FirstOrDefault()) is { } next && on - next.On <= (next.Weeks == Weeks[^1] ? Kept : int.MaxValue)) yield return next;
            }
        }
    }

    /// <summary>The first day of the first job begun since the person came; null where there is none.</summary>
    internal static int? FirstDay(Facts facts, int person, int on) => Since(facts, person, on).Where(j => j.Row.From <= on).Select(j => (int?)j.Row.From).Min();

    /// <summary>Jobs begun since the first referral; all of them where none is recorded.</summary>
    private static IEnumerable<(Row Row, int Position)> Since(Facts facts, int person, int on)
    {
        var came = Reminders.Positions(facts, "referral", person, on).Select(r => (int)r.Row.From).DefaultIfEmpty(0).Min();
        return Reminders.Positions(facts, "employment", person, on).Where(j => j.Row.From >= came);
    }

    internal static string? Text(Facts facts, int position, string detail) => Value(facts, position, detail) is { } value ? facts.Names[value] : null;

    private static string? Code(Facts facts, int position, string detail) => Value(facts, position, detail) is { } value ? Kind(facts, position).Find(detail)!.List!.Codes[value].Name : null;

    private static Kind Kind(Facts facts, int position) => facts.Vocabulary.Kinds[facts.Columns.Kinds[position]];

    private static int? Value(Facts facts, int position, string detail) => Kind(facts, position).Find(detail) is { } found && facts.Columns.Detail(position, found.Slot) is not FactColumns.Missing and var value ? value : null;
}
