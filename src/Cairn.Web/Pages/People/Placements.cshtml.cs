using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>One stay as the page lists it.</summary>
public sealed record StayRow(string What, string Provider, string When, string Planned, int BedDays, IReadOnlyList<string> Money, string Unpaid, string Left, bool IsNow)
{
    public static StayRow Of(Stay stay) => new(stay.What, stay.Provider ?? "Provider not recorded", $"{Day.Long(stay.From)} {(stay.To == Day.Never ? "on" : $"to {Day.Long(stay.To)}")}",
        stay.PlannedDays is { } days ? $"{days} days, to {Day.Long(stay.PlannedEnd!.Value)}" : "", stay.BedDays,
        [.. stay.Funding.Select(f => $"{f.By ?? "Not said who"}, {(f.To == Day.Never ? "no end set" : $"until {Day.Long(f.To)}")}")],
        stay.Funding.Count == 0 ? "No money recorded" : stay.UnfundedDays is > 0 and var unpaid ? $"{unpaid} {(unpaid == 1 ? "day" : "days")} not paid for" : "",
        !stay.IsNow ? "" : stay.FundedDaysLeft is { } left ? left.ToString(System.Globalization.CultureInfo.InvariantCulture) : "No end set", stay.IsNow);
}

/// <summary>
/// The chain of stays of one person, from detoxification to supported housing: how long each was planned, how many bed days it took, who pays until
/// when, and what comes next by the plan. Of stays, money and the plan each only where the reader sees such facts.
/// </summary>
public sealed class PlacementsModel(Partnership partnership, Opening opening) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public IReadOnlyList<StayRow> Rows { get; private set; } = [];

    public bool SeesMoney { get; private set; }

    public bool MayFund { get; private set; }

    /// <summary>The open action of the plan that is due first, with its day; empty where there is none.</summary>
    public string Next { get; private set; } = "";

    private sealed record Found(string Name, IReadOnlyList<StayRow> Rows, bool SeesMoney, bool MayFund, PlanAction? Next);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        var found = await opening.One(Viewer, "care", "placements", token, record => !record.Sees("treatment") && !record.Sees("housing") ? new Found("", [], false, false, null)
            : new Found(record.Name, [.. Placements.Of(record.Read.Facts, record.Token, record.Read.Today).Where(s => record.Sees(s.Category)).Select(StayRow.Of)], record.Sees("money"),
                record.Sees("money") && record.Read.Access.MayRecord(Viewer.Id, partnership.Vocabulary.Find("stay-funding")!, token).IsYes,
                record.Sees("plan") ? PlanActions.Of(record.Read.Facts, record.Token).Where(a => a is { IsOpen: true, Due: not null }).MinBy(a => a.Due) : null));
        if (found is null || found.Name.Length == 0) return NotFound();
        (Token, Name, Rows, SeesMoney, MayFund) = (token, found.Name, found.Rows, found.SeesMoney, found.MayFund);
        if (found.Next is { } next) Next = $"{PlanView.WordsOf(partnership, next.Position).TrimEnd('.')}, by {Day.Long(next.Due!.Value)}.{(next.IsOverdue(partnership.Today) ? " It is overdue." : "")}";
        return Page();
    }
}
