using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Why one person has, or has not, reached one result: each clause, the facts and dates behind it, and what is missing.</summary>
public sealed class WhyModel(Opening opening) : CairnPage
{
    /// <summary>A clause as the page shows it; a hidden one says nothing of how it came out.</summary>
    public sealed record Line(string Asks, bool Met, string Day, string Earliest, bool IsLater, IReadOnlyList<string> Notes, IReadOnlyList<(long Position, string Text)> Facts, bool IsHidden, string? Assumption, IReadOnlyList<Line> Parts);

    public sealed record Answer(string Name, string Scheme, string Outcome, string Verdict, Line? Eligible, Line When);

    public string Token { get; private set; } = "";

    public Answer Why { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string token, string scheme, string outcome)
    {
        var found = await opening.One(Viewer, "care", "why", token, record => new Box(Of(record, scheme, outcome, Viewer.IsPerson)));
        if (found?.Answer is not { } why) return NotFound();
        (Token, Why) = (token, why);
        return Page();
    }

    private sealed record Box(Answer? Answer);

    internal static Answer? Of(OpenRecord record, string schemeName, string outcomeName, bool isOwn = false)
    {
        if (!record.Sees("plan") || record.Subject < 0) return null;
        if (record.Read.Schemes.FirstOrDefault(s => s.Name == schemeName && s.About is About.Person) is not { } scheme || scheme.Find(outcomeName) is not { } outcome) return null;
        var answer = record.Read.Answer(scheme);
        if (record.Subject >= answer.Roll.Count || Explanation.Of(answer, record.Subject, outcome) is not { } why) return null;
        return new Answer(record.Name, scheme.Title, outcome.Title, Verdict(why, isOwn), why.Eligible is { } e ? Lined(record, scheme, e) : null, Lined(record, scheme, why.When));
    }

    private static string Verdict(Explanation why, bool isOwn) => why.Answer.Roll.StandingOf(why.Subject) switch
    {
        Standing.NotEligible => "Not eligible, so it does not count.",
        Standing.Waits => $"{(isOwn ? "You" : "They")} are eligible and wait for a place. It does not count without one.",
        _ when why.When.Met => $"Reached on {Day.Long(why.When.Day)}.",
        _ when why.When.Earliest == Day.Never => "It can no longer be reached.",
        _ => $"Not yet. The earliest it could be reached is {Day.Long(why.When.Earliest)}.",
    };

    /// <summary>A clause that asks for what may not be seen is named, and how it came out is not said: that would tell.</summary>
    private static Line Lined(OpenRecord record, Scheme scheme, Reason reason)
    {
        string Plain(string text) => Plainly.Rule(text, scheme);
        var facts = record.Read.Facts;
        bool Sees(Kind kind) => kind.About is not About.Person || record.Sees(kind.Category);
        var parts = reason.Parts.Select(p => Lined(record, scheme, p)).ToList();
        if (!reason.Kinds.All(Sees) || !reason.Facts.All(p => Sees(facts.Vocabulary.Kinds[facts.Columns.Kinds[p]])))
            return new Line(Plain(reason.Asks), false, "", "", false, [], [], true, reason.Assumption, parts);
        return new Line(Plain(reason.Asks), reason.Met, reason.Met && reason.Day > 0 ? Day.Long(reason.Day) : "", !reason.Met && reason.Earliest != Day.Never ? Day.Long(reason.Earliest) : "", reason.IsLater,
            [.. reason.Notes.Select(Plain)], [.. reason.Facts.Select(p => (p + 1L, FactText.Plain(facts, p)))], false, reason.Assumption, parts);
    }
}
