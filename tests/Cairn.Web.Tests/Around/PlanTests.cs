using System.Net;
using Cairn.Desk;

namespace Cairn.Web.Tests.Around;

/// <summary>The recovery plan: the person's words, who does what, and who agreed to which version.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_plan_is_agreed_by_both_sides_and_dissent_from_the_next_version_stands_beside_it()
    {
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "plan"));
        worker.Text.ShouldContain("“Keep the job and see my daughter every week.”");
        worker.Text.ShouldContain("Achieved, 1 March 2028");
        await worker.Open(Gathering.At(town, "record/goal-setting"));
        await worker.Send(("detail-goal", "home"), ("detail-words", "A flat with a room for my daughter."));
        worker.Path.ShouldBe(Gathering.At(town, "plan"));
        await worker.Open(Gathering.At(town, "plan/action?goal=home"));
        await worker.Send();
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose who does it");
        await worker.Send([("goal", "home"), ("what", "Ask Saltby Homes for a two-room flat"), ("owner", Gathering.Worker), .. Gathering.Boxes(town, "due", 10)]);
        worker.Text.ShouldContain($"You, by {Gathering.Said(town, 10)} To do");

        await worker.Follow("Propose this plan as version 1");
        worker.Text.ShouldContain($"Added: “Ask Saltby Homes for a two-room flat” (action, a home, by {Gathering.Said(town, 10)})");
        await worker.Send();
        worker.Text.ShouldContain("Nobody has answered yet.");
        await worker.Follow("Record who agrees");
        await worker.Send(("side", "worker"), ("answer", "yes"));
        worker.Text.ShouldContain("It waits for Scott Heronby to agree.");
        using var person = await Visitor.SignedIn(town, town.Token("P001"));
        await person.Open("/mine/plan");
        person.Text.ShouldContain("It waits for you to agree.");
        await person.Follow("Say if you agree");
        await person.Send(("answer", "yes"));
        person.Text.ShouldContain($"Agreed by both sides on {Gathering.Said(town, 0)}.");

        // Another partner adds to it: what was agreed is what was, and the new one waits.
        using var coach = await Visitor.SignedIn(town, Gathering.Coach);
        await coach.Open(Gathering.At(town, "plan/action"));
        await coach.Send([("goal", "new-start"), ("what", "Start an evening course"), ("owner", "person"), .. Gathering.Boxes(town, "due", 30)]);
        coach.Text.ShouldContain("It has been changed since.");
        coach.Text.ShouldContain($"Scott Heronby, by {Gathering.Said(town, 30)}");
        await coach.Follow("Propose this plan as version 2");
        await coach.Send(("why", "The college has a place"));
        await person.Open("/mine/plan");
        await person.Follow("Say if you agree");
        await person.Send(("answer", "no"));
        person.Text.ShouldContain("Say what is not agreed with");
        await person.Send(("answer", "no"), ("words", "I do not agree with the course. Evenings are for my daughter."));
        await worker.Open(Gathering.At(town, "plan"));
        worker.Text.ShouldContain("Not agreed.");
        worker.Text.ShouldContain("Scott Heronby did not agree: “I do not agree with the course. Evenings are for my daughter.”");
        worker.Text.ShouldContain($"Scott Heronby: not agreed, {Gathering.Said(town, 0)}: “I do not agree with the course. Evenings are for my daughter.”");
        worker.Text.ShouldContain("Added: “Start an evening course” (action, a new start, by");
        worker.Text.ShouldContain($"Agreed by both sides on {Gathering.Said(town, 0)}.");
        await worker.Follow("Version 1");
        worker.Text.ShouldContain("There is a later version. This one is kept as it was.");
    }

    [Fact]
    public async Task Nobody_agrees_to_a_plan_that_was_changed_while_they_read_it()
    {
        await Gathering.Goal(town, "home", "A flat of my own.");
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "plan/propose"));
        await worker.Send();
        await worker.Follow("Record who agrees");
        await Gathering.Action(town, "home", "Clear the old arrears", 5, null, Gathering.Coach, "work-coach");
        await worker.Send(("side", "worker"), ("answer", "yes"));
        worker.Text.ShouldContain("The plan has been changed since this version.");
        RecoveryPlan.Of(town.Partnership.Folder.Read(s => s.Facts), town.Token("P001")).Latest!.Answers.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_who_writes_down_that_the_person_agrees_says_how_they_said_so()
    {
        await Gathering.Goal(town, "home", "A flat of my own.");
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "plan/propose"));
        await worker.Send();
        await worker.Follow("Record who agrees");
        await worker.Send(("side", "person"), ("answer", "yes"));
        worker.Text.ShouldContain("Choose how they said so");
        await worker.Send(("side", "person"), ("answer", "yes"), ("way", "written"));
        worker.Text.ShouldContain("It waits for a worker to agree.");
    }

    [Fact]
    public async Task An_action_that_is_late_is_on_the_first_page_of_its_owner_alone_until_it_is_done_or_put_off()
    {
        await Gathering.Goal(town, "home", "A flat of my own.");
        await Gathering.Action(town, "home", "Ring the landlord", -1, Gathering.Coach);
        await Gathering.Action(town, "home", "Find the old letters", -2, null);
        var told = $"What you agreed to do was due on {Gathering.Said(town, -1)}.";
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(town.Path("/people/{P001}"));
        worker.Text.ShouldNotContain("What you agreed to do");
        using var person = await Visitor.SignedIn(town, town.Token("P001"));
        await person.Open("/mine/plan");
        person.Text.ShouldContain("The day for this has passed Find the old letters");
        using var coach = await Visitor.SignedIn(town, Gathering.Coach);
        await coach.Open("/today");
        coach.Text.ShouldContain(told);
        await coach.Open(coach.Page.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Say how it went", StringComparison.Ordinal)).GetAttribute("href")!);
        coach.Text.ShouldContain("Ring the landlord");
        await coach.Send(("state", "put-off"));
        coach.Text.ShouldContain("Enter the new day");
        await coach.Send([("state", "put-off"), .. Gathering.Boxes(town, "due", 40)]);
        coach.Text.ShouldContain($"by {Gathering.Said(town, 40)} Put off");
        await coach.Open("/today");
        coach.Text.ShouldNotContain("What you agreed to do");
    }

    [Fact]
    public async Task What_was_said_of_an_action_still_counts_once_its_words_are_put_right()
    {
        await Gathering.Goal(town, "home", "A flat of my own.");
        await Gathering.Action(town, "home", "Ring the landlrod", 3, Gathering.Worker);
        var first = Given.Standing(town, "P001", "goal-action");
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, $"plan/actions/{first}"));
        await worker.Send(("state", "done"));
        await worker.Open(Gathering.At(town, $"record/goal-action?corrects={first}"));
        await worker.Send(("detail-words", "Ring the landlord"));
        worker.Text.ShouldContain("Ring the landlord");
        worker.Text.ShouldNotContain("landlrod");
        worker.Text.ShouldContain($"You, by {Gathering.Said(town, 3)} Done");
    }

    [Fact]
    public async Task Whoever_has_no_tie_finds_no_plan_and_no_way_to_change_it()
    {
        using var stranger = await Visitor.SignedIn(town, Gathering.Stranger);
        foreach (var page in (string[])["plan", "plan/action", "plan/propose", "placements", "conferences", "conferences/call"])
        {
            await stranger.Open(Gathering.At(town, page));
            stranger.Status.ShouldBe(HttpStatusCode.NotFound, page);
        }
    }
}
