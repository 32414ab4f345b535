using System.Net;
using Cairn.Desk;
using Deque.AxeCore.Playwright;

namespace Cairn.Web.Tests;

/// <summary>Coming in: a referral by a member, by oneself, and the answer to it.</summary>
public sealed class ReferralTests(Browser browser) : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_referral_is_filled_in_step_by_step_sent_once_and_answered()
    {
        using var worker = await Visitor.SignedIn(town, "M05");
        var before = Facts();
        await worker.Open("/people/refer");
        await worker.Send(("who", "new"));
        var start = worker.Path;
        worker.Text.ShouldContain("How to reach them safely Cannot start yet");
        await worker.Open($"{start}/contact");
        worker.Status.ShouldBe(HttpStatusCode.NotFound);

        await Step(worker, start, "about", ("given", "Alex"), ("family", "Quillfeather"), ("birth-day", "4"), ("birth-month", "5"), ("birth-year", "1990"));
        await worker.Open($"{start}/contact");
        await worker.Send(("phone", "07700 900999"), ("safe", "no"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Select yes if Alex needs an interpreter");
        await Fill(town, worker, start);
        Facts().ShouldBe(before, "nothing is recorded before it is sent");

        await worker.Open("/people");
        worker.Text.ShouldContain("1 referral is not sent yet");
        await worker.Open($"{start}/check");
        worker.Text.ShouldContain("Eligible, from what you can see.");
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)worker.Page.QuerySelector("main form")!;
        await worker.SendTo(form);
        worker.Text.ShouldContain("Saltby Recovery Service reads it and answers by 7 April 2028");
        var after = Facts();
        after.ShouldBeGreaterThan(before);
        await worker.SendTo(form);
        worker.Path.ShouldEndWith("/sent");
        Facts().ShouldBe(after);

        using var manager = await Visitor.SignedIn(town, "M19");
        await manager.Open("/people/arrivals");
        await manager.Follow("Alex Quillfeather");
        manager.Text.ShouldContain("Wants a home first");
        await manager.Send(("answer", "accept"));
        manager.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose who works with Alex Quillfeather");
        await manager.Send(("answer", "accept"), ("worker", "M03"));
        manager.Text.ShouldContain("They are taken on");
        manager.Text.ShouldNotContain("Alex Quillfeather");

        using var taken = await Visitor.SignedIn(town, "M03");
        await taken.Open("/people?find=Quillfeather");
        taken.Text.ShouldContain("Alex Quillfeather");
        var token = taken.Page.QuerySelector("tbody a")!.GetAttribute("href")!.Split('/')[^1];
        town.Partnership.Folder.Looks.At(token).ShouldContain(l => l.Look.By == "M03" && l.Look.Page == "people" && l.Look.Purpose == "care");
    }

    [Fact]
    public async Task Not_being_eligible_is_said_with_its_reasons_and_bars_nobody()
    {
        using var worker = await Visitor.SignedIn(town, "M05");
        await worker.Open("/people/refer");
        await worker.Send(("who", "new"));
        var start = worker.Path;
        await Step(worker, start, "about", ("given", "Sam"), ("family", "Nettlecombe"), ("birth-day", "4"), ("birth-month", "5"), ("birth-year", "1990"));
        await Fill(town, worker, start, home: "owned");
        await worker.Open($"{start}/check");
        worker.Text.ShouldContain("Not eligible, from what you can see.");
        await worker.Send();
        worker.Text.ShouldContain("Referral sent");
    }

    [Fact]
    public async Task One_of_ones_own_people_is_referred_without_being_asked_for_again()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open($"/people/refer?person={town.Token("P001")}");
        await worker.Send();
        worker.Text.ShouldNotContain("Name and date of birth");
        worker.Text.ShouldContain("Scott Heronby");
        await worker.Open("/people/refer");
        worker.Text.ShouldContain("Not sent yet");
        using var other = await Visitor.SignedIn(town, "M01");
        await other.Open(worker.Page.QuerySelector(".cairn-list a")!.GetAttribute("href")!);
        other.Status.ShouldBe(HttpStatusCode.NotFound, "a draft is its member's own");
    }

    [Fact]
    public async Task Somebody_asks_for_help_without_an_account_and_comes_to_the_partners_queue()
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/refer-yourself");
        anyone.Text.ShouldContain("999");
        await anyone.Send(("for", "me"), ("given", "Robin"));
        anyone.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter a phone number");
        await anyone.Send(("for", "me"), ("given", "Robin"), ("phone", "07700 900123"), ("safe", "yes"), ("service", "Saltby Recovery Service"));
        anyone.Text.ShouldContain("Your reference");
        anyone.Text.ShouldContain("by 4 April 2028");
        var quoted = anyone.Page.QuerySelector(".govuk-panel__body strong")!.TextContent;
        var token = town.Partnership.Folder.Read(s => s.FindPerson("front-door", quoted))!;
        town.Partnership.Read(r => Said.Of(r.Facts, "referral", token).Single().Code("by")).ShouldBe("self");
        town.Partnership.Read(r => r.State.RecordedBy(r.Facts.Columns.Count - 1)).ShouldBe("public");
        using var worker = await Visitor.SignedIn(town, "M01");
        await worker.Open("/people/arrivals");
        worker.Text.ShouldContain("Robin");
        using var elsewhere = await Visitor.SignedIn(town, "M24");
        await elsewhere.Open("/people/arrivals");
        elsewhere.Text.ShouldNotContain("Robin");
    }

    [Fact]
    public async Task The_same_name_is_no_hint_and_too_many_tries_are_stopped()
    {
        using var anyone = new Visitor(town);
        var texts = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            await anyone.Open("/refer-yourself");
            await anyone.Send(("for", "me"), ("given", i == 0 ? "Scott" : "Nobody"), ("family", i == 0 ? "Heronby" : "Atall"), ("phone", "1"), ("safe", "no"), ("service", "Saltby Recovery Service"));
            texts.Add(anyone.Text.Replace(anyone.Page.QuerySelector(".govuk-panel__body strong")!.TextContent, "", StringComparison.Ordinal));
        }
        texts.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        await anyone.Open("/refer-yourself");
        await anyone.Send(("for", "me"), ("given", "Robin"), ("phone", "1"), ("safe", "no"), ("service", "Saltby Recovery Service"));
        anyone.Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_referral_is_turned_away_with_a_reason_and_only_by_those_it_came_to()
    {
        using var worker = await Visitor.SignedIn(town, "M01");
        await worker.Open("/people/arrivals");
        worker.Text.ShouldContain("referrals wait for an answer");
        var link = worker.Page.QuerySelector("tbody a")!.GetAttribute("href")!;
        using var stranger = await Visitor.SignedIn(town, "M33");
        await stranger.Open(link);
        var (status, body) = (stranger.Status, Plain(stranger));
        await stranger.Open("/people/arrivals/999999");
        (stranger.Status, Plain(stranger)).ShouldBe((status, body));
        status.ShouldBe(HttpStatusCode.NotFound);
        await worker.Open(link);
        await worker.Send(("answer", "decline"), ("words", "Try again in June."));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("turned away");
        await worker.Send(("answer", "decline"), ("why", "outside-area"), ("words", "Try again in June."));
        worker.Text.ShouldContain("The referral is answered.");
        worker.Page.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")).ShouldNotContain(link);
    }

    [Fact]
    public async Task A_referral_typed_in_later_says_on_which_day_it_was_made()
    {
        using var worker = await Visitor.SignedIn(town, "M05");
        await worker.Open("/people/refer");
        await worker.Send(("who", "new"));
        var start = worker.Path;
        await Step(worker, start, "about", ("given", "Alex"), ("family", "Quillfeather"), ("birth-day", "4"), ("birth-month", "5"), ("birth-year", "2027"));
        await Fill(town, worker, start);
        await worker.Open($"{start}/partner");
        foreach (var (day, month, year, says) in new[] { ("1", "4", "2028", "not in the future"), ("3", "5", "2027", "before Alex was born, on 4 May 2027"), ("", "3", "2028", "Enter a day, a month and a year") })
        {
            await worker.Send(("on-day", day), ("on-month", month), ("on-year", year));
            worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(says);
        }
        await Step(worker, start, "about", ("birth-year", "1990"));
        await worker.Open($"{start}/partner");
        await worker.Send(("on-day", "1"), ("on-month", "4"), ("on-year", "2027"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("A referral is over after a year");
        await worker.Send(("on-day", "1"), ("on-month", "3"), ("on-year", "2028"));
        // Changed afterwards to a day of birth after the referral: it is not sent.
        await Step(worker, start, "about", ("birth-year", "2028"), ("birth-month", "3"), ("birth-day", "2"));
        await worker.Open($"{start}/check");
        await worker.Send();
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("before Alex was born");
        await Step(worker, start, "about", ("birth-year", "1990"));
        await worker.Open($"{start}/check");
        worker.Text.ShouldContain("as a referral of 1 March 2028");
        await worker.Send();
        worker.Text.ShouldContain("answers by 7 April 2028", Case.Insensitive, "counted from today, on which it was sent");
        var (from, recorded, needs) = town.Partnership.Read(r => (Said.Of(r.Facts, "referral").Last() is var last ? (last.From, last.RecordedOn, Said.Of(r.Facts, "complexity", last.Subject).Single().From) : default));
        (Record.Day.Iso(from), Record.Day.Iso(recorded), needs).ShouldBe(("2028-03-01", "2028-03-31", from));
    }

    [Fact]
    public async Task A_referral_of_ones_own_person_shows_who_would_see_more_before_it_is_sent()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/refer?person={P001}"));
        await worker.Send();
        var start = worker.Path;
        foreach (var (task, answers) in new (string, (string, string)[])[] { ("help", [("substance", "heroin"), ("reason", "Wants a home"), ("by", "treatment-service")]), ("needs", [("level", "high"), ("home", "hostel")]), ("goals", [("goals", "home")]), ("consent", [("agrees", "no")]), ("scheme", [("scheme", "-")]), ("partner", [("partner", town.Partnership.Read(r => $"n{r.Facts.Names.Find("Saltby Homes")}"))]) })
            await Step(worker, start, task, answers);
        await worker.Open($"{start}/check");
        worker.Text.ShouldContain("Saltby Homes would see");
    }

    [Fact]
    public async Task The_waiting_list_is_for_those_whose_scheme_it_is()
    {
        using var manager = await Visitor.SignedIn(town, "M22");
        await manager.Open("/people/waiting/rehab-to-work");
        manager.Text.ShouldContain("waits because all 12 places are taken");
        manager.Text.ShouldContain("The scheme is for 12 people in all");
        manager.Text.ShouldContain($"1st of {manager.Page.QuerySelectorAll("tbody tr").Length}");
        using var other = await Visitor.SignedIn(town, "M24");
        await other.Open("/people/waiting/rehab-to-work");
        other.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>With <c>CAIRN_SCREENS</c> naming a folder, pictures of the steps are left there.</summary>
    [Fact]
    public async Task Axe_finds_nothing_on_the_steps_of_a_referral_and_on_its_answer()
    {
        using var worker = await Visitor.SignedIn(town, "M05");
        await worker.Open("/people/refer");
        await worker.Send(("who", "new"));
        var start = worker.Path;
        await Step(worker, start, "about", ("given", "Alex"), ("family", "Quillfeather"), ("birth-day", "4"), ("birth-month", "5"), ("birth-year", "1990"));
        await Fill(town, worker, start);
        await worker.Open("/people/arrivals");
        var answer = worker.Page.QuerySelector("tbody a")!.GetAttribute("href")!;
        foreach (var (name, path) in new[] { ("refer-steps", start), ("refer-needs", $"{start}/needs"), ("refer-consent", $"{start}/consent"), ("refer-scheme", $"{start}/scheme"), ("refer-check", $"{start}/check"), ("answer", answer) })
            foreach (var width in (int[])[1280, 320])
            {
                var page = await browser.Open(town, "M05", width);
                await page.GotoAsync(path);
                (await page.RunAxe()).Violations.Select(v => $"{name} {v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty();
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, name);
                if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
                await page.Context.CloseAsync();
            }
    }

    internal static string Plain(Visitor visitor) => System.Text.RegularExpressions.Regex.Replace(visitor.Page.Body!.InnerHtml, "value=\"CfDJ8[^\"]*\"|name=\"once\" value=\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private int Facts() => town.Partnership.Read(r => r.Facts.Columns.Count);

    private static async Task Step(Visitor worker, string start, string task, params (string, string)[] answers)
    {
        await worker.Open($"{start}/{task}");
        await worker.Send(answers);
        worker.Path.ShouldBe(start, worker.Text);
    }

    internal static async Task Fill(Town town, Visitor worker, string start, string home = "rough-sleeping")
    {
        await Step(worker, start, "contact", ("phone", "07700 900999"), ("safe", "no"), ("interpreter", "yes"));
        await Step(worker, start, "help", ("substance", "heroin"), ("reason", "Wants a home first"), ("by", "treatment-service"));
        await Step(worker, start, "needs", ("level", "high"), ("home", home));
        await Step(worker, start, "goals", ("goals", "home"));
        await Step(worker, start, "consent", ("agrees", "yes"), ("with", town.Partnership.Read(r => $"n{r.Facts.Names.Find("Saltby Partnership")}")), ("way", "spoken"));
        await Step(worker, start, "scheme", ("scheme", "rehab-to-work"));
        await Step(worker, start, "partner", ("partner", town.Partnership.Read(r => $"n{r.Facts.Names.Find("Saltby Recovery Service")}")));
    }
}
