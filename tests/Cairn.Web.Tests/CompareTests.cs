using System.Net;
using AngleSharp.Dom;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;

namespace Cairn.Web.Tests;

/// <summary>A contract beside another, on made-up people and on the town's record.</summary>
[Collection(PriceTests.Turns)]
public sealed class CompareTests : IAsyncLifetime
{
    private const string Portsmouth = "rehab-to-work", Commissioner = "M07";

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    /// <summary>The contract in force, which watches work that lasts, with 52 weeks for its 26.</summary>
    internal static string Longer(Town town) => Text(town, Portsmouth).Replace("for: 26 weeks", "for: 52 weeks", StringComparison.Ordinal).Replace("  work-26-weeks:", "  work-52-weeks:", StringComparison.Ordinal);

    private static string Text(Town town, string scheme) => town.Partnership.Read(r => r.State.Scheme(scheme, r.Today)!.Text);

    private async Task<Visitor> Opened(string by = Commissioner, string scheme = Portsmouth)
    {
        var visitor = await Visitor.SignedIn(town, by);
        return await visitor.Open($"/schemes/{scheme}/compare");
    }

    [Fact]
    public async Task Fifty_two_weeks_beside_twenty_six_on_the_same_people_and_on_the_record_and_nothing_is_recorded()
    {
        using var commissioner = await Visitor.SignedIn(town, Commissioner);
        await commissioner.Open("/schemes/rehab-to-work");
        await commissioner.Follow("Beside another contract");
        var before = town.Partnership.Folder.Read(s => s.Position);
        await commissioner.Send(("text", Longer(town)));
        commissioner.Text.ShouldContain("For the same 12 people, A pays £");
        commissioner.Text.ShouldContain("Only A has \"Keeps work of 16 hours a week or more for 26 weeks\" (work-26-weeks).");
        commissioner.Text.ShouldContain("On 31 March 2028, A would pay £30,000.03 and B £30,000.03: £0.00 more and £0.00 less.");
        // The commissioner does not see work, and the results that differ rest on it.
        commissioner.Text.ShouldContain("It differs for 4 people whom you may not see here one by one.");
        commissioner.Page.QuerySelectorAll("svg[id]").Select(s => s.Id).ShouldBeUnique();
        town.Partnership.Folder.Read(s => s.Position).ShouldBe(before);
        town.Partnership.Folder.Looks.All().ShouldNotContain(l => l.Look.Page == "scheme-compare");
    }

    [Fact]
    public async Task The_tables_are_those_of_the_command_line_for_as_many_draws()
    {
        using var finance = await Opened("M12");
        await finance.Send(("text", Longer(town)));
        var shown = finance.Page;
        var files = await finance.Tables();
        shown.QuerySelectorAll("main table").Select(t => t.QuerySelectorAll("tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList()).ShouldBe(files.Select(f => Downloads.Rows(f.Content).Select(r => string.Join('|', r)).ToList()));
        var vocabulary = town.Partnership.Vocabulary;
        var schemes = new[] { Text(town, Portsmouth), Longer(town) }.Select(t => SchemeFile.Read("scheme", t, vocabulary, new Mistakes())!).ToList();
        var assumed = AssumptionsFile.Read("assumptions", await File.ReadAllTextAsync(Town.In("assumptions/england.yaml"), TestContext.Current.CancellationToken), vocabulary, new Mistakes())!;
        var draws = schemes.Select(s => new Simulation(s, assumed, vocabulary).Run(new Plan(1000, Threads: 2, Sets: 100), TestContext.Current.CancellationToken)).ToList();
        var command = ReportCsv.Files(new Report("", ComparisonReport.Parts(new Comparison(draws[0], draws[1])))).Select(f => $"{f.Name} {Convert.ToHexString(f.Content)}").ToList();
        command.Count.ShouldBe(6);
        files.Where(f => f.Name != "which.csv").Select(f => $"{f.Name} {Convert.ToHexString(f.Content)}").ShouldBe(command);
    }

    [Theory]
    [InlineData("M12")]
    [InlineData("M36")]
    [InlineData("M17")]
    public async Task Whoever_sees_money_and_may_not_propose_rules_is_told_nothing_of_the_record(string member)
    {
        using var reader = await Opened(member);
        reader.Text.ShouldContain("Nobody's record is read");
        await reader.Send(("text", Longer(town)));
        reader.Text.ShouldContain("For the same 12 people, A pays £");
        reader.Text.ShouldNotContain("On the record");
        await reader.SendTo(Downloads.Asking(reader), ("assumptions", ""));
        reader.Text.ShouldContain("Say what is assumed");
    }

    [Fact]
    public async Task People_are_listed_to_whoever_sees_all_that_it_rests_on_and_the_look_is_written_down()
    {
        using var commissioner = await Opened(scheme: SchemeChangeTests.Fund);
        var (text, cheaper) = (Text(town, SchemeChangeTests.Fund), "    when: { starts: { housing: [own-room, private-tenancy, social-tenancy, own-tenancy] } }\n    pays:\n      2026-04-01: £500");
        text.ShouldContain(cheaper);
        // A home is the commissioner's to see, and what somebody reached in treatment is not.
        await commissioner.Send(("text", text.Replace(cheaper, cheaper.Replace("£500", "£400", StringComparison.Ordinal), StringComparison.Ordinal)), ("assumptions", ""));
        commissioner.Text.ShouldNotContain("For the same");
        var rows = commissioner.Page.QuerySelectorAll("main table")[^1].QuerySelectorAll("tbody tr").Select(r => r.Children.Select(c => c.TextContent.Trim()).ToList()).ToList();
        rows.Count.ShouldBeGreaterThan(3);
        rows.ShouldAllBe(r => r[1] == "moved-in" && r[4] == "£500.00" && r[5] == "£400.00" && r[6] == "-£100.00");
        (await commissioner.Tables()).Select(t => t.Name).ShouldContain("record-people.csv");
        await commissioner.SendTo(Downloads.Asking(commissioner), ("text", text.Replace("needs-assessment: completed } }\n    pays:\n      2026-04-01: £500", "needs-assessment: completed } }\n    pays:\n      2026-04-01: £400", StringComparison.Ordinal)));
        commissioner.Text.ShouldNotContain("What differs for whom");
        commissioner.Text.ShouldMatch(@"It differs for \d+ people whom you may not see here one by one\.");
        var looks = town.Partnership.Folder.Looks.All().Select(l => l.Look).Where(l => l.Page == "scheme-compare").ToList();
        looks.Select(l => (l.By, l.People.Count)).ShouldBe([(Commissioner, rows.Count), (Commissioner, rows.Count)], "once for the page and once for the tables");
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_scheme_of_the_partnership_can_be_chosen()
    {
        using var commissioner = await Opened();
        await commissioner.Send(("with", SchemeChangeTests.Fund), ("text", ""), ("assumptions", ""));
        commissioner.Text.ShouldContain("Only B has");
        commissioner.Page.QuerySelectorAll("main table")[0].QuerySelectorAll("tbody tr").Select(r => r.Children[2].TextContent).ShouldBe(["in force here", "in force here"]);
        await commissioner.SendTo(Downloads.Asking(commissioner), ("with", "saltby-plan"));
        commissioner.Text.ShouldContain("Choose one of the answers");
    }

    [Fact]
    public async Task What_is_wrong_with_the_other_rules_is_said_at_its_line_and_the_text_is_kept()
    {
        using var commissioner = await Opened();
        await commissioner.Send();
        commissioner.Text.ShouldContain("Nothing is changed yet, so there is nothing to compare");
        await commissioner.Send(("text", Longer(town).Replace("for: 52 weeks", "for: 52 wks", StringComparison.Ordinal)));
        commissioner.Text.ShouldContain("One thing in the other rules cannot be used");
        commissioner.Text.ShouldMatch(@"Other rules, line \d+: .*52 wks");
        commissioner.Page.QuerySelector("textarea#text")!.TextContent.ShouldContain("52 wks");
        await commissioner.Send(("text", "<script>alert(1)</script>"));
        commissioner.Html.ShouldNotContain("<script>alert");
        await commissioner.Send(("text", ""));
        commissioner.Text.ShouldContain("in the other rules cannot be used");
        await commissioner.Send(("text", Text(town, "saltby-plan")));
        commissioner.Text.ShouldContain("These rules pay nobody for people's results, so there is nothing to compare.");
        await commissioner.Send(("text", Longer(town) + new string('#', 60_000)));
        commissioner.Text.ShouldContain("This is longer than 60,000 letters.");
        await commissioner.Send(("text", Longer(town)), ("assumptions", "people: 3"));
        commissioner.Text.ShouldContain("in the assumptions cannot be used");
        await commissioner.Send(("with", ""));
        commissioner.Text.ShouldContain("Choose a contract");
    }

    [Fact]
    public async Task Whoever_does_not_see_money_and_a_scheme_that_pays_no_results_have_nothing_to_compare()
    {
        using var worker = await Opened("M03");
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
        using var commissioner = await Opened(scheme: "saltby-plan");
        commissioner.Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
