using Cairn.Desk;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Web.Pages.People;

namespace Cairn.Web.Pages.Claims;

/// <summary>A result in a list of claims. Words that a verifier wrote are fetched apart, by the place of their fact.</summary>
public sealed record ClaimRow(Pick Pick, string Name, string Scheme, string Outcome, ClaimStep Step, int ReachedOn, long Pence, bool MayBeClaimed)
{
    public int ClaimableOn { get; init; }

    /// <summary>Why it is held up, in a sentence's worth.</summary>
    public string Why { get; init; } = "";

    /// <summary>The kinds of evidence that are still wanted, a group each of which one will do.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Wanted { get; init; } = [];

    /// <summary>The place of the fact to which the evidence belongs, where this member may add it.</summary>
    public long? AddTo { get; init; }

    /// <summary>The place of what a verifier said last.</summary>
    public long? Verification { get; init; }

    /// <summary>What the verifier wrote; empty where nothing, or not fetched.</summary>
    public string Words { get; init; } = "";

    /// <summary>The day of the newest claim; 0 without one.</summary>
    public int ClaimedOn { get; init; }

    /// <summary>One of these, or one of these and one of those: "payslip or employer letter".</summary>
    public string WantedText => string.Join(", and ", Wanted.Select(g => string.Join(" or ", g.Select(e => e.Replace('-', ' ')))));

    /// <summary>What a verifier answered is told to whoever sees the person's money facts, and to those whose claim it was.</summary>
    internal static ClaimRow Of(Reading read, string viewer, string token, string name, ClaimLine line, Sight sight) => Of(read, viewer, token, name, sight.Sees("money") || IsOwn(read, viewer, line) ? line : line with { Verification = null });

    private static ClaimRow Of(Reading read, string viewer, string token, string name, ClaimLine line) => new(new Pick(token, line.Scheme.Name, line.Outcome.Name, line.Reached.Time), name, line.Scheme.Title, line.Outcome.Title, line.Step, line.Reached.Day, line.Pence, line.MayBeClaimed)
    {
        ClaimableOn = line.ClaimableOn,
        Why = line.Step is ClaimStep.HeldUp ? FactForm.Titled(line.Line.Why) : "",
        Wanted = line.Wanted.Count > 0 ? line.Wanted : ByVerifier(read.Facts, line.Verification),
        AddTo = line.Step is ClaimStep.NeedsEvidence or ClaimStep.SentBack ? FactFor(read, viewer, token, line) : null,
        Verification = line.Verification + 1L,
        ClaimedOn = line.Claims.Count > 0 ? read.Facts.Columns.Froms[line.Claims[^1]] : 0,
    };

    private static bool IsOwn(Reading read, string viewer, ClaimLine line)
    {
        var by = read.Facts.Vocabulary.Find("claim")!.Find("made-by")!.Slot;
        var partners = read.Access.Of(viewer).Seats.Select(s => s.Partner).ToHashSet(StringComparer.Ordinal);
        return line.Claims.Any(c => read.State.RecordedBy(c) == viewer || (read.Facts.Columns.Detail(c, by) is >= 0 and var name && partners.Contains(read.Facts.Names[name])));
    }

    /// <summary>The evidence that a verifier asked for by name.</summary>
    private static IReadOnlyList<IReadOnlyList<string>> ByVerifier(Facts facts, int? verification)
    {
        if (verification is not { } p || facts.Vocabulary.Find("verification")?.Find("wanted") is not { } wanted) return [];
        return facts.Columns.Detail(p, wanted.Slot) is >= 0 and var name ? [facts.Names[name].Split(';')] : [];
    }

    /// <summary>The newest fact behind it that can carry such evidence and that this member may record.</summary>
    private static long? FactFor(Reading read, string viewer, string token, ClaimLine line)
    {
        var wanted = (line.Wanted.Count > 0 ? line.Wanted : ByVerifier(read.Facts, line.Verification)).SelectMany(g => g).ToHashSet(StringComparer.Ordinal);
        var kinds = read.Facts.Vocabulary.Kinds;
        var can = line.Because.Where(p => kinds[read.Facts.Columns.Kinds[p]] is { About: About.Person, Evidence.Count: > 0 } kind && (wanted.Count == 0 || kind.Evidence.Any(wanted.Contains)) && read.Access.MayRecord(viewer, kind, token).IsYes);
        return can.OrderBy(p => read.Facts.Columns.Froms[p]).ThenBy(p => p).Select(p => (long?)p + 1).LastOrDefault();
    }
}

/// <summary>Whose results a member may claim, and which claims they may check.</summary>
internal static class ClaimLists
{
    /// <summary>The results of people, from every scheme in force that pays on a claim.</summary>
    public static IEnumerable<(string Token, ClaimLine Line)> Lines(Reading read, IEnumerable<string> tokens)
    {
        var people = read.Facts.Of(About.Person);
        var whose = tokens.Select(t => read.Facts.Subject(About.Person, t)).Where(p => p >= 0).Distinct().ToList();
        return from scheme in read.Schemes where scheme.Payers.Count > 0 && scheme.NeedsClaims && scheme.About is About.Person
               let lines = read.Claims(scheme)
               from person in whose
               from line in lines[person]
               select (people[person], line);
    }

    /// <summary>Of those, what a provider's member may claim: they see all that the result rests on, and may record a claim about the person. That something was claimed already they are told, lest it is claimed twice.</summary>
    public static IEnumerable<(string Token, ClaimLine Line)> ToClaim(OpenList list, string viewer, IEnumerable<string> tokens)
    {
        var kind = list.Read.Facts.Vocabulary.Find("claim")!;
        var sights = new Dictionary<string, Sight?>(StringComparer.Ordinal);
        Sight? May(string token) => sights.TryGetValue(token, out var known) ? known : sights[token] = list.Ask(token) is { Exists: true } sight && list.Read.Access.MayRecord(viewer, kind, token).IsYes ? sight : null;
        return Lines(list.Read, tokens).Where(l => May(l.Token) is { } sight && StripScheme.MayShow(l.Line.Scheme, l.Line.Outcome, sight.Sees));
    }

    /// <summary>Of those, the claims that a verifier may check, whether they wait or were answered: none of their own or their partner's.</summary>
    public static IEnumerable<(string Token, ClaimLine Line)> ToCheck(OpenList list, string viewer, IEnumerable<string> tokens) =>
        Lines(list.Read, tokens).Where(l => list.Ask(l.Token).Sees("money") && list.Read.Access.MayVerify(viewer, l.Line.Reached.Subject, l.Line.Claims, l.Line.Because));

    /// <summary>In what capacity and for which partner a member would record a fact about someone; null where they may not.</summary>
    public static (string Capacity, string Partner)? SeatFor(Access access, string member, Kind kind, string token)
    {
        if (access.MayRecord(member, kind, token) is not { Basis: { } basis }) return null;
        var seat = access.Of(member).Seats.First(s => s.Role == basis.Role && s.Partner == basis.Partner);
        return (seat.SaysAs.First(c => kind.RecordedBy.Count == 0 || kind.RecordedBy.Contains(c)), seat.Partner);
    }

    /// <summary>Whether, since so many facts had been recorded, somebody claimed for this person or answered a claim.</summary>
    public static bool HasMoved(Store.State state, int since, string token)
    {
        var columns = state.Facts.Columns;
        var person = state.Facts.Subject(About.Person, token);
        for (var p = since; p < columns.Count; p++)
            if (state.Facts.Vocabulary.Kinds[columns.Kinds[p]] is { Name: "claim" or "verification" or "sample-result" } && state.Facts.LeadOf(About.Person, columns.Abouts[p]) == person) return true;
        return false;
    }
}
