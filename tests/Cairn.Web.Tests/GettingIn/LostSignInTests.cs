using System.Net;
using Cairn.Store;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>A sign-in that ends while somebody is writing.</summary>
public class LostSignInTests
{
    private static readonly (string, string)[] Answers = [("from-day", "3"), ("from-month", "April"), ("from-year", "2028"), ("detail-organisation", "Harbour Garden")];

    [Fact]
    public async Task What_was_written_comes_back_after_signing_in_and_is_recorded_once()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp();
        var (worker, who) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var token = await town.PersonOf(town.Id(who));
        await worker.Open($"/people/{token}/record/volunteering");
        var key = worker.Page.QuerySelector("[name=once]")!.GetAttribute("value");
        var form = NewTown.FormWith(worker, "once");
        town.Clock.Pass(TimeSpan.FromMinutes(21));
        await worker.SendTo(form, Answers);
        worker.Path.ShouldStartWith("/sign-in?back=");
        worker.Text.ShouldContain("What you wrote is kept");

        await worker.Send(("name", who.Name), ("password", who.Password), ("code", town.Code(who.Secret)));
        worker.Path.ShouldStartWith($"/people/{token}/record/volunteering?kept=");
        worker.Text.ShouldContain("has not been sent yet");
        worker.Page.QuerySelector("#detail-organisation")!.GetAttribute("value").ShouldBe("Harbour Garden");
        worker.Page.QuerySelector("#from-month")!.GetAttribute("value").ShouldBe("April");
        worker.Page.QuerySelector("[name=once]")!.GetAttribute("value").ShouldBe(key);
        var before = town.Town.Partnership.Read(r => r.Facts.Columns.Count);
        var back = worker.Path;
        await worker.Send();
        worker.Path.ShouldBe($"/people/{token}");
        await worker.Open($"/people/{token}/record/volunteering");
        await worker.Send([.. Answers, ("once", key!)]);
        town.Town.Partnership.Read(r => r.Facts.Columns.Count).ShouldBe(before + 1);
        await worker.Open(back);
        worker.Page.QuerySelector("#detail-organisation")!.GetAttribute("value").ShouldBe("", "it was forgotten once it was sent");
    }

    [Fact]
    public async Task Another_member_does_not_see_it_and_after_half_an_hour_nobody_does()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp();
        var (worker, who) = await town.Invite(administrator, "Ben Osei", "key-worker");
        var (other, _) = await town.Invite(administrator, "Cat Diaz", "key-worker");
        var token = await town.PersonOf(town.Id(who));
        await town.PersonOf(town.Id(who));
        await worker.Open($"/people/{token}/record/volunteering");
        var form = NewTown.FormWith(worker, "once");
        town.Clock.Pass(TimeSpan.FromMinutes(21));
        await worker.SendTo(form, Answers);
        var back = Uri.UnescapeDataString(worker.Path.Split("back=")[1]);
        using var again = await town.SignIn(who, back);
        again.Page.QuerySelector("#detail-organisation")!.GetAttribute("value").ShouldBe("Harbour Garden");
        await other.Open(back);
        other.Text.ShouldNotContain("Harbour Garden");
        town.Clock.Pass(TimeSpan.FromMinutes(31));
        using var late = await town.SignIn(who, back);
        late.Status.ShouldBe(HttpStatusCode.OK);
        late.Page.QuerySelector("#detail-organisation")!.GetAttribute("value").ShouldBe("");
    }

    [Fact]
    public async Task So_does_the_whole_text_of_a_schemes_rules()
    {
        await using var town = await NewTown.Open();
        var (administrator, _) = await town.SetUp("council");
        var (text, examples) = (await File.ReadAllTextAsync(Town.In("schemes/fair-chance-fund.yaml"), TestContext.Current.CancellationToken), await File.ReadAllTextAsync(Town.In("schemes/fair-chance-fund.examples.yaml"), TestContext.Current.CancellationToken));
        await town.Folder.Do(new Command("rules", "put-in-force", "test", "administrator", "1"), (_, _) => Decision.Append("1") with { Schemes = [new SchemeText("fair-chance-fund", text), new SchemeText("fair-chance-fund.examples", examples)] });
        var (commissioner, who) = await town.Invite(administrator, "Ben Osei", "commissioner");
        await commissioner.Open("/schemes/fair-chance-fund/change");
        var form = NewTown.FormWith(commissioner, "once");
        town.Clock.Pass(TimeSpan.FromMinutes(21));
        await commissioner.SendTo(form, ("text", $"{text}# one more line"), ("why", "It was asked for"));
        commissioner.Text.ShouldContain("What you wrote is kept");
        await commissioner.Send(("name", who.Name), ("password", who.Password), ("code", town.Code(who.Secret)));
        commissioner.Path.ShouldStartWith("/schemes/fair-chance-fund/change?kept=");
        commissioner.Page.QuerySelector("#text")!.TextContent.ShouldEndWith("# one more line");
        commissioner.Page.QuerySelector("#examples")!.TextContent.Trim().ShouldBe(examples.Trim());
        await commissioner.Send();
        commissioner.Text.ShouldContain("Check what this changes");
    }
}
