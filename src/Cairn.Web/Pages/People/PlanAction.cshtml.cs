using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Agreeing that something is done under a goal: what, by whom and by when. Its owner is the person, or a member who sees their plan.</summary>
public sealed class PlanActionModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const string Self = "person";

    public string Name { get; private set; } = "";

    public string Back { get; private set; } = "";

    public Form Form { get; private set; } = new();

    /// <summary>The goal that it is added under, by its area.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Goal { get; set; }

    /// <summary>The conference in which it was agreed, by its place in the log.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Call { get; set; }

    private sealed record Found(string Name, IReadOnlyList<string> Areas, IReadOnlyList<(string Member, string Partner)> Owners, bool HasCall);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        if (Form["goal"].Options.Any(o => o.Value == Goal)) Form["goal"].Value = Goal!;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (Form.Day("due") is { } due && due < partnership.Today) Form.Fail("due", "Enter a day from today on");
        if (!Form.IsGood) return Page();
        var capacity = Telling.CapacityOf(partnership, Viewer, "goal-action");
        var telling = new Telling(partnership, Form);
        telling.Say("goal-action", token, capacity, ("goal", Form.Value("goal")), ("due", Day.Iso(Form.Day("due")!.Value)), ("owner", Form.Value("owner") == Self ? "" : Form.Value("owner")), ("call", Call?.ToString(CultureInfo.InvariantCulture)), ("words", Form.Value("what")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "The action is added.";
        return LocalRedirect(Back);
    }

    private async Task<bool> Open(string token)
    {
        var found = await opening.One(Viewer, "care", "plan", token, record => !record.Sees("plan") || !record.Read.Access.MayRecord(Viewer.Id, partnership.Vocabulary.Find("goal-action")!, token).IsYes ? new Found("", [], [], false)
            : new Found(record.Name, [.. RecoveryPlan.Of(record.Read.Facts, record.Token).Goals.Select(g => g.Area).Distinct(StringComparer.Ordinal)], WhoSeesThePlan(record.Read, token), Desk.Conferences.Of(record.Read.Facts, record.Token).Any(c => c.Call + 1L == Call)));
        if (found is null || found.Name.Length == 0 || (Call is not null && !found.HasCall)) return false;
        (Name, Back) = (found.Name, Call is { } call ? Links.Conference(call) : Links.PlanOf(Viewer, token));
        var areas = partnership.Vocabulary.Lists.First(l => l.Name == "goals").Codes.Where(c => found.Areas.Contains(c.Name) || found.Areas.Count == 0).Select(c => new Option(c.Name, c.Title)).ToList();
        var owners = found.Owners.Select(o => new Option(o.Member, o.Member == Viewer.Id ? "I do" : $"{accounts.NameOf(o.Member)}, {o.Partner}")).OrderBy(o => o.Label != "I do").ThenBy(o => o.Label, StringComparer.OrdinalIgnoreCase);
        Form = new Form(new Field("goal", "Under which goal?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose the goal", Options = areas, Value = areas.Count == 1 ? areas[0].Value : "" },
            new Field("what", "What is done?", Asks.Words) { IsRequired = true, WhenEmpty = "Say what is done", Hint = "One thing, in plain words." },
            new Field("owner", "Who does it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who does it", Options = [new(Self, Viewer.IsPerson ? "I do" : found.Name), .. owners], Hint = "Only those who see this plan can be named." },
            new Field("due", "By when?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the day" }) { Button = "Add the action" };
        return true;
    }

    /// <summary>The members who see the plan for care today, each once, with the partner for which they do.</summary>
    internal static IReadOnlyList<(string Member, string Partner)> WhoSeesThePlan(Reading read, string token) =>
        [.. read.Access.SeenBy(token).Where(s => s.Purpose == "care" && s.Categories.Contains("plan", StringComparer.Ordinal)).DistinctBy(s => s.Member, StringComparer.Ordinal).Select(s => (s.Member, s.Partner))];
}
