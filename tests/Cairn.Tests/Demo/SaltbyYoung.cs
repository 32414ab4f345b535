using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// Twelve young people of the town who lost their home and were helped under <c>fair-chance-fund</c>: what became of each, what Saltby
/// Homes claimed for it, and what the verifier said. One home turns out, weeks after it was paid for, to have been lost.
/// </summary>
internal static class SaltbyYoung
{
    private const string Scheme = "scheme=fair-chance-fund";

    /// <summary>When the old home ended and where they went, the referral, and the new home: never where no day is given.</summary>
    private static readonly (int Number, string Lost, string Where, string Referred, string MovedIn, string Home)[] People =
    [
        (68, "2026-03-15", "hostel", "2026-04-20", "2026-05-18", "social-tenancy"),
        (146, "2026-04-05", "sofa-surfing", "2026-05-18", "2026-06-29", "own-room"),
        (66, "2026-05-10", "bed-and-breakfast", "2026-06-15", "2026-08-24", "private-tenancy"),
        (115, "2026-05-17", "night-shelter", "2026-06-29", "2026-09-07", "own-room"),
        (61, "2026-05-31", "hostel", "2026-07-06", "2026-09-14", "social-tenancy"),
        (92, "2026-07-12", "sofa-surfing", "2026-08-31", "2026-11-02", "social-tenancy"),
        (56, "2026-08-02", "sofa-surfing", "2026-09-07", "2026-11-16", "private-tenancy"),
        (64, "2026-08-16", "sofa-surfing", "2026-10-05", "2026-12-07", "social-tenancy"),
        (98, "2026-09-06", "rough-sleeping", "2026-10-19", "2027-02-01", "own-room"),
        (83, "2026-09-20", "hostel", "2026-11-09", "2027-01-18", "social-tenancy"),
        (142, "2027-01-10", "hostel", "2027-02-15", "", ""),
        (93, "2027-02-14", "refuge", "2027-03-08", "2027-05-24", "social-tenancy"),
    ];

    public static bool Has(int number) => Array.Exists(People, p => p.Number == number);

    public static void Live(SaltbyTown town)
    {
        town.Part("young");
        foreach (var (number, lost, where, referred, movedIn, home) in People)
        {
            var person = SaltbyPeople.Reference(number);
            var (out_, day) = (On(lost), On(referred));
            var old = town.Standing(person, "housing").Last();
            var into = movedIn.Length == 0 ? On("2027-07-20") : On(movedIn);
            town.Correct(old, day + 2, $"reason={town.OneOf("tenancy-ended", "evicted", "unsafe")}", to: out_);
            town.Say("housing", person, out_ + 1, into - 1, $"type={where}|reason={(movedIn.Length == 0 ? "abandoned" : "moved-on")}", "housing-officer-letter", Math.Max(day + 3, into));
            town.Say("referral", person, day, details: $"{Scheme}|by={town.OneOf("housing-service", "young-people-service", "outreach")}", evidence: "signed-form", recorded: day);
            town.Say("enrolment", person, day + 7, details: Scheme, recorded: day + 7, by: "commissioner");
            for (var visit = 0; visit < (movedIn.Length == 0 ? 1 : 3); visit++) town.Say("needs-assessment", person, day + 9 + visit * 70, details: "result=completed", evidence: "assessment-form");
            Claim(town, person, "first-assessment", day + 21, "verified");
            if (movedIn.Length == 0) town.Say("housing", person, into, details: "type=rough-sleeping", evidence: "rough-sleeping-record", recorded: into + 9);
            else Settle(town, person, number, into, home);
        }
        Learn(town, "P066", On("2026-10-05"), "level-1", 120);
        Learn(town, "P092", On("2027-02-08"), "entry-level", 60);
        Learn(town, "P083", On("2027-09-13"), "level-2", 340);
        foreach (var (person, from, weeks) in ((string, string, int)[])[("P068", "2027-03-01", 30), ("P098", "2027-10-04", 15), ("P142", "2027-04-05", 7)])
            town.Spell("volunteering", person, On(from), On(from) + weeks * 7, "hours=6|organisation=Saltby Food Bank", evidence: "volunteer-agreement");
        Work(town, "P115", On("2027-02-01"), 30, "Harbour Hotel", "payslip");
        Work(town, "P064", On("2027-11-08"), 20, "Mill Logistics", "employer-letter");
        Work(town, "P093", On("2027-10-18"), 12, "Saltby Foods", "");
        Claims(town);
    }

    private static void Settle(SaltbyTown town, string person, int number, int day, string home)
    {
        var (evidence, landlord) = home == "own-room" ? ("housing-officer-letter", "") : ("signed-tenancy", "|landlord=Saltby Homes");
        town.Say("housing", person, day, details: $"type={home}{landlord}", evidence: number == 98 ? "" : evidence, recorded: day + town.Below(6));
        Claim(town, person, "moved-in", day + 14, number == 98 ? "more-wanted" : "verified", "The letter about the room is missing.");
        if (number is 98 or 93) return;
        Claim(town, person, "home-3-months", day + 100, "verified");
        if (number is not 68 and not 146) Claim(town, person, "home-6-months", day + 192, "verified");
    }

    private static void Learn(SaltbyTown town, string person, int day, string level, int hours)
    {
        foreach (var (step, after) in ((string, int)[])[("skills-assessed", 0), ("learning-agreement", 7), ("registered", 14), ("first-session", 21)])
            town.Say("education-step", person, day + after, details: $"step={step}", evidence: step == "registered" ? "registration-form" : "learning-agreement");
        town.Spell("education", person, day + 21, day + 160, "course=work-skills|hours=12|provider=Saltby College", evidence: "attendance-register");
        town.Say("qualification", person, day + 165, details: $"level={level}|guided-hours={hours}|full=yes|accredited=yes", evidence: "certificate");
        Claim(town, person, "into-learning", day + 30, "verified");
        if (level != "level-2") Claim(town, person, level, day + 180, "verified");
    }

    private static void Work(SaltbyTown town, string person, int day, int hours, string employer, string evidence)
    {
        foreach (var benefit in town.Standing(person, "benefit")) town.Correct(benefit, day + 4, to: Math.Max(day - 1, benefit.Draft.From));
        town.Say("job-offer", person, day - 12, details: $"offer=accepted|employer={employer}", evidence: "offer-letter");
        town.Say("employment", person, day, details: $"contract=permanent|hours={hours}|employer={employer}", evidence: evidence, recorded: day + 4);
    }

    /// <summary>What the verifier's day looks like: some wait, one was refused, one sent back, several are ready and not claimed.</summary>
    private static void Claims(SaltbyTown town)
    {
        Claim(town, "P115", "into-work", On("2027-02-15"), "verified");
        Claim(town, "P115", "full-time-13-weeks", On("2027-05-17"), "verified");
        Claim(town, "P115", "full-time-26-weeks", On("2027-08-23"), "verified");
        Claim(town, "P115", "home-12-months", On("2027-10-01"), "verified");
        Claim(town, "P061", "home-12-months", On("2027-10-04"), "verified");
        Claim(town, "P056", "home-12-months", On("2027-11-29"), "refused", "The tenancy shown is another person's.");
        Claim(town, "P064", "home-12-months", On("2028-03-13"), "more-wanted", "A letter from the landlord since September is wanted.");
        Claim(town, "P083", "home-12-months", On("2028-03-22"), "");
        Claim(town, "P083", "level-2", On("2028-03-27"), "");
        Claim(town, "P064", "full-time-13-weeks", On("2028-03-27"), "");
        // A friend says in March that the room was given up the summer before.
        var room = town.Standing("P115", "housing").Last();
        var heard = On("2028-03-29");
        town.Correct(room, heard, "reason=moved-on", to: On("2027-06-30"));
        town.Say("housing", "P115", On("2027-07-01"), On("2027-11-14"), "type=sofa-surfing|reason=moved-on", "own-statement", heard);
        town.Say("housing", "P115", On("2027-11-15"), details: "type=private-tenancy", evidence: "signed-tenancy", recorded: heard);
    }

    private static void Claim(SaltbyTown town, string person, string outcome, int day, string result, string words = "")
    {
        town.Say("claim", person, day, details: $"{Scheme}|outcome={outcome}|time=1|made-by=Saltby Homes", recorded: day, by: "caseworker");
        if (result.Length == 0) return;
        var said = result == "verified" || words.Length == 0 ? "" : $"|words={words}";
        town.Say("verification", person, day + 8, details: $"result={result}|{Scheme}|outcome={outcome}|time=1{said}", recorded: day + 8, by: "verifier");
    }

    private static int On(string iso) => Day.TryParse(iso, out var day) ? day : throw new ArgumentException($"'{iso}' is no date.", nameof(iso));
}
