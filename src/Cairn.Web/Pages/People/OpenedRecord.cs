using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>One opening of a record in an emergency, by the place in the log of its first fact: who, when, which categories, by when it is reviewed and how that came out.</summary>
public sealed record OpenedRecord(long Position, string Person, string By, int On, string What, int DueBy, string Result)
{
    /// <summary>Working days in which another partner reviews it.</summary>
    public const int ReviewWithin = 2;

    /// <summary>All of them, those to review first and the latest first. What was opened in one command stands together in the log.</summary>
    public static IReadOnlyList<OpenedRecord> Of(Reading read)
    {
        var (facts, words) = (read.Facts, read.Facts.Vocabulary);
        string Title(string list, string? code) => words.Lists.First(l => l.Name == list) is var codes && code is not null && codes.Find(code) is >= 0 and var at ? codes.Codes[at].Title : "";
        var reviews = Said.Of(facts, "emergency-review").Where(r => r.Value("look") is not null).GroupBy(r => (long)r.Value("look")!.Value).ToDictionary(g => g.Key, g => Title("emergency-results", g.Last().Code("result")));
        var found = new List<(int Last, OpenedRecord Record)>();
        foreach (var look in Said.Of(facts, "emergency-look").Where(l => l.Name("member-name") is not null))
        {
            var what = Title("categories", look.Code("category"));
            if (found.Count > 0 && found[^1] is var (last, before) && last == look.Position - 1 && before.Person == look.Subject && before.By == look.Name("member-name")) found[^1] = (look.Position, before with { What = $"{before.What}, {what.ToLowerInvariant()}" });
            else found.Add((look.Position, new OpenedRecord(look.Position + 1L, look.Subject, look.Name("member-name")!, look.From, what, words.WorkingDays.Plus(look.From, ReviewWithin), reviews.GetValueOrDefault(look.Position + 1L, ""))));
        }
        return [.. found.Select(f => f.Record).OrderBy(r => r.Result.Length > 0).ThenByDescending(r => r.Position)];
    }

    /// <summary>Nobody reviews what was opened by themselves or from their own partner.</summary>
    public bool MayReview(Reading read, string member)
    {
        var mine = read.Access.Of(member).Seats.Select(s => s.Partner).ToHashSet(StringComparer.Ordinal);
        return By != member && !Said.Of(read.Facts, "membership", By).Any(m => m.Covers(On) && m.Name("works-for") is { } partner && mine.Contains(partner));
    }
}
