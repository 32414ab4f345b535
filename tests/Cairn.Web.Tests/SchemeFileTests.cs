using System.Net;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>Each scheme's file: a card, the rules with who meets them, versions, examples; and the other shapes beside the contract.</summary>
public sealed class SchemeFileTests(Town town)
{
    [Fact]
    public async Task Each_scheme_has_a_card_with_the_one_number_that_matters_for_its_shape()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes");
        string Card(string title) => commissioner.Page.QuerySelectorAll(".cairn-schemes > li").Single(l => l.QuerySelector("h3")!.TextContent == title).TextContent;
        Card("Longer residential rehabilitation, paid on results").ShouldContain("£30,000.03");
        Card("Personal budgets for recovery").ShouldContain("left of £36,000.00");
        Card("Drug Strategy Housing Support Grant").ShouldContain("£41,805,823.00 allocated of £53,000,000.00 announced");
        Card("Saltby's plan 2026 to 2029").ShouldContain("aims are met");
        Card("Three hubs that answer when a home is at risk").ShouldContain("Threats that the right hub answered");
    }

    [Fact]
    public async Task The_grant_shows_28_allocations_as_bars_and_as_a_table_that_make_the_whole()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/housing-support-grant");
        commissioner.Text.ShouldContain("£11,194,177.00");
        var rows = commissioner.Page.QuerySelectorAll("details tbody tr").ToList();
        rows.Count.ShouldBe(28);
        rows.Sum(r => Pence.Parse(r.QuerySelectorAll("td")[0].TextContent)).ShouldBe(4_180_582_300);
        rows.Sum(r => Pence.Parse(r.QuerySelectorAll("td")[1].TextContent)).ShouldBe(4_180_582_300);
        commissioner.Page.QuerySelectorAll(".cairn-strip--wide g.part").Length.ShouldBe(28);
    }

    [Fact]
    public async Task Who_meets_a_rule_is_counted_for_those_who_pay_hidden_where_few_and_named_to_who_works_with_them()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/rehab-to-work");
        commissioner.Text.ShouldContain("4 people have met this so far");
        commissioner.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldNotContain(h => h!.StartsWith("/people/", StringComparison.Ordinal));
        using var mentor = await Visitor.SignedIn(town, "M09");
        await mentor.Open("/schemes/rehab-to-work");
        mentor.Text.ShouldContain("Fewer than 5 people have met this so far");
        mentor.Text.ShouldNotContain("4 people have met this so far");
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open("/schemes/rehab-to-work");
        worker.Text.ShouldContain("You work with");
    }

    [Fact]
    public async Task Every_example_of_every_scheme_holds_when_run_on_its_page()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        foreach (var scheme in town.Partnership.Read(r => r.Schemes.Select(s => s.Name).ToList()))
        {
            await commissioner.Open($"/schemes/{scheme}/examples");
            commissioner.Status.ShouldBe(HttpStatusCode.OK, scheme);
            commissioner.Page.QuerySelectorAll(".cairn-holds__yes").ShouldNotBeEmpty(scheme);
            commissioner.Page.QuerySelectorAll(".cairn-holds__no").Select(l => l.TextContent).ShouldBeEmpty(scheme);
        }
    }

    [Fact]
    public async Task A_version_says_which_lines_changed_and_an_example_that_no_longer_holds_says_what_is_so()
    {
        await using var own = await Town.Open();
        var text = own.Partnership.Folder.Read(s => s.Scheme("personal-budgets")!.Text);
        (await own.Partnership.Folder.Do(new Command("v2", "put-in-force", "M07", "commissioner", "v2"), (_, _) => Decision.Append("2") with { Schemes = [new SchemeText("personal-budgets", text.Replace("price: £24", "price: £26", StringComparison.Ordinal))] })).ShouldBeOfType<Reply.Done>();
        using var commissioner = await Visitor.SignedIn(own, "M07");
        await commissioner.Open("/schemes/personal-budgets/versions");
        commissioner.Page.QuerySelectorAll("h2").Select(h => h.TextContent).ShouldBe(["Version 2", "Version 1"]);
        commissioner.Page.QuerySelector(".cairn-changes__out")!.TextContent.ShouldContain("price: £24");
        commissioner.Page.QuerySelector(".cairn-changes__new")!.TextContent.ShouldContain("price: £26");
        commissioner.Page.QuerySelectorAll(".cairn-changes li").Length.ShouldBe(4);
    }

    [Fact]
    public async Task A_hubs_clock_runs_by_working_days_and_is_named_only_to_those_who_work_with_the_person()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/saltby-hubs/indicators/answered-in-time");
        commissioner.Text.ShouldContain("Waiting for an answer now");
        commissioner.Text.ShouldContain("Harbour Hub");
        commissioner.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldNotContain(h => h!.StartsWith("/people/", StringComparison.Ordinal));
        var token = town.Token("P122");
        var worker = town.Partnership.Read(r => Desk.Said.Of(r.Facts, "works-with", token).Where(w => w.Covers(r.Today) && w.Code("role") == "caseworker").Select(w => w.Name("member-name")).FirstOrDefault());
        worker.ShouldNotBeNull();
        using var caseworker = await Visitor.SignedIn(town, worker);
        await caseworker.Open("/schemes/saltby-hubs/indicators/answered-in-time");
        caseworker.Text.ShouldContain("today is the last day");
        await caseworker.Open("/today");
        caseworker.Text.ShouldContain("today is the last day to answer");
    }

    [Fact]
    public async Task Training_is_counted_by_agency_and_names_are_for_those_who_answer_for_them()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/saltby-training/indicators/staff-trained");
        commissioner.Text.ShouldContain("By agency");
        commissioner.Text.ShouldNotContain("Of your own staff");
        using var manager = await Visitor.SignedIn(town, "M28");
        await manager.Open("/schemes/saltby-training/indicators/staff-trained");
        manager.Text.ShouldContain("Of your own staff, not yet");
        var rows = manager.Page.QuerySelectorAll("main table").Single(t => t.QuerySelector("caption")!.TextContent.StartsWith("By agency", StringComparison.Ordinal)).QuerySelectorAll("tbody tr");
        var own = rows.Single(r => r.QuerySelector("th")!.TextContent == "Saltby Homes").QuerySelector("td")!.TextContent.Split(' ');
        manager.Page.QuerySelectorAll("main ul.govuk-list--bullet li").Length.ShouldBe(int.Parse(own[2], System.Globalization.CultureInfo.InvariantCulture) - int.Parse(own[0], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_person_a_provider_and_a_commissioner_read_the_same_of_what_is_learnt_and_no_small_number()
    {
        var told = new List<string>();
        foreach (var id in new[] { town.Token("P037"), "M22", "M07" })
        {
            using var reader = await Visitor.SignedIn(town, id);
            await reader.Open("/schemes/rehab-to-work/learning");
            reader.Status.ShouldBe(HttpStatusCode.OK);
            reader.Text.ShouldContain("We look at everyone who had a place by 31 December 2026");
            reader.Page.QuerySelectorAll("main td").Select(c => c.TextContent).ShouldNotContain(c => c.StartsWith("1 of", StringComparison.Ordinal) || c.StartsWith("2 of", StringComparison.Ordinal) || c.StartsWith("3 of", StringComparison.Ordinal) || c.StartsWith("4 of", StringComparison.Ordinal));
            told.Add(reader.Text);
        }
        told.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_learnt_can_be_taken_away_with_the_rules_and_a_dictionary()
    {
        using var analyst = await Visitor.SignedIn(town, "M16");
        using var zip = new System.IO.Compression.ZipArchive(await analyst.Http.GetStreamAsync(new Uri("/schemes/rehab-to-work/learning?files=true", UriKind.Relative), TestContext.Current.CancellationToken));
        string Text(string name) => new StreamReader(zip.GetEntry(name)!.Open()).ReadToEnd();
        var rules = town.Partnership.Read(r => r.Schemes.Single(s => s.Name == "rehab-to-work")).Version;
        zip.Entries.Select(e => e.Name).ShouldBe(["README.txt", "cohorts.csv", "results.csv", "times.csv", "steps.csv", "dictionary.csv", $"rules-{rules}.yaml", "SHA256SUMS"]);
        // The first year's people are followed until the town's today; 60 days more, and they can be told.
        Text("README.txt").ShouldContain("Nothing can be told yet.");
        Text($"rules-{rules}.yaml").ShouldBe(File.ReadAllText(Town.In("schemes/rehab-to-work.yaml")));
    }

    [Fact]
    public async Task The_partnership_shows_its_aims_what_was_agreed_and_who_does_what()
    {
        using var lead = await Visitor.SignedIn(town, "M13");
        await lead.Open("/partners");
        lead.Text.ShouldContain("Approved on 21 April 2026.");
        lead.Text.ShouldContain("Safeguarding protocol for Personal budgets for recovery agreed");
        lead.Text.ShouldContain("Saltby Council, Saltby Recovery Service, Saltby Voices");
        lead.Page.QuerySelectorAll("main table").Single(t => t.QuerySelector("caption")!.TextContent == "Who does what").QuerySelectorAll("tbody tr").ShouldNotBeEmpty();
        await lead.Follow("People in treatment who started a job");
        lead.Path.ShouldBe("/schemes/saltby-plan/indicators/into-work");
    }
}
