using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Schemes;
using Cairn.Tests.Twin;

namespace Cairn.Tests.Desk;

public class AccessTwinTests
{
    private static readonly string Text = File.ReadAllText(SchemeFolder.In("schemes", "access.yaml"));
    private static readonly string[] People = ["kit", "lou", "max"], Members = ["m0", "m1", "m2", "m3", "m4"], Partners = ["Recovery", "Homes", "Police", "Council"];
    private static readonly string[] Roles = ["key-worker", "key-worker", "key-worker", "team-manager", "officer", "verifier", "commissioner", "mentor", "housing-worker", "investor", "safeguarding-lead", "finance-officer"];
    private static readonly string[] Kinds = ["works-with", "works-with", "works-with", "consent", "consent", "consent", "consent", "sharing-basis", "sharing-basis", "restriction", "mentoring", "referral", "referral", "enrolment", "refused", "claim", "claim", "emergency-look"];
    private static readonly int First = Day.Of(2026, 1, 1);

    /// <summary>
    /// The table gives by few rows, so random facts rarely meet one: the seeds must between them say yes in every tie and on every kind of
    /// ground that the table uses, or this proves nothing.
    /// </summary>
    [Fact]
    public void Random_histories_are_decided_as_the_slow_twin_decides_them()
    {
        var mistakes = new Mistakes();
        var table = Yaml.Read("access.yaml", Text, mistakes)!;
        var met = new HashSet<(Tie, Ground)>();
        var joined = 0;
        for (var seed = 0; seed < 160; seed++)
        {
            var random = new Random(seed);
            int on = First + 60 + random.Next(60), known = on + Pick(random, [0, 0, -20, 40]);
            var drafts = History(random, on);
            var facts = new Facts(SchemeFolder.Vocabulary);
            foreach (var draft in drafts) facts.Add(draft);
            var recorders = drafts.Select(_ => random.Next(3) == 0 ? Pick(random, Members) : null).ToList();
            var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
            var looks = new OpenLooks([.. Enumerable.Range(0, random.Next(12)).Select(_ => new OpenLook(Pick(random, Members), Pick(random, People), ["address", Pick(random, ["treatment", "plan"])], at.AddMinutes(-random.Next(-5, 75))))], at);
            var access = new Access(facts, AccessTown.Ours, on, known, p => recorders[p], looks);
            var called = TwinNames.Called(TwinFact.Visible(drafts, known), drafts);
            var twin = new AccessTwin(drafts.ConvertAll(d => d.Kind.About is About.Person ? d with { Subject = called(d.Subject) } : d), table, on, known, p => recorders[p], new OpenLooks([.. looks.Looks.Select(l => l with { Person = called(l.Person) })], at));
            if (People.Any(p => called(p) != p)) joined++;
            Compare(seed, access, twin, facts, met, called);
        }
        joined.ShouldBeGreaterThan(20);
        met.Select(m => m.Item1).Distinct().ShouldBe([Tie.Self, Tie.WorksWith, Tie.Mentor, Tie.Team, Tie.Referred, Tie.Referrer, Tie.Claimed, Tie.Emergency], ignoreOrder: true);
        met.Select(m => m.Item2).Distinct().ShouldBe([Ground.OwnRecord, Ground.PublicTask, Ground.Consent, Ground.ConsentToPartner, Ground.ConsentToMember, Ground.SharingBasis, Ground.Emergency], ignoreOrder: true);
    }

    private static void Compare(int seed, Access access, AccessTwin twin, Facts facts, HashSet<(Tie, Ground)> met, Func<string, string> called)
    {
        string[] purposes = ["care", "safeguard", "verify", "pay", "evaluate"], categories = ["identity", "address", "treatment", "offence", "housing", "work", "money", "plan", "safeguarding"];
        foreach (var member in Members.Concat(["kit", "stranger"]))
        {
            var exist = new List<string>();
            foreach (var person in People.Append("nobody"))
            {
                var exists = twin.Exists(called(member), called(person));
                if (exists) exist.Add(called(person));
                foreach (var purpose in purposes)
                {
                    var sight = access.See(member, purpose, person);
                    sight.Exists.ShouldBe(exists, $"seed {seed}: does {person} exist for {member}?");
                    foreach (var category in categories)
                    {
                        var ruling = access.May(member, purpose, category, person);
                        // The words for a failure are made only for one: there are half a million questions.
                        if (ruling.IsYes != twin.May(called(member), purpose, category, called(person)) || ruling != sight.Categories[category]) Assert.Fail($"seed {seed}: may {member} see {category} of {person} for {purpose}? {ruling}");
                        if (ruling.Basis is not { } basis) continue;
                        met.Add((basis.Tie, basis.Ground));
                        if (basis.Fact >= 0) called(facts.Of(About.Person)[facts.Columns.Abouts[basis.Fact]]).ShouldBe(called(person), $"seed {seed}: the basis is about somebody else");
                    }
                }
            }
            access.PeopleOf(member).Order(StringComparer.Ordinal).ShouldBe(exist.Distinct().Order(StringComparer.Ordinal), $"seed {seed}: whom does {member} know of?");
        }
    }

    private static List<Draft> History(Random random, int on)
    {
        var drafts = new List<Draft>();
        foreach (var partner in Partners)
        {
            Say("organisation", partner, [("type", Pick(random, ["treatment-provider", "treatment-provider", "housing-provider", "police", "council", "council", "investor"]))]);
            Say("partnership-membership", partner, [("partnership", "All")]);
            if (random.Next(2) == 0) Say("takes-part", partner, [("scheme", Pick(random, ["s", "t"]))]);
        }
        foreach (var member in Members)
            for (var n = random.Next(1, 3); n > 0; n--) Say("membership", member, [("role", Pick(random, Roles)), ("works-for", Pick(random, Partners))]);
        foreach (var person in People) Say("sex", person, []);
        for (var n = random.Next(10, 45); n > 0; n--)
        {
            var kind = Pick(random, Kinds);
            Say(kind, Pick(random, People), [.. SchemeFolder.Vocabulary.Find(kind)!.Details.Where(d => Value(random, kind, d.Name) is not null && random.Next(10) > 0).Select(d => (d.Name, Value(random, kind, d.Name)!))]);
        }
        // What takes several facts that agree would hardly ever come about by itself.
        var (mentor, mentored) = (Pick(random, Members), Pick(random, People));
        Say("membership", mentor, [("role", "mentor"), ("works-for", Pick(random, Partners))]);
        Say("mentoring", mentored, [("mentor", mentor)]);
        Say("consent", mentored, [("purpose", "care"), ("category", Pick(random, ["plan", "work", "offence"])), ("with", mentor)]);
        foreach (var person in People)
            foreach (var category in (string[])["address", "plan"])
            {
                Say("emergency-look", person, [("category", category), ("member-name", Pick(random, Members))]);
                var day = on - random.Next(3);
                drafts[^1] = drafts[^1] with { From = day, To = day, Recorded = day };
            }
        if (random.Next(2) == 0) Say("same-person", Pick(random, People), [("same", "yes"), ("as", Pick(random, People))]);
        for (var n = random.Next(0, 8); n > 0; n--)
        {
            var old = Pick(random, drafts);
            var again = old with { Recorded = old.Recorded + random.Next(60), Id = $"u{n}", Corrects = old.Id };
            drafts.Add(random.Next(2) == 0 ? again with { Corrects = null, Retracts = old.Id } : old.Kind.IsSpell ? again with { To = Math.Max(old.From, First + random.Next(120)) } : again);
        }
        return drafts;

        void Say(string name, string about, (string Detail, string Text)[] details)
        {
            var kind = SchemeFolder.Vocabulary.Find(name)!;
            var from = First + random.Next(90) - (random.Next(6) == 0 ? 330 : 0);
            var to = !kind.IsSpell ? from : random.Next(3) > 0 ? Day.Never : from + random.Next(100);
            drafts.Add(new Draft(kind, about, from, to, from + Pick(random, [0, 0, 0, 10])) { Id = string.Create(CultureInfo.InvariantCulture, $"d{drafts.Count}"), Details = [.. details.Select(d => (kind.Find(d.Detail)!, d.Text))] });
        }
    }

    private static string? Value(Random random, string kind, string detail) => detail switch
    {
        "member-name" or "mentor" => Pick(random, Members),
        "role" => Pick(random, Roles),
        "purpose" => Pick(random, ["care", "care", "care", "safeguard", "verify"]),
        "category" => Pick(random, ["plan", "plan", "treatment", "offence", "identity", "address"]),
        "with" => Pick(random, ["All", "Recovery", "Homes", "Police", "m0", "m1", "m2", "m3", "m4"]),
        "ground" => Pick(random, ["public-task", "vital-interests", "consent"]),
        "type" when kind == "restriction" => Pick(random, ["existence", "address", "partner", "partner", "hold", "named", "named"]),
        "only-member" => Pick(random, Members),
        "from-partner" => Pick(random, ["Recovery", "Homes", "Police", "m0", "m1"]),
        "made-by" or "to-partner" => random.Next(3) == 0 ? Pick(random, Partners) : Pick(random, ["Elsewhere", "Council"]),
        "scheme" => Pick(random, ["s", "t", "u"]),
        _ => null,
    };

    private static T Pick<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
