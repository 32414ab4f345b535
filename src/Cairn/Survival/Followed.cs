namespace Cairn.Survival;

/// <summary>
/// One person as seen: in view from one moment to another (days, or any unit), and whether the time ended with the event or only with being
/// in view. A stratum is compared only within itself.
/// </summary>
public readonly record struct FollowUp(double From, double To, bool Happened, string Group = "", string Stratum = "");

/// <summary>
/// People followed until something happened to them, or until they were no longer in view. Somebody in view for no time at all counts among the
/// people and can have had the event at once; a time below nothing is refused.
/// </summary>
public sealed class Followed
{
    private Followed(double[] times, bool[] happened, int[] group, int[] stratum, IReadOnlyList<string> groups, IReadOnlyList<string> strata)
    {
        (Times, Happened, Group, Stratum, Groups, Strata) = (times, happened, group, stratum, groups, strata);
        Events = happened.Count(h => h);
    }

    /// <summary>How long each was in view.</summary>
    public IReadOnlyList<double> Times { get; }

    /// <summary>Whether that time ended with the event.</summary>
    public IReadOnlyList<bool> Happened { get; }

    /// <summary>The position of each one's group in <see cref="Groups"/>.</summary>
    public IReadOnlyList<int> Group { get; }

    /// <summary>The position of each one's stratum in <see cref="Strata"/>.</summary>
    public IReadOnlyList<int> Stratum { get; }

    /// <summary>The names of the groups, sorted.</summary>
    public IReadOnlyList<string> Groups { get; }

    /// <summary>The names of the strata, sorted.</summary>
    public IReadOnlyList<string> Strata { get; }

    /// <summary>How many people.</summary>
    public int People => Times.Count;

    /// <summary>How many events.</summary>
    public int Events { get; }

    /// <summary>Reads rows; null with the reason where there is nobody, or where a time is below nothing or no number, with the row counted from 1.</summary>
    public static Followed? Of(IReadOnlyList<FollowUp> rows, out NoFigure? why)
    {
        why = rows.Count == 0 ? new(Lack.People, "Nobody was followed.") : null;
        var times = new double[rows.Count];
        for (var i = 0; i < rows.Count && why is null; i++)
        {
            times[i] = rows[i].To - rows[i].From;
            if (!double.IsFinite(times[i])) why = new(Lack.Times, $"Row {i + 1} has no time: both moments must be numbers.");
            else if (times[i] < 0) why = new(Lack.Times, $"Row {i + 1} ends before it begins.");
        }
        if (why is not null) return null;
        var groups = Named(rows, r => r.Group, out var group);
        var strata = Named(rows, r => r.Stratum, out var stratum);
        return new Followed(times, [.. rows.Select(r => r.Happened)], group, stratum, groups, strata);
    }

    private static List<string> Named(IReadOnlyList<FollowUp> rows, Func<FollowUp, string> name, out int[] positions)
    {
        var sorted = rows.Select(name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var places = sorted.Index().ToDictionary(n => n.Item, n => n.Index, StringComparer.Ordinal);
        positions = [.. rows.Select(r => places[name(r)])];
        return sorted;
    }
}
