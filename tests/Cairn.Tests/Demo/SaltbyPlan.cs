using System.Globalization;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>What the partnership's plan watches, quarter by quarter, and the training of staff across partners.</summary>
internal static class SaltbyPlan
{
    public static void Live(SaltbyTown town)
    {
        town.Part("training");
        Train(town);
        town.Part("plan");
        for (var number = 21; number <= 150; number++) Care(town, SaltbyPeople.Reference(number));
        // The plan's file calls the readings of the police by a name without capitals.
        foreach (var reading in town.Standing("Saltby", "indicator-reading")) town.Correct(reading, reading.Draft.Recorded + 1, "indicator=county-lines-closed");
        for (var quarter = 0; quarter < 8; quarter++)
        {
            var last = Day.PlusMonths(SaltbyTown.Begins, quarter * 3 + 3) - 6;
            town.Say("indicator-reading", "Saltby", last, details: string.Create(CultureInfo.InvariantCulture, $"value={20 + quarter * 2 + town.Below(6)}|indicator=shop-theft-solved|out-of={100 + town.Below(30)}"), evidence: "data-return", recorded: last + 5, by: "police");
        }
        town.Say("co-located-post", "Saltby Recovery Service", Day.Of(2027, 6, 1), details: "kind=mental-health|host=Saltby NHS Trust", recorded: Day.Of(2027, 6, 3));
        town.Say("co-located-post", "Saltby Jobcentre", Day.Of(2027, 9, 1), details: "kind=employment|host=Saltby Recovery Service", recorded: Day.Of(2027, 9, 2));
        town.Say("funding", "Saltby", Day.Of(2027, 4, 1), details: "amount=£24,000.00|source-of-funds=Housing Support Grant|workstream=Alcohol team|provider=Saltby NHS Trust", recorded: Day.Of(2027, 4, 9));
        Answers(town);
    }

    /// <summary>Most of those who meet people are trained in both subjects, a day each.</summary>
    private static void Train(SaltbyTown town)
    {
        for (var i = 0; i < SaltbyMembers.All.Length; i++)
        {
            var (role, _, _, _) = SaltbyMembers.All[i];
            if (role is not ("key-worker" or "caseworker" or "team-manager" or "mentor" or "work-coach" or "safeguarding-lead") || !town.Chance(800)) continue;
            var member = string.Create(CultureInfo.InvariantCulture, $"M{i + 1:00}");
            town.Say("training", member, SaltbyTown.Begins + town.Between(60, 560), details: "course=substance-use|hours=6|agency=Saltby Volunteers", evidence: "training-register", by: "administrator");
            if (town.Chance(750)) town.Say("training", member, SaltbyTown.Begins + town.Between(60, 640), details: "course=housing-support|hours=7|agency=Saltby Homes", evidence: "training-register", by: "administrator");
        }
    }

    /// <summary>Seen by a general practice or not, a mental health need met or not, a night in hospital.</summary>
    private static void Care(SaltbyTown town, string person)
    {
        var treated = town.Standing(person, "treatment")[^1].Draft;
        var until = Math.Min(treated.To, SaltbyTown.Today);
        if (town.Chance(520))
        {
            town.Say("mental-health", person, treated.From + 10, details: "need=need", evidence: "", by: "key-worker");
            if (town.Chance(600) && treated.From + 130 <= until) town.Say("mental-health", person, treated.From + town.Between(40, 130), details: "need=in-treatment", by: "key-worker");
        }
        for (var day = treated.From + town.Between(20, 150); day <= until; day += town.Between(90, 240))
            town.Say("appointment", person, day, details: $"type=primary-care|attendance={town.Share((780, "attended"), (140, "missed"), (80, "cancelled-by-person"))}", evidence: "attendance-register", recorded: Math.Min(day + 2, SaltbyTown.Today));
        if (!town.Chance(90) || treated.From + 40 > until) return;
        var stay = town.Between(treated.From + 20, until - 15);
        town.Say("hospital", person, stay, stay + town.Between(1, 9), "type=unplanned", "hospital-record");
    }

    private static void Answers(SaltbyTown town)
    {
        for (var answer = 0; answer < 40; answer++)
            town.Say("survey-answer", "People asked in 2027", Day.Of(2027, 10, 4), details: $"answer={town.Share((50, "not-at-all"), (100, "a-little"), (200, "somewhat"), (300, "much"), (350, "very-much"))}|question=more-peer-led-services", evidence: "survey-return", recorded: Day.Of(2027, 10, 20), by: "analyst");
    }
}
