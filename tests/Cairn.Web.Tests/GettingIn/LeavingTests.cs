using System.Net;
using Cairn.Record;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>Members who leave.</summary>
public class LeavingTests
{
    [Fact]
    public async Task A_leaver_is_out_at_once_and_whom_they_worked_with_is_with_another()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp();
        var (leaver, left) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var (heir, heirs) = await town.Invite(administrator, "Cat Diaz", "key-worker");
        var token = await town.PersonOf(town.Id(left));
        var id = town.Id(left);
        (await leaver.Open($"/people/{token}")).Status.ShouldBe(HttpStatusCode.OK);
        (await heir.Open($"/people/{token}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await administrator.Open($"/members/{id}/close");
        administrator.Text.ShouldContain("Who takes over the person they work with?");
        await administrator.Send();
        administrator.Page.QuerySelector("#heir-error")!.TextContent.ShouldContain("Choose who takes over");
        await administrator.Send(("heir", town.Id(heirs)));
        administrator.Path.ShouldBe("/members");
        administrator.Text.ShouldNotContain("Ben Osei");

        (await leaver.Open("/today")).Path.ShouldStartWith("/sign-in");
        using var back = await town.SignIn(left);
        back.Text.ShouldContain("is not right");
        (await heir.Open($"/people/{token}")).Status.ShouldBe(HttpStatusCode.OK);
        town.Clock.Pass(TimeSpan.FromDays(1));
        town.Town.Partnership.Read(r => r.Access.Of(id).Seats.Count).ShouldBe(0);
        town.Town.Partnership.Read(r => r.Access.May(id, "care", "plan", token).IsYes).ShouldBeFalse();
        town.Town.Partnership.Read(r => r.Access.May(town.Id(heirs), "care", "plan", token).IsYes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_new_link_ends_the_old_way_in_and_nobody_closes_themselves()
    {
        await using var town = await NewTown.Open();
        var (administrator, first) = await town.SetUp();
        var (worker, who) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var id = town.Id(who);
        await administrator.Open($"/members/{id}");
        await administrator.Send();
        (await worker.Open("/today")).Path.ShouldStartWith("/sign-in");
        using var again = new Visitor(town.Town);
        await again.Open(new Uri(administrator.Page.QuerySelector("#link")!.TextContent).AbsolutePath);
        (await town.Join(again)).Name.ShouldBe(who.Name);
        using var old = await town.SignIn(who);
        old.Path.ShouldStartWith("/sign-in");
        (await administrator.Open($"/members/{town.Id(first)}/close")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_administrator_looks_after_their_own_partner_and_gives_nobody_the_lead()
    {
        await using var town = await NewTown.Open();
        var (lead, _) = await town.SetUp();
        await lead.Open("/members/invite");
        await lead.Send(("name", "Dee Lowe"), ("role", "administrator"), ("new-partner", "Harbour Housing"), ("type", "housing-provider"));
        using var administrator = new Visitor(town.Town);
        await administrator.Open(new Uri(lead.Page.QuerySelector("#link")!.TextContent).AbsolutePath);
        var who = await town.Join(administrator);
        await administrator.Open("/members");
        administrator.Text.ShouldContain("Dee Lowe");
        administrator.Text.ShouldNotContain("Ada Quill");
        await administrator.Open("/members/invite");
        administrator.Page.QuerySelectorAll("#role option").Select(o => o.GetAttribute("value")).ShouldNotContain("partnership-lead");
        await administrator.Send(("name", "Eve Mora"), ("role", "partnership-lead"));
        administrator.Page.QuerySelector("#role-error").ShouldNotBeNull();
        town.Town.Partnership.Read(r => r.Access.Of(town.Id(who)).Seats.Single().Types).ShouldBe(["housing-provider"]);
        var ada = town.Folder.SignIns.FindByName("a.quill")!.Id;
        (await administrator.Open($"/members/{ada}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
