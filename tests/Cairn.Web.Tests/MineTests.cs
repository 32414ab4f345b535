using System.Net;
using AngleSharp.Dom;
using Cairn.Desk;
using Cairn.Store;
using Cairn.Web.Pages.People;

namespace Cairn.Web.Tests;

/// <summary>What a person does about their own record: takes a copy, disagrees, complains, reads the answer, leaves fast.</summary>
public sealed class MineTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private Task<Visitor> Person(string reference = "P001") => Visitor.SignedIn(town, town.Token(reference));

    private string Name(string member) => ((Accounts)town.Services.GetService(typeof(Accounts))!).NameOf(member);

    private Task Concern(string words) => Given.Fact(town, "M01", "key-worker", ("fact", "safeguarding-concern"), ("person", town.Token("P001")), ("from", "2028-03-01"), ("words", words));

    [Fact]
    public async Task The_copy_has_every_entry_of_the_log_or_says_that_it_is_held_back_and_every_look()
    {
        var token = town.Token("P001");
        await Concern("sister-said-so");
        await Concern("harm-if-read");
        await Given.Fact(town, "M03", "key-worker", ("fact", "contact"), ("person", token), ("from", "2028-03-02"), ("note", "a-note-to-be-read"));
        using (var worker = await Visitor.SignedIn(town, "M03")) await worker.Open(Links.Person(token));
        using var person = await Person();
        await person.Open(Links.MyInformation);
        await person.Follow("Get all my data");
        var all = town.Partnership.Read(r => CopyWanted.Positions(r, token).Select(p => p + 1L).ToHashSet());
        var kept = town.Partnership.Read(r => CopyWanted.Kept(r, token).Select(k => k.Entry).ToHashSet());
        all.Count.ShouldBe(town.Partnership.Folder.Read(s => Enumerable.Range(0, s.Facts.Columns.Count).Count(p => s.Facts.Vocabulary.Kinds[s.Facts.Columns.Kinds[p]].About is Record.About.Person && s.Facts.Columns.Abouts[p] == s.Facts.Of(Record.About.Person).Find(token))));
        kept.Count.ShouldBe(2);
        Shown(person).ShouldBe(all.Except(kept), ignoreOrder: true);
        person.Text.ShouldContain("2 entries are not here yet");
        person.Text.ShouldContain("a-note-to-be-read");
        person.Text.ShouldNotContain("sister-said-so");
        person.Text.ShouldContain("P001 in saltby");
        foreach (var look in town.Partnership.Folder.Looks.At(token, 1000).Where(l => l.Look.By == "M03")) person.Text.ShouldContain($"{LondonTime.Local(look.Look.At):HH:mm}: {Name("M03")}.");

        await person.Send();
        person.Text.ShouldContain("You have asked.");
        using var reviewer = await Visitor.SignedIn(town, "M16");
        await reviewer.Open(Links.Today);
        reviewer.Text.ShouldContain("1 copy of a record to look through");
        await reviewer.Open(Links.Copies);
        await reviewer.Open(reviewer.Page.QuerySelector(".cairn-list a")!.GetAttribute("href")!);
        reviewer.Text.ShouldContain("sister-said-so");
        await reviewer.Send(("result", "given"));
        reviewer.Text.ShouldContain("harm-if-read");
        await reviewer.Send(("result", "held-back"));
        reviewer.Text.ShouldContain("Say why it is held back");
        await reviewer.Send(("result", "held-back"), ("words", "He reads her phone"));
        town.Partnership.Folder.Looks.At(token, 1).Single().Look.ShouldSatisfyAllConditions(l => l.By.ShouldBe("M16"), l => l.Purpose.ShouldBe("copy"), l => l.Categories.ShouldBe(["safeguarding"]));
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();

        await person.Open(Links.MyCopy);
        person.Text.ShouldContain("sister-said-so");
        person.Text.ShouldContain("1 entry is held back");
        person.Text.ShouldContain("2 notes say what a worker decided");
        person.Text.ShouldNotContain("harm-if-read");
        person.Text.ShouldNotContain("He reads her phone");
    }

    [Fact]
    public async Task The_file_comes_only_after_a_word_on_who_wants_it_and_both_together_five_times_an_hour()
    {
        using var person = await Person();
        await person.Open(Links.MyCopyFile);
        person.Text.ShouldContain("Does somebody want you to get this file?");
        await person.Send(("alone", "no"));
        person.Text.ShouldContain("No file was made.");
        await person.Open(Links.MyCopyFile);
        await person.Send(("alone", "yes"));
        person.Html.ShouldContain("what,number,about,label,value");
        person.Html.ShouldContain("Heronby");
        for (var n = 0; n < 4; n++)
        {
            await person.Open(Links.MyCopy);
            person.Status.ShouldBe(HttpStatusCode.OK);
        }
        await person.Open(Links.MyCopy);
        person.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await person.Open(Links.MyCopyFile);
        await person.Send(("alone", "yes"));
        person.Text.ShouldContain("5 times in an hour");
        using var worker = await Visitor.SignedIn(town, "M03");
        foreach (var path in (string[])[Links.MyCopy, Links.MyCopyFile, Links.EraseMe, Links.MyComplaints, Links.Copies])
        {
            await worker.Open(path);
            worker.Status.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task What_a_person_says_against_an_entry_stands_beside_it_for_everyone_who_sees_it()
    {
        var job = Given.Standing(town, "P001", "housing");
        using var person = await Person();
        await person.Open(Links.Fact(town.Token("P001"), job));
        await person.Follow("I disagree with this");
        await person.Send();
        person.Text.ShouldContain("Say what is wrong");
        await person.Send(("words", "I moved in a week before."));
        person.Text.ShouldContain("You say this is wrong.");
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(Links.Fact(town.Token("P001"), job));
        worker.Text.ShouldContain("The person says this is wrong.");
        worker.Text.ShouldContain("I moved in a week before.");
        await worker.Open(Links.Facts(town.Token("P001")));
        worker.Text.ShouldContain("The person disagrees");
        using var other = await Person("P006");
        await other.Open(Links.Disagree(job));
        other.Status.ShouldBe(HttpStatusCode.NotFound);
        await Concern("Not for them.");
        await person.Open(Links.Disagree(Given.Standing(town, "P001", "safeguarding-concern")));
        person.Status.ShouldBe(HttpStatusCode.NotFound, "an entry they are not shown");
    }

    [Fact]
    public async Task A_complaint_waits_for_whoever_answers_but_not_whom_it_is_about_and_the_answer_is_read()
    {
        var token = town.Token("P001");
        var manager = town.Partnership.Read(r => r.Facts.Of(Record.About.Member) is var members ? Enumerable.Range(0, members.Count).Select(m => members[m]).First(m => r.Access.Of(m).Seats.Any(s => s.Role == "team-manager") && r.Access.See(m, "care", token).Exists) : "");
        using var person = await Person();
        await person.Open(Links.MyInformation);
        await person.Follow("Make a complaint or ask for a decision to be looked at again");
        await person.Send(("detail-subject", "service"), ("detail-words", "Nobody rang me back."));
        var first = Given.Standing(town, "P001", "complaint");
        await Given.Fact(town, token, "person", ("fact", "complaint"), ("person", token), ("from", "2028-03-31"), ("member-name", manager), ("words", "About the manager."));
        var about = Given.Standing(town, "P001", "complaint");
        using var answers = await Visitor.SignedIn(town, manager);
        await answers.Open(Links.Today);
        answers.Text.ShouldContain(Waiting(manager));
        await answers.Open(Links.Complaint(about));
        answers.Status.ShouldBe(HttpStatusCode.NotFound, "it is about them");
        await answers.Open(Links.Complaint(first));
        answers.Text.ShouldContain("Nobody rang me back.");
        await answers.Send(("step", "acknowledged"));
        answers.Text.ShouldContain("Write to them");
        await answers.Send(("step", "acknowledged"), ("words", "We have it."));
        await answers.Open(Links.Complaint(first));
        await answers.Send(("step", "answered"), ("words", "We are sorry. Sam rings you on Monday."));
        await person.Open(Links.MyComplaints);
        person.Text.ShouldContain("We are sorry. Sam rings you on Monday.");
        person.Text.ShouldContain("You will hear by 30 April 2028");
        using var lead = await Visitor.SignedIn(town, "M13");
        await lead.Open(Links.Complaint(about));
        lead.Text.ShouldContain("About the manager.");
        lead.Text.ShouldNotContain("Heronby");
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(Links.Complaint(about));
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
        town.Partnership.Read(r => ComplaintRow.Of(r, token).First(c => c.Position == about) is var row && row.IsLate(row.DueBy + 1) && !row.IsLate(row.DueBy)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_years_looks_come_in_pages_with_partner_times_and_reason()
    {
        var token = town.Token("P001");
        for (var month = 0; month < 12; month++)
            foreach (var (by, purpose, basis) in new[] { ("M03", "care", "PublicTask"), ("M29", "care", "Consent"), ("M16", "safeguard", "Emergency"), ("M40", "match", "Role") })
                await town.Partnership.Folder.Looks.Write(new Look(by, town.Partnership.Now.AddMonths(-month).AddDays(-1), purpose, basis, ["identity"], "person", [token]));
        using var person = await Person();
        await person.Open(Links.MyInformation);
        person.Page.QuerySelectorAll("main tbody tr").Length.ShouldBe(30);
        person.Text.ShouldContain("Saltby Recovery Service");
        person.Text.ShouldContain("in an emergency");
        person.Text.ShouldContain("because you agreed");
        person.Text.ShouldContain("Comparing two records that may be one person's, as part of their role");
        await person.Open($"{Links.MyInformation}?page=2");
        person.Text.ShouldContain("1 of 2");
        person.Page.QuerySelectorAll("main tbody tr").Length.ShouldBeInRange(15, 20);
    }

    [Fact]
    public void No_page_reads_its_number_in_the_list_under_the_name_that_the_router_has_for_the_page_itself() =>
        Directory.GetFiles(Town.In("src/Cairn.Web/Pages"), "*.cs", SearchOption.AllDirectories).Where(f => File.ReadAllText(f).Contains("BindProperty(Name = \"page\"", StringComparison.Ordinal)).ShouldBeEmpty("it would always show the first page: [FromQuery(Name = \"page\")]");

    [Fact]
    public async Task Leaving_fast_takes_no_script_ends_the_session_and_leads_to_a_neutral_page()
    {
        using var person = await Person();
        await person.Open(Links.MyPlan);
        person.Page.QuerySelector(".cairn-leave")!.GetAttribute("href").ShouldBe(Links.Leave);
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false };
        using var http = new HttpClient(handler);
        using (var elsewhere = Ask(person.Cookies, "cross-site")) (await http.SendAsync(elsewhere, TestContext.Current.CancellationToken)).Dispose();
        await person.Open(Links.MyPlan);
        person.Path.ShouldBe(Links.MyPlan, "a link on another site signs nobody out");
        using var request = Ask(person.Cookies, "same-origin");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.Host.ShouldBe("www.bbc.co.uk");
        answer.Headers.GetValues("Clear-Site-Data").Single().ShouldContain("cookies");
        await person.Open(Links.MyPlan);
        person.Path.ShouldStartWith("/sign-in");
    }

    private string Waiting(string member) => town.Partnership.Read(r => ComplaintRow.Of(r).Count(c => !c.IsAnswered && c.MayAnswer(r, member))) is 1 ? "1 complaint to answer" : $"{town.Partnership.Read(r => ComplaintRow.Of(r).Count(c => !c.IsAnswered && c.MayAnswer(r, member)))} complaints to answer";

    private HttpRequestMessage Ask(string cookies, string from)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(town.Url, Links.Leave));
        request.Headers.Add("Cookie", cookies);
        request.Headers.Add("Sec-Fetch-Site", from);
        return request;
    }

    private static IEnumerable<long> Shown(Visitor visitor) => visitor.Page.QuerySelectorAll(".cairn-entry h3").Select(h => long.Parse(h.TextContent.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture));
}
