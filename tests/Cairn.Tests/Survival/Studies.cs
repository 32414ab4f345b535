using System.Globalization;
using Cairn.Survival;
using Cairn.Tests.Reading;

namespace Cairn.Tests.Survival;

/// <summary>The studies the figures are tried on.</summary>
internal static class Studies
{
    /// <summary>Weeks of remission with 6-MP and without (Freireich and others 1963, Blood 21:699-716): the example that most textbooks work by hand.</summary>
    public static readonly Followed Remission = Of([
        .. Rows("6-MP", "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"),
        .. Rows("none", "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"),
    ]);

    /// <summary>Rows of a group: times, a plus where the person was only no longer in view.</summary>
    public static IEnumerable<FollowUp> Rows(string group, string times, string stratum = "") =>
        times.Split(' ').Select(t => new FollowUp(0, double.Parse(t.TrimEnd('+'), CultureInfo.InvariantCulture), !t.EndsWith('+'), group, stratum));

    public static Followed Of(IEnumerable<FollowUp> rows)
    {
        var followed = Followed.Of([.. rows], out var why);
        why.ShouldBeNull();
        return followed!;
    }

    /// <summary>UIS: days to the return to drug use, by length of the programme.</summary>
    public static Table Uis => Table.Read("uis", "uis.csv");

    /// <summary>HELP: days to being linked to primary care.</summary>
    public static Table Help => Table.Read("help", "HELPrct.csv");
}

/// <summary>A CSV file without quotes, by column.</summary>
internal sealed record Table(string Path, IReadOnlyList<string> Names, IReadOnlyList<string[]> Rows)
{
    public static Table Read(params string[] parts)
    {
        var path = OpenData.Path(parts);
        var lines = File.ReadAllLines(path);
        return new(path, lines[0].Split(','), [.. lines.Skip(1).Select(l => l.Split(','))]);
    }

    /// <summary>The rows that have something in every one of some columns.</summary>
    public Table Having(params string[] names) => this with { Rows = [.. Rows.Where(r => names.All(n => r[Names.ToList().IndexOf(n)] is not ("" or "NA")))] };

    public string[] Text(string name) => [.. Rows.Select(r => r[Names.ToList().IndexOf(name)])];

    /// <summary>A column as a covariate; what is missing is not a number.</summary>
    public Covariate Of(string name) => new(name, [.. Text(name).Select(t => double.TryParse(t, CultureInfo.InvariantCulture, out var number) ? number : double.NaN)]);

    /// <summary>One where a column says so.</summary>
    public Covariate Is(string name, string value) => new(name, [.. Text(name).Select(t => t == value ? 1.0 : 0)]);

    public Followed Followed(string time, string happened, string? group = null, string? stratum = null)
    {
        var (times, events) = (Of(time).Values, Of(happened).Values);
        var (groups, strata) = (group is null ? null : Text(group), stratum is null ? null : Text(stratum));
        return Studies.Of(Rows.Select((_, i) => new FollowUp(0, times[i], events[i] == 1, groups?[i] ?? "", strata?[i] ?? "")));
    }
}
