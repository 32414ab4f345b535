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

/// <summary>A scheme's payments as the book holds them, read once from its entries.</summary>
internal sealed class Payments
{
    private readonly Dictionary<(string Subject, string Outcome, int Time), Payment> standing = [];
    private readonly Dictionary<(string, string, int), int> attempts = [];
    private readonly Dictionary<(string, string, int), int> days = [];
    private readonly Dictionary<string, int> subjects = new(StringComparer.Ordinal);
    private readonly ILookup<string, Payment> bySubject;

    public Payments(Evaluation answer, Book book)
    {
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
        bySubject = standing.Values.ToLookup(p => p.Subject, StringComparer.Ordinal);
        var references = answer.Facts.Of(scheme.About);
        for (var n = 0; n < references.Count; n++) subjects.TryAdd(Accounts.Key(references[n]), n);
        foreach (var a in answer.Achievements) days[(Accounts.Key(a.Subject < 0 ? "" : references[a.Subject]), scheme.Outcomes[a.Outcome].Name, a.Time)] = a.Day;
    }

    public IReadOnlyCollection<Payment> Standing => standing.Values;

    /// <summary>Those of one subject, as keys call it.</summary>
    public IEnumerable<Payment> Of(string subject) => bySubject[subject];

    public Payment? Find(string subject, string outcome, int time) => standing.GetValueOrDefault((subject, outcome, time));

    /// <summary>The number of the next attempt, from 1.</summary>
    public int NextAttempt(string subject, string outcome, int time) => attempts.GetValueOrDefault((subject, outcome, time)) + 1;

    /// <summary>The subject whom keys call so, or -1.</summary>
    public int SubjectOf(string key) => subjects.GetValueOrDefault(key, -1);

    /// <summary>The day on which an outcome was reached, if it was.</summary>
    public int? DayOf(string subject, string outcome, int time) => days.TryGetValue((subject, outcome, time), out var day) ? day : null;
}
