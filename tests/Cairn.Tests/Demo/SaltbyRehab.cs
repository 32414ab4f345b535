using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// The contract <c>rehab-to-work</c> in mid-life, told person by person: twenty referred, twelve enrolled, one who waits and seven who are
/// not eligible. Of the twelve, six have completed the chain and four of these have gone into permanent work.
/// </summary>
internal static class SaltbyRehab
{
    private const string Scheme = "scheme=rehab-to-work";

    public static void Live(SaltbyTown town)
    {
        int On(int year, int month, int day) => Day.Of(year, month, day);
        // The chain done, and work.
        var ann = Chain(town, 1, On(2026, 4, 20), "rough-sleeping");
        town.Say("employment", "P001", ann + 40, null, "contract=permanent|hours=30|employer=Saltby Council|sector=public", "payslip;signed-contract");
        var two = Chain(town, 2, On(2026, 5, 11), "hostel");
        town.Spell("employment", "P002", two + 25, two + 170, "contract=permanent|hours=37.5|employer=Mill Logistics", "reason=another-job", "employer-letter");
        town.Say("employment", "P002", two + 184, null, "contract=permanent|hours=35|employer=Saltby Foods", "payslip");
        var three = Chain(town, 3, On(2026, 6, 1), "conviction");
        town.Say("employment", "P003", three + 75, null, "contract=permanent|hours=20|employer=Harbour Hotel");
        var five = Chain(town, 5, On(2026, 9, 14), "sofa-surfing");
        // First put down from what was said on the telephone; the payslip told otherwise two months later.
        var heard = town.Say("employment", "P005", five + 30, null, "contract=permanent|hours=24|employer=Harbour Hotel", recorded: five + 31);
        town.Say("employment", "P005", five + 37, null, "contract=permanent|hours=24|employer=Harbour Hotel", "payslip", five + 92, heard);
        Claim(town, "P001", ann + 50, ann + 64, "verified");
        Claim(town, "P002", two + 60, two + 71, "verified");
        Claim(town, "P003", three + 110, three + 118, "more-wanted");
        Claim(town, "P005", SaltbyTown.Today - 9, SaltbyTown.Today + 5, "verified");
        // The chain done, and not in permanent work so far.
        var four = Chain(town, 4, On(2027, 1, 11), "conviction");
        town.Say("employment", "P004", four + 60, null, "contract=fixed-term|hours=30|employer=Mill Logistics", "payslip");
        var twelve = Chain(town, 12, On(2027, 3, 1), "temporary");
        town.Say("volunteering", "P012", twelve + 20, null, "hours=8|organisation=Saltby Food Bank", "volunteer-agreement");
        // On the way.
        Chain(town, 6, On(2027, 8, 2), "night-shelter");
        Stays(town, 8, Enrol(town, 8, On(2027, 12, 6), "refuge") + 12, "completed", 70);
        var nine = Enrol(town, 9, On(2027, 2, 1), "hostel") + 12;
        town.Spell("treatment", "P009", nine, nine + 4, "setting=residential-detox|region=south-east|provider=Harbour House", "reason=left-early", "treatment-record");
        Stays(town, 9, nine + 330, "completed", 55);
        Enrol(town, 11, On(2028, 3, 6), "rough-sleeping");
        // It came to an early end.
        Stays(town, 7, Enrol(town, 7, On(2026, 10, 5), "rough-sleeping") + 14, "left-early", 23);
        Stays(town, 10, Enrol(town, 10, On(2027, 4, 19), "caution") + 14, "custody", 31);
        town.Say("custody", "P010", On(2027, 6, 27), On(2027, 11, 20), "type=sentence", "court-record");
        // The thirteenth: eligible, and every place is held.
        Refer(town, 13, On(2028, 3, 13), "rough-sleeping");
        // Not eligible: no history of homelessness or offending; no dependence put down; an arrest and no more; homeless only later.
        foreach (var number in (int[])[14, 15, 16]) Refer(town, number, On(2026, 6, 15) + number * 20, "");
        Refer(town, 17, On(2027, 5, 10), "hostel", substance: "");
        Refer(town, 18, On(2027, 6, 14), "");
        town.Say("refused", "P018", On(2027, 6, 21), details: $"why=chose-not-to|{Scheme}");
        Refer(town, 19, On(2027, 9, 6), "arrest");
        Refer(town, 20, On(2027, 10, 4), "");
        town.Say("housing", "P020", On(2027, 11, 15), null, "type=hostel", "housing-officer-letter");
    }

    private static void Claim(SaltbyTown town, string person, int claimed, int checkedOn, string result)
    {
        town.Say("claim", person, claimed, details: $"{Scheme}|outcome=into-permanent-work|time=1", recorded: claimed, by: "treatment-provider");
        town.Say("verification", person, checkedOn, details: $"result={result}|{Scheme}|outcome=into-permanent-work|time=1", recorded: checkedOn, by: "verifier");
    }

    private static void Refer(SaltbyTown town, int number, int day, string history, string substance = "heroin")
    {
        var person = SaltbyPeople.Reference(number);
        SaltbyPeople.Arrive(town, person, day - 20, substance.Length == 0 ? "" : number % 3 == 0 ? "alcohol" : substance);
        if (history is "conviction" or "caution" or "arrest") town.Say("offence", person, day - town.Between(100, 900), details: $"step={history}|type=shoplifting", evidence: "police-record", recorded: day - 2);
        else if (history.Length > 0) town.Say("housing", person, day - town.Between(100, 500), day - town.Between(5, 50), $"type={history}", "rough-sleeping-record", day - 2);
        town.Say("referral", person, day, details: $"{Scheme}|by={town.OneOf("treatment-service", "outreach", "housing-service")}", evidence: "signed-form", recorded: day);
    }

    /// <summary>Refers and enrols, and gives the day of the enrolment.</summary>
    private static int Enrol(SaltbyTown town, int number, int day, string history)
    {
        Refer(town, number, day, history);
        town.Say("enrolment", SaltbyPeople.Reference(number), day + 7, null, Scheme, recorded: day + 7, by: "commissioner");
        return day + 7;
    }

    /// <summary>Two weeks of detoxification and a residential stay of so many days that ends as said; gives the day after it.</summary>
    private static int Stays(SaltbyTown town, int number, int day, string how, int length)
    {
        var person = SaltbyPeople.Reference(number);
        town.Spell("treatment", person, day, day + 13, "setting=residential-detox|planned-days=14|region=south-east|provider=Harbour House", "reason=completed", "discharge-summary");
        town.Spell("treatment", person, day + 14, day + 13 + length, "setting=residential|planned-days=90|region=south-east|provider=Elm Court", $"reason={how}", "discharge-summary");
        return day + 14 + length;
    }

    /// <summary>The whole chain; gives the day on which twelve weeks of supported housing are done, if they are by today.</summary>
    private static int Chain(SaltbyTown town, int number, int day, string history)
    {
        var left = Stays(town, number, Enrol(town, number, day, history) + 12, "completed", 91);
        town.Spell("housing", SaltbyPeople.Reference(number), left, left + 150, "type=supported|landlord=Saltby Homes", "reason=moved-on", "signed-tenancy");
        if (left + 151 <= SaltbyTown.Today) town.Say("housing", SaltbyPeople.Reference(number), left + 151, null, "type=social-tenancy|landlord=Saltby Homes", "signed-tenancy");
        return left + 83;
    }
}
