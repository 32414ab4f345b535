using System.Globalization;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// The people of the town, 130 in ordinary treatment. Each marginal is England's, 2023/24 (housing problems 2021/22), with rounding; which goes with which is
/// drawn independently, so no joint table means anything.
/// </summary>
internal static class SaltbyPeople
{
    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"P{number:000}");

    public static void Live(SaltbyTown town)
    {
        for (var number = 21; number <= 150; number++) Live(town, Reference(number), SaltbyTown.Begins + town.Below(600));
    }

    /// <summary>What is put down of everyone on the day they come in.</summary>
    public static void Arrive(SaltbyTown town, string person, int day, string substance)
    {
        town.Say("birth", person, Day.Of(town.Between(1960, 2006), town.Between(1, 12), town.Between(1, 28)), recorded: day);
        town.Say("sex", person, day, details: $"sex={town.Share((320, "female"), (680, "male"))}", recorded: day);
        town.Say("ethnicity", person, day, details: $"background={town.Share((840, "white-british"), (50, "other-white"), (20, "white-irish"), (20, "pakistani"), (20, "caribbean"), (50, "not-said"))}", recorded: day);
        town.Say("residence", person, day - town.Between(100, 3000), details: "area=elsewhere", recorded: day);
        if (substance.Length > 0) town.Say("dependency", person, day - town.Between(300, 5000), details: $"substance={substance}|main=yes", evidence: "assessment-form", recorded: day);
        town.Say("consent", person, day, details: "purpose=care|with=Saltby Partnership|way=written", evidence: "consent-form", recorded: day);
        town.Say("works-with", person, day, details: $"role=key-worker|member-name=M{town.Between(1, 6):00}", recorded: day);
    }

    private static void Live(SaltbyTown town, string person, int day)
    {
        var substance = town.Share((440, "heroin"), (300, "alcohol"), (90, "crack"), (60, "cocaine"), (80, "cannabis"), (30, "other-drugs"));
        var by = town.Share((570, "self"), (150, "criminal-justice"), (80, "primary-care"), (60, "hospital"), (50, "social-care"), (90, "other"));
        Arrive(town, person, day, substance);
        town.Say("referral", person, day, details: $"scheme=community-treatment|by={by}", recorded: day);
        town.Say("needs-assessment", person, day + 3, details: "result=completed", evidence: "assessment-form");
        var start = day + town.Share((980, "soon"), (20, "late")) switch { "soon" => town.Between(3, 20), _ => town.Between(22, 60) };
        if (substance == "heroin") town.Say("naloxone", person, start);
        Home(town, person, day);
        Work(town, person, start);
        var length = town.Chance(624) ? town.Between(40, 360) : town.Between(366, 1200);
        var end = start + length;
        var how = town.Share((469, "completed"), (367, "dropped-out"), (50, "retained-in-custody"), (29, "died"), (85, "transferred"));
        if (end > SaltbyTown.Today) (end, how) = (Day.Never, "");
        Treat(town, person, substance, start, end, how);
        Reviews(town, person, substance, start, Math.Min(end, SaltbyTown.Today), how);
    }

    private static void Treat(SaltbyTown town, string person, string substance, int start, int end, string how)
    {
        var modality = substance == "heroin" ? "specialist-prescribing" : substance == "alcohol" ? "alcohol-intervention" : "psychosocial";
        var stay = $"setting=community|modality={modality}|provider=Saltby Recovery Service";
        var journey = "provider=Saltby Recovery Service";
        if (end == Day.Never)
        {
            town.Say("treatment", person, start, null, stay, "treatment-record");
            town.Say("treatment-journey", person, start, null, journey);
            return;
        }
        var left = how switch { "completed" => "completed", "dropped-out" => "left-early", "retained-in-custody" => "custody", "died" => "died", _ => "transferred" };
        var discharge = how == "completed" ? substance == "alcohol" ? "completed-alcohol-free" : "completed-drug-free" : how;
        town.Say("treatment", person, start, end, $"{stay}|reason={left}", "discharge-summary");
        town.Say("treatment-journey", person, start, end, $"{journey}|reason={discharge}");
        if (how == "died") town.Say("death", person, end, evidence: "death-certificate");
        if (how == "retained-in-custody") town.Say("custody", person, end, end + town.Between(60, 300), "type=sentence", "court-record", recorded: end);
    }

    private static void Reviews(SaltbyTown town, string person, string substance, int start, int until, string how)
    {
        var use = town.Between(14, 28);
        var health = town.Between(5, 11);
        for (var day = start + town.Below(14); day <= until; day += town.Between(60, 160))
        {
            var stage = day < start + 15 ? "start" : "review";
            town.Say("review", person, day, details: string.Create(CultureInfo.InvariantCulture, $"stage={stage}|{Days(substance)}={use}|psychological-health={health}|physical-health={town.Between(6, 14)}|quality-of-life={health + 1}"), evidence: "questionnaire-form", by: "key-worker");
            use = Math.Clamp(use - town.Between(0, how == "dropped-out" ? 4 : 9), 0, 28);
            health = Math.Clamp(health + town.Between(-1, 3), 0, 19);
        }
        if (how == "completed") town.Say("review", person, until, details: string.Create(CultureInfo.InvariantCulture, $"stage=exit|{Days(substance)}=0|psychological-health={health}|quality-of-life={health}"), evidence: "questionnaire-form");
    }

    private static string Days(string substance) => substance switch { "heroin" => "opiate-days", "alcohol" => "alcohol-days", "crack" => "crack-days", "cocaine" => "cocaine-days", "cannabis" => "cannabis-days", _ => "other-days" };

    private static void Home(SaltbyTown town, string person, int day)
    {
        var need = town.Share((52, "no-home"), (109, "at-risk"), (839, "settled"));
        town.Say("housing-need", person, day, details: $"need={need}", recorded: day);
        if (need == "no-home")
        {
            var moved = day + town.Between(30, 200);
            town.Say("housing", person, day - town.Between(10, 200), moved - 1, $"type={town.OneOf("rough-sleeping", "sofa-surfing", "hostel")}|reason=moved-on", "rough-sleeping-record");
            town.Say("housing", person, moved, null, "type=supported|landlord=Saltby Homes", "signed-tenancy");
            return;
        }
        town.Say("housing", person, day - town.Between(200, 2000), null, $"type={town.OneOf("social-tenancy", "private-tenancy", "social-tenancy", "own-room")}", recorded: day);
        if (need == "at-risk") Threat(town, person, day + town.Between(5, 120));
    }

    /// <summary>A home at risk, met by a caseworker of a hub and sometimes a mentor.</summary>
    private static void Threat(SaltbyTown town, string person, int day)
    {
        var end = day + town.Between(20, 120);
        town.Spell("housing-threat", person, day, end, $"type={town.OneOf("arrears", "notice", "benefit-stopped", "relationship")}");
        town.Say("threat-response", person, day + town.Between(1, 6), details: $"what=visit|hub={town.OneOf("Harbour Hub", "Mill Hub", "Station Hub")}", evidence: "contact-record", by: "caseworker");
        town.Say("threat-response", person, end, details: $"what={town.OneOf("arrears-plan", "landlord-agreed", "benefit-restored")}|hub=Mill Hub", evidence: "landlord-letter", by: "caseworker");
        if (!town.Chance(500)) return;
        town.Say("mentoring", person, day + 14, null, $"mentor=M{town.Between(9, 11):00}");
        for (var week = 0; week < 4; week++) town.Say("mentor-contact", person, day + 21 + week * 7, details: $"way={town.OneOf("in-person", "phone", "message")}", by: "mentor");
    }

    private static void Work(SaltbyTown town, string person, int start)
    {
        var status = town.Share((302, "regular-work"), (490, "seeking-work"), (186, "long-term-sick"), (22, "student"));
        town.Say("work-status", person, start, details: $"status={status}", recorded: start);
        var job = $"contract={town.Share((600, "permanent"), (150, "temporary"), (250, "zero-hours"))}|hours={town.Between(12, 40)}|employer={town.OneOf("Saltby Foods", "Harbour Hotel", "Saltby Council", "Mill Logistics")}";
        if (status == "regular-work") town.Say("employment", person, start - town.Between(60, 2000), null, job, recorded: start);
        if (status != "seeking-work") return;
        var work = start + town.Between(90, 400);
        var works = town.Chance(200);
        town.Say("benefit", person, start - town.Between(30, 900), works && work < SaltbyTown.Today ? work - 1 : null, "type=universal-credit|requirement=none-in-treatment", recorded: works && work < SaltbyTown.Today ? work : start);
        if (!works) return;
        town.Say("vocational-profile", person, work - 40, details: "result=completed", evidence: "assessment-form");
        for (var week = 3; week > 0; week--) town.Say("appointment", person, work - week * 10, details: "type=employment|attendance=attended", evidence: "attendance-register");
        town.Say("employment", person, work, null, job, "payslip");
    }
}
