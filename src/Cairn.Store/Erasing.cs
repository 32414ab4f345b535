using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Store;

/// <summary>What goes when a person is erased: all their records, the facts that are blanked, and the evidence files; and what stays, until when.</summary>
public sealed record Going(IReadOnlyList<string> Records, IReadOnlyList<int> Facts, IReadOnlyList<string> Files, int Staying, int StayUntil);

/// <summary>
/// Erasing a person, which takes two members: one asks, another does it. Their key, names, words, evidence files and drafts go, and every
/// coded fact but those that money paid may rest on. Done again once the clock of those has run out, it takes them too.
/// </summary>
public static class Erasing
{
    /// <summary>The command's kind in the log.</summary>
    public const string Kind = "erase";

    /// <summary>The kind of fact by which it is asked for.</summary>
    public const string Asked = "erasure-asked";

    /// <summary>How many years after the last payment the grounds of payments stay.</summary>
    public const int YearsForPayments = 6;

    /// <summary>What a settlement reads whatever the scheme's file says, and the two decisions on which the erasure itself rests.</summary>
    private static readonly string[] AlwaysRead = ["referral", "enrolment", "refused", "claim", "verification", "same-person", Asked];

    /// <summary>What would go, and what would stay, if somebody were erased on a day; any of their records names them.</summary>
    public static Going Of(State state, string token, int today)
    {
        var facts = state.Facts;
        var records = facts.RecordsOf(token);
        var numbers = records.Select(r => facts.Of(About.Person).Find(r)).ToHashSet();
        var (kinds, until) = Grounds(state, records, today);
        var gone = state.ErasedFacts.Select(e => e.Position).ToHashSet();
        var (going, files, staying) = (new List<int>(), new List<string>(), 0);
        for (var p = 0; p < facts.Columns.Count; p++)
        {
            var kind = facts.Vocabulary.Kinds[facts.Columns.Kinds[p]];
            if (gone.Contains(p) || kind.About is not About.Person || !numbers.Contains(facts.Columns.Abouts[p])) continue;
            if (kind.Name == EvidenceFiles.Kind && kind.Find("file") is { } file && facts.Columns.Detail(p, file.Slot) is not FactColumns.Missing and var name) files.Add(facts.Names[name]);
            if (kinds.Contains(kind.Name)) staying++;
            else going.Add(p + 1);
        }
        return new Going(records, going, files, staying, until);
    }

    /// <summary>Puts an erasure forward, under a clause of the vocabulary's list; another member does it.</summary>
    public static async Task<Reply> Ask(DataFolder store, Asking who, string token, string clause, string words, int today)
    {
        var (draft, mistakes) = Recording.Read(store, [("fact", Asked), ("person", token), ("from", Day.Iso(today)), ("clause", clause), ("words", words), ("said-by", who.Capacity), ("source", who.Source)], today);
        return draft is null ? new Reply.Refused("not-asked", string.Join(' ', mistakes.Select(m => m.What))) : await Recording.Do(store, who, draft);
    }

    /// <summary>
    /// Erases somebody for whom another member has asked it; refused where nobody has, or only whoever does it now, or only the person. The answer says how
    /// much went and what stays until when.
    /// </summary>
    public static Task<Reply> Do(DataFolder store, Asking who, string token) => store.Do(new Command(who.KeyFor(Kind), Kind, who.By, who.Capacity, token, who.Source), (state, now) =>
    {
        if (!state.IsPerson(token) && !state.IsErased(token)) return Decision.Refuse("nobody", "There is no such person.");
        if (AskedFor(state, token) is not { Count: > 0 } asked) return Decision.Refuse("not-asked", "No member has asked for this. One member asks, and another erases.");
        if (asked.LastOrDefault(a => a.By != who.By) is not { By: { } by, Clause: var clause }) return Decision.Refuse("asked-by-you", "You asked for this, so another member erases.");
        var going = Of(state, token, now.Today);
        var people = going.Records.Where(r => !state.IsErased(r)).ToList();
        return Decision.Append(Said(going, by)) with { Erasures = [.. going.Facts.Select(f => new Erasure(f, null, clause)), .. people.Select(p => new Erasure(null, p, clause))], Files = going.Files };
    });

    /// <summary>Who asked for it and under which clause, the last last; what only the person asked is not among them.</summary>
    public static IReadOnlyList<(string By, string Clause, int Position)> AskedFor(State state, string token) =>
        [.. from asked in Desk.Said.Of(state.Facts, Asked, token)
            where state.Facts.Columns.SaidBy(asked.Position) is not FactColumns.Absent and var role && state.Facts.Vocabulary.Roles[role] != "person" && state.RecordedBy(asked.Position) is not null
            select (state.RecordedBy(asked.Position)!, asked.Title("clause"), asked.Position)];

    private static string Said(Going going, string askedBy) => string.Create(CultureInfo.InvariantCulture,
        $"{going.Records.Count} records and {going.Facts.Count} facts erased, as {askedBy} asked; {(going.Staying == 0 ? "nothing stays" : $"{going.Staying} facts stay until {Day.Iso(going.StayUntil)}")}.");

    /// <summary>The kinds of fact on which what was paid may rest, and until when they stay; of schemes that paid for this person, or gave them a place while others were paid for.</summary>
    private static (HashSet<string> Kinds, int Until) Grounds(State state, IReadOnlyList<string> records, int today)
    {
        var (kinds, until) = (new HashSet<string>([Asked], StringComparer.Ordinal), 0);
        foreach (var versions in state.Schemes.GroupBy(s => s.Scheme, StringComparer.Ordinal))
        {
            var posted = state.Book.Entries.Where(e => e.Legs.Any(l => l.Account.Contains($":{versions.Key}:", StringComparison.Ordinal)) || e.Key.Contains($":{versions.Key}:", StringComparison.Ordinal)).ToList();
            if (posted.Count == 0) continue;
            var stays = Day.Of(posted.Max(e => e.EffectiveOn).AddYears(YearsForPayments));
            if (stays < today || (!posted.Any(e => records.Any(r => Names(e, r))) && !IsIn(state, versions, records, today))) continue;
            var words = string.Join('\n', versions.Select(v => v.Text)).Split([' ', '\n', '\r', '\t', ',', ':', '[', ']', '{', '}', '"', '\''], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
            kinds.UnionWith(state.Facts.Vocabulary.Kinds.Where(k => words.Contains(k.Name)).Select(k => k.Name));
            kinds.UnionWith(AlwaysRead);
            until = Math.Max(until, stays);
        }
        return (kinds, until);
    }

    private static bool Names(Ledger.Entry entry, string token) => entry.Key.Contains(token, StringComparison.Ordinal) || entry.Legs.Any(l => l.Account.Contains(token, StringComparison.Ordinal));

    /// <summary>Whether they have, or were given, a place in a scheme: then what was paid for others may rest on it.</summary>
    private static bool IsIn(State state, IEnumerable<SchemeVersion> versions, IReadOnlyList<string> records, int today)
    {
        if (records.Any(r => Desk.Said.Of(state.Facts, "enrolment", r).Any(e => e.Name("scheme") == versions.First().Scheme))) return true;
        if (SchemeFile.Read(versions.Last().Scheme, versions.Last().Text, state.Facts.Vocabulary, new Mistakes()) is not { About: About.Person, Outcomes.Count: > 0 } scheme) return false;
        var subject = state.Facts.Subject(About.Person, records[0]);
        var roll = Evaluation.Of(scheme, state.Facts, today, Day.Never).Roll;
        return subject >= 0 && subject < roll.Count && roll.StandingOf(subject) is Standing.HasPlace;
    }
}
