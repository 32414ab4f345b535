using Cairn.Record;

namespace Cairn.Tests.Twin;

/// <summary>A small vocabulary in which random schemes and histories are written.</summary>
public static class TestVocabulary
{
    public const string Text = """
        vocabulary: test
        roles: [worker, employer, partner]
        evidence: { payslip: Payslip, letter: Letter, form: Form }
        calendars:
          bank-holidays: { days: [2025-01-01, 2025-04-18, 2025-04-21, 2025-12-25, 2025-12-26, 2026-01-01, 2026-04-03, 2026-04-06] }
          term: { days: [2024-12-20 to 2025-01-06, 2025-07-20 to 2025-09-02, 2026-07-20 to 2026-09-02] }
        lists:
          substance: { codes: { alcohol: Alcohol, opiates: Opiates } }
          housing: { codes: { rough-sleeping: Rough, hostel: Hostel, social: Social, private: Private } }
          contract: { codes: { permanent: Permanent, temporary: Temporary, zero-hours: Zero } }
          setting: { codes: { residential: Residential, community: Community } }
          reason: { codes: { completed: Completed, dropped-out: Dropped } }
          level: { ordered: yes, codes: { entry: Entry, level-1: One, level-2: Two, level-3: Three } }
          session: { codes: { attended: Attended, missed: Missed, half-day: Half } }
          offence: { codes: { theft: Theft, violence: Violence } }
          source: { codes: { police: Police, jobcentre: Jobcentre } }
          admission: { codes: { planned: Planned, unplanned: Unplanned } }
          lot: { codes: { north: North, south: South } }
          yes-no: { codes: { yes: Yes, no: No } }
        kinds:
          birth: { title: Birth }
          referral: { details: { scheme: name, lot: { list: lot } } }
          enrolment: { details: { scheme: name } }
          dependency: { is: spell, details: { substance: { list: substance } } }
          housing: { is: spell, details: { type: { list: housing } } }
          employment: { is: spell, details: { contract: { list: contract }, hours: { number: hours a week, decimals: 1, max: 80 }, employer: name, earnings: money } }
          offence: { details: { type: { list: offence } } }
          treatment: { is: spell, details: { setting: { list: setting }, reason: { list: reason }, planned-days: { number: days, max: 400 } } }
          review: { details: { alcohol-days: { number: days, max: 28 }, psychological-health: { number: points, max: 20 } } }
          qualification: { details: { level: { list: level }, guided-hours: { number: hours, max: 1000 } } }
          benefit: { is: spell, details: { until: date } }
          session: { details: { type: { list: session }, hours: { number: hours, max: 12 } } }
          claim: { details: { outcome: name, scheme: name, time: { number: times, min: 1, max: 9 } } }
          hospital: { is: spell, details: { admission: { list: admission } } }
          comparison: { }
          same-person: { details: { same: { list: yes-no }, as: name } }
          training: { about: partner, details: { seats: { number: people, max: 50 } } }
          protocol: { about: partner, is: spell, details: { with: name } }
          contract-let: { about: partner, details: { lot: { list: lot } } }
          source-return: { about: place, is: spell, details: { source: { list: source } } }
        """;

    public static readonly Vocabulary Words = Read();

    /// <summary>The same bank holidays as above, for whoever counts working days without a calendar.</summary>
    public static readonly HashSet<int> BankHolidays =
        [.. "2025-01-01 2025-04-18 2025-04-21 2025-12-25 2025-12-26 2026-01-01 2026-04-03 2026-04-06".Split(' ').Select(d => Day.TryParse(d, out var day) ? day : throw new FormatException(d))];

    private static Vocabulary Read()
    {
        var mistakes = new Mistakes();
        var words = VocabularyFile.Read("test-facts.yaml", Text, mistakes);
        return words ?? throw new InvalidOperationException(string.Join('\n', mistakes.Found));
    }
}
