using System.Net;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>The card with which a person signs in.</summary>
public class CardTests
{
    [Fact]
    public async Task A_card_opens_until_it_is_taken_back_and_then_the_person_is_out_at_once()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp();
        var (worker, who) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var token = await town.PersonOf(town.Id(who));
        var (code, pin) = await Make(worker, token);
        await worker.Open($"/people/{token}/card");
        worker.Page.QuerySelector("#card-code").ShouldBeNull("a card is shown once");

        using var person = await SignIn(town, code, pin);
        person.Status.ShouldBe(HttpStatusCode.OK);
        person.Path.ShouldNotStartWith("/sign-in");
        await person.Open("/today");
        person.Status.ShouldBe(HttpStatusCode.NotFound);

        await worker.Open($"/people/{token}/card");
        await worker.SendTo((AngleSharp.Html.Dom.IHtmlFormElement)worker.Page.QuerySelector("form[action$='revoke']")!);
        (await person.Open("/me")).Path.ShouldStartWith("/sign-in");
        using var again = await SignIn(town, code, pin);
        again.Text.ShouldContain("was taken back");
    }

    [Fact]
    public async Task A_new_card_ends_the_old_one_and_a_wrong_PIN_opens_nothing()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp();
        var (worker, who) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var token = await town.PersonOf(town.Id(who));
        var old = await Make(worker, token);
        var (code, pin) = await Make(worker, token);
        (await SignIn(town, old.Code, old.Pin)).Path.ShouldStartWith("/sign-in");
        (await SignIn(town, code, "222222")).Path.ShouldStartWith("/sign-in");
        (await SignIn(town, code.ToLowerInvariant(), pin)).Path.ShouldNotStartWith("/sign-in");
    }

    [Fact]
    public async Task Only_who_works_with_the_person_makes_a_card()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp();
        var (_, who) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var (manager, _) = await town.Invite(administrator, "Cat Diaz", "team-manager");
        var token = await town.PersonOf(town.Id(who));
        (await manager.Open($"/people/{token}")).Status.ShouldBe(HttpStatusCode.OK);
        (await manager.Open($"/people/{token}/card")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Open($"/people/{token}/card")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    internal static async Task<(string Code, string Pin)> Make(Visitor worker, string token)
    {
        await worker.Open($"/people/{token}/card");
        await worker.Send();
        return (worker.Page.QuerySelector("#card-code")!.TextContent, worker.Page.QuerySelector("#card-pin")!.TextContent);
    }

    private static async Task<Visitor> SignIn(NewTown town, string code, string pin)
    {
        town.Clock.Pass(TimeSpan.FromSeconds(30));
        var person = new Visitor(town.Town);
        await person.Open("/sign-in/card");
        return await person.Send(("card", code), ("pin", pin));
    }
}
