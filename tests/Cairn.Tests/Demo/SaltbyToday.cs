using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// The last weeks before the town's today, so that its people have something to do: aftercare and reviews of those on the contract, contacts,
/// what was missed, what ends soon and what has stalled.
/// </summary>
internal static class SaltbyToday
{
    private static int March(int day) => Day.Of(2028, 3, day);

    public static void Live(SaltbyTown town)
    {
        town.Part("today");
        Aftercare(town);
        Returns(town);
        // Two in residential treatment, one in fifty as everywhere; both stays end within two weeks.
        town.Say("treatment", "P134", March(31) - 77, details: "setting=residential|planned-days=84|modality=residential-rehabilitation|region=south-east|provider=Harbour House", evidence: "treatment-record", recorded: March(31) - 76, by: "treatment-provider");
        town.Say("treatment", "P128", March(22), details: "setting=residential-detox|planned-days=14|region=south-east|provider=Harbour House", evidence: "treatment-record", recorded: March(22), by: "treatment-provider");
        // Reviews whose day was typed wrongly: put right from the form, they are overdue.
        foreach (var person in (string[])["P064", "P085", "P144"])
        {
            var reviews = town.Standing(person, "review");
            town.Correct(reviews[^1], March(20), from: Math.Min(reviews[^1].Draft.From - 62, Day.Of(2027, 10, 1)));
        }
        Contacts(town);
        foreach (var (person, type) in ((string, string)[])[("P006", "employment"), ("P050", "treatment"), ("P118", "treatment")])
            town.Say("appointment", person, March(28), details: $"type={type}|attendance=missed", evidence: "attendance-register", recorded: March(28), by: "key-worker");
        foreach (var (person, type, day) in ((string, string, int)[])[("P006", "employment", 4), ("P008", "treatment", 5), ("P081", "housing", 3), ("P124", "primary-care", 6)])
            town.Say("appointment", person, March(31) + day, details: $"type={type}", recorded: March(30), by: "key-worker");
        Referrals(town);
        // On the contract: P006's licence in supported housing ends soon; P005 and P003 wait for a verifier and for evidence.
        var licence = town.Standing("P006", "housing").Last();
        town.Correct(licence, March(24), to: March(31) + 11);
        town.Say("goal-setting", "P006", March(8), details: "goal=work|words=A job with mornings free for the group.", evidence: "care-plan", recorded: March(8), by: "key-worker");
        town.Say("goal-setting", "P037", March(2), details: "goal=learning|words=Finish the bookkeeping course.", evidence: "care-plan", recorded: March(2), by: "key-worker");
        town.Say("goal-setting", "P001", Day.Of(2027, 2, 1), details: "goal=new-start|words=Keep the job and see my daughter every week.", evidence: "care-plan", recorded: Day.Of(2027, 2, 1), by: "key-worker");
        town.Say("goal-result", "P001", March(1), details: "goal=new-start|result=achieved", recorded: March(1), by: "key-worker");
        town.Say("mentoring", "P006", Day.Of(2028, 2, 7), details: "mentor=M10", recorded: Day.Of(2028, 2, 8), by: "mentor");
        for (var week = 0; week < 7; week++) town.Say("mentor-contact", "P006", Day.Of(2028, 2, 10) + week * 7, details: "way=in-person", recorded: Day.Of(2028, 2, 11) + week * 7, by: "mentor");
        town.Say("dispute", "P093", March(26), details: "disputed=S00001|words=I did not leave my home. I was told to go.", recorded: March(26), by: "person");
        town.Say("complaint", "P013", March(27), details: "subject=decision|words=Nobody told me how long the wait is.", recorded: March(27), by: "person");
    }

    /// <summary>After the residential stay those on the contract go on in the community, with reviews at the start and each half year; some are late.</summary>
    private static void Aftercare(SaltbyTown town)
    {
        foreach (var (number, every) in ((int, int)[])[(1, 150), (2, 160), (3, 170), (4, 400), (5, 165), (6, 70), (8, 0), (9, 0), (12, 170)])
        {
            var person = SaltbyPeople.Reference(number);
            var day = town.Standing(person, "treatment").Last(t => t.Word("setting") == "residential").Draft.To + 1;
            town.Say("treatment", person, day, details: "setting=community|modality=aftercare|provider=Saltby Recovery Service", evidence: "treatment-record", recorded: Math.Min(day + 1, SaltbyTown.Today), by: "key-worker");
            if (number is 8 or 9) town.Say("housing", person, day, details: "type=supported|landlord=Saltby Homes", evidence: "signed-tenancy", recorded: day + 2, by: "caseworker");
            var (use, health) = (town.Between(0, 4), town.Between(8, 12));
            for (var review = day + 5; every > 0 && review <= SaltbyTown.Today; review += every + town.Below(8))
            {
                town.Say("review", person, review, details: $"stage={(review == day + 5 ? "start" : "review")}|{(number % 3 == 0 ? "alcohol" : "opiate")}-days={use}|psychological-health={health}|physical-health={health + 1}|quality-of-life={health}", evidence: "questionnaire-form", recorded: review, by: "key-worker");
                (use, health) = (Math.Max(0, use - 1), Math.Min(20, health + town.Below(3)));
            }
        }
    }

    /// <summary>Four who had left early came back this winter, and began again within three weeks.</summary>
    private static void Returns(SaltbyTown town)
    {
        foreach (var (person, day, wait) in ((string, int, int)[])[("P061", March(31) - 80, 9), ("P119", March(31) - 66, 12), ("P139", March(31) - 45, 19), ("P065", March(31) - 38, 6)])
        {
            town.Say("referral", person, day, details: "scheme=community-treatment|by=self", recorded: day, by: "person");
            town.Say("needs-assessment", person, day + 3, details: "result=completed", evidence: "assessment-form", recorded: day + 3, by: "key-worker");
            town.Say("treatment", person, day + wait, details: "setting=community|modality=psychosocial|provider=Saltby Recovery Service", evidence: "treatment-record", recorded: day + wait, by: "key-worker");
            town.Say("treatment-journey", person, day + wait, details: "provider=Saltby Recovery Service", recorded: day + wait, by: "key-worker");
            town.Say("review", person, day + wait + 4, details: $"stage=start|opiate-days={town.Between(8, 20)}|psychological-health={town.Between(4, 9)}|physical-health=8|quality-of-life={town.Between(4, 9)}", evidence: "questionnaire-form", recorded: day + wait + 4, by: "key-worker");
        }
    }

    /// <summary>Those in treatment were spoken with every two or three weeks in the last months; seven have not been heard of for long.</summary>
    private static void Contacts(SaltbyTown town)
    {
        for (var number = 1; number <= 150; number++)
        {
            var person = SaltbyPeople.Reference(number);
            if (!town.Standing(person, "treatment").Exists(t => t.Draft.To == Day.Never) || number is 46 or 59 or 84 or 96 or 99 or 124 or 144) continue;
            for (var day = town.Between(0, 12) + SaltbyTown.Today - 120; day <= SaltbyTown.Today - 1; day += town.Between(12, 22))
                town.Say("contact", person, day, details: $"way={town.OneOf("phone", "in-person", "home-visit", "message")}|result={town.Share((780, "spoke"), (120, "left-message"), (100, "no-answer"))}|words={town.OneOf("Going well.", "Asked about the group on Thursdays.", "A hard week. We meet again soon.", "Talked about work.", "Talked about the family.", "Collected the letter.")}", recorded: day, by: "key-worker");
        }
    }

    /// <summary>Those who were not eligible were told so; someone was referred again by the hospital, and nothing has happened since.</summary>
    private static void Referrals(SaltbyTown town)
    {
        foreach (var person in (string[])["P014", "P015", "P016", "P017", "P019", "P020"])
        {
            var referral = town.Standing(person, "referral").Last().Draft;
            town.Say("refused", person, referral.From + 14, details: "why=not-eligible|scheme=rehab-to-work|words=Told in writing, with what would change it.", recorded: referral.From + 14, by: "commissioner");
        }
        town.Say("referral", "P104", March(2), details: "scheme=community-treatment|by=hospital|made-by=Saltby NHS Trust|to-partner=Saltby Recovery Service", evidence: "signed-form", recorded: March(2), by: "nurse");
        town.Say("referral", "P058", Day.Of(2028, 2, 28), details: "scheme=community-treatment|by=self|to-partner=Saltby Recovery Service", recorded: Day.Of(2028, 2, 28), by: "person");
        town.Say("referral", "P021", March(24), details: "scheme=community-treatment|by=self|to-partner=Saltby Recovery Service", recorded: March(24), by: "person");
    }
}
