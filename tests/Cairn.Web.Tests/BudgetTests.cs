using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Cairn.Web.Tests;

/// <summary>One's own budget from the menu to the bill: asked for, held, said yes or no to, bought, and why not.</summary>
public sealed class BudgetTests
{
    private const string Scheme = "personal-budgets";

    [Fact]
    public async Task What_the_rules_allow_is_put_by_at_once_and_sent_twice_it_is_put_by_once()
    {
        await using var town = await Town.Open();
        using var person = await Visitor.SignedIn(town, town.Token("P037"));
        await person.Open("/mine/budget");
        var left = Left(person);
        person.Page.QuerySelectorAll("main table")[0].QuerySelector("tbody tr")!.TextContent.ShouldContain("Run by people in recovery");
        await person.Open($"/mine/budget/{Scheme}/counselling");
        await person.Send(("units", "1"));
        person.Text.ShouldContain("This costs £45.00");
        var form = person.Page.QuerySelector<IHtmlFormElement>("main form")!;
        await person.SendTo(form, ("step", "confirm"));
        person.Path.ShouldBe("/mine/budget");
        person.Text.ShouldContain("£45.00 is put by for you: Counselling.");
        Left(person).ShouldBe(left - 45m);
        await person.SendTo(form, ("step", "confirm"));
        Left(person).ShouldBe(left - 45m);
        person.Text.ShouldContain("Agreed, the money is put by");
        var purse = $"budget:{Scheme}:person:{town.Token("P037")}";
        town.Partnership.Folder.Read(s => s.Book.Held(purse)).ShouldBe(4_500);
    }

    [Fact]
    public async Task What_passes_a_limit_is_refused_with_the_reason_and_what_else_there_is_and_nothing_is_recorded()
    {
        await using var town = await Town.Open();
        using var person = await Visitor.SignedIn(town, town.Token("P037"));
        var before = Given.Facts(town);
        await person.Open($"/mine/budget/{Scheme}/acupuncture");
        await person.Send(("units", "2"));
        person.Text.ShouldContain("Not now");
        person.Text.ShouldContain("At most 1 session of Acupuncture a week");
        person.Text.ShouldContain("What else there is");
        person.Page.QuerySelectorAll("main form").ShouldBeEmpty();
        Given.Facts(town).ShouldBe(before);
        await person.Open($"/mine/budget/{Scheme}/cash");
        person.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_needs_somebodys_word_waits_for_it_and_is_bought_and_returned_to_the_penny()
    {
        await using var town = await Town.Open();
        var token = town.Token("P037");
        using var person = await Visitor.SignedIn(town, token);
        await person.Open("/mine/budget");
        var left = Left(person);
        await Ask(person, "college-course", "200");
        person.Text.ShouldContain("Asked for, waits for an answer");
        Left(person).ShouldBe(left);

        using var manager = await Visitor.SignedIn(town, "M19");
        await manager.Open("/today");
        manager.Text.ShouldContain("Asked for: A course at college, £200.00");
        await manager.Open($"/people/{token}/budget");
        await manager.Follow("Decide: A course at college");
        await manager.Send(("step-next", "approve"));
        manager.Text.ShouldContain("You said yes.");
        await person.Open("/mine/budget");
        Left(person).ShouldBe(left - 200m);

        await manager.Follow("Buy or cancel: A course at college");
        await manager.Send(("step-next", "bought"), ("pounds", "180.50"));
        await person.Open("/mine/budget");
        Left(person).ShouldBe(left - 180.50m);
        await manager.Open($"/people/{token}/budget");
        await manager.Follow("Return: A course at college");
        await manager.Send(("step-next", "returned"));
        await person.Open("/mine/budget");
        Left(person).ShouldBe(left);
    }

    [Fact]
    public async Task A_no_comes_with_a_reason_that_the_person_reads_and_only_whoever_may_decides()
    {
        await using var town = await Town.Open();
        var token = town.Token("P037");
        using var person = await Visitor.SignedIn(town, token);
        await Ask(person, "college-course", "260");
        using var manager = await Visitor.SignedIn(town, "M19");
        await manager.Open($"/people/{token}/budget");
        await manager.Follow("Decide: A course at college");
        manager.Text.ShouldContain("Only a commissioner may say yes to so much.");
        manager.Page.QuerySelectorAll("main input[value=approve]").ShouldBeEmpty();
        await manager.Send(("step-next", "refuse"));
        manager.Text.ShouldContain("Say why, in words for the person");
        await manager.Send(("step-next", "refuse"), ("why", "The college has a free place for you."));
        await person.Open("/mine/budget");
        person.Text.ShouldContain("Not bought: The college has a free place for you.");
        using var investor = await Visitor.SignedIn(town, "M36");
        await investor.Open($"/people/{token}/budget");
        investor.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task Ask(Visitor person, string item, string pounds)
    {
        await person.Open($"/mine/budget/{Scheme}/{item}");
        await person.Send(("pounds", pounds));
        await person.Send(("step", "confirm"));
        person.Path.ShouldBe("/mine/budget");
    }

    private static decimal Left(Visitor person) => Pence.Parse(person.Page.QuerySelectorAll("dl.cairn-figures dd")[0].TextContent)!.Value / 100m;
}
