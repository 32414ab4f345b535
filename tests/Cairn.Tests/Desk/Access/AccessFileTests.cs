using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

public class AccessFileTests
{
    private static readonly string Text = File.ReadAllText(SchemeFolder.In("schemes", "access.yaml"));

    [Theory]
    [InlineData("    for: care\n", "    fro: care\n", "'fro' is not known here. Did you mean 'for'?")]
    [InlineData("roles: housing-worker\n", "roles: housing-wroker\n", "There is no role called 'housing-wroker'. Did you mean 'housing-worker'?")]
    [InlineData("roles: housing-worker\n", "roles: []\n", "Nothing stands under 'roles'")]
    [InlineData("at: [police, probation]\n", "at: [polise, probation]\n", "There is no kind of organisation called 'polise'. Did you mean 'police'?")]
    [InlineData("    tie: mentor\n", "    tie: menter\n", "'menter' is not one of works-with, mentor")]
    [InlineData("    because: consent-to-member\n", "    because: own-record\n", "'own-record' is not one of consent")]
    [InlineData("categories: [identity, work, plan]", "categories: [identity, wrok, plan]", "There is no category called 'wrok'. Did you mean 'work'?")]
    [InlineData("categories: [identity, housing, work, plan]\n    because: consent-to-member", "categories: [identity, offence]\n    because: consent-to-member", "This row can show nobody 'offence'")]
    [InlineData("  mentor: 90 days ", "  mentor: ninety ", "'ninety' is not a length of time")]
    [InlineData("  minutes: 60", "  minutes: 6000", "'6000' is not a number of minutes from 1 to 1440.")]
    [InlineData("  merge: records-officer\n", "", "Nothing is said of the right 'merge'")]
    [InlineData("  nurse: nurse\n", "", "Nothing is said of how a member who is 'nurse' says facts")]
    [InlineData("  nurse: nurse\n", "  nurse: nures\n", "There is no role called 'nures' in which facts are said. Did you mean 'nurse'?")]
    [InlineData("    evaluator: works from an extract in which nobody is named\n", "", "No row speaks of 'evaluator'; add one, or say under 'nobody: roles:' why there is none.")]
    [InlineData("    evaluate: done on figures and extracts in which nobody is named\n", "    evaluate:\n", "Say why for 'evaluate'.")]
    [InlineData("    evaluate: done", "    verify: never\n    evaluate: done", "A row speaks of 'verify', and here it says that nobody does")]
    [InlineData("hold-stops: [verify, pay, evaluate]", "hold-stops: [verify, verify]", "'verify' stands here twice; keep one.")]
    [InlineData("    why: people stay away", "    unless: []\n    why: people stay away", "This key stands twice in the same mapping")]
    [InlineData("may-tell: safeguarding", "may-tell: safeguard", "There is no category called 'safeguard'.")]
    public void A_wrong_table_is_refused_with_the_place_and_the_remedy(string right, string wrong, string says)
    {
        Text.ShouldContain(right);
        var mistakes = new Mistakes();
        AccessFile.Read("access.yaml", Text.Replace(right, wrong, StringComparison.Ordinal), SchemeFolder.Vocabulary, mistakes).ShouldBeNull();
        var found = mistakes.Found.First(m => m.What.Contains(says, StringComparison.Ordinal));
        found.Line.ShouldBeGreaterThan(1);
        found.Column.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void All_mistakes_are_said_at_once()
    {
        var mistakes = new Mistakes();
        var wrong = Text.Replace("tie: mentor\n", "tie: menter\n", StringComparison.Ordinal).Replace("minutes: 60", "minutes: none", StringComparison.Ordinal).Replace("at: [police, probation]\n    for: safeguard", "at: [polise]\n    for: safegard", StringComparison.Ordinal);
        AccessFile.Read("access.yaml", wrong, SchemeFolder.Vocabulary, mistakes).ShouldBeNull();
        mistakes.Found.Select(m => m.What.Split('\'')[1]).ShouldBe(["menter", "polise", "safegard", "none", "mentor"], ignoreOrder: true);
    }

    /// <summary>A new kind, capacity or role that nobody thought of here is met by a test before it is met by a person.</summary>
    [Fact]
    public void Every_kind_of_fact_about_a_person_has_a_category_that_somebody_sees_or_is_kept_from_every_page()
    {
        var categories = SchemeFolder.Vocabulary.Lists.Single(l => l.Name == "categories");
        SchemeFolder.Vocabulary.Kinds.Where(k => k.About is About.Person && categories.Find(k.Category) < 0).Select(k => k.Name).ShouldBe(["cohort-member"]);
        var town = AccessTown.Small();
        town.Say("works-with", "Kit", "role=key-worker|member-name=ann", "2026-02-01");
        foreach (var category in categories.Codes) town.Say("consent", "Kit", $"purpose=care|category={category.Name}|with=Recovery", "2026-02-01");
        var seen = ((string[])["care", "safeguard"]).SelectMany(p => town.At("2026-06-01").See("ann", p, "Kit").Categories).Where(c => c.Value.IsYes).Select(c => c.Key);
        seen.Distinct().ShouldBe(categories.Codes.Select(c => c.Name), ignoreOrder: true);
    }

    [Fact]
    public void Every_capacity_in_which_a_kind_is_recorded_is_one_that_some_member_or_the_person_has()
    {
        var town = AccessTown.Small();
        var roles = SchemeFolder.Vocabulary.Lists.Single(l => l.Name == "member-roles").Codes;
        foreach (var type in SchemeFolder.Vocabulary.Lists.Single(l => l.Name == "organisations").Codes)
        {
            town.Say("organisation", $"A {type.Name}", $"type={type.Name}", "2026-01-01");
            foreach (var role in roles) town.Say("membership", $"{role.Name} at {type.Name}", $"role={role.Name}|works-for=A {type.Name}", "2026-01-01");
        }
        var access = town.At("2026-06-01");
        var said = town.Facts.Of(About.Member) is var members ? Enumerable.Range(0, members.Count).SelectMany(m => access.Of(members[m]).Seats).SelectMany(s => s.SaysAs).ToHashSet(StringComparer.Ordinal) : [];
        // These speak through somebody else's hand: what they say is recorded by a member, or brought by a file.
        SchemeFolder.Vocabulary.Roles.Where(r => !said.Contains(r)).ShouldBe(["person", "family-member", "employer", "training-provider", "court"], ignoreOrder: true);
        SchemeFolder.Vocabulary.Kinds.Where(k => k.RecordedBy.Count > 0 && !k.RecordedBy.Any(said.Contains)).Select(k => k.Name).ShouldBe(["dispute", "own-note", "copy-asked"], "only the person disputes, adds a note of their own and asks for a copy");
    }
}
