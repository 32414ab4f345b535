using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cairn.Desk;
using Cairn.Desk.Change;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Demo;
using Cairn.Web.Pages.Schemes;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.Tests;

/// <summary>Changing a running scheme: written, checked, previewed on the town's record, proposed by one member, answered by another, in force from a day.</summary>
public sealed class SchemeChangeTests
{
    internal const string Commissioner = "M07", Owner = "M17", Fund = Finance.Young;

    /// <summary>Examples that say nothing, for changes under which the scheme's own would not hold.</summary>
    internal const string NoExample = "examples:\n  - it: says nothing yet\n    on: 2027-01-01\n    then: []\n";

    private static readonly string[] Statements = ["/money/statement", "/money/balance", "/money/runs/R0001", "/money/runs/R0002"];

    private static string Text(Town town, string scheme = Fund) => town.Partnership.Read(r => r.State.Scheme(scheme, r.Today)!.Text);

    /// <summary>Older people in, those from hostels out, a lower price: all three directions at once.</summary>
    internal static string Other(Town town) => Text(town).Replace("age: 18 to 24", "age: 18 to 30", StringComparison.Ordinal).Replace("night-shelter, hostel, bed-and-breakfast, temporary, refuge]", "night-shelter]", StringComparison.Ordinal)
        .Replace("    title: Initial needs assessment completed\n    phase: engage\n    when: { happens: { needs-assessment: completed } }\n    pays:\n      2026-04-01: £500", "    title: Initial needs assessment completed\n    phase: engage\n    when: { happens: { needs-assessment: completed } }\n    pays:\n      2026-04-01: £450", StringComparison.Ordinal);

    private static (string, string)[] Answers(string text, string? examples = null, int? starts = null) =>
    [
        ("text", text), .. examples is null ? Array.Empty<(string, string)>() : [("examples", examples)], ("why", "The board asked for it"),
        .. starts is { } day ? Parts(day) : [],
    ];

    private static (string, string)[] Parts(int day) => [("starts-day", $"{Day.Date(day).Day}"), ("starts-month", $"{Day.Date(day).Month}"), ("starts-year", $"{Day.Date(day).Year}")];

    /// <summary>Writes a change and looks at what it would do.</summary>
    internal static async Task<Visitor> Write(Town town, string text, string? examples = null, int? starts = null, string scheme = Fund, Visitor? visitor = null)
    {
        visitor ??= await Visitor.SignedIn(town, Commissioner);
        await visitor.Open($"/schemes/{scheme}/change");
        return await visitor.Send(Answers(text, examples, starts));
    }

    internal static async Task<string> Propose(Town town, string text, string? examples = NoExample, int? starts = null, string scheme = Fund)
    {
        using var visitor = await Write(town, text, examples, starts, scheme);
        await visitor.Send(("step", "confirm"));
        visitor.Path.ShouldBe($"/schemes/{scheme}/versions", visitor.Text);
        return Proposals(town)[^1].Number;
    }

    private static async Task<Visitor> Answer(Town town, string number, string answer, string words = "", string by = Owner, string scheme = Fund)
    {
        var visitor = await Visitor.SignedIn(town, by);
        await visitor.Open($"/schemes/{scheme}/changes/{number}");
        return await visitor.Send(("answer", answer), ("words", words));
    }

    private static IReadOnlyList<SchemeProposal> Proposals(Town town) => town.Partnership.Read(r => SchemeProposal.All(r.Facts, r.State.RecordedBy));

    /// <summary>All that money pages say of what was paid, a line for each row, and the book itself.</summary>
    private static async Task<IReadOnlyList<string>> Paid(Town town)
    {
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        var told = new List<string>();
        foreach (var path in Statements)
        {
            await finance.Open(path);
            finance.Status.ShouldBe(HttpStatusCode.OK, path);
            told.AddRange(finance.Page.QuerySelectorAll("main table tr").Select(t => $"{path}: {string.Join(' ', t.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}"));
        }
        return [.. told, .. town.Partnership.Read(r => r.State.Book.Entries.Select(e => $"{e.Key} {e.EffectiveOn} {string.Join(' ', e.Legs)}").ToList())];
    }

    private static long Pounds(string text) => Pence.Parse(text.Trim()) ?? throw new FormatException($"'{text}' is no amount.");

    private static (long Payable, long Back, string Standings) Now(Town town) => town.Partnership.Read(r =>
    {
        var scheme = r.Schemes.First(s => s.Name == Fund);
        var answer = r.Answer(scheme);
        return (answer.Totals.Sum(t => t.Payable), r.Settlement(scheme).Lines.Where(l => l.What is Settled.ToReverse).Sum(l => l.Total), string.Join(' ', Enumerable.Range(0, answer.Roll.Count).Select(s => (int)answer.Roll.StandingOf(s))));
    });

    [Fact]
    public async Task What_the_preview_foresees_is_what_happens_and_what_was_paid_stays_to_the_penny()
    {
        await using var town = await Town.Open();
        var (paid, before) = (await Paid(town), Now(town));
        using var commissioner = await Write(town, Other(town), NoExample);
        commissioner.Text.ShouldContain("Check what this changes");
        IElement Table(string caption) => commissioner.Page.QuerySelectorAll("main table").Single(t => t.QuerySelector("caption")!.TextContent.StartsWith(caption, StringComparison.Ordinal));
        var sums = Table("Payable by each payer").QuerySelectorAll("tbody td").Select(c => Pounds(c.TextContent)).ToList();
        (sums[0] + sums[1] - sums[2]).ShouldBe(sums[3]);
        sums[0].ShouldBe(before.Payable);
        sums[2].ShouldBeGreaterThan(0);
        var results = Table("Results that").QuerySelectorAll("tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToList()).ToList();
        (results.Sum(r => r[3].Length == 0 ? 0 : Pounds(r[3])), results.Sum(r => r[4].Length == 0 ? 0 : Pounds(r[4]))).ShouldBe((sums[1], sums[2]), "the results come to the same as the payers");
        var counts = commissioner.Page.QuerySelectorAll(".cairn-figures dd").Select(d => int.Parse(d.TextContent, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        counts[1].ShouldBeGreaterThan(0);
        commissioner.Text.ShouldContain("Would be taken back");
        commissioner.Page.QuerySelectorAll(".cairn-changes__out").Select(l => l.TextContent).ShouldContain(l => l.Contains("Taken out:", StringComparison.Ordinal) && l.Contains("18 to 24", StringComparison.Ordinal));
        Now(town).ShouldBe(before, "looking changes nothing");
        await commissioner.Send(("step", "confirm"));
        commissioner.Text.ShouldContain("The change is proposed. It waits for a second member; until then the rules stay as they are.");
        Now(town).ShouldBe(before, "nor does proposing");

        using var owner = await Visitor.SignedIn(town, Owner);
        await owner.Open("/today");
        owner.Text.ShouldContain("New rules to approve or not");
        await owner.Open(owner.Page.QuerySelector($"main a[href='/schemes/{Fund}/changes/C0001']")!.GetAttribute("href")!);
        owner.Text.ShouldNotContain("comes out otherwise");
        var form = owner.Page.QuerySelector<IHtmlFormElement>("main form")!;
        await owner.SendTo(form, ("answer", "yes"));
        owner.Text.ShouldContain("Approved. The new rules hold from 31 March 2028.");
        owner.Text.ShouldContain("In force since 31 March 2028, proposed by Fiona Saltmere and approved by Richard Wharfwood.");

        var after = Now(town);
        after.Payable.ShouldBe(sums[3]);
        var (newly, noLonger) = before.Standings.Split(' ').Zip(after.Standings.Split(' ')).Aggregate((0, 0), (n, s) => (n.Item1 + (string.CompareOrdinal(s.First, "2") < 0 && string.CompareOrdinal(s.Second, "2") >= 0 ? 1 : 0), n.Item2 + (string.CompareOrdinal(s.First, "2") >= 0 && string.CompareOrdinal(s.Second, "2") < 0 ? 1 : 0)));
        (newly, noLonger).ShouldBe((counts[0], counts[1]));
        var still = await Paid(town);
        still.Except(paid).Concat(paid.Except(still)).ShouldBeEmpty("statements, runs and the book are as they were");
        still.Count.ShouldBe(paid.Count);

        // Sent twice, it is answered as the first time.
        await owner.SendTo(form, ("answer", "yes"));
        owner.Text.ShouldContain("Approved. The new rules hold from 31 March 2028.");
        town.Partnership.Read(r => r.State.Schemes.Count(s => s.Scheme == Fund)).ShouldBe(2);
        Verify.Folder(town.Folder).Faults.ShouldBeEmpty();
        DecidedAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_would_be_taken_back_is_what_the_settlement_then_proposes()
    {
        await using var town = await Town.Open();
        using var commissioner = await Write(town, Other(town), NoExample);
        var said = commissioner.Page.QuerySelectorAll("main li").Where(l => l.TextContent.StartsWith("Would be taken back", StringComparison.Ordinal)).Sum(l => Pounds(System.Text.RegularExpressions.Regex.Match(l.TextContent, @"£[\d,.]+\d", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value));
        var (_, before, _) = Now(town);
        await commissioner.Send(("step", "confirm"));
        (await Answer(town, "C0001", "yes")).Dispose();
        (Now(town).Back - before).ShouldBe(said);
        // And the run that pays by the new rules is decided again by them, as those before it are by the old.
        using var finance = await Visitor.SignedIn(town, Finance.Approver);
        await finance.Open("/money/runs/R0005");
        finance.Text.ShouldContain("the ledger or the scheme's file is another. Withdraw it and prepare it anew", customMessage: "a run that was worked out under the old rules is not approved under the new");
        DecidedAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_for_a_later_day_hold_from_that_day_and_not_before()
    {
        await using var town = await Town.Open();
        var (old, other) = (Text(town), Other(town));
        var number = await Propose(town, other, starts: DemoTown.Today + 30);
        using var owner = await Answer(town, number, "yes");
        owner.Text.ShouldContain("Will hold from 30 April 2028");
        (Text(town) == old).ShouldBeTrue();
        town.Partnership.Read(r => r.Schemes.First(s => s.Name == Fund).Version).ShouldBe(SchemeFile.Version(old));
        // The next change goes on from what is to come, and cannot begin before it.
        using var commissioner = await Visitor.SignedIn(town, Commissioner);
        await commissioner.Open($"/schemes/{Fund}/change");
        commissioner.Text.ShouldContain("These rules were agreed and begin on 30 April 2028");
        commissioner.Page.QuerySelector("#text")!.TextContent.ShouldContain("age: 18 to 30");
        await commissioner.Send(("why", "More"), ("text", other.Replace("18 to 30", "18 to 35", StringComparison.Ordinal)), ("starts-day", "1"), ("starts-month", "4"), ("starts-year", "2028"));
        commissioner.Text.ShouldContain("Enter 30 April 2028 or a later day");
        ((DemoClock)town.Services.GetRequiredService<TimeProvider>()).Set(DemoTown.Today + 30);
        town.Partnership.Read(r => r.Schemes.First(s => s.Name == Fund).Version).ShouldBe(SchemeFile.Version(other));
    }

    [Fact]
    public async Task Mistakes_are_said_at_their_line_and_examples_that_no_longer_hold_too()
    {
        await using var town = await Town.Open();
        using var commissioner = await Write(town, Text(town).Replace("person-cap: £15,000", "person-kap: £15,000", StringComparison.Ordinal));
        commissioner.Text.ShouldContain("There is a problem 1 mistake in the rules");
        var line = Text(town).Split('\n').ToList().FindIndex(l => l.StartsWith("person-cap", StringComparison.Ordinal)) + 1;
        var link = commissioner.Page.QuerySelector($"main a[href='#rules-{line}']")!;
        link.ParentElement!.TextContent.ShouldContain("Did you mean 'person-cap'?");
        commissioner.Page.QuerySelector($"#rules-{line}")!.TextContent.ShouldContain("person-kap");
        commissioner.Page.QuerySelector("#text")!.TextContent.ShouldContain("person-kap", customMessage: "what was written is still there");
        await Write(town, Other(town), visitor: commissioner);
        commissioner.Text.ShouldContain("in the examples: what to mend stands below");
        commissioner.Page.QuerySelectorAll("main a[href^='#examples-']").ShouldNotBeEmpty();
        Proposals(town).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("scheme: fair-chance-fund", "scheme: another-fund", "another name is another scheme")]
    [InlineData("department: { title: The department }", "ministry: { title: The ministry }", "'department' pays for this scheme")]
    [InlineData("money: contract", "money: none", "This scheme's money is 'contract'")]
    [InlineData("phases: [engage, prepare, sustain]", "phases: [engage, prepare, sustain]\nnote: ", "")]
    [InlineData("", "", "Nothing is changed yet")]
    [InlineData("claims: none", "", "at most 60,000 are taken")]
    public async Task What_cannot_be_changed_is_refused_with_the_reason(string from, string to, string why)
    {
        await using var town = await Town.Open();
        var text = from == "claims: none" ? new string('#', 5_000_000) : from.Length == 0 ? Text(town).Replace("\n", "\r\n", StringComparison.Ordinal) : why.Length == 0 ? Text(town) + new string('#', 1_000_000) : Text(town).Replace(from, to, StringComparison.Ordinal);
        using var commissioner = await Write(town, text);
        commissioner.Status.ShouldBe(HttpStatusCode.OK);
        commissioner.Text.ShouldContain("There is a problem");
        commissioner.Text.ShouldContain(why.Length == 0 ? "characters long; at most 60,000 are taken" : why);
        Proposals(town).ShouldBeEmpty();
    }

    [Fact]
    public async Task Script_in_the_text_is_only_text()
    {
        await using var town = await Town.Open();
        const string Script = "# </textarea><script>alert(1)</script>";
        var number = await Propose(town, Text(town) + Script);
        using var owner = await Visitor.SignedIn(town, Owner);
        await owner.Open($"/schemes/{Fund}/changes/{number}");
        owner.Html.ShouldNotContain("<script>alert");
        owner.Text.ShouldContain("<script>alert(1)</script>");
    }

    [Fact]
    public async Task Nobody_approves_their_own_and_no_page_offers_it()
    {
        await using var town = await Town.Open();
        var number = await Propose(town, Other(town));
        using var commissioner = await Visitor.SignedIn(town, Commissioner);
        await commissioner.Open("/today");
        commissioner.Text.ShouldNotContain("New rules to approve");
        await commissioner.Open($"/schemes/{Fund}/changes/{number}");
        commissioner.Page.QuerySelectorAll("input[name=answer]").Select(i => i.GetAttribute("value")).ShouldBe(["back"]);
        await commissioner.Send(("answer", "yes"));
        commissioner.Text.ShouldContain("There is a problem");
        var acts = new SchemeChangeActs(town.Partnership.Folder, new Asking(Commissioner, "commissioner"));
        (await acts.Approve(number, "", ChangePreview.DigestOf)).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("NotYourOwn");
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        await finance.Open($"/schemes/{Fund}/changes/{number}");
        finance.Status.ShouldBe(HttpStatusCode.NotFound);
        await finance.Open($"/schemes/{Fund}/change");
        finance.Status.ShouldBe(HttpStatusCode.NotFound);
        await finance.Open($"/schemes/{Fund}/versions");
        finance.Text.ShouldContain("waits for a second member");
    }

    [Fact]
    public async Task Of_two_changes_proposed_at_once_the_second_would_undo_the_first_and_is_not_approved()
    {
        await using var town = await Town.Open();
        var first = await Propose(town, Other(town));
        var second = await Propose(town, Text(town).Replace("person-cap: £15,000", "person-cap: £16,000", StringComparison.Ordinal));
        (await Answer(town, first, "yes")).Dispose();
        using var owner = await Visitor.SignedIn(town, Owner);
        await owner.Open($"/schemes/{Fund}/changes/{second}");
        owner.Text.ShouldContain("The rules have been changed since this was proposed");
        owner.Page.QuerySelectorAll("input[name=answer]").Select(i => i.GetAttribute("value")).ShouldBe(["no"]);
        (await new SchemeChangeActs(town.Partnership.Folder, new Asking(Owner, "senior-owner")).Approve(second, "", ChangePreview.DigestOf)).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("ChangedSince");
        await owner.Send(("answer", "no"));
        owner.Text.ShouldContain("Say why not");
        await owner.Send(("answer", "no"), ("words", "Put it into the new rules"));
        owner.Text.ShouldContain("Not approved. The rules stay as they are.");
        using var commissioner = await Visitor.SignedIn(town, Commissioner);
        await commissioner.Open($"/schemes/{Fund}/changes/{second}");
        commissioner.Text.ShouldContain("Not approved by Richard Wharfwood on 31 March 2028. Put it into the new rules");
    }

    [Fact]
    public async Task A_record_that_moved_is_worked_out_again_and_the_approver_is_told()
    {
        await using var town = await Town.Open();
        var number = await Propose(town, Text(town).Replace("night-shelter, hostel, bed-and-breakfast, temporary, refuge]", "night-shelter]", StringComparison.Ordinal));
        using var owner = await Visitor.SignedIn(town, Owner);
        await owner.Open($"/schemes/{Fund}/changes/{number}");
        owner.Text.ShouldNotContain("comes out otherwise");
        var seen = owner.Page.QuerySelector<IHtmlFormElement>("main form")!;
        // Somebody whom the change would shut out is found to have slept rough just before the referral.
        var referral = town.Partnership.Read(r =>
        {
            var answer = r.Answer(r.Schemes.First(s => s.Name == Fund));
            var after = Evaluation.Of(SchemeFile.Read("x", SchemeChangeActs.Texts(r.State, SchemeProposal.All(r.Facts, r.State.RecordedBy)[^1]).Proposed.Text, r.Facts.Vocabulary, new Mistakes())!, r.Facts, r.Today, Day.Never);
            var who = SchemeChange.Between(answer, after).Standings.First(s => s.IsNoLongerEligible).Subject;
            return (Token: r.Facts.Of(About.Person)[who], On: answer.Roll.ReferredOn(who));
        });
        await Given.Fact(town, "M03", "key-worker", ("fact", "housing"), ("person", referral.Token), ("from", Day.Iso(referral.On - 3)), ("to", Day.Iso(referral.On - 2)), ("type", "rough-sleeping"));
        await owner.SendTo(seen, ("answer", "yes"));
        owner.Text.ShouldContain("The record has moved since you opened this page");
        owner.Text.ShouldContain("The record has moved since it was proposed, and the change now comes out otherwise. Then ");
        Proposals(town)[^1].State.ShouldBe(ProposalState.Waits);
        await owner.Send(("answer", "yes"));
        owner.Text.ShouldContain("Approved.");
    }

    [Fact]
    public async Task A_day_that_passed_before_it_was_approved_gets_no_other_rules_and_one_takes_back_ones_own()
    {
        await using var town = await Town.Open();
        var number = await Propose(town, Other(town));
        ((DemoClock)town.Services.GetRequiredService<TimeProvider>()).Set(DemoTown.Today + 2);
        using var owner = await Visitor.SignedIn(town, Owner);
        await owner.Open($"/schemes/{Fund}/changes/{number}");
        owner.Text.ShouldContain("31 March 2028 has passed. Approved today, the rules would hold from today");
        using var commissioner = await Visitor.SignedIn(town, Commissioner);
        await commissioner.Open($"/schemes/{Fund}/changes/{number}");
        await commissioner.Send(("answer", "back"));
        commissioner.Text.ShouldContain("Taken back. The rules stay as they are.");
        await owner.Send(("answer", "yes"));
        owner.Text.ShouldContain("was answered on 2 April 2028");
    }

    [Fact]
    public async Task Sent_twice_it_is_proposed_once_and_a_form_opened_before_another_change_says_so()
    {
        await using var town = await Town.Open();
        using var commissioner = await Write(town, Other(town), NoExample);
        var form = commissioner.Page.QuerySelector<IHtmlFormElement>("main form")!;
        await commissioner.SendTo(form, ("step", "confirm"));
        await commissioner.SendTo(form, ("step", "confirm"));
        commissioner.Path.ShouldBe($"/schemes/{Fund}/versions");
        Proposals(town).Count.ShouldBe(1);
        using var late = await Write(town, Text(town).Replace("person-cap: £15,000", "person-cap: £16,000", StringComparison.Ordinal), NoExample);
        var stale = late.Page.QuerySelector<IHtmlFormElement>("main form")!;
        (await Answer(town, "C0001", "yes")).Dispose();
        await late.SendTo(stale, ("step", "confirm"));
        late.Text.ShouldContain("The rules have been changed since this page was opened");
    }

    [Fact]
    public async Task Whoever_agreed_to_be_seen_by_who_pays_is_named_with_what_would_change_for_them()
    {
        await using var town = await Town.Open();
        foreach (var token in town.Partnership.Read(r => r.Access.PeopleOf(Commissioner).ToList()))
            foreach (var category in (string[])["treatment", "offence"])
                await Given.Fact(town, "M03", "key-worker", ("fact", "consent"), ("person", token), ("from", "2028-03-31"), ("purpose", "verify"), ("category", category), ("with", "Saltby Council"), ("way", "spoken"));
        var text = Text(town, Finance.Rehab);
        var start = text.IndexOf("        - housing: [", StringComparison.Ordinal);
        var other = $"{text[..start]}        - housing: refuge{text[text.IndexOf(']', start)..][1..]}";
        using var commissioner = await Write(town, other, NoExample, scheme: Finance.Rehab);
        var named = commissioner.Page.QuerySelectorAll("main .cairn-list > li").ToList();
        named.ShouldNotBeEmpty();
        named.ShouldAllBe(l => l.TextContent.Contains("Is not eligible; before: ", StringComparison.Ordinal));
        var look = town.Partnership.Folder.Looks.All(0).Select(l => l.Look).Last(l => l.By == Commissioner && l.Page == "scheme-change");
        look.People.Count.ShouldBe(named.Count);
        named.Select(l => l.QuerySelector("strong")!.TextContent).ShouldBe(look.People.Select(p => town.Partnership.Read(r => r.Name(p)!)), ignoreOrder: true);
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Person_by_person_only_those_whom_the_reader_may_see_and_every_look_is_written_down()
    {
        await using var town = await Town.Open();
        using var commissioner = await Write(town, Other(town), NoExample);
        var named = commissioner.Page.QuerySelectorAll("main .cairn-list > li").Length;
        var look = town.Partnership.Folder.Looks.All(0).Select(l => l.Look).LastOrDefault(l => l.By == Commissioner && l.Page == "scheme-change");
        (look?.People.Count ?? 0).ShouldBe(named);
        commissioner.Text.ShouldContain("whom you may not see here one by one");
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
        var number = await Propose(town, Other(town));
        using var owner = await Visitor.SignedIn(town, Owner);
        await owner.Open($"/schemes/{Fund}/changes/{number}");
        owner.Text.ShouldNotContain("Person by person");
    }
}
