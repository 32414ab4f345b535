using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cairn.Desk;

namespace Cairn.Web.Tests;

/// <summary>What a provider claims: for many people in one step, once, and again when a verifier sends it back.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private const string Fund = "fair-chance-fund";

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private string Pick(string person, string outcome) => $"{town.Token(person)}.{Fund}.{outcome}.1";

    private static string New(params string[] picks) => "/claims/new?" + string.Join('&', picks.Select(p => $"pick={p}"));

    private string Check(string person, string outcome) => town.Path($"/claims/to-check/{{{person}}}/{Fund}/{outcome}/1");

    [Fact]
    public async Task The_manager_of_a_provider_in_the_scheme_sees_what_its_people_reached_where_that_may_be_shared_with_it()
    {
        await using var own = await Town.Open();
        using var before = await Visitor.SignedIn(own, "M22");
        await before.Open("/claims");
        before.Text.ShouldContain("as far as you may see what it rests on");
        foreach (var category in (string[])["work", "money"]) await Given.Fact(own, "M13", "partnership-lead", ("fact", "sharing-basis"), ("person", own.Token("P005")), ("from", "2028-01-01"), ("ground", "public-task"), ("purpose", "care"), ("category", category), ("with", "Harbour House"));
        using var manager = await Visitor.SignedIn(own, "M22");
        await manager.Open("/claims");
        manager.Page.QuerySelectorAll(".cairn-figures dd").Sum(d => int.Parse(d.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeGreaterThan(0, manager.Text);
    }

    [Fact]
    public async Task Two_people_are_claimed_in_one_step_one_comes_back_is_answered_with_a_file_and_is_verified()
    {
        using var provider = await Visitor.SignedIn(town, "M03");
        using var verifier = await Visitor.SignedIn(town, "M08");
        await provider.Open("/claims");
        string[] picks = [Pick("P093", "home-3-months"), Pick("P064", "second-assessment")];
        var boxes = provider.Page.QuerySelectorAll<IHtmlInputElement>("input[name=pick]").Select(b => b.Value).ToList();
        picks.ShouldBeSubsetOf(boxes);
        await provider.Open(New(picks));
        provider.Text.ShouldContain("2 results, £2,000.00 in all");
        var before = Given.Facts(town);
        await provider.Send();
        provider.Path.ShouldBe("/claims");
        provider.Text.ShouldContain("2 results are claimed");
        Given.Facts(town).ShouldBe(before + 2);

        await verifier.Open("/claims/to-check");
        verifier.Text.ShouldContain("Chloe Sandlark");
        await verifier.Open(Check("P093", "home-3-months"));
        verifier.Text.ShouldContain("Worth£1,500.00");
        await verifier.Send(("result", "more-wanted"), ("wanted", "landlord-letter"), ("words", "<script>alert(1)</script> A letter, please"));
        verifier.Path.ShouldBe("/claims/to-check");
        Given.Line(town, "P093", Fund, "home-3-months").IsSentBack.ShouldBeTrue();
        await verifier.Open(Check("P064", "second-assessment"));
        await verifier.Send(("result", "verified"));
        Given.Line(town, "P064", Fund, "second-assessment").What.ShouldBe(Settled.Posts);

        await provider.Open("/claims");
        provider.Text.ShouldContain("“<script>alert(1)</script> A letter, please” Wanted: landlord letter.");
        provider.Page.QuerySelectorAll("main script").ShouldBeEmpty();
        await provider.Open(provider.Page.QuerySelectorAll<IHtmlAnchorElement>("main a").First(a => a.TextContent.StartsWith("Add evidence for Chloe Sandlark: Keeps a home for 3", StringComparison.Ordinal)).GetAttribute("href")!);
        provider.Gives = ("letter.pdf", Given.Pdf("landlord"));
        await provider.Send(("kind", "landlord-letter"));
        provider.Text.ShouldContain("The evidence is added.");
        provider.Text.ShouldContain("Landlord letter");
        await provider.Open(New(picks[0]));
        await provider.Send();
        provider.Text.ShouldContain("One result is claimed.");
        var again = Given.Line(town, "P093", Fund, "home-3-months");
        (again.What, again.IsSentBack, again.Why).ShouldBe((Settled.NotVerified, false, "it was claimed again, and no verifier has looked since"));

        await verifier.Open("/claims/to-check");
        verifier.Text.ShouldContain("Claimed again");
        await verifier.Open(Check("P093", "home-3-months"));
        verifier.Text.ShouldContain("Seen: signed tenancy, landlord letter");
        verifier.Text.ShouldContain("PDF, 1 KB, given on 31 March 2028 by Dominic Ternwick");
        await verifier.Send(("result", "verified"));
        verifier.Text.ShouldContain("The claim is verified.");
        Given.Line(town, "P093", Fund, "home-3-months").What.ShouldBe(Settled.Posts);
    }

    [Fact]
    public async Task A_claim_sent_twice_is_made_once_and_answered_alike()
    {
        using var provider = await Visitor.SignedIn(town, "M03");
        await provider.Open(New(Pick("P093", "second-assessment")));
        var form = (IHtmlFormElement)provider.Page.QuerySelector("main form")!;
        await provider.SendTo(form);
        var after = Given.Facts(town);
        await provider.SendTo(form);
        provider.Status.ShouldBe(HttpStatusCode.OK);
        provider.Text.ShouldContain("One result is claimed.");
        provider.Text.ShouldNotContain("Not claimed");
        Given.Facts(town).ShouldBe(after);
    }

    [Fact]
    public async Task What_somebody_claimed_meanwhile_is_named_and_left_out_and_the_rest_is_claimed()
    {
        using var provider = await Visitor.SignedIn(town, "M03");
        await provider.Open(New(Pick("P093", "second-assessment"), Pick("P064", "second-assessment")));
        await Given.Claim(town, "M26", "caseworker", "P093", Fund, "second-assessment", "Saltby Homes");
        var before = Given.Facts(town);
        await provider.Send();
        Given.Facts(town).ShouldBe(before + 1);
        provider.Text.ShouldContain("One result is claimed.");
        provider.Text.ShouldContain("Not claimed Chloe Sandlark, Second needs assessment completed: It was claimed on 31 March 2028, and waits for a verifier.");
    }

    [Fact]
    public async Task What_is_not_ready_is_not_claimed_by_its_address()
    {
        using var provider = await Visitor.SignedIn(town, "M06");
        await provider.Open($"/claims/new?pick={town.Token("P098")}.{Fund}.home-3-months.1");
        provider.Text.ShouldContain("The evidence for it has not been seen.");
        provider.Text.ShouldContain("You have ticked nothing that can be claimed.");
        provider.Page.QuerySelector("main form").ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_may_not_claim_for_someone_is_told_the_same_as_for_nobody()
    {
        using var stranger = await Visitor.SignedIn(town, "M01");
        foreach (var path in (string[])[New(Pick("P093", "second-assessment")), New($"{new string('0', 32)}.{Fund}.second-assessment.1"), New("nonsense")])
        {
            await stranger.Open(path);
            stranger.Status.ShouldBe(HttpStatusCode.NotFound);
        }
        foreach (var id in (string[])["M14", "M33", "M13"])
        {
            using var other = await Visitor.SignedIn(town, id);
            await other.Open("/claims");
            other.Status.ShouldBe(HttpStatusCode.NotFound, id);
        }
    }

    [Fact]
    public async Task Claims_and_verifications_are_not_recorded_by_the_form_of_any_fact()
    {
        using var provider = await Visitor.SignedIn(town, "M03");
        using var verifier = await Visitor.SignedIn(town, "M08");
        await provider.Open(town.Path("/people/{P001}/record/claim"));
        provider.Status.ShouldBe(HttpStatusCode.NotFound);
        await provider.Open(town.Path("/people/{P001}/record"));
        provider.Text.ShouldNotContain("Evidence file");
        foreach (var kind in (string[])["verification", "sample-result"])
        {
            await verifier.Open(town.Path($"/people/{{P005}}/record/{kind}"));
            verifier.Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task A_caseworker_whose_partner_claims_finds_their_people_here()
    {
        using var caseworker = await Visitor.SignedIn(town, "M26");
        await caseworker.Open("/claims");
        caseworker.Page.QuerySelectorAll("input[name=pick]").Length.ShouldBeGreaterThan(0);
        caseworker.Text.ShouldNotContain("Goes into permanent work");
    }
}
