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
        await worker.Send(("step", "confirm"));
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
    public async Task Who_would_see_more_is_shown_before_a_consent_is_recorded_and_is_so_afterwards()
    {
        // M31, of probation, works with P010 and sees no treatment facts of theirs.
        using var officer = await Visitor.SignedIn(town, "M31");
        await officer.Open(town.Path("/people/{P010}"));
        officer.Text.ShouldContain("Treatment and health:");
        var by = Worker("P010");
        using var worker = await Visitor.SignedIn(town, by);
        var before = Given.Facts(town);
        await worker.Open(town.Path("/people/{P010}/consent/give"));
        await worker.Send(("with", town.Partnership.Read(r => $"n{r.Facts.Names.Find("Saltby Probation")}")), ("categories", "treatment"), ("purpose", "care"), ("way", "spoken"));
        worker.Text.ShouldContain("Check what this changes");
        worker.Text.ShouldContain("Saltby Probation would see, for care: treatment and health (Claire Marlpoint)");
        Given.Facts(town).ShouldBe(before, "nothing is recorded before it is confirmed");
        await worker.Send(("step", "change"));
        worker.Page.QuerySelector("input[name=way][checked]")!.GetAttribute("value").ShouldBe("spoken");
        await worker.Send();
        await worker.Send(("step", "confirm"));
        worker.Text.ShouldContain("The consent is recorded.");
        await officer.Open(town.Path("/people/{P010}"));
        officer.Text.ShouldNotContain("Treatment and health:");
    }

    [Fact]
    public async Task A_consent_for_whom_nobody_works_with_says_that_nobody_sees_more_yet()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/consent/give"));
        await worker.Send(("with", town.Partnership.Read(r => $"n{r.Facts.Names.Find("Saltby Police")}")), ("categories", "offence"), ("purpose", "care"), ("way", "spoken"));
        worker.Text.ShouldContain("Nobody would see more today");
    }

    [Fact]
    public async Task Consent_has_no_form_on_which_its_effect_is_not_shown()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        foreach (var kind in (string[])["consent", "restriction"]) (await worker.Open(town.Path($"/people/{{P001}}/record/{kind}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        await worker.Open(town.Path("/people/{P001}/facts/{consent}"));
        worker.Text.ShouldContain("Renew it or take it back");
        worker.Text.ShouldNotContain("Put it right");
    }

    /// <summary>The key worker of a treatment provider who works with somebody today.</summary>
    private string Worker(string person)
    {
        var token = town.Token(person);
        return town.Partnership.Read(r => Desk.Said.Of(r.Facts, "works-with", token).First(w => w.Covers(r.Today) && w.Code("role") == "key-worker").Name("member-name"))!;
    }

    [Fact]
    public async Task Without_a_tie_there_is_no_such_page_for_her_and_for_nobody()
    {
        using var stranger = await Visitor.SignedIn(town, "M01");
        foreach (var path in (string[])["/consent", "/consent/give", "/consent/3", "/facts/2/move", "/restrict", "/restrict/3"])
        {
            await stranger.Open(town.Path("/people/{P001}") + path);
            var (status, body) = (stranger.Status, ReferralTests.Plain(stranger));
            await stranger.Open($"/people/{new string('0', 32)}{path}");
            status.ShouldBe(HttpStatusCode.NotFound);
            (stranger.Status, ReferralTests.Plain(stranger)).ShouldBe((status, body));
        }
    }
}
