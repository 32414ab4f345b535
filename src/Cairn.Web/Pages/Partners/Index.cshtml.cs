using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Cairn.Web.Pages.Schemes;

namespace Cairn.Web.Pages.Partners;

/// <summary>The partnership: who belongs to it, what it aims at and how that stands, what was agreed when, and who does what of its plan.</summary>
public sealed class IndexModel(Partnership partnership) : CairnPage
{
    public sealed record PlanAim(string Title, string? Under, IReadOnlyList<(string Title, string Link, string Figure, string Standing)> Indicators);

    public sealed record PlanView(string Name, string Title, string Owner, string Approved, IReadOnlyList<PlanAim> Aims);

    public sealed record ActionLine(long Position, string Priority, string Owner, string State, string Since, string Words);

    public IReadOnlyList<(string Name, string Type, string Since)> Partners { get; private set; } = [];

    /// <summary>Plans that run today, with whatever serves an aim under it.</summary>
    public IReadOnlyList<PlanView> Plans { get; private set; } = [];

    /// <summary>What was approved or agreed, the latest first.</summary>
    public IReadOnlyList<(string What, string Who, int On)> Agreed { get; private set; } = [];

    public IReadOnlyList<ActionLine> Actions { get; private set; } = [];

    /// <summary>What the reader may write down here, by its kind.</summary>
    public IReadOnlyList<string> Writes { get; private set; } = [];

    /// <summary>Whether the plan's pages open to this reader.</summary>
    public bool SeesSchemes { get; private set; }

    public void OnGet()
    {
        partnership.Read(read =>
        {
            SeesSchemes = read.Access.May(Viewer.Id, Right.SeeSchemes).IsYes;
            Writes = [.. WriteModel.For(read, Viewer.Id)];
            Partners = Of(read.Facts, read.Today);
            Plans = [.. read.Schemes.Where(s => s.Plan is not null && s.Opens <= read.Today && read.Today <= s.Closes).Select(s => PlanOf(s, read))];
            Agreed = [.. AgreedOf(read)];
            Actions = [.. Said.Of(read.Facts, "plan-action").Where(a => a.From <= read.Today).Select(a => new ActionLine(a.Position + 1L, a.Name("priority") ?? a.Name("objective") ?? "", a.Name("owner") ?? "", a.To < read.Today ? $"Ended {Day.Long(a.To)}" : a.Title("state"), Day.Long(a.From), ""))];
            return true;
        });
        // What an action says is kept apart from its codes, and read apart.
        Actions = [.. Actions.Select(a => a with { Words = partnership.Folder.Fact(a.Position)?.Draft.Details.FirstOrDefault(d => d.Detail.Name == "words").Text ?? "" }).OrderBy(a => a.Priority, StringComparer.Ordinal)];
    }

    private static PlanView PlanOf(Scheme scheme, Reading read)
    {
        var (plan, figures) = (scheme.Plan!, read.Indicators(scheme));
        (string, string, string, string) Line(Indicator indicator)
        {
            var line = IndicatorLine.Of(figures, indicator);
            return (indicator.Title, Links.Indicator(scheme.Name, indicator.Name), line.Figure is { } f ? $"{f.Text}, {f.Period}{(f.IsFinal ? "" : " so far")}" : "", indicator.Targets.Count > 0 ? line.Figure?.Standing ?? "" : "");
        }
        PlanAim Aim(Aim aim, IReadOnlyList<Aim> above) => new(aim.Title, above.FirstOrDefault(a => a.Name == aim.Under)?.Title, [.. scheme.Indicators.Where(i => i.For == aim.Name).Select(Line)]);
        return new(scheme.Name, scheme.Title, plan.Owner ?? "", plan.ApprovedOn is { } on ? Day.Long(on) : "", [.. plan.Objectives.Select(o => Aim(o, plan.National)), .. plan.Priorities.Select(p => Aim(p, plan.Objectives))]);
    }

    private static IEnumerable<(string What, string Who, int On)> AgreedOf(Reading read)
    {
        string Titled(Said said) => said.Name("scheme") is { } name ? read.Schemes.FirstOrDefault(s => s.Name == name)?.Title ?? name : "";
        var approved = Said.Of(read.Facts, "approved").Select(a => (What: $"{a.Subject} approved", Who: a.Name("by") ?? "", On: a.From));
        var agreed = ((string Kind, string What)[])[("protocol", "Protocol"), ("framework-agreed", "Framework of services")];
        var signed = agreed.SelectMany(k => Said.Of(read.Facts, k.Kind).GroupBy(s => (Scheme: Titled(s), s.From, Title: k.Kind == "protocol" ? s.Title("what") : ""))
            .Select(g => (What: $"{(g.Key.Title.Length > 0 ? $"{g.Key.Title} protocol" : k.What)}{(g.Key.Scheme.Length > 0 ? $" for {g.Key.Scheme}" : "")} agreed", Who: string.Join(", ", g.Select(s => s.Subject).Order(StringComparer.Ordinal)), On: g.Key.From)));
        return approved.Concat(signed).Where(a => a.On <= read.Today).OrderByDescending(a => a.On);
    }

    private static List<(string, string, string)> Of(Facts facts, int on) =>
        [.. Said.Of(facts, "organisation").Where(o => o.Covers(on)).Select(o => (o.Subject, o.Title("type"), Day.Long(o.From))).OrderBy(p => p.Subject, StringComparer.Ordinal)];
}
