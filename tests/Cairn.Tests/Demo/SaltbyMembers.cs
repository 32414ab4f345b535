using System.Globalization;
using System.Text;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// Those who work with the record: M01 to M12 were there from the beginning and keep their numbers; the others follow, partner by
/// partner. Names are made up. One has left, and the people she worked with were handed over.
/// </summary>
internal static class SaltbyMembers
{
    private const string Recovery = "Saltby Recovery Service", Council = "Saltby Council", Voices = "Saltby Voices", Homes = "Saltby Homes", Harbour = "Harbour House", Jobcentre = "Saltby Jobcentre";

    /// <summary>M01 first: the role, the partner, the name shown, and who they are and what they would do today.</summary>
    internal static readonly (string Role, string Partner, string Name, string Line)[] All =
    [
        ("key-worker", Recovery, "Priya Mastbrook", "Key worker. Sees who needs a review, writes contact notes, refers people on."),
        ("key-worker", Recovery, "Joanne Keelham", "Key worker. Looks at consents that end soon and asks people again."),
        ("key-worker", Recovery, "Dominic Ternwick", "Key worker. Follows two people who went from detox to work."),
        ("key-worker", Recovery, "Hannah Oarsley", "Key worker until 31 December 2027. She has left, and cannot sign in."),
        ("caseworker", Recovery, "Marek Zatokar", "Caseworker who also has people of his own. Follows one of them from supported housing to work."),
        ("caseworker", Recovery, "Blessing Reefson", "Caseworker who also has people of her own. A claim for one of them came back for more evidence."),
        ("commissioner", Council, "Fiona Saltmere", "Commissioner. Looks at what the contract has paid, what it may still pay, and who waits."),
        ("verifier", Council, "Owen Lanternby", "Verifier. Has claims to check."),
        ("mentor", Voices, "Carly Ropewick", "Mentor, in recovery herself. Sees only the people who asked for her."),
        ("mentor", Voices, "Dev Shorewala", "Mentor. Has met someone each week since February."),
        ("mentor", Voices, "Ruth Brinsea", "Mentor. Helps people keep their home."),
        ("finance-officer", Council, "Alan Cobbleton", "Finance officer. Prepares a pay run; someone else has to approve it."),
        ("partnership-lead", Council, "Nadia Dunwater", "Leads the partnership. Looks at the plan, its indicators and what is shared with whom."),
        ("analyst", Council, "Tom Pebblewick", "Analyst. Sees figures, never names."),
        ("finance-officer", Council, "Grace Deltan", "Finance officer who approves. She did not prepare the pay run."),
        ("safeguarding-lead", Council, "Michelle Anchorley", "Safeguarding lead. Reviews the record opened in an emergency last month."),
        ("senior-owner", Council, "Richard Wharfwood", "Senior owner of the partnership. Reads the plan once a quarter."),
        ("administrator", Council, "Sunita Monsun", "Administrator for the council. Invites and closes members; reads no one's record."),
        ("team-manager", Recovery, "Paul Driftway", "Team manager. Hands over people, approves purchases above £100."),
        ("administrator", Recovery, "Lucy Heronby", "Administrator for the recovery service."),
        ("key-worker", Harbour, "Ewa Morzewicz", "Key worker in detox and rehabilitation. Records stays and how they ended."),
        ("team-manager", Harbour, "Gareth Cranshore", "Manager of Harbour House. Claims for what people reached."),
        ("administrator", Harbour, "Beth Sandlark", "Administrator for Harbour House."),
        ("housing-worker", Homes, "Samuel Baywater", "Supported housing worker. Records tenancies; one of his licences ends within two weeks."),
        ("caseworker", Homes, "Aisha Kinarwal", "Caseworker at Harbour Hub. A home is at risk since this week and has no answer yet."),
        ("caseworker", Homes, "Liam Kilmarran", "Caseworker at Mill Hub, and of the young people who lost their home. Claims for what they reached."),
        ("caseworker", Homes, "Karen Tidewell", "Caseworker at Station Hub."),
        ("administrator", Homes, "Peter Eelford", "Administrator for Saltby Homes."),
        ("work-coach", Jobcentre, "Angus Moorlight", "Work coach. Sees work and benefits, and treatment only where someone agreed."),
        ("administrator", Jobcentre, "Rita Netherquay", "Administrator for the Jobcentre."),
        ("officer", "Saltby Probation", "Claire Marlpoint", "Probation practitioner. Works with people on licence, and sees no treatment facts."),
        ("administrator", "Saltby Probation", "Neil Sailby", "Administrator for probation."),
        ("officer", "Saltby Police", "Simon Rudderby", "Neighbourhood officer. Works with nobody in the record, and so finds nobody."),
        ("administrator", "Saltby Police", "Janet Thriftwell", "Administrator for the police."),
        ("administrator", Voices, "Maria Pontelar", "Administrator for Saltby Voices."),
        ("investor", "Harbour Social Investors", "Edward Seabrace", "Investor. Sees what was put up, what came back and what may still come; no names."),
        ("administrator", "Harbour Social Investors", "Anna Ferrydown", "Administrator for the investors."),
        ("evaluator", "Solent Evaluation", "Yemi Amberquay", "Outside evaluator. Compares what happened; small numbers stay hidden."),
        ("administrator", "Solent Evaluation", "Mark Gullacre", "Administrator for the evaluators."),
        ("records-officer", Council, "Helen Sandgate", "Records officer. Compares records that may be one person's, and joins them."),
    ];

    /// <summary>People in recovery to sign in as.</summary>
    private static readonly (string Person, string Line)[] People =
    [
        ("P001", "Finished rehabilitation and has a job at the council. Looks at who has seen the record."),
        ("P006", "In supported housing, with a mentor, looking for work. Reads the plan and the next step."),
        ("P013", "Waits for a place in rehabilitation. Wants to know why, and what comes next."),
        ("P037", "Has a personal budget. Looks at the pounds left and asks for something new."),
        ("P093", "22 when she asked for a home, and has one now. Took back one consent and can see what changed."),
    ];

    private static string Id(int place) => string.Create(CultureInfo.InvariantCulture, $"M{place + 1:00}");

    /// <summary>The member in a role at a partner; the first where there are several.</summary>
    public static string Find(string role, string partner, string words = "") => Id(Array.FindIndex(All, m => m.Role == role && m.Partner == partner && m.Line.Contains(words, StringComparison.Ordinal)));

    public static void Live(SaltbyTown town)
    {
        town.Part("members");
        var begins = SaltbyTown.Begins;
        foreach (var (name, type) in ((string, string)[])[(Harbour, "treatment-provider"), ("Elm Court", "treatment-provider"), ("Harbour Social Investors", "investor"), ("Solent Evaluation", "evaluator")])
            town.Say("organisation", name, begins, details: $"type={type}", recorded: begins);
        town.Say("partnership-membership", Harbour, begins, details: "partnership=Saltby Partnership", evidence: "minutes", recorded: begins);
        for (var i = 12; i < All.Length; i++) town.Say("membership", Id(i), begins, details: $"role={All[i].Role}|works-for={All[i].Partner}", recorded: begins, by: "administrator");
        // Whoever takes part in a scheme may know of those who are referred to it; the recovery service knows its people by name.
        foreach (var (partner, scheme) in ((string, string)[])[(Council, "rehab-to-work"), (Harbour, "rehab-to-work"), (Council, "fair-chance-fund"), (Homes, "fair-chance-fund"), (Council, "personal-budgets")])
            town.Say("takes-part", partner, begins, details: $"scheme={scheme}", evidence: "signed-agreement", recorded: begins + 1, by: "partnership-lead");
        // The two caseworkers of the recovery service carry people as key workers do.
        foreach (var member in (string[])["M05", "M06"]) town.Say("membership", member, begins, details: $"role=key-worker|works-for={Recovery}", recorded: begins, by: "administrator");
        town.Say("approval-limit", Find("finance-officer", Council, "approves"), begins, details: "amount=£50,000.00", recorded: begins, by: "administrator");
        Leave(town, "M04", Day.Of(2027, 12, 31));
    }

    /// <summary>A membership ends; who is still in treatment, or on the contract, is handed to someone else.</summary>
    private static void Leave(SaltbyTown town, string member, int day)
    {
        town.Correct(town.Standing(member, "membership")[0], day + 3, to: day);
        for (var number = 1; number <= 150; number++)
        {
            var person = SaltbyPeople.Reference(number);
            foreach (var tie in town.Standing(person, "works-with").Where(t => t.Word("member-name") == member))
            {
                town.Correct(tie, day + 3, to: day);
                if (number > 20 && town.Standing(person, "treatment-journey").All(t => t.Draft.To < day)) continue;
                town.Say("works-with", person, day + 1, details: $"role=key-worker|member-name={town.OneOf("M01", "M02", "M03")}", recorded: day + 3, by: "team-manager");
            }
        }
    }

    /// <summary>Who may be signed in as: what a sign-in page lists, in this order.</summary>
    public static string Yaml(SaltbyTown town)
    {
        var text = new StringBuilder("""
            # Whom one can be in the demo. Nobody here exists. What each may do follows from the membership in facts.csv, and from
            # nothing here. Written by tests/Cairn.Tests/Demo.
            members:

            """);
        for (var i = 0; i < All.Length; i++) Entry(Id(i), All[i].Name, All[i].Line);
        text.Append("people:\n");
        foreach (var (person, line) in People)
        {
            var called = town.Standing(person, "called")[0];
            Entry(person, $"{called.Word("given")} {called.Word("family")}", line);
        }
        return text.ToString();

        void Entry(string id, string name, string line) => text.Append("  ").Append(id).Append(":\n    name: ").Append(name).Append("\n    line: \"").Append(line).Append("\"\n");
    }
}
