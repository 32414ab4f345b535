using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cairn.Desk;

namespace Cairn.Web.Tests;

/// <summary>Who checks a claim, how two at once fare, and what a sample after payment does.</summary>
public sealed class VerifyTests : IAsyncLifetime
{
    private const string Fund = "fair-chance-fund";

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private string Check(string person, string outcome, string scheme = Fund) => town.Path($"/claims/to-check/{{{person}}}/{scheme}/{outcome}/1");

    [Fact]
    public async Task The_oldest_claim_comes_first_and_its_page_shows_claim_reasons_strip_and_evidence()
    {
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open("/claims");
        verifier.Path.ShouldBe("/claims/to-check");
        verifier.Page.QuerySelector("main tbody th")!.TextContent.ShouldContain("Lewis Gullacre");
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        verifier.Text.ShouldContain("What is claimed ResultGoes into permanent work");
        verifier.Text.ShouldContain("of at most £100,000.00 is paid");
        verifier.Text.ShouldContain("Why Reached on");
        verifier.Page.QuerySelectorAll("main svg").Length.ShouldBe(2);
        await verifier.Open(verifier.Page.QuerySelector("main section[aria-labelledby=evidence] a")!.GetAttribute("href")!);
        verifier.Status.ShouldBe(HttpStatusCode.OK);
        verifier.Text.ShouldNotContain("Put it right");
    }

    [Fact]
    public async Task Every_page_of_a_claim_leaves_a_look_for_that_purpose()
    {
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open("/claims/to-check");
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        var looks = town.Partnership.Folder.Looks.At(town.Token("P005")).Where(l => l.Look.By == "M08").Select(l => (l.Look.Page, l.Look.Purpose)).ToList();
        looks.ShouldContain(("claims-to-check", "verify"));
        looks.ShouldContain(("claim", "verify"));
        looks.ShouldAllBe(l => l.Purpose == "verify");
    }

    [Theory]
    [InlineData("M18", "verifier")]
    [InlineData("M07", "commissioner")]
    public async Task Nobody_checks_a_claim_of_their_own_or_of_their_partner(string claimant, string capacity)
    {
        await Given.SecondVerifier(town);
        await Given.Claim(town, claimant, capacity == "verifier" ? "commissioner" : capacity, "P093", Fund, "second-assessment");
        foreach (var id in (string[])["M08", "M18"])
        {
            using var verifier = await Visitor.SignedIn(town, id);
            await verifier.Open("/claims/to-check");
            verifier.Text.ShouldNotContain("Chloe Sandlark");
            await verifier.Open(Check("P093", "second-assessment"));
            verifier.Status.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_claimant_finds_no_such_page_nor_does_a_verifier_who_recorded_what_it_rests_on()
    {
        using var provider = await Visitor.SignedIn(town, "M03");
        foreach (var path in (string[])[Check("P005", "into-permanent-work", "rehab-to-work"), "/claims/to-check", "/claims/samples"])
        {
            await provider.Open(path);
            provider.Status.ShouldBe(HttpStatusCode.NotFound);
        }
        await Given.SecondVerifier(town);
        using var verifier = await Visitor.SignedIn(town, "M18");
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        verifier.Status.ShouldBe(HttpStatusCode.OK);
        var job = Given.Standing(town, "P005", "employment");
        await Given.Fact(town, "M18", "key-worker", ("fact", "employment"), ("person", town.Token("P005")), ("from", Record.Day.Iso(town.Partnership.Folder.Fact(job)!.Draft.From)), ("contract", "permanent"), ("hours", "30"), ("evidence", "payslip"), ("corrects", $"#{job}"));
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        verifier.Status.ShouldBe(HttpStatusCode.NotFound);
        using var other = await Visitor.SignedIn(town, "M08");
        await other.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        other.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_missing_in_an_answer_is_said_at_the_question()
    {
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        await verifier.Send();
        verifier.Page.QuerySelector("#result-error")!.TextContent.ShouldContain("Choose your answer");
        await verifier.Send(("result", "more-wanted"));
        verifier.Page.QuerySelector("#words-error")!.TextContent.ShouldContain("Say what is needed");
        await verifier.Send(("result", "refused"));
        verifier.Page.QuerySelector("#because-error")!.TextContent.ShouldContain("Choose why you refuse it");
        await verifier.Send(("result", "refused"), ("because", "not-reached"), ("words", "<img src=x onerror=alert(1)>"));
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        verifier.Text.ShouldContain("Refused, 31 March 2028, Owen Lanternby: “<img src=x onerror=alert(1)>”");
        verifier.Page.QuerySelectorAll("main img").ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_evidence_asked_for_a_claim_is_not_verified()
    {
        await Given.Claim(town, "M06", "treatment-provider", "P098", Fund, "home-3-months", "Saltby Recovery Service");
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open(Check("P098", "home-3-months"));
        await verifier.Send(("result", "verified"));
        verifier.Page.QuerySelector("#result-error")!.TextContent.ShouldContain("has not been seen");
    }

    [Fact]
    public async Task Of_two_verifiers_at_once_one_answers_and_the_other_is_told_by_whom_and_when()
    {
        await Given.SecondVerifier(town);
        using var first = await Visitor.SignedIn(town, "M08");
        using var second = await Visitor.SignedIn(town, "M18");
        var path = Check("P005", "into-permanent-work", "rehab-to-work");
        await first.Open(path);
        await second.Open(path);
        var before = Given.Facts(town);
        await Task.WhenAll(first.Send(("result", "verified")), second.Send(("result", "refused"), ("because", "other")));
        Given.Facts(town).ShouldBe(before + 1);
        var loser = first.Path == path ? first : second;
        var (name, result) = loser == second ? ("Owen Lanternby", "Verified") : ("Sunita Monsun", "Refused");
        loser.Text.ShouldContain($"{name} answered this claim on 31 March 2028: {result}. Your answer was not recorded.");
    }

    [Fact]
    public async Task An_answer_sent_twice_is_one_answer()
    {
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open(Check("P005", "into-permanent-work", "rehab-to-work"));
        var form = (IHtmlFormElement)verifier.Page.QuerySelector("main form")!;
        await verifier.SendTo(form, ("result", "verified"));
        var after = Given.Facts(town);
        await verifier.SendTo(form, ("result", "verified"));
        verifier.Path.ShouldBe("/claims/to-check");
        Given.Facts(town).ShouldBe(after);
    }

    [Fact]
    public async Task A_sample_after_payment_takes_back_what_it_does_not_uphold_and_says_what_that_means_in_pounds()
    {
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open("/claims/samples");
        await verifier.Send(("scheme", Fund), ("from-day", "1"), ("from-month", "4"), ("from-year", "2027"), ("size", "0"));
        verifier.Page.QuerySelector("#size-error").ShouldNotBeNull();
        await verifier.Send(("scheme", Fund), ("size", "3"));
        verifier.Text.ShouldContain("3 of ");
        verifier.Text.ShouldContain("Nothing was looked at yet.");
        var sample = verifier.Path;
        var first = verifier.Page.QuerySelector("main tbody th a")!.GetAttribute("href")!;
        await verifier.Open(first);
        await verifier.Send(("result", "not-upheld"));
        verifier.Page.QuerySelector("#words-error").ShouldNotBeNull();
        await verifier.Send(("result", "not-upheld"), ("because", "evidence-not-genuine"), ("words", "The letter is not the landlord's"));
        verifier.Path.ShouldBe(sample);
        verifier.Text.ShouldContain("Error rate");
        verifier.Page.QuerySelectorAll(".cairn-figures dd").Select(d => d.TextContent).ShouldBe(["3", "1", "1", "100.0%"]);
        verifier.Text.ShouldContain("a ratio estimate");
        var reversed = town.Partnership.Read(r => r.Settlement(r.Schemes.First(s => s.Name == Fund)).Lines.Where(l => l.What is Settled.ToReverse).ToList());
        reversed.ShouldContain(l => l.Why.Contains("its claim or verification was taken back", StringComparison.Ordinal));
        await verifier.Open(first);
        verifier.Page.QuerySelector("main form").ShouldBeNull("looked at is looked at");
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_one_more_changes_none_of_the_others()
    {
        var outcome = town.Partnership.Read(r => r.Schemes.First(s => s.Name == Fund).Outcomes[0]);
        var paid = Enumerable.Range(0, 50).Select(i => new PaidClaim($"pay:{i}", i, outcome, 1, 0, 100)).ToList();
        var drawn = Sampling.Draw(paid, 7, 10).Select(p => p.Key).ToList();
        Sampling.Draw(Enumerable.Reverse(paid), 7, 10).Select(p => p.Key).ShouldBe(drawn);
        Sampling.Draw(paid, 7, 11).Select(p => p.Key).Take(10).ShouldBe(drawn);
        Sampling.Draw(paid, 8, 10).Select(p => p.Key).ShouldNotBe(drawn);
        new SampleFinding(10, 8, 2, 80_000, 20_000, 50, 500_000).ShouldSatisfyAllConditions(f => f.ErrorRate.ShouldBe(0.25), f => f.Extrapolated.ShouldBe(125_000));
    }
}
