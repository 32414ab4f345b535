using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

/// <summary>What a consent, a restriction or its end would change, shown before it is done: the same as what is decided once it is.</summary>
public class AccessEffectTests
{
    private const string Today = "2026-06-01";

    private static readonly string[] Members = ["ann", "abe", "tom", "hal", "hew", "pat", "pru", "vic", "fay", "cal", "mia", "sue", "job"];

    [Fact]
    public void What_is_shown_before_is_what_is_decided_after()
    {
        var changes = 0;
        foreach (var (kind, details) in Drafts())
        {
            var shown = Town().At(Today).Effect("Kit", [], [Draft(kind, details)]);
            var (before, after) = (Town(), Town());
            after.Say(kind, "Kit", details, Today);
            Seen(after).Except(Seen(before)).Order().ShouldBe(Flat(shown.More).Order(), $"{kind} {details}: more");
            Seen(before).Except(Seen(after)).Order().ShouldBe(Flat(shown.Less).Order(), $"{kind} {details}: less");
            Members.Where(m => before.At(Today).PeopleOf(m).Contains("Kit") && !after.At(Today).PeopleOf(m).Contains("Kit")).Order().ShouldBe(shown.NoLongerFind.Order(), $"{kind} {details}: no longer found");
            changes += shown.More.Count + shown.Less.Count;
        }
        changes.ShouldBeGreaterThan(20, "otherwise nothing was compared");
    }

    [Fact]
    public void A_consent_for_a_partner_with_which_nobody_works_opens_nothing_yet()
    {
        var town = AccessTown.Small();
        town.Say("works-with", "Kit", "role=key-worker|member-name=ann", "2026-02-01");
        town.At(Today).Effect("Kit", [], [Draft("consent", "purpose=care|category=treatment|with=Police")]).More.ShouldBeEmpty();
        town.Say("works-with", "Kit", "role=officer|member-name=pat", "2026-02-01");
        var more = town.At(Today).Effect("Kit", [], [Draft("consent", "purpose=care|category=treatment|with=Police")]).More.ShouldHaveSingleItem();
        (more.Member, more.Partner, more.Purpose, string.Join(',', more.Categories)).ShouldBe(("pat", "Police", "care", "treatment"));
    }

    [Fact]
    public void A_restricted_record_is_open_to_those_named_as_far_as_it_was_before_and_to_nobody_else()
    {
        var town = Town();
        var alone = town.Say("restriction", "Kit", "type=named|only-member=ann", "2026-05-01");
        town.At(Today).SeenBy("Kit").Select(s => s.Member).Distinct().ShouldBe(["ann"]);
        town.At(Today).May("pat", "care", "identity", "Kit").Denial.ShouldBe(Denial.NoTie);
        town.At(Today).May("ann", "care", "offence", "Kit").Denial.ShouldBe(Denial.NoBasis, "being named gives no sight");
        town.Say("restriction", "Kit", "type=named|only-member=tom", "2026-05-01");
        town.At(Today).SeenBy("Kit").Select(s => s.Member).Distinct().Order().ShouldBe(["ann", "tom"]);
        town.At(Today).Effect("Kit", [alone], []).Less.Select(s => s.Member).Distinct().ShouldBe(["ann"], "one of two names taken away is one fewer who sees it");
    }

    [Fact]
    public void When_all_who_were_named_have_left_those_who_work_with_the_person_see_it_again()
    {
        var town = Town();
        town.Say("restriction", "Kit", "type=named|only-member=zoe", "2026-05-01");
        town.At(Today).SeenBy("Kit").Select(s => s.Member).ShouldContain("ann");
        town.At(Today).May("tom", "care", "plan", "Kit").Denial.ShouldBe(Denial.NoTie, "a team is not enough for a hidden record");
    }

    [Fact]
    public void An_emergency_opens_a_record_that_only_named_members_see_but_not_one_hidden_from_the_partner()
    {
        var town = Town();
        town.Say("restriction", "Kit", "type=named|only-member=ann", "2026-05-01");
        town.At(Today).MayOpen("hal", "address", "Kit").IsYes.ShouldBeTrue();
        town.Say("restriction", "Kit", "type=partner|from-partner=Homes", "2026-05-01");
        town.At(Today).MayOpen("hal", "address", "Kit").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void Only_who_works_with_the_person_or_answers_for_the_team_restricts_the_record()
    {
        var town = Town();
        var kind = SchemeFolder.Vocabulary.Find("restriction")!;
        town.Say("referral", "Lou", "scheme=s|made-by=Voices|to-partner=Recovery", "2026-05-01");
        foreach (var (member, person, may) in (ReadOnlySpan<(string, string, bool)>)[("ann", "Kit", true), ("tom", "Kit", true), ("pat", "Kit", false), ("vic", "Kit", false), ("job", "Kit", false), ("abe", "Lou", false), ("Kit", "Kit", true)])
            town.At(Today).MayRecord(member, kind, person).IsYes.ShouldBe(may, $"{member} of {person}");
    }

    private static IEnumerable<(string Kind, string Details)> Drafts()
    {
        foreach (var with in (string[])["Homes", "Police", "The Partnership", "mia", "Jobcentre"])
            foreach (var category in (string[])["", "|category=treatment", "|category=offence", "|category=plan"]) yield return ("consent", $"purpose=care|with={with}{category}");
        yield return ("sharing-basis", "ground=vital-interests|purpose=safeguard|category=address|with=Police");
        foreach (var of in (string[])["type=existence", "type=address", "type=hold", "type=partner|from-partner=Homes", "type=partner|from-partner=pat", "type=named|only-member=ann", "type=named|only-member=hew", "type=named|only-member=zoe", "type=partner"]) yield return ("restriction", of);
    }

    private static AccessTown Town()
    {
        var town = AccessTown.Small();
        foreach (var (member, role) in (ReadOnlySpan<(string, string)>)[("ann", "key-worker"), ("hal", "key-worker"), ("pat", "officer"), ("job", "work-coach")]) town.Say("works-with", "Kit", $"role={role}|member-name={member}", "2026-02-01");
        town.Say("mentoring", "Kit", "mentor=mia", "2026-05-01");
        town.Say("consent", "Kit", "purpose=care|category=work|with=Homes", "2026-02-01");
        town.Say("claim", "Kit", "scheme=s|outcome=o|made-by=Recovery", "2026-05-02");
        return town;
    }

    private static Draft Draft(string kind, string details)
    {
        var of = SchemeFolder.Vocabulary.Find(kind)!;
        Day.TryParse(Today, out var day).ShouldBeTrue();
        return new Draft(of, "Kit", day, Day.Never, day) { Details = [.. details.Split('|').Select(d => d.Split('=')).Select(d => (of.Find(d[0])!, d[1]))] };
    }

    private static IEnumerable<string> Seen(AccessTown town) => Flat(town.At(Today).SeenBy("Kit"));

    private static IEnumerable<string> Flat(IEnumerable<Seer> seers) => seers.SelectMany(s => s.Categories.Select(c => $"{s.Member} {s.Purpose} {c}")).Distinct();
}
