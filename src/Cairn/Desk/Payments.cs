using System.Globalization;
using Cairn.Ledger;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk;

/// <summary>A payment that was posted and not taken back: for whom (as keys call them), for what, and pence by payer.</summary>
internal sealed record Payment(Entry Entry, string Subject, string Outcome, int Time, IReadOnlyList<long> Parts)
{
    public long Total => Parts.Sum();

    /// <summary>Paid before Cairn was used: it stands whatever the record says, since it was judged elsewhere.</summary>
    public bool IsTakenOn => Entry.Legs.Any(l => l.Account.StartsWith(Accounts.TakenOnKind, StringComparison.Ordinal));
}

/// <summary>
/// A scheme's payments as the book holds them, read once from its entries. Keys name the record that was paid for and never change; where two records are
/// read as one person, what was paid for either is found for the person, and what was paid for both is once too much.
/// </summary>
internal sealed class Payments
{
    private readonly Evaluation answer;
    private readonly Dictionary<(string Subject, string Outcome, int Time), Payment> standing = [];
    private readonly Dictionary<(int Subject, string Outcome, int Time), Payment> found = [];
    private readonly Dictionary<Payment, Payment> twice = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string, string, int), int> attempts = [];
    private readonly Dictionary<(int, string, int), int> days = [];
    private readonly Dictionary<string, int> subjects = new(StringComparer.Ordinal);
    private readonly ILookup<int, Payment> bySubject;

    public Payments(Evaluation answer, Book book)
    {
        this.answer = answer;
        var scheme = answer.Scheme;
        var prefix = Accounts.Payments(scheme);
        var paid = scheme.Payers.Select(p => Accounts.Paid(scheme, p.Name)).ToArray();
        foreach (var entry in book.Entries)
        {
            // A purchase from an allocation of the same name is a posted hold.
            if (entry.Kind is not EntryKind.Post || !entry.Key.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var parts = entry.Key[prefix.Length..].Split(':');
            if (parts.Length != 4 || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out var time)) continue;
            var at = (parts[0], parts[1], time);
            attempts[at] = attempts.GetValueOrDefault(at) + 1;
            if (book.FollowedBy(entry.Key) is not null) continue;
            standing[at] = new Payment(entry, parts[0], parts[1], time, [.. paid.Select(account => entry.Legs.Where(l => l.Account == account).Sum(l => l.Pence))]);
        }
        subjects[Accounts.Key("")] = Everyone;
        var references = answer.Facts.Of(scheme.About);
        for (var n = 0; n < references.Count; n++) subjects.TryAdd(Accounts.Key(references[n]), answer.Facts.LeadOf(scheme.About, n));
        bySubject = standing.Values.ToLookup(p => At(p.Subject));
        foreach (var a in answer.Achievements) days[(a.Subject, scheme.Outcomes[a.Outcome].Name, a.Time)] = a.Day;
        foreach (var same in standing.Values.GroupBy(p => (At(p.Subject), p.Outcome, p.Time))) Choose(same.Key, [.. same]);
    }

    /// <summary>In place of a subject's number: the whole cohort, and whom nothing here is about.</summary>
    private const int Everyone = -1, Nobody = -2;

    public IReadOnlyCollection<Payment> Standing => standing.Values;

    /// <summary>Those of one person, by whichever of their records.</summary>
    public IEnumerable<Payment> Of(int subject) => bySubject[subject];

    /// <summary>Those of one record, as keys call it.</summary>
    public IEnumerable<Payment> OfRecord(string key) => bySubject[At(key)].Where(p => p.Subject == key);

    /// <summary>What was paid to someone (everyone: -1) for one time of an outcome.</summary>
    public Payment? Find(int subject, string outcome, int time) => found.GetValueOrDefault((subject, outcome, time));

    /// <summary>Where something was paid for two records of one person: of what is once too much, the payment that it repeats.</summary>
    public Payment? Repeats(Payment payment) => twice.GetValueOrDefault(payment);

    /// <summary>Whether an outcome was paid for two records of someone, and no part of that was taken back yet.</summary>
    public bool IsRepeated(int subject, string outcome) => twice.Keys.Any(p => p.Outcome == outcome && !p.IsTakenOn && At(p.Subject) == subject);

    /// <summary>The number of the next attempt, from 1, for a record as keys call it.</summary>
    public int NextAttempt(string key, string outcome, int time) => attempts.GetValueOrDefault((key, outcome, time)) + 1;

    /// <summary>The person whose record keys call so, or -1.</summary>
    public int SubjectOf(string key) => Math.Max(At(key), -1);

    /// <summary>The day on which an outcome was reached, if it was.</summary>
    public int? DayOf(int subject, string outcome, int time) => days.TryGetValue((subject, outcome, time), out var day) ? day : null;

    /// <summary>
    /// How the key of a payment calls whom it is for: of several records of one person the one on which all the facts behind it stand, so that parting them
    /// again leaves the payment where it belongs; else the leading one.
    /// </summary>
    public string KeyOf(Achievement a)
    {
        if (a.Subject < 0) return Accounts.Key("");
        var (facts, about) = (answer.Facts, answer.Scheme.About);
        var record = a.Subject;
        if (about is Record.About.Person && facts.Index.RecordsOf(a.Subject).Count > 1 && answer.Because(a).Where(p => facts.Vocabulary.Kinds[facts.Columns.Kinds[p]].About == about).Select(p => facts.Columns.Abouts[p]).Distinct().ToList() is [var only]) record = only;
        return Accounts.Key(facts.Of(about)[record]);
    }

    private int At(string key) => subjects.GetValueOrDefault(key, Nobody);

    /// <summary>Of several payments for one thing the one that stands: what was taken on, else what is right by the record now, else the first.</summary>
    private void Choose((int Subject, string Outcome, int Time) what, IReadOnlyList<Payment> paid)
    {
        if (what.Subject == Nobody) return;
        var stands = paid[0];
        if (paid.Count > 1)
        {
            var due = Parts(what);
            stands = paid.FirstOrDefault(p => p.IsTakenOn) ?? paid.FirstOrDefault(p => due is not null && p.Parts.SequenceEqual(due)) ?? paid[0];
        }
        found[what] = stands;
        foreach (var other in paid) if (other != stands) twice[other] = stands;
    }

    private long[]? Parts((int Subject, string Outcome, int Time) what)
    {
        for (var i = 0; i < answer.Achievements.Count; i++)
            if (answer.Achievements[i] is var a && (a.Subject, answer.Scheme.Outcomes[a.Outcome].Name, a.Time) == what) return [.. Enumerable.Range(0, answer.Scheme.Payers.Count).Select(p => answer.Part(i, p))];
        return null;
    }
}
