using System.Net;

namespace Cairn.Web.Tests;

/// <summary>What is shared: given, shown before it is taken back, and closed at once.</summary>
public sealed class ConsentTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_consent_taken_back_closes_the_page_at_once_and_says_before_who_loses_what()
    {
        // The work coach sees P001 by consent alone.
        using var coach = await Visitor.SignedIn(town, "M29");
        await coach.Open(town.Path("/people/{P001}"));
        coach.Text.ShouldContain("Scott Heronby");

        using var worker = await Visitor.SignedIn(town, "M03");
        for (var i = 0; i < 10; i++)
        {
            await worker.Open(town.Path("/people/{P001}/consent"));
            if (worker.Page.QuerySelectorAll("a").FirstOrDefault(a => a.TextContent.StartsWith("Renew or take back", StringComparison.Ordinal)) is not { } link) break;
            await worker.Open(link.GetAttribute("href")!);
            if (i == 0) worker.Text.ShouldContain("If they take it back");
            await worker.Send(("do", "end"), ("way", "spoken"));
            worker.Text.ShouldContain("taken back");
        }
        worker.Text.ShouldContain("They have agreed to nothing that runs today.");
        await coach.Open(town.Path("/people/{P001}"));
        coach.Text.ShouldNotContain("Scott Heronby");
        town.Partnership.Folder.Looks.At(town.Token("P001")).ShouldContain(l => l.Look.By == "M29" && l.Look.Basis.Contains("Consent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_effect_names_the_partner_and_what_it_would_no_longer_see()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/consent"));
        var links = worker.Page.QuerySelectorAll("a").Where(a => a.TextContent.StartsWith("Renew or take back", StringComparison.Ordinal)).Select(a => a.GetAttribute("href")!).ToList();
        links.ShouldNotBeEmpty();
        var effects = new List<string>();
        foreach (var link in links) effects.Add((await worker.Open(link)).Text);
        effects.ShouldContain(e => e.Contains("Saltby Jobcentre would no longer see", StringComparison.Ordinal) || e.Contains("rests on something else too", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_consent_is_given_for_one_partner_and_category_and_renewed_to_a_day()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/consent/give"));
        await worker.Send();
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose with whom");
        await worker.Send(("with", town.Partnership.Read(r => $"n{r.Facts.Names.Find("Saltby Police")}")), ("categories", "offence"), ("purpose", "care"), ("way", "written"));
        worker.Text.ShouldContain("The consent is recorded.");
        var row = worker.Page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Saltby Police", StringComparison.Ordinal));
        row.TextContent.ShouldContain("Offences");
        await worker.Open(row.QuerySelector("a")!.GetAttribute("href")!);
        await worker.Send(("do", "renew"), ("way", "spoken"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter the new last day");
        await worker.Send(("do", "renew"), ("way", "spoken"), ("until-day", "1"), ("until-month", "9"), ("until-year", "2028"));
        worker.Text.ShouldContain("The consent is renewed.");
        worker.Text.ShouldContain("31 March 2028 to 1 September 2028");
    }

    [Fact]
    public async Task Without_a_tie_there_is_no_such_page_for_her_and_for_nobody()
    {
        using var stranger = await Visitor.SignedIn(town, "M01");
        foreach (var path in (string[])["/consent", "/consent/give", "/consent/3", "/facts/2/move"])
        {
            await stranger.Open(town.Path("/people/{P001}") + path);
            var (status, body) = (stranger.Status, ReferralTests.Plain(stranger));
            await stranger.Open($"/people/{new string('0', 32)}{path}");
            status.ShouldBe(HttpStatusCode.NotFound);
            (stranger.Status, ReferralTests.Plain(stranger)).ShouldBe((status, body));
        }
    }
}
