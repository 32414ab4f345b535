using Cairn.Desk;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Pages.People;

namespace Cairn.Web.Pages.Claims;

/// <summary>A fact behind a claim: what it says, which evidence was seen, which files were given. Null words where the viewer may not see its kind.</summary>
public sealed record ClaimFact(long Position, string? What, string Seen, string By, IReadOnlyList<EvidenceLine> Files);

/// <summary>What one payer gives, and where that stands under the payer's cap.</summary>
public sealed record ClaimShare(string Payer, long Pence, long? Cap, long Paid);

/// <summary>What a verifier answered: what, when, who; the words are fetched apart.</summary>
public sealed record ClaimAnswer(long Position, string Result, int On, string By, string Words = "");

/// <summary>All that a verifier looks at: what is claimed, by whom, why it holds, the evidence, and what was answered before.</summary>
public sealed record ClaimView(string Token, ClaimRow Row, WhyModel.Answer? Why)
{
    /// <summary>How much had been recorded when this was looked up.</summary>
    public int Recorded { get; init; }

    public string ClaimedBy { get; init; } = "";

    public string Partner { get; init; } = "";

    public IReadOnlyList<ClaimShare> Shares { get; init; } = [];

    /// <summary>What was paid for this person in all, and at most may be; null without such a cap.</summary>
    public (long Paid, long Cap)? PersonCap { get; init; }

    public IReadOnlyList<ClaimFact> Facts { get; init; } = [];

    /// <summary>The kinds of evidence that the facts behind it can carry.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public IReadOnlyList<ClaimAnswer> Answers { get; init; } = [];

    public string? WideStrip { get; init; }

    public string? NarrowStrip { get; init; }

    /// <summary>Null where there is no such claim, or this viewer may not check it: the two are told apart nowhere.</summary>
    internal static ClaimView? Of(OpenRecord record, string viewer, Pick pick, Func<string, string> nameOf)
    {
        var read = record.Read;
        if (!record.Sees("money") || record.Subject < 0) return null;
        var line = ClaimLists.Lines(read, [pick.Token]).Select(l => l.Line).FirstOrDefault(l => l.Is(pick.Scheme, pick.Outcome, pick.Time));
        if (line is null || !read.Access.MayVerify(viewer, record.Subject, line.Claims, line.Because)) return null;
        var facts = read.Facts;
        var answer = read.Answer(line.Scheme);
        var strip = new Plainly(read.Schemes, nameOf).Strip(LifeStrip.Of(facts, record.Subject, [answer], record.Sees, read.Today, Day.Last), facts);
        var kinds = line.Because.Select(p => facts.Vocabulary.Kinds[facts.Columns.Kinds[p]]).ToList();
        var newest = line.Claims[^1];
        return new ClaimView(pick.Token, ClaimRow.Of(read, viewer, pick.Token, record.Name, line, record.Sight), WhyModel.Of(record, pick.Scheme, pick.Outcome))
        {
            Recorded = facts.Columns.Count,
            ClaimedBy = read.State.RecordedBy(newest) ?? "",
            Partner = facts.Vocabulary.Find("claim")!.Find("made-by") is { } by && facts.Columns.Detail(newest, by.Slot) is >= 0 and var partner ? facts.Names[partner] : "",
            Shares = [.. SharesOf(read, line)],
            PersonCap = line.Scheme.PersonCap is { } cap ? (PaidTo(read, line.Scheme, l => l.Subject == record.Subject).Sum(l => l.Total), cap) : null,
            Facts = [.. line.Because.Distinct().Order().Select(p => FactOf(record, p))],
            Kinds = [.. kinds.SelectMany(k => k.Evidence).Distinct(StringComparer.Ordinal)],
            Answers = [.. answer.FactsNaming(facts.Vocabulary.Find("verification"), line.Reached).Select(p => AnswerOf(read, p))],
            WideStrip = strip.Lanes.Count == 0 ? null : StripDrawing.Draw(strip, record.Name, StripLayout.Wide, "wide"),
            NarrowStrip = strip.Lanes.Count == 0 ? null : StripDrawing.Draw(strip, record.Name, StripLayout.Narrow, "narrow"),
        };
    }

    /// <summary>The same with what verifiers wrote, which is sealed and fetched outside the reading.</summary>
    internal ClaimView WithWords(Partnership partnership) => this with { Answers = [.. Answers.Select(a => a with { Words = IndexModel.WordsAt(partnership, a.Position) })] };

    private static ClaimFact FactOf(OpenRecord record, int position)
    {
        var facts = record.Read.Facts;
        var kind = facts.Vocabulary.Kinds[facts.Columns.Kinds[position]];
        if (kind.About is About.Person && !record.Sees(kind.Category)) return new ClaimFact(position + 1L, null, "", "", []);
        var details = FactText.Details(facts, position, kind);
        var to = facts.Columns.Tos[position];
        var when = kind.IsSpell ? $"{Day.Long(facts.Columns.Froms[position])} to {(to == Day.Never ? "now" : Day.Long(to))}" : Day.Long(facts.Columns.Froms[position]);
        var seen = facts.Columns.EvidenceOf(position);
        return new ClaimFact(position + 1L, $"{kind.Title.Split(':')[0]}{(details.Length > 0 ? $": {details}" : "")}, {when}", string.Join(", ", facts.Vocabulary.Evidence.Where((_, e) => (seen >> e & 1) != 0).Select(e => e.Replace('-', ' '))),
            record.Read.State.RecordedBy(position) ?? "", EvidenceLine.Of(record.Read, record.Subject, position));
    }

    private static ClaimAnswer AnswerOf(Reading read, int position)
    {
        var result = read.Facts.Vocabulary.Find("verification")!.Find("result")!;
        return new ClaimAnswer(position + 1L, read.Facts.Columns.Detail(position, result.Slot) is >= 0 and var code ? result.List!.Codes[code].Title : "", read.Facts.Columns.Froms[position], read.State.RecordedBy(position) ?? "");
    }

    private static IEnumerable<ClaimShare> SharesOf(Reading read, ClaimLine line)
    {
        var paid = PaidTo(read, line.Scheme, _ => true).ToList();
        for (var p = 0; p < line.Scheme.Payers.Count; p++)
            if (line.Line.Pence[p] > 0) yield return new ClaimShare(line.Scheme.Payers[p].Title, line.Line.Pence[p], line.Scheme.Payers[p].Cap, paid.Sum(l => l.Pence[p]));
    }

    private static IEnumerable<SettlementLine> PaidTo(Reading read, Scheme scheme, Func<SettlementLine, bool> which) => read.Settlement(scheme).Lines.Where(l => l.What is Settled.Stands or Settled.ToReverse && which(l));
}
