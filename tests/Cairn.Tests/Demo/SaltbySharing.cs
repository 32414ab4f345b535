using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// Who works with whom as people move along, and what may be shared with whom. Until 30 September 2027 one consent covered all; since then
/// the partnership asks by category and partner, and people say yes to some.
/// </summary>
internal static class SaltbySharing
{
    private const string Homes = "Saltby Homes", Partnership = "Saltby Partnership";

    private static readonly int AskedAnew = Day.Of(2027, 10, 1);

    public static void Live(SaltbyTown town)
    {
        town.Part("ties");
        for (var number = 1; number <= 150; number++) Tie(town, number, SaltbyPeople.Reference(number));
        var probation = SaltbyMembers.Find("officer", "Saltby Probation");
        town.Say("works-with", "P010", Day.Of(2027, 11, 1), details: $"role=officer|member-name={probation}", recorded: Day.Of(2027, 11, 2), by: "team-manager");
        town.Say("works-with", "P003", Day.Of(2026, 6, 15), Day.Of(2027, 4, 2), $"role=officer|member-name={probation}", recorded: Day.Of(2026, 6, 16), by: "team-manager");
        town.Part("sharing");
        for (var number = 1; number <= 150; number++) Ask(town, number, SaltbyPeople.Reference(number));
        Bases(town);
        Today(town);
    }

    private static void Tie(SaltbyTown town, int number, string person)
    {
        var worker = town.Standing(person, "works-with").LastOrDefault(t => t.Draft.To == Day.Never);
        var left = number > 20 && town.Standing(person, "treatment").TrueForAll(t => t.Draft.To < Day.Never) ? town.Standing(person, "treatment").Max(t => t.Draft.To) + 28 : Day.Never;
        if (worker is not null && left > worker.Draft.From) town.Correct(worker, left + 1, to: left);
        foreach (var stay in town.Standing(person, "treatment").Where(t => t.Word("setting") is "residential" or "residential-detox"))
            Tied(stay, "key-worker", SaltbyMembers.Find("key-worker", "Harbour House"));
        foreach (var home in town.Standing(person, "housing").Where(h => h.Word("type") == "supported")) Tied(home, "housing-worker", SaltbyMembers.Find("housing-worker", Homes));
        if (SaltbyYoung.Has(number)) Tied(town.Standing(person, "enrolment")[0], "caseworker", SaltbyMembers.Find("caseworker", Homes, "young"));
        foreach (var threat in town.Standing(person, "housing-threat").Where(h => h.Word("hub").Length > 0)) Tied(threat, "caseworker", SaltbyMembers.Find("caseworker", Homes, threat.Word("hub")));
        foreach (var mentor in town.Standing(person, "mentoring")) Tied(mentor, "mentor", mentor.Word("mentor"));
        foreach (var profile in town.Standing(person, "vocational-profile").Concat(number is 1 or 2 or 3 or 5 or 6 ? town.Standing(person, "enrolment") : []))
            Tied(profile, "work-coach", SaltbyMembers.Find("work-coach", "Saltby Jobcentre"));

        // A tie lasts as long as what it is for; an event's, a year.
        void Tied(SaltbyTown.Said why, string role, string member)
        {
            var (from, to) = (why.Draft.From, why.Draft.Kind.IsSpell ? why.Draft.To : why.Draft.From + 365);
            town.Say("works-with", person, from, to == Day.Never ? null : to, $"role={role}|member-name={member}", recorded: why.Draft.Recorded, by: "team-manager");
        }
    }

    private static void Ask(SaltbyTown town, int number, string person)
    {
        if (town.Standing(person, "consent").FirstOrDefault() is not { } all) return;
        var from = Math.Max(AskedAnew, all.Draft.From);
        if (all.Draft.From < AskedAnew) town.Correct(all, AskedAnew + 12, to: AskedAnew - 1);
        else town.Correct(all, all.Draft.Recorded + 1, "category=identity");
        // Whoever left the service before has not been asked again.
        if (number > 20 && town.Standing(person, "treatment").TrueForAll(t => t.Draft.To < AskedAnew)) return;
        if (all.Draft.From < AskedAnew) Agree("identity", Partnership, 1000);
        Agree("plan", Partnership, 900);
        Agree("treatment", "Saltby Recovery Service", 1000);
        Agree("housing", Homes, 850);
        Agree("address", Homes, 850);
        Agree("treatment", Homes, number == 93 ? 0 : 350);
        Agree("work", "Saltby Jobcentre", number <= 6 ? 1000 : 600);
        Agree("treatment", "Harbour House", number <= 20 ? 1000 : 0);
        Agree("treatment", "Solent Evaluation", 500, "evaluate");
        // A mentor is agreed to by name, for as long as the mentoring lasts.
        foreach (var mentoring in town.Standing(person, "mentoring"))
            town.Say("consent", person, mentoring.Draft.From, mentoring.Draft.To == Day.Never ? null : mentoring.Draft.To, $"purpose=care|with={mentoring.Word("mentor")}|way=spoken", "own-statement", mentoring.Draft.Recorded, by: "person");

        void Agree(string category, string with, int inThousand, string purpose = "care")
        {
            if (town.Chance(inThousand)) town.Say("consent", person, from, details: $"purpose={purpose}|category={category}|with={with}|way={town.OneOf("written", "written", "spoken")}", evidence: "consent-form", recorded: from + 12, by: "key-worker");
        }
    }

    /// <summary>What rests on something else than consent: a public task, for checking claims and paying them, and the safety of people.</summary>
    private static void Bases(SaltbyTown town)
    {
        for (var number = 1; number <= 150; number++)
        {
            var person = SaltbyPeople.Reference(number);
            foreach (var enrolment in town.Standing(person, "enrolment").Where(e => e.Word("scheme") is "rehab-to-work" or "fair-chance-fund"))
                foreach (var (purpose, category) in ((string, string)[])[("verify", "work"), ("verify", "housing"), ("verify", "treatment"), ("pay", "money")])
                    if (category != "treatment" || enrolment.Word("scheme") == "rehab-to-work")
                        town.Say("sharing-basis", person, enrolment.Draft.From, details: $"ground=public-task|purpose={purpose}|category={category}|with=Saltby Council|words=To pay for results with public money.", recorded: enrolment.Draft.Recorded, by: "partnership-lead");
        }
        town.Say("sharing-basis", "P010", Day.Of(2027, 11, 1), Day.Of(2028, 10, 31), "ground=public-task|purpose=care|category=plan|with=Saltby Probation|words=Appointments are part of the licence.", recorded: Day.Of(2027, 11, 2), by: "partnership-lead");
        town.Say("sharing-basis", "P099", Day.Of(2028, 2, 17), Day.Of(2028, 8, 16), "ground=vital-interests|purpose=safeguard|category=safeguarding|with=Saltby Council|words=Risk at home.", recorded: Day.Of(2028, 2, 17), by: "safeguarding-lead");
    }

    /// <summary>What is special about today: a consent taken back, some that end soon, three restrictions, and one record opened in an emergency.</summary>
    private static void Today(SaltbyTown town)
    {
        var taken = town.Say("consent", "P093", AskedAnew, details: "purpose=care|category=treatment|with=Saltby Homes|way=written", evidence: "consent-form", recorded: AskedAnew + 13, by: "key-worker")!;
        town.Correct(taken, Day.Of(2028, 3, 14), to: Day.Of(2028, 3, 13));
        foreach (var (person, category, with, day) in ((string, string, string, int)[])[("P006", "treatment", Homes, 14), ("P118", "work", "Saltby Jobcentre", 21), ("P053", "plan", "Saltby Voices", 27)])
            town.Say("consent", person, SaltbyTown.Today + day - 182, SaltbyTown.Today + day, $"purpose=care|category={category}|with={with}|way=spoken", "own-statement", SaltbyTown.Today + day - 181, by: "key-worker");
        town.Say("restriction", "P099", Day.Of(2028, 2, 18), details: "type=existence", recorded: Day.Of(2028, 2, 18), by: "safeguarding-lead");
        town.Say("restriction", "P069", Day.Of(2027, 12, 6), details: "type=address", recorded: Day.Of(2027, 12, 6), by: "safeguarding-lead");
        town.Say("restriction", "P101", Day.Of(2028, 1, 10), details: "type=partner|from-partner=Saltby Homes", recorded: Day.Of(2028, 1, 10), by: "safeguarding-lead");
        town.Say("safeguarding-concern", "P099", Day.Of(2028, 2, 17), details: "words=A former partner came to the door.", recorded: Day.Of(2028, 2, 17), by: "key-worker");
        town.Say("emergency-look", "P099", Day.Of(2028, 2, 24), details: "category=address|member-name=M02|words=She did not answer, and the hospital rang.", recorded: Day.Of(2028, 2, 24), by: "key-worker");
    }
}
