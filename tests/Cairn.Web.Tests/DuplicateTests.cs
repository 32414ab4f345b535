using System.Net;
using Cairn.Desk;
using Cairn.Desk.Paying;

namespace Cairn.Web.Tests;

/// <summary>Two records of one person, and facts on the wrong one.</summary>
public sealed class DuplicateTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Two_records_alike_are_compared_joined_and_parted_again()
    {
        await Ask("Skot", "Heronbey", Born("P001"));
        using var officer = await Visitor.SignedIn(town, "M40");
        await officer.Open("/people/duplicates");
        officer.Text.ShouldContain("Skot Heronbey");
        var link = officer.Page.QuerySelectorAll(".cairn-list a").First(a => a.TextContent.Contains("Skot Heronbey", StringComparison.Ordinal)).GetAttribute("href")!;
        await officer.Open(link);
        officer.Text.ShouldContain("Scott Heronby");
        town.Partnership.Folder.Looks.At(town.Token("P001"), 1).Single().Look.ShouldSatisfyAllConditions(l => l.By.ShouldBe("M40"), l => l.Purpose.ShouldBe("match"), l => l.Page.ShouldBe("compare"));
        await officer.Send(("same", "yes"));
        officer.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say why");
        await officer.Send(("same", "yes"), ("words", "Same birthday and street."));
        officer.Text.ShouldContain("the same person");
        var (one, other) = (link.Split('/')[^2], link.Split('/')[^1]);
        var lead = town.Partnership.Read(r => r.Facts.RecordsOf(one)[0]);
        lead.ShouldBe(town.Token("P001"), "the record that was there first");
        // Who has a tie to either record reads one person, by either address, and finds one in the list by either name.
        using var coach = await Visitor.SignedIn(town, "M29");
        foreach (var token in (string[])[one, other])
        {
            await coach.Open($"/people/{token}");
            coach.Text.ShouldContain("Two records are read as one.");
            coach.Text.ShouldContain("Scott Heronby");
            coach.Text.ShouldNotContain("See both, or take it back");
        }
        town.Partnership.Folder.Looks.At(other == lead ? one : other, 1).Single().Look.ShouldSatisfyAllConditions(l => l.By.ShouldBe("M29"), l => l.Page.ShouldBe("person"));
        using var worker = await Visitor.SignedIn(town, "M03");
        foreach (var name in (string[])["Heronby", "Heronbey"])
        {
            await worker.Open($"/people?find={name}");
            worker.Page.QuerySelectorAll("a[href^='/people/']").Select(a => a.GetAttribute("href")!).Count(h => h == $"/people/{one}" || h == $"/people/{other}").ShouldBe(1, name);
        }
        // A fact keeps its place and its record: it opens by either, and is taken back on its own.
        var position = town.Partnership.Read(r => Said.Of(r.Facts, "called", lead).First(s => s.Record != lead).Position + 1);
        await worker.Open($"/people/{lead}/facts/{position}");
        worker.Status.ShouldBe(HttpStatusCode.OK);

        await officer.Open(link);
        officer.Text.ShouldContain("The two records are read as one");
        await officer.Send(("words", "They came in together: brothers."));
        officer.Text.ShouldContain("The decision is taken back.");
        await coach.Open($"/people/{lead}");
        coach.Text.ShouldNotContain("Two records are read as one.");
        await coach.Open($"/people/{(one == lead ? other : one)}");
        coach.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Records_that_are_not_alike_cannot_be_read_by_comparing_them()
    {
        using var officer = await Visitor.SignedIn(town, "M40");
        await officer.Open(town.Path("/people/duplicates/{P001}/{P002}"));
        officer.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Stephen", "Harbrook", "Steven", "Harbrooke", true)]
    [InlineData("Kath", "Knight", "Katherine", "Night", true)]
    [InlineData("Stephen", "Harbrook", "Maria", "Harbrook", false)]
    [InlineData("Anna", "Pike", "Anna", "Poole", false)]
    [InlineData("Anna", "", "Anna", "", false)]
    public void Names_are_alike_by_letters_or_by_sound(string given, string family, string otherGiven, string otherFamily, bool alike) =>
        Alike.Names(given, family, otherGiven, otherFamily).ShouldBe(alike, $"{Alike.Sound(family)} {Alike.Sound(otherFamily)}");

    [Fact]
    public async Task A_fact_on_the_wrong_person_is_recorded_there_and_taken_back_here_at_once()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/record/volunteering"));
        await worker.Send(("from-day", "3"), ("from-month", "3"), ("from-year", "2028"), ("detail-hours", "6"), ("detail-organisation", "Harbour Garden"));
        var position = town.Partnership.Read(r => r.Facts.Columns.Count);
        await worker.Open(town.Path($"/people/{{P001}}/facts/{position}"));
        await worker.Follow("It is about somebody else");
        await worker.Send(("why", "Two windows were open."));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose whom it is about");
        var other = worker.Page.QuerySelectorAll("[name=to] option, input[name=to]").Select(o => o.GetAttribute("value")!).First(v => v.Length == 32);
        await worker.Send(("to", other), ("why", "Two windows were open."));
        worker.Path.ShouldBe($"/people/{other}");
        worker.Text.ShouldContain("organisation: Harbour Garden");
        var here = town.Token("P001");
        town.Partnership.Read(r => Said.Of(r.Facts, "volunteering", here).Any(v => v.Position == position - 1)).ShouldBeFalse();
        town.Partnership.Folder.Fact(position + 1)!.Command.ShouldBe(town.Partnership.Folder.Fact(position + 2)!.Command);
        await worker.Open(town.Path($"/people/{{P001}}/facts/{position}/move"));
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_makes_themselves_the_worker_of_somebody_who_was_only_referred()
    {
        await Ask("Robin", "Ashwater", Born("P001"));
        var token = town.Partnership.Read(r => r.Access.PeopleOf("M01").First(t => town.Partnership.Names[t]?.Given == "Robin"));
        using var worker = await Visitor.SignedIn(town, "M01");
        await worker.Open($"/people/{token}/record/contact");
        worker.Status.ShouldBe(HttpStatusCode.OK);
        await worker.Open($"/people/{token}/record/works-with");
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
        town.Partnership.Read(r => (r.Access.MayTakeOn("M01", token).IsYes, r.Access.MayTakeOn("M29", token).IsYes)).ShouldBe((true, false));
    }

    private DateOnly Born(string reference)
    {
        var token = town.Token(reference);
        return town.Partnership.Read(r => Cairn.Record.Day.Date(Said.Of(r.Facts, "birth", token).First().From));
    }

    private async Task Ask(string given, string family, DateOnly born)
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/refer-yourself");
        await anyone.Send(("for", "me"), ("given", given), ("family", family), ("birth-day", $"{born.Day}"), ("birth-month", $"{born.Month}"), ("birth-year", $"{born.Year}"), ("phone", "1"), ("safe", "no"), ("service", "Saltby Recovery Service"));
        anyone.Text.ShouldContain("Your reference");
    }
}
