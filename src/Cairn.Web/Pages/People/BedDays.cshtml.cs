using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.People;

/// <summary>
/// Bed days by provider in the financial year, of the people whose stays this reader sees one by one anyway, so that no number is hidden; and
/// who of them stays somewhere that nobody pays for.
/// </summary>
public sealed class BedDaysModel(Partnership partnership, Opening opening) : CairnPage
{
    public sealed record Row(string Provider, int Now, string Days, string Paid);

    public string Since { get; private set; } = "";

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<(string Token, string Name, string What)> Unpaid { get; private set; } = [];

    private sealed record One(string Token, string Name, Stay Stay, bool SeesMoney);

    public async Task OnGetAsync()
    {
        var first = YearOf(partnership.Today);
        var stays = await opening.Some(Viewer, "care", "bed-days", list => Stays(list, first));
        // A commissioner has no other purpose than checking what is claimed.
        if (stays.Count == 0) stays = await opening.Some(Viewer, "verify", "bed-days", list => Stays(list, first));
        Since = Day.Long(first);
        Rows = [.. stays.GroupBy(s => s.Stay.Provider ?? "Provider not recorded", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new Row(g.Key, g.Count(s => s.Stay.IsNow), Number(g.Sum(s => s.Stay.DaysSince(first))), g.All(s => s.SeesMoney) ? Number(g.Sum(s => s.Stay.FundedDaysSince(first))) : "not shown"))];
        Unpaid = [.. stays.Where(s => s.SeesMoney && s.Stay.IsNow && !s.Stay.IsFunded(partnership.Today)).Select(s => (s.Token, s.Name, $"{s.Stay.What}, {s.Stay.Provider ?? "provider not recorded"}, since {Day.Long(s.Stay.From)}"))];
    }

    private static string Number(int days) => days.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);

    private static List<One> Stays(OpenList list, int first)
    {
        var (read, found) = (list.Read, new List<One>());
        foreach (var token in list.People)
            foreach (var stay in Placements.Of(read.Facts, token, read.Today).Where(s => s.DaysSince(first) > 0 && list.Ask(token).Sees(s.Category)))
                found.Add(new One(token, list.Name(token), stay, list.Ask(token).Sees("money")));
        return found;
    }

    /// <summary>The 1 April on or before a day.</summary>
    private static int YearOf(int day) => Day.Date(day) is var date && date.Month >= 4 ? Day.Of(date.Year, 4, 1) : Day.Of(date.Year - 1, 4, 1);
}
