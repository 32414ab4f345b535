using System.Globalization;
using Cairn.Desk.Pricing;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// What a scheme would have paid on the partnership's own record, by a group chosen from a list, with survival curves. It is there only for whoever may see the money
/// and everyone on whom it rests (<see cref="BacktestSeen"/>); to the others there is no such page.
/// </summary>
public sealed class BacktestModel(Partnership partnership, Opening opening) : PricingPage(partnership)
{
    /// <summary>The answer for no groups; no kind is called so.</summary>
    private const string Everyone = "-";

    public async Task<IActionResult> OnGetAsync(string name) => await Look(name) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken stop)
    {
        if (!await Look(name)) return NotFound();
        Form.Read(await Request.ReadFormAsync(stop));
        return Form.IsGood ? await InTurn("backtest", _ => opening.Some(Viewer, "verify", "scheme-backtest", Work), stop) : Page();
    }

    private Report? Work(OpenList list)
    {
        // What may be seen is asked again, with what is shown.
        if (BacktestSeen.Of(list, Scheme) is not { } seen) return null;
        var by = Form.Value("by") is var kind && kind == Everyone ? null : seen.Groupings().FirstOrDefault(g => g.Kind.Name == kind).Grouping;
        foreach (var person in seen.People) list.Show(person);
        (string, string)[] more = [("Facts in the log", seen.Answer.Facts.Columns.Count.ToString("#,0", CultureInfo.InvariantCulture)), .. by is null ? Array.Empty<(string, string)>() : [("Groups by", by.Kind.Name)], ("Steps and results seen", string.Join(", ", seen.Outcomes.Select(o => o.Name)))];
        return BacktestReport.Of(Backtest.Of(seen.Answer, by, null, seen.Sight), BacktestReport.Asked(seen.Answer, more));
    }

    private async Task<bool> Look(string name)
    {
        if (!Find(name, s => s.Outcomes.Count > 0)) return false;
        var groups = await opening.Some(Viewer, "verify", "scheme-backtest", list => BacktestSeen.Of(list, Scheme)?.Groupings().Select(g => new Option(g.Kind.Name, g.Grouping.Title)).ToList());
        if (groups is null) return false;
        Form = new Form(new Field("by", "Which groups should be compared?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose the groups", Value = Everyone, Options = [new(Everyone, "None: everyone together"), .. groups] }) { Button = "Work it out", SaysErrors = false };
        return true;
    }
}
