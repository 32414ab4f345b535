using System.Globalization;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>The partnership, its members and money, and the personal budgets of twelve people.</summary>
internal static class SaltbyPartners
{
    private static readonly (string Name, string Type)[] Partners =
    [
        ("Saltby Council", "council"), ("Saltby Police", "police"), ("Saltby Police Commissioner", "police-commissioner"), ("Saltby Probation", "probation"), ("Saltby Jobcentre", "work-and-pensions"),
        ("Saltby NHS Trust", "nhs-trust"), ("Saltby Care Board", "integrated-care-board"), ("Saltby Recovery Service", "treatment-provider"), ("Saltby Homes", "housing-provider"),
        ("Saltby Voices", "lived-experience"), ("Saltby Carers", "carers-group"), ("Healthwatch Saltby", "healthwatch"), ("Saltby Volunteers", "voluntary"),
    ];

    public static void Live(SaltbyTown town)
    {
        var begins = SaltbyTown.Begins;
        foreach (var (name, type) in Partners)
        {
            town.Say("organisation", name, begins, details: $"type={type}", recorded: begins);
            town.Say("partnership-membership", name, begins, details: "partnership=Saltby Partnership", evidence: "minutes", recorded: begins);
        }
        town.Say("approved", "Saltby Partnership", begins + 20, details: "by=Saltby Council", evidence: "minutes");
        town.Say("investment", "Harbour Social Investors", begins, details: "amount=£95,000.00|scheme=rehab-to-work", evidence: "signed-agreement");
        foreach (var employer in (string[])["Saltby Council", "Harbour Hotel", "Mill Logistics"]) town.Say("pledge", employer, begins + 100, details: $"posts={town.Between(2, 8)}|sector={(employer == "Saltby Council" ? "public" : "private")}", evidence: "employer-letter");
        town.Say("co-located-post", "Saltby NHS Trust", begins + 150, details: "kind=mental-health|host=Saltby Recovery Service");
        Members(town);
        Place(town);
        Plan(town);
        Budgets(town);
    }

    private static void Members(SaltbyTown town)
    {
        string[] roles = ["key-worker", "key-worker", "key-worker", "key-worker", "caseworker", "caseworker", "commissioner", "verifier", "mentor", "mentor", "mentor", "finance-officer"];
        for (var i = 0; i < roles.Length; i++)
        {
            var member = string.Create(CultureInfo.InvariantCulture, $"M{i + 1:00}");
            town.Say("membership", member, SaltbyTown.Begins, details: $"role={roles[i]}|works-for={(i < 6 ? "Saltby Recovery Service" : i is 8 or 9 or 10 ? "Saltby Voices" : "Saltby Council")}", recorded: SaltbyTown.Begins);
            foreach (var course in (string[])["substance-use", "housing-support", "overdose", "safeguarding"])
                if (town.Chance(600)) town.Say("training", member, SaltbyTown.Begins + town.Between(30, 600), details: $"course={course}|hours={town.Between(2, 14)}|agency=Saltby Volunteers", evidence: "training-register");
        }
        town.Say("approval-limit", "M12", SaltbyTown.Begins, details: "amount=£10,000.00", recorded: SaltbyTown.Begins);
        town.Say("approval-limit", "M07", SaltbyTown.Begins, details: "amount=£2,500.00", recorded: SaltbyTown.Begins);
    }

    private static void Place(SaltbyTown town)
    {
        town.Say("allocation", "Saltby", SaltbyTown.Begins, details: "amount=£310,000.00|fund=Housing Support Grant|workstream=Three hubs", evidence: "grant-letter", recorded: SaltbyTown.Begins);
        town.Say("need-reading", "Saltby", SaltbyTown.Begins, details: "need=opiate-crack-users|value=640", evidence: "published-statistic", recorded: SaltbyTown.Begins);
        town.Say("need-reading", "Saltby", SaltbyTown.Begins, details: "need=in-treatment|value=330", evidence: "published-statistic", recorded: SaltbyTown.Begins);
        town.Say("funding", "Saltby", SaltbyTown.Begins, null, "amount=£180,000.00|source-of-funds=Public health grant|workstream=Community treatment|provider=Saltby Recovery Service", recorded: SaltbyTown.Begins);
        town.Say("funding", "Saltby", SaltbyTown.Begins, null, "amount=£60,000.00|source-of-funds=Care board|workstream=Alcohol team|provider=Saltby NHS Trust", recorded: SaltbyTown.Begins);
        for (var quarter = 0; quarter < 8; quarter++)
        {
            var first = Day.PlusMonths(SaltbyTown.Begins, quarter * 3);
            town.Say("source-return", "Saltby", first, Day.PlusMonths(first, 3) - 1, "register=police", "data-return", Math.Min(SaltbyTown.Today, Day.PlusMonths(first, 4)));
            town.Say("indicator-reading", "Saltby", first, details: $"value={town.Between(14, 22)}|indicator=County lines closed|out-of=30", evidence: "data-return", recorded: first + 40);
        }
    }

    private static void Plan(SaltbyTown town)
    {
        string[] priorities = ["Young people", "Primary care", "Mental health", "Alcohol", "Homes", "Work"];
        foreach (var priority in priorities)
        {
            var begun = SaltbyTown.Begins + town.Between(30, 200);
            town.Spell("plan-action", "Saltby Plan", begun, begun + town.Between(200, 700), $"state=under-way|objective=More people recover|priority={priority}|owner={Partners[town.Below(Partners.Length)].Name}", evidence: "minutes");
        }
        for (var answer = 0; answer < 100; answer++)
            town.Say("survey-answer", "Users asked in 2026", SaltbyTown.Begins + 60, details: $"answer={town.Share((60, "not-at-all"), (90, "a-little"), (200, "somewhat"), (300, "much"), (350, "very-much"))}|question=I would use a service led by peers", evidence: "survey-return", recorded: SaltbyTown.Begins + 80);
    }

    /// <summary>Twelve allocations, begun only once the protocols and the framework are agreed, and spent on the framework.</summary>
    private static void Budgets(SaltbyTown town)
    {
        const string scheme = "scheme=personal-budgets";
        var agreed = SaltbyTown.Begins + 45;
        foreach (var partner in (string[])["Saltby Council", "Saltby Recovery Service", "Saltby Voices"])
        {
            town.Say("protocol", partner, agreed, details: $"what=safeguarding|{scheme}", evidence: "signed-agreement", by: "safeguarding-lead");
            town.Say("framework-agreed", partner, agreed + 5, details: scheme, evidence: "signed-agreement", by: "commissioner");
        }
        (string Category, string Price, string Partner)[] items = [("counselling", "£45.00", "Saltby Recovery Service"), ("peer-led", "£15.00", "Saltby Voices"), ("learning", "£120.00", "Saltby Council"), ("travel", "£6.50", "Saltby Council"), ("wellbeing", "£22.00", "Saltby Voices")];
        foreach (var (category, price, partner) in items)
            town.Say("framework-item", partner, agreed + 10, details: $"category={category}|price={price}|peer-led={(category == "peer-led" ? "yes" : "no")}|item={category}", by: "commissioner");
        for (var number = 30; number < 42; number++)
        {
            var person = SaltbyPeople.Reference(number);
            var day = SaltbyTown.Begins + 120 + (number - 30) * 35;
            town.Say("referral", person, day, details: $"{scheme}|by=treatment-service", recorded: day);
            town.Say("engagement-history", person, day, details: $"went={town.OneOf("did-not-start", "left-early", "on-and-off")}", recorded: day);
            town.Say("enrolment", person, day + 10, null, scheme, recorded: day + 10, by: "commissioner");
            town.Say("personal-allocation", person, day + 10, day + 374, $"amount=£600.00|{scheme}", recorded: day + 10, by: "commissioner");
            for (var bought = town.Between(2, 6); bought > 0; bought--)
            {
                var (category, price, partner) = items[town.Below(items.Length)];
                town.Say("purchase", person, day + town.Between(15, 300), details: $"category={category}|amount={price}|state=bought|{scheme}|provider={partner}", evidence: "receipt");
            }
        }
    }
}
