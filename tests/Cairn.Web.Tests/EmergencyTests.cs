using System.Net;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>A record opened in an emergency: by whom, for how long, and who learns of it.</summary>
public sealed class EmergencyTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task It_opens_for_the_exact_name_and_date_is_told_to_the_worker_and_reviewed_by_another_partner()
    {
        using var nurse = await Visitor.SignedIn(town, "M21");
        var token = Somebody();
        await nurse.Open($"/people/{token}");
        nurse.Status.ShouldBe(HttpStatusCode.NotFound);
        await Ask(nurse, token);
        nurse.Path.ShouldBe($"/people/{token}");
        nurse.Text.ShouldContain("open for 60 minutes");
        var look = town.Partnership.Folder.Looks.At(token, 1).Single().Look;
        (look.By, look.Basis).ShouldBe(("M21", "Emergency"));
        look.Categories.ShouldBe(["identity", "treatment"]);

        using var worker = await Visitor.SignedIn(town, "M01");
        await worker.Open("/today");
        worker.Text.ShouldContain("Their record was opened in an emergency on 31 March 2028.");
        var told = worker.Page.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("See what happened", StringComparison.Ordinal)).GetAttribute("href")!;
        await worker.Open(told);
        worker.Text.ShouldContain("Found on the floor");

        using var lead = await Visitor.SignedIn(town, "M16");
        await lead.Open("/people/emergencies");
        lead.Text.ShouldContain("By 4 April 2028");
        await lead.Open(told);
        lead.Text.ShouldContain("person at");
        await lead.Send(("result", "right"), ("words", "The hospital confirmed it."));
        lead.Text.ShouldContain("The reason was good");
        await nurse.Open(told);
        nurse.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Every_look_decided_again_by_the_policy_of_its_instant_gives_the_same_answer_and_a_false_one_is_found()
    {
        var folder = town.Partnership.Folder;
        using var nurse = await Visitor.SignedIn(town, "M21");
        using var lead = await Visitor.SignedIn(town, "M16");
        using var officer = await Visitor.SignedIn(town, "M40");
        using var worker = await Visitor.SignedIn(town, "M03");
        var (token, mine) = (Somebody(), town.Token("P001"));
        await Ask(nurse, token);
        await lead.Open("/people/emergencies");
        await officer.Open("/people/duplicates");
        await worker.Open($"/people/{mine}");
        await worker.Open(town.Path("/people/{P001}/consent/{consent}"));
        await worker.Send(("do", "end"), ("way", "written"));
        foreach (var path in (string[])["/people", $"/people/{mine}", $"/people/{mine}/consent"]) await worker.Open(path);
        var bases = folder.Looks.All().SelectMany(l => l.Look.Basis.Split(", ")).ToHashSet();
        bases.ShouldContain("Emergency");
        bases.ShouldContain("Role");
        bases.ShouldContain("Consent");
        LooksAgain.Of(folder).Faults.ShouldBeEmpty();

        var now = town.Partnership.Now;
        var emergency = folder.Looks.All().First(l => l.Look.Basis == "Emergency").Look;
        await folder.Looks.Write(emergency with { At = emergency.At.AddMinutes(59) });
        LooksAgain.Of(folder).Faults.ShouldBeEmpty();
        foreach (var look in new[]
        {
            emergency with { At = emergency.At.AddMinutes(61) },
            emergency with { At = emergency.At.AddMinutes(-1) },
            new Look("M33", now, "care", "Consent", ["treatment"], "person", [mine]),
            new Look("M03", now, "match", "Role", ["identity"], "compare", [mine]),
            new Look("M40", now, "match", "Role", ["identity", "treatment"], "compare", [mine]),
        }) await folder.Looks.Write(look);
        LooksAgain.Of(folder).Faults.Select(f => f.ToString()[(f.Where.IndexOf(" by ", StringComparison.Ordinal) + 4)..]).ShouldBe(
        [
            "M21 at person for care: it rested on Emergency and showed identity, treatment; decided again it rests on nothing, as there is no tie to somebody shown and shows nothing",
            "M21 at person for care: it rested on Emergency and showed identity, treatment; decided again it rests on nothing, as there is no tie to somebody shown and shows nothing",
            "M33 at person for care: it rested on Consent and showed treatment; decided again it rests on nothing, as there is no tie to somebody shown and shows nothing",
            "M03 at compare for match: it rested on Role and showed identity; decided again it rests on nothing and shows nothing",
            "M40 at compare for match: it rested on Role and showed identity, treatment; decided again it rests on Role and shows identity",
        ]);
    }

    [Fact]
    public async Task Nobody_learns_from_it_who_is_known()
    {
        // P101 is hidden from everyone at Saltby Homes.
        using var worker = await Visitor.SignedIn(town, "M25");
        var (given, family, birth) = Of(town.Token("P101"));
        await worker.Open("/people/emergency");
        await Send(worker, given, family, birth, "identity");
        var (status, body) = (worker.Status, ReferralTests.Plain(worker));
        worker.Text.ShouldContain("Nothing was found that you can open");
        var before = town.Partnership.Read(r => r.Facts.Columns.Count);
        await worker.Open("/people/emergency");
        await Send(worker, "Zebedee", "Quagmire", birth, "identity");
        worker.Status.ShouldBe(status);
        ReferralTests.Plain(worker).Replace("Zebedee", given, StringComparison.Ordinal).Replace("Quagmire", family, StringComparison.Ordinal).ShouldBe(body);
        town.Partnership.Read(r => r.Facts.Columns.Count).ShouldBe(before);
    }

    [Fact]
    public async Task Near_enough_is_not_enough_and_a_reason_is_a_sentence()
    {
        using var nurse = await Visitor.SignedIn(town, "M21");
        var (given, family, birth) = Of(Somebody());
        await nurse.Open("/people/emergency");
        await Send(nurse, given, family, birth + 1, "identity");
        nurse.Text.ShouldContain("Nothing was found");
        await nurse.Open("/people/emergency");
        await Send(nurse, given[..2], family, birth, "identity");
        nurse.Text.ShouldContain("Nothing was found");
        await nurse.Open("/people/emergency");
        await nurse.Send(("given", given), ("family", family), ("birth-day", "1"), ("birth-month", "1"), ("birth-year", "1990"), ("reason", "Because"), ("categories", "identity"));
        nurse.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Say in a sentence");
    }

    [Fact]
    public async Task Whose_role_may_not_has_no_such_page()
    {
        foreach (var (id, path) in new[] { ("M33", "/people/emergency"), ("M29", "/people/emergency"), ("M01", "/people/emergencies"), ("M01", "/people/duplicates") })
        {
            using var member = await Visitor.SignedIn(town, id);
            await member.Open(path);
            member.Status.ShouldBe(HttpStatusCode.NotFound, $"{id} {path}");
        }
    }

    [Fact]
    public async Task An_open_look_is_found_again_in_the_log_after_a_restart()
    {
        using var nurse = await Visitor.SignedIn(town, "M21");
        var token = Somebody();
        await Ask(nurse, token);
        var again = new Emergencies(town.Partnership.Folder, new Ahead(town.Partnership.Now));
        again.CatchUp();
        again.Now.Looks.Select(l => (l.Member, l.Person)).Distinct().ShouldBe([("M21", token)]);
        town.Partnership.Read(r => r.Access.With(again.Now with { At = again.Now.At.AddMinutes(61) }).See("M21", "care", token).Exists).ShouldBeFalse();
    }

    private sealed class Ahead(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }

    /// <summary>One of M01's people whom M21 has no tie to.</summary>
    private string Somebody() => town.Partnership.Read(r => r.Access.PeopleOf("M01").First(t => !r.Access.See("M21", "care", t).Exists && r.Access.May("M01", "care", "plan", t).IsYes && Desk.Said.Of(r.Facts, "works-with", t).Any(w => w.Covers(r.Today) && w.Name("member-name") == "M01")));

    private (string Given, string Family, int Birth) Of(string token) => town.Partnership.Read(r => (town.Partnership.Names[token]!.Given, town.Partnership.Names[token]!.Family, Desk.Said.Of(r.Facts, "birth", token).First().From));

    private async Task Ask(Visitor visitor, string token)
    {
        var (given, family, birth) = Of(token);
        await visitor.Open("/people/emergency");
        await Send(visitor, given, family, birth, "identity", "treatment");
    }

    private static Task<Visitor> Send(Visitor visitor, string given, string family, int birth, params string[] categories)
    {
        var day = Day.Date(birth);
        return visitor.Send([("given", given), ("family", family), ("birth-day", $"{day.Day}"), ("birth-month", $"{day.Month}"), ("birth-year", $"{day.Year}"), ("reason", "Found on the floor, and the ambulance asks what was taken."), .. categories.Select(c => ("categories", c))]);
    }
}
