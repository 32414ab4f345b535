using System.Net;

namespace Cairn.Web.Tests;

/// <summary>Who gets in, page by page.</summary>
public class DoorTests(Town town)
{
    [Fact]
    public async Task The_front_door_is_open_to_all_and_gives_the_help_lines()
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/");
        anyone.Status.ShouldBe(HttpStatusCode.OK);
        anyone.Text.ShouldContain("0300 123 6600");
    }

    [Fact]
    public async Task A_place_adds_its_own_help_lines_and_takes_them_down_when_their_time_is_over()
    {
        await using var own = await Town.Open();
        foreach (var (service, to) in new[] { ("Saltby Drop-in", ""), ("Saltby Winter Line", "2028-02-29") })
            await Given.Fact(own, "M07", "commissioner", ("fact", "help-contact"), ("about", "Saltby"), ("from", "2028-01-01"), ("to", to), ("service", service), ("how", "Come to 4 Quay Street."));
        using var anyone = new Visitor(own);
        await anyone.Open("/");
        anyone.Text.ShouldContain("Saltby Drop-in");
        anyone.Text.ShouldContain("Come to 4 Quay Street.");
        anyone.Text.ShouldNotContain("Winter Line");
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_is_asked_to_and_comes_back()
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/today");
        anyone.Path.ShouldBe("/sign-in?back=%2Ftoday");
        await anyone.Send(("id", "M01"));
        anyone.Path.ShouldBe("/today");
        anyone.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_signing_in_nobody_is_led_to_another_site()
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/sign-in?back=https%3A%2F%2Fexample.org%2F");
        await anyone.Send(("id", "M01"));
        anyone.Path.ShouldBe("/today");
    }

    [Fact]
    public async Task A_form_that_we_did_not_show_is_refused()
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/sign-in");
        await anyone.Send(("id", "M01"), ("form-token", "made-up"));
        anyone.Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_answer_forbids_what_our_pages_do_not_need()
    {
        using var anyone = new Visitor(town);
        using var response = await anyone.Http.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.Server.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_sent_from_another_site_is_refused_before_anything_is_read()
    {
        using var anyone = new Visitor(town);
        anyone.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        using var response = await anyone.Http.PostAsync(new Uri("/sign-in", UriKind.Relative), new StringContent("id=M01"), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }
}
