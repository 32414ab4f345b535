using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>The sentences that an example may say of an answer. Each gives null when it is so, or says what is so instead.</summary>
public static partial class Sentences
{
    private delegate string? Judge(Evaluation answer, Match said);

    private static readonly (Regex Form, Judge Judge)[] Forms =
    [
        // Before those about one person, or "the cohort" would be taken for a name.
        (Form(@"^the cohort reaches (?<outcome>[\w.-]+) on (?<day>\d{4}-\d\d-\d\d)$"), (a, m) => Cohort(a, m, true)),
        (Form(@"^the cohort does not reach (?<outcome>[\w.-]+)$"), (a, m) => Cohort(a, m, false)),
        (Form(@"^(?<who>.+) is eligible$"), (a, m) => Person(a, m, s => a.Roll.StandingOf(s) is Standing.NotEligible or Standing.NotReferred ? $"{m.Groups["who"]} is not eligible." : null)),
        (Form(@"^(?<who>.+) is not eligible$"), (a, m) => Person(a, m, s => a.Roll.StandingOf(s) is Standing.NotEligible or Standing.NotReferred ? null : $"{m.Groups["who"]} is eligible.")),
        (Form(@"^(?<who>.+) has a place$"), (a, m) => Person(a, m, s => a.Roll.PlaceOf(s) > 0 ? null : $"{m.Groups["who"]} has no place ({Say(a.Roll.StandingOf(s))}).")),
        (Form(@"^(?<who>.+) waits$"), (a, m) => Person(a, m, s => a.Roll.StandingOf(s) is Standing.Waits ? null : $"{m.Groups["who"]} {Say(a.Roll.StandingOf(s))}.")),
        (Form(@"^(?<who>.+) reaches (?<outcome>[\w.-]+) on (?<day>\d{4}-\d\d-\d\d)(?: for the (?<time>\d+)\w\w time)?$"), Reaches),
        (Form(@"^(?<who>.+) does not reach (?<outcome>[\w.-]+)$"), DoesNotReach),
        (Form(@"^(?<who>.+) could reach (?<outcome>[\w.-]+) on (?<day>\d{4}-\d\d-\d\d) at the earliest$"), CouldReach),
        (Form(@"^(?<who>.+) cannot reach (?<outcome>[\w.-]+)$"), (a, m) => Named(a, m, (s, o) => Outlook.Earliest(a, s, o) is var day && day == Day.Never ? null : $"it could be reached on {Day.Iso(day)}.")),
        (Form(@"^(?<payer>[\w.-]+) pays (?<sum>-?£[\d,.]+) for (?<who>.+) (?<outcome>[\w.-]+)$"), (a, m) => a.Scheme.Find(m.Groups["outcome"].Value) is null ? null : Pays(a, m)),
        (Form(@"^(?<payer>[\w.-]+) pays (?<sum>-?£[\d,.]+)(?: for (?<who>.+))?$"), Pays),
        (Form(@"^(?<sum>-?£[\d,.]+) is due$"), (a, m) => Sum(m, a.Achievements.Sum(x => x.Due), "due")),
        (Form(@"^(?<sum>-?£[\d,.]+) is payable$"), (a, m) => Sum(m, a.Achievements.Sum(x => x.Payable), "payable")),
        (Form(@"^(?<n>\d+) (?:people|person) (?:are|is) eligible$"), (a, m) => Number(m, Enumerable.Range(0, a.Roll.Count).Count(s => a.Roll.StandingOf(s) is Standing.HasPlace or Standing.Waits))),
        (Form(@"^(?<n>\d+) (?:people|person) waits?$"), (a, m) => Number(m, Enumerable.Range(0, a.Roll.Count).Count(s => a.Roll.StandingOf(s) is Standing.Waits))),
        (Form(@"^(?<n>\d+) (?:people|person|partners?|members?|places?) reach(?:es)? (?<outcome>[\w.-]+)$"), (a, m) =>
            a.Scheme.Find(m.Groups["outcome"].Value) is { } o ? Number(m, a.Achievements.Where(x => x.Outcome == o.Number).Select(x => x.Subject).Distinct().Count()) : Unknown(a, m)),
    ];

    private static Regex Form(string text) => new(text, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>Null when the sentence is so; otherwise what is so instead, or that it is not understood.</summary>
    public static string? Check(Evaluation answer, string sentence)
    {
        var understood = false;
        foreach (var (form, judge) in Forms)
        {
            if (form.Match(sentence) is not { Success: true } said) continue;
            // "X pays £1 for Y Z" may be a person called "Y Z", or Y's outcome Z.
            if (said.Groups["outcome"].Success && said.Groups["payer"].Success && answer.Scheme.Find(said.Groups["outcome"].Value) is null) continue;
            understood = true;
            return judge(answer, said) is { } wrong ? $"'{sentence}' is not so: {wrong}" : null;
        }
        if (!understood && SideSentences.Check(answer, sentence, ref understood) is { } otherwise) return $"'{sentence}' is not so: {otherwise}";
        return understood ? null : $"'{sentence}' is not a sentence that examples know; see the last section of docs/scheme-language.md.";
    }

    private static string Say(Standing standing) => standing switch
    {
        Standing.NotReferred => "is not referred", Standing.NotEligible => "is not eligible", Standing.Waits => "waits", _ => "has a place",
    };

    private static string? Person(Evaluation a, Match m, Func<int, string?> judge)
    {
        var who = m.Groups["who"].Value;
        var subject = a.Facts.Subject(a.Scheme.About, who);
        return subject < 0 ? $"no fact is about {who}." : judge(subject);
    }

    private static string Unknown(Evaluation a, Match m) =>
        $"the scheme has no milestone or outcome '{m.Groups["outcome"].Value}'.{Mistakes.DidYouMean(m.Groups["outcome"].Value, a.Scheme.Outcomes.Select(o => o.Name))}";

    private static string? Named(Evaluation a, Match m, Func<int, Outcome, string?> judge) =>
        Person(a, m, s => a.Scheme.Find(m.Groups["outcome"].Value) is { } outcome ? judge(s, outcome) : Unknown(a, m));

    private static string? Reaches(Evaluation a, Match m) => Named(a, m, (s, outcome) =>
    {
        var time = m.Groups["time"].Success ? int.Parse(m.Groups["time"].Value, CultureInfo.InvariantCulture) : 1;
        foreach (var x in a.Achievements)
            if (x.Subject == s && x.Outcome == outcome.Number && x.Time == time) return Day.Iso(x.Day) == m.Groups["day"].Value ? null : $"it is reached on {Day.Iso(x.Day)}.";
        var earliest = Outlook.Earliest(a, s, outcome);
        return $"it is not reached ({(earliest == Day.Never ? "and cannot be" : $"{Day.Iso(earliest)} at the earliest")}; {m.Groups["who"]} {Say(a.Roll.StandingOf(s))}).";
    });

    private static string? DoesNotReach(Evaluation a, Match m) => Named(a, m, (s, outcome) =>
    {
        foreach (var x in a.Achievements) if (x.Subject == s && x.Outcome == outcome.Number) return $"it is reached on {Day.Iso(x.Day)}.";
        return null;
    });

    private static string? CouldReach(Evaluation a, Match m) => Named(a, m, (s, outcome) =>
        Outlook.Earliest(a, s, outcome) is var day && Day.Iso(day) == m.Groups["day"].Value ? null : day == Day.Never ? "it can no longer be reached." : $"the earliest is {Day.Iso(day)}.");

    private static string? Cohort(Evaluation a, Match m, bool wanted)
    {
        if (a.Scheme.Find(m.Groups["outcome"].Value) is not { } outcome) return Unknown(a, m);
        foreach (var x in a.Achievements)
            if (x.Outcome == outcome.Number) return wanted && Day.Iso(x.Day) == m.Groups["day"].Value ? null : $"it is reached on {Day.Iso(x.Day)}.";
        return wanted ? "it is not reached." : null;
    }

    private static string? Pays(Evaluation a, Match m)
    {
        var payer = -1;
        for (var p = 0; p < a.Scheme.Payers.Count; p++) if (a.Scheme.Payers[p].Name == m.Groups["payer"].Value) payer = p;
        if (payer < 0) return $"'{m.Groups["payer"].Value}' is not one of the payers.{Mistakes.DidYouMean(m.Groups["payer"].Value, a.Scheme.Payers.Select(p => p.Name))}";
        var outcome = a.Scheme.Find(m.Groups["outcome"].Value);
        var who = m.Groups["who"];
        var subject = who.Value == "the cohort" ? Engine.Collective.Everyone : a.Facts.Subject(a.Scheme.About, who.Value);
        // Whoever is not known has the number that stands for everyone.
        if (who.Success && subject < 0 && who.Value != "the cohort") return $"no fact is about {who.Value}.";
        long sum = 0;
        for (var i = 0; i < a.Achievements.Count; i++)
        {
            var x = a.Achievements[i];
            if ((!who.Success || x.Subject == subject) && (outcome is null || x.Outcome == outcome.Number)) sum += a.Part(i, payer);
        }
        return Sum(m, sum, "paid");
    }

    private static string? Sum(Match m, long pence, string what) =>
        Pence.TryParse(m.Groups["sum"].Value, out var said) && said == pence ? null : $"{Pence.Format(pence)} is {what}.";

    private static string? Number(Match m, int n) => int.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture) == n ? null : $"it is {n.ToString(CultureInfo.InvariantCulture)}.";
}
