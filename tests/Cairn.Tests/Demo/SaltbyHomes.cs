using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// Homes at risk and the three hubs that answer, with their days; mentors beside people who struggle to keep a tenancy. Most homes are
/// kept, some are lost, and one threat of this week has no answer yet.
/// </summary>
internal static class SaltbyHomes
{
    private static readonly string[] Hubs = ["Harbour Hub", "Mill Hub", "Station Hub"];

    public static void Live(SaltbyTown town)
    {
        town.Part("homes");
        for (var number = 21; number <= 150; number++)
        {
            var person = SaltbyPeople.Reference(number);
            // The hubs began to file threats by hub in their second year; the older ones were filed again.
            foreach (var old in town.Standing(person, "housing-threat"))
                if (town.Standing(person, "threat-response").FirstOrDefault() is { } answer) town.Correct(old, Day.Of(2027, 4, 12), $"hub={answer.Word("hub")}");
            var treated = town.Standing(person, "treatment")[^1].Draft;
            var until = Math.Min(treated.To, SaltbyTown.Today) - 25;
            if (SaltbyYoung.Has(number) || town.Standing(person, "housing-threat").Count > 0 || until <= treated.From + 20 || !town.Chance(300)) continue;
            if (Tenancy(town, person) is not { } home) continue;
            Threaten(town, person, home, town.Between(treated.From + 20, until));
        }
        Recent(town);
    }

    private static SaltbyTown.Said? Tenancy(SaltbyTown town, string person) =>
        town.Standing(person, "housing").LastOrDefault(h => h.Draft.To == Day.Never && h.Word("type") is "social-tenancy" or "private-tenancy");

    private static void Threaten(SaltbyTown town, string person, SaltbyTown.Said home, int day)
    {
        var hub = town.OneOf(Hubs);
        var end = day + town.Between(20, 80);
        town.Spell("housing-threat", person, day, end, $"type={town.OneOf("arrears", "arrears", "notice", "benefit-stopped", "relationship", "disrepair")}|hub={hub}", evidence: "landlord-letter");
        var answered = day + town.Share((850, "soon"), (150, "late")) switch { "soon" => town.Between(0, 2), _ => town.Between(5, 9) };
        if (town.Chance(200)) town.Say("threat-response", person, day, details: $"what=no-contact|hub={hub}", evidence: "contact-record", recorded: day, by: "caseworker");
        town.Say("threat-response", person, answered, details: $"what=visit|hub={hub}|words=Met at home and made a list of what is owed.", evidence: "contact-record", recorded: answered, by: "caseworker");
        var lost = town.Chance(280);
        town.Say("threat-response", person, end, details: $"what={(lost ? "move" : town.OneOf("arrears-plan", "landlord-agreed", "benefit-restored", "payment"))}|hub={hub}", evidence: "landlord-letter", by: "caseworker");
        if (lost)
        {
            town.Correct(home, end + 3, "reason=evicted", to: end);
            town.Say("housing", person, end + 1, details: "type=temporary", evidence: "housing-officer-letter", recorded: end + 3);
        }
        else if (town.Chance(600)) Mentor(town, person, answered + town.Between(4, 12));
    }

    private static void Mentor(SaltbyTown town, string person, int day)
    {
        var (weeks, ended) = (town.Between(14, 30), town.Share((700, "planned"), (200, "by-person"), (100, "no-contact")));
        town.Spell("mentoring", person, day, day + weeks * 7, $"mentor={town.OneOf("M09", "M10", "M11")}", $"ended={ended}");
        var every = town.Share((750, "often"), (250, "seldom")) == "often" ? 12 : 33;
        for (var met = day + town.Between(3, 9); met <= Math.Min(day + weeks * 7, SaltbyTown.Today); met += every + town.Below(5))
            town.Say("mentor-contact", person, met, details: $"way={town.OneOf("in-person", "phone", "message")}", evidence: "mentor-statement", by: "mentor");
    }

    /// <summary>Three threats of the last weeks: one answered in time, one late, one not yet.</summary>
    private static void Recent(SaltbyTown town)
    {
        foreach (var (person, hub, from, answered) in ((string, string, int, int)[])[("P071", Hubs[1], Day.Of(2028, 3, 6), 2), ("P137", Hubs[2], Day.Of(2028, 3, 13), 8), ("P122", Hubs[0], Day.Of(2028, 3, 29), 99)])
        {
            town.Say("housing-threat", person, from, details: $"type=notice|hub={hub}", evidence: "landlord-letter", recorded: from, by: "key-worker");
            town.Say("threat-response", person, from + answered, details: $"what=visit|hub={hub}", evidence: "contact-record", recorded: from + answered, by: "caseworker");
        }
    }
}
