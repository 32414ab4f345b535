using Cairn.Store;
using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>
/// Seed 000, Portsmouth's contract, from inside: Dean Quaywood, who has come from detoxification to supported housing and has no job yet, on his own phone. He reads
/// where he stands, who looked and why, says what is wrong and takes back what he agreed to.
/// </summary>
public sealed class OwnContractTests(Browser browser) : IAsyncLifetime
{
    private const string Dean = "P006", Name = "Dean Quaywood", Worker = "M05", Mentor = "M10", Coach = "M29", Work = "Goes into permanent work";
    private const string InConfidence = "His brother rang and is afraid of him.";

    private Town town = null!;
    private Windows windows = null!;
    private IPage phone = null!;

    public async ValueTask InitializeAsync()
    {
        town = await Town.Open();
        windows = new Windows(browser, town);
    }

    public async ValueTask DisposeAsync()
    {
        await windows.DisposeAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task The_person_sees_their_own_contract_from_inside_with_a_mentors_help()
    {
        await SignIn();
        await Stand();
        await Work_begins();
        await Disagree();
        await Who_looked();
        await Take_back();
        await Nothing_that_is_others();
        Verify.Folder(town.Folder).Faults.ShouldBeEmpty();
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    /// <summary>The worker makes the card and hands it over; a mentor, whom Dean agreed to, sits beside him.</summary>
    private async Task SignIn()
    {
        var worker = await windows.As(Worker);
        await worker.Find(Name);
        await worker.Follow("Card to sign in with", "They have no card.");
        await worker.Press("Make a card", "hand it over yourself");
        var (code, pin) = (await worker.Locator("#card-code").InnerTextAsync(), await worker.Locator("#card-pin").InnerTextAsync());
        phone = await windows.PhoneOf(null);
        await phone.GotoAsync("/sign-in/card");
        await phone.Answer(("card", code), ("pin", "000000"));
        await phone.Press("Sign in", "There is a problem");
        (await phone.GotoAsync("/mine/plan"))!.Url.ShouldContain("/sign-in", Case.Sensitive, "a wrong PIN opens nothing");

        var mentor = await windows.As(Mentor);
        await mentor.Find(Name);
        await mentor.Says("Treatment and health:");
        await mentor.Follow("Write down that you met", "How did you meet?");
        await mentor.Choose("way", "In person");
        await mentor.Answer(("words", "I showed Dean how to sign in."));
        await mentor.Press("Write it down", "It is written down that you met.");

        await phone.GotoAsync("/sign-in/card");
        await phone.Answer(("card", code), ("pin", pin));
        await phone.Press("Sign in", "Hello, Dean");
    }

    private async Task Stand()
    {
        await Open("/mine/plan");
        await phone.Says("Your next step");
        await phone.Says("Marek Zatokar, key worker");
        await phone.Says("Dev Shorewala, mentor");
        (await Steps(done: true)).ShouldContain(s => s.Contains("Completes the whole chain", StringComparison.Ordinal));
        (await Steps(done: false)).ShouldContain(s => s.StartsWith(Work, StringComparison.Ordinal));
        await phone.Follow("See why", "Not yet. The earliest it could be reached is");
        await phone.Says(Work);
        await phone.Says("What is asked");
        await Read();
    }

    /// <summary>What the coach writes down is on the phone at once; what may be claimed for it is not.</summary>
    private async Task Work_begins()
    {
        await (await windows.As(Coach)).Record("Job", async form =>
        {
            await form.On("from", 27, 3, 2028);
            await form.Choose("detail-contract", "Permanent");
            await form.Answer(("detail-hours", "30"), ("detail-employer", "Saltby Bakery"));
            await form.Choose("evidence", "Signed contract");
        }, Name);
        await Open("/mine/plan");
        (await Steps(done: true)).ShouldContain(s => s.StartsWith(Work, StringComparison.Ordinal) && s.Contains("27 March 2028", StringComparison.Ordinal));
        await phone.Says("26 weeks");
        var claims = await windows.As(Worker);
        await claims.GotoAsync("/claims");
        (await claims.Locator("main tr").Filter(new() { HasText = Name }).InnerTextAsync()).ShouldContain("£");
    }

    /// <summary>He was at the appointment that he is said to have missed, and adds a word of his own; the worker reads both.</summary>
    private async Task Disagree()
    {
        await Open("/mine/plan");
        await phone.Follow("All that is written about you", "Appointment");
        await Read();
        await phone.Locator("main tr").Filter(new() { HasText = "28 March 2028" }).Filter(new() { HasText = "Appointment" }).Locator("a").ClickAsync();
        await phone.Follow("I disagree with this", "Your words stand beside the entry.");
        await phone.Press("Put my words beside it", "Say what is wrong");
        await phone.Answer(("words", "I was there. The door was locked."));
        await phone.Press("Put my words beside it", "You say this is wrong.");
        await Open("/mine/information");
        await phone.Follow("Add a note of my own", "My own note");
        await phone.Answer(("detail-words", "Mornings are hard. Please ring after ten."));
        await phone.Press("Record it", "My own note is recorded.");

        var worker = await windows.As(Worker);
        await worker.Find(Name);
        await worker.Says("The person disagrees");
        await worker.Locator("main tr").Filter(new() { HasText = "The person disagrees" }).Locator("a").ClickAsync();
        await worker.Says("The person says this is wrong.");
        await worker.Says("I was there. The door was locked.");
        await worker.Find(Name);
        await worker.Follow("My own note", "Please ring after ten.");
        await worker.Record("Safeguarding concern", async form => await form.Answer(("detail-words", InConfidence)), Name);
    }

    private async Task Who_looked()
    {
        await Open("/mine/information");
        await phone.Says("Who looked in the last 12 months");
        await phone.Says("Marek Zatokar, Saltby Recovery Service");
        var rows = await phone.Locator("main tbody tr").AllInnerTextsAsync();
        rows.ShouldContain(r => r.Contains("Dev Shorewala", StringComparison.Ordinal) && r.Contains("because you agreed", StringComparison.Ordinal), "the mentor looked, on the ground of what Dean agreed to");
        rows.ShouldNotContain(r => r.Contains(Name, StringComparison.Ordinal), "his own looks are not told");
        await phone.Says("Who can see what");
        await phone.Says("With Dev Shorewala");
    }

    /// <summary>He no longer wants the mentor to see his record: it is closed at once.</summary>
    private async Task Take_back()
    {
        var mentor = await windows.As(Mentor);
        var record = $"/people/{town.Token(Dean)}";
        await mentor.GotoAsync(record);
        await mentor.Says(Name);
        await phone.Follow("Change what I agreed to", "You agree");
        await Read();
        await phone.Locator("main tr").Filter(new() { HasText = "Dev Shorewala" }).Locator("a").ClickAsync();
        await phone.Says("If you take it back");
        await phone.Says("would no longer see");
        await phone.Press("Save", "Choose what you want");
        await phone.Choose("do", "Take it back");
        await phone.Press("Save", "You took it back. It is closed at once.");
        await mentor.GotoAsync(record);
        await mentor.Says("name not shared");
        foreach (var seen in (string[])["Dean", "Appointment", "work", "28 March"]) (await mentor.Locator("main").InnerTextAsync()).ShouldNotContain(seen, Case.Sensitive);
        await phone.Follow("Agree to share more", "With whom may we share?");
        await phone.Choose("with", "Saltby Voices");
        await phone.Choose("categories", "Housing");
        await phone.Press("See who would see what", "Confirm");
        await phone.Press("Confirm", "You agreed. You can take it back on any day.");
        await mentor.GotoAsync(record);
        await mentor.Says("name not shared");
        (await (await windows.As(Worker)).GotoAsync(record))!.Status.ShouldBe(200, "what rests on the law stays");
    }

    /// <summary>Nobody else's record, nothing said in confidence, and no pounds: not on any page he came by.</summary>
    private async Task Nothing_that_is_others()
    {
        foreach (var path in (string[])["/mine/plan", "/mine/information", $"/people/{town.Token(Dean)}/facts", "/mine/complaints", "/me"]) await Open(path);
        (await phone.GotoAsync($"/people/{town.Token("P001")}/facts"))!.Status.ShouldBe(404);
        (await phone.GotoAsync("/schemes/rehab-to-work"))!.Status.ShouldBe(404);
        (await phone.GotoAsync("/claims"))!.Status.ShouldBe(404);
        await Open("/mine/copy");
        await phone.Says("1 entry is not here yet.");
        read.Count.ShouldBeGreaterThan(10);
        string[] others = ["Scott", "Heronby", "Ioana"];
        foreach (var (path, text) in read)
            foreach (var word in (string[])["£", InConfidence, "brother", "Safeguarding concern", .. others]) text.ShouldNotContain(word, Case.Insensitive, path);
    }

    private readonly List<(string Path, string Text)> read = [];

    private async Task Open(string path)
    {
        (await phone.GotoAsync(path))!.Status.ShouldBe(200, path);
        await Read();
    }

    /// <summary>Keeps what the page says, and sees that none of it is beyond the edge of the phone.</summary>
    private async Task Read()
    {
        read.Add((phone.Url, await phone.Locator("body").InnerTextAsync()));
        (await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, phone.Url);
    }

    private async Task<IReadOnlyList<string>> Steps(bool done) => await phone.Locator(done ? ".cairn-steps li.cairn-steps__done" : ".cairn-steps li:not(.cairn-steps__done)").AllInnerTextsAsync();
}
