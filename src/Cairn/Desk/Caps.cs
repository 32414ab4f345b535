using System.Collections.Immutable;
using System.Globalization;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk;

/// <summary>A cap as an account: where it is filled from, its size in pence, and how much of a payment falls under it.</summary>
internal sealed record Cap(string Account, string From, long Size, string Title, IEnumerable<Payment> Under, Func<Payment, long> Draws);

/// <summary>Why nothing of a settlement can be done: its name, and a sentence.</summary>
public sealed record DeskRefusal(string Name, string Why);

/// <summary>
/// A scheme's caps in the ledger. A payer's cap is an account that its funder fills and payments empty; the caps of the person, the
/// outcome, the lot, the year and the contract are memorandum accounts that the same entry draws on, so that one entry holds to all
/// of them or does not happen. An account is filled with its cap less what was paid under it without drawing on it; when the scheme's
/// file raises or lowers a cap, the difference is posted under the key <c>cap:…:VERSION</c>.
/// </summary>
internal sealed class Caps
{
    private readonly Evaluation answer;
    private readonly Scheme scheme;
    private readonly Book book;
    private readonly Payments payments;
    private readonly DateTimeOffset at;
    private readonly string by;
    private readonly Dictionary<string, long> moved = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> given = new(StringComparer.Ordinal);
    private readonly HashSet<string> opened = new(StringComparer.Ordinal);
    private ILookup<string, (Payment Payment, long Pence)>? strange;

    public Caps(Evaluation answer, Book book, Payments payments, DateTimeOffset at, string by)
    {
        (this.answer, scheme, this.book, this.payments, this.at, this.by) = (answer, answer.Scheme, book, payments, at, by);
        foreach (var entry in book.Entries)
        {
            if (entry.Kind is not (EntryKind.Open or EntryKind.Post) || book.FollowedBy(entry.Key) is not null) continue;
            if (!entry.Key.StartsWith("open:", StringComparison.Ordinal) && !entry.Key.StartsWith("cap:", StringComparison.Ordinal)) continue;
            foreach (var leg in entry.Legs) given[leg.Account] = given.GetValueOrDefault(leg.Account) + leg.Pence;
        }
        foreach (var cap in All()) Adjust(cap);
    }

    /// <summary>Openings, and what changed caps ask for; payments are added by who makes them.</summary>
    public List<Command> Commands { get; } = [];

    /// <summary>A cap that the file sets below what was paid under it; nothing may be posted then.</summary>
    public DeskRefusal? Refusal { get; private set; }

    /// <summary>The caps of everyone together that a payment falls under, beside the payers' own. The subject is -1 for the whole cohort.</summary>
    public IEnumerable<Cap> Shared(int subject, string outcome)
    {
        if (scheme.Cap is { } all) yield return Contract(all);
        if (scheme.Find(outcome) is { Cap: { } size } o) yield return OfOutcome(o, size);
        if (subject < 0) yield break;
        if (scheme.PersonCap is { } person) yield return OfPerson(subject, person);
        if (scheme.Lots is { Cap: { } lot }) yield return OfLot(Lot(subject), lot);
    }

    /// <summary>The caps of a payer in the financial year of a day, its whole cap first.</summary>
    public IEnumerable<Cap> Of(int payer, int day)
    {
        if (scheme.Payers[payer].Cap is { } whole) yield return OfPayer(payer, whole);
        var year = FinancialYear(day);
        if (scheme.Payers[payer].YearCaps.TryGetValue(year, out var size)) yield return OfYear(payer, year, size);
    }

    /// <summary>What a cap still has to give in this run.</summary>
    public long Room(Cap cap) => (book.Has(cap.Account) ? book.Left(cap.Account)!.Value : cap.Size - Outside(cap)) + moved.GetValueOrDefault(cap.Account);

    /// <summary>Keeps pounds for a payment that is held back, so that none after it in this run takes them.</summary>
    public void Reserve(Cap cap, long pence) => moved[cap.Account] = moved.GetValueOrDefault(cap.Account) - pence;

    /// <summary>Opens what is not open and gives the legs that pay so many pence for a payer; what the caps have left must bear it.</summary>
    public IEnumerable<Leg> Pay(int payer, int day, long pence)
    {
        var name = scheme.Payers[payer].Name;
        var own = Of(payer, day).ToList();
        var whole = own.Find(c => c.Account == Accounts.Cap(scheme, name));
        if (whole is not null) Open(whole);
        else Plain(Accounts.Funder(scheme, name));
        Plain(Accounts.Paid(scheme, name));
        yield return Out(whole?.Account ?? Accounts.Funder(scheme, name), pence);
        yield return new Leg(Accounts.Paid(scheme, name), pence);
        foreach (var leg in own.Where(c => c != whole).SelectMany(c => Draw(c, pence))) yield return leg;
    }

    /// <summary>The legs that draw on a memorandum cap.</summary>
    public IEnumerable<Leg> Draw(Cap cap, long pence)
    {
        Open(cap);
        yield return Out(cap.Account, pence);
        yield return new Leg(cap.From, pence);
    }

    /// <summary>One leg an account: two payers may give back to the same memorandum.</summary>
    public static ImmutableArray<Leg> Merged(IEnumerable<Leg> legs) => [.. legs.GroupBy(l => l.Account, StringComparer.Ordinal).Select(g => new Leg(g.Key, g.Sum(l => l.Pence)))];

    /// <summary>Opens an account without a limit, where it is not open yet.</summary>
    public void Plain(string account)
    {
        if (!book.Has(account) && opened.Add(account)) Commands.Add(new Command.Open($"open:{account}", Stamp(scheme.Opens, account), [new Account(account, null)], []));
    }

    /// <summary>The first open day from a day on.</summary>
    public DateOnly Open(int day) => book.Open(Day.Date(day));

    private Leg Out(string account, long pence)
    {
        moved[account] = moved.GetValueOrDefault(account) - pence;
        return new Leg(account, -pence);
    }

    private void Open(Cap cap)
    {
        if (book.Has(cap.Account) || !opened.Add(cap.Account)) return;
        ImmutableArray<Account> accounts = [new Account(cap.Account, 0)];
        if (!book.Has(cap.From) && opened.Add(cap.From)) accounts = accounts.Add(new Account(cap.From, null));
        var fill = Math.Max(0, cap.Size - Outside(cap));
        Commands.Add(new Command.Open($"open:{cap.Account}", Stamp(scheme.Opens, cap.Title), accounts, fill == 0 ? [] : [new Leg(cap.From, -fill), new Leg(cap.Account, fill)]));
    }

    /// <summary>Brings an account to what the file says, or refuses when more was paid.</summary>
    private void Adjust(Cap cap)
    {
        var outside = Outside(cap) - Strange(cap);
        var has = book.Has(cap.Account);
        var change = has ? cap.Size - outside - given.GetValueOrDefault(cap.Account) : 0;
        var left = has ? book.Left(cap.Account)!.Value + change : cap.Size - outside;
        // Paid to two records of one person, more than one may have is no mistake of the file's: nothing more is paid, and what is too much is proposed.
        if (left < 0 && cap.Under.Select(p => p.Subject).Distinct(StringComparer.Ordinal).Count() > 1 && IsOfPerson(cap)) (change, left) = (has ? change - left : 0, 0);
        if (left < 0) Refusal ??= new DeskRefusal("CapBelowPaid", $"{cap.Title} is {Pence.Format(cap.Size)} in this version of the scheme, and {Pence.Format(cap.Size - left)} has been paid under it. A cap cannot be lowered below what was paid: take payments back first, or set it higher.");
        if (change == 0 || left < 0) return;
        Commands.Add(new Command.Post(Unused($"cap:{Tail(cap.Account)}:{scheme.Version}"), Stamp(answer.On, $"{cap.Title}, changed"), [new Leg(cap.From, -change), new Leg(cap.Account, change)]));
        moved[cap.Account] = moved.GetValueOrDefault(cap.Account) + change;
    }

    private static string Tail(string account) => account.StartsWith("cap:", StringComparison.Ordinal) ? account[4..] : account;

    private string Unused(string key)
    {
        for (var n = 2; ; n++)
        {
            if (book.Find(key) is null) return key;
            key = string.Create(CultureInfo.InvariantCulture, $"{(n == 2 ? key : key[..key.LastIndexOf(':')])}:{n}");
        }
    }

    /// <summary>What was paid under a cap without drawing on its account: before the cap was set, or while it was not.</summary>
    private static long Outside(Cap cap) => cap.Under.Where(p => !p.Entry.Legs.Any(l => l.Account == cap.Account)).Sum(cap.Draws);

    private bool IsOfPerson(Cap cap) => cap.Account.StartsWith(OfPersonKind, StringComparison.Ordinal);

    /// <summary>What draws on a person's account and is no longer theirs: paid while two records were read as one, which are apart again.</summary>
    private long Strange(Cap cap)
    {
        if (!IsOfPerson(cap)) return 0;
        strange ??= payments.Standing.SelectMany(p => p.Entry.Legs.Where(l => l.Account.StartsWith(OfPersonKind, StringComparison.Ordinal)).Select(l => (Payment: p, l.Account, l.Pence)))
            .ToLookup(l => l.Account, l => (l.Payment, l.Pence), StringComparer.Ordinal);
        var under = cap.Under.ToHashSet();
        return strange[cap.Account].Where(l => !under.Contains(l.Payment)).Sum(l => -l.Pence);
    }

    private Stamp Stamp(int day, string narrative) => new(Open(day), at, by, narrative);

    /// <summary>Every cap that was paid under, or has an account.</summary>
    private IEnumerable<Cap> All()
    {
        if (scheme.Cap is { } all) yield return Contract(all);
        foreach (var o in scheme.Outcomes) if (o.Cap is { } size) yield return OfOutcome(o, size);
        for (var p = 0; p < scheme.Payers.Count; p++)
        {
            if (scheme.Payers[p].Cap is { } size) yield return OfPayer(p, size);
            foreach (var (year, pence) in scheme.Payers[p].YearCaps) yield return OfYear(p, year, pence);
        }
        if (scheme.PersonCap is { } person)
            foreach (var key in payments.Standing.Where(p => payments.SubjectOf(p.Subject) >= 0).Select(p => KeyOf(payments.SubjectOf(p.Subject))).Union(Parts("person-cap").Where(IsPersons), StringComparer.Ordinal)) yield return OfPerson(key, person);
        if (scheme.Lots is { Cap: { } lot })
            foreach (var name in payments.Standing.Select(LotOf).OfType<string>().Union(Parts("lot-cap"), StringComparer.Ordinal)) yield return OfLot(name, lot);
    }

    private IEnumerable<string> Parts(string kind)
    {
        var prefix = $"memo:{kind}:{scheme.Name}:";
        return book.Accounts.Where(a => a.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(a => a.Key[prefix.Length..]);
    }

    private Cap OfPayer(int payer, long size) =>
        new(Accounts.Cap(scheme, scheme.Payers[payer].Name), Accounts.Funder(scheme, scheme.Payers[payer].Name), size, $"The cap of {scheme.Payers[payer].Name}", payments.Standing, p => p.Parts[payer]);

    private Cap OfYear(int payer, int year, long size) =>
        new(string.Create(CultureInfo.InvariantCulture, $"memo:year-cap:{scheme.Name}:{scheme.Payers[payer].Name}:{year}"), $"memo:year-cap:{scheme.Name}-given:{scheme.Payers[payer].Name}", size,
            string.Create(CultureInfo.InvariantCulture, $"The cap of {scheme.Payers[payer].Name} for the year from April {year}"), payments.Standing, p => FinancialYear(Day.Of(p.Entry.EffectiveOn)) == year && !Drew(p, $"memo:year-cap:{scheme.Name}:{scheme.Payers[payer].Name}:") ? p.Parts[payer] : 0);

    private Cap Contract(long size) => new($"memo:contract-cap:{scheme.Name}:left", $"memo:contract-cap:{scheme.Name}:given", size, "The cap of the contract", payments.Standing, p => p.Total);

    private Cap OfOutcome(Outcome o, long size) =>
        new($"memo:outcome-cap:{scheme.Name}:{o.Name}", $"memo:outcome-cap:{scheme.Name}-given", size, $"The cap of {o.Name}", payments.Standing, p => p.Outcome == o.Name ? p.Total : 0);

    private string KeyOf(int subject) => Accounts.Key(answer.Facts.Of(scheme.About)[subject]);

    private Cap OfPerson(int subject, long size) => OfPerson(KeyOf(subject), size);

    private Cap OfPerson(string key, long size) => new(OfPersonKind + key, $"memo:person-cap:{scheme.Name}-given", size, "The cap of a person",
        payments.SubjectOf(key) is >= 0 and var subject ? payments.Of(subject) : payments.OfRecord(key), p => p.Total);

    /// <summary>Of several records of one person the leading one's account is the person's; that of another rests, as it is, until they are apart again.</summary>
    private bool IsPersons(string key) => payments.SubjectOf(key) is not (>= 0 and var subject) || KeyOf(subject) == key;

    private string OfPersonKind => $"memo:person-cap:{scheme.Name}:";

    /// <summary>Whether more was paid to someone than one person may have: to two records, before they were found to be of one.</summary>
    public bool IsPassed(int subject) => subject >= 0 && scheme.PersonCap is { } size && Records(subject) > 1 && payments.Of(subject).Sum(p => p.Total) > size;

    private int Records(int subject) => scheme.About is About.Person ? answer.Facts.Index.RecordsOf(subject).Count : 1;

    private Cap OfLot(string lot, long size) =>
        new($"memo:lot-cap:{scheme.Name}:{lot}", $"memo:lot-cap:{scheme.Name}-given", size, $"The cap of lot {lot}", payments.Standing, p => LotOf(p) == lot && !Drew(p, $"memo:lot-cap:{scheme.Name}:") ? p.Total : 0);

    /// <summary>A payment stays in the year or lot that it was posted for, though the record has moved its day or person since.</summary>
    private static bool Drew(Payment payment, string accounts) => payment.Entry.Legs.Any(l => l.Account.StartsWith(accounts, StringComparison.Ordinal));

    private string? LotOf(Payment payment) => payments.SubjectOf(payment.Subject) is >= 0 and var subject ? Lot(subject) : null;

    /// <summary>A lot by its name: numbers may differ from one reading of the record to the next.</summary>
    private string Lot(int subject)
    {
        var number = answer.Roll.LotOf(subject);
        return number < 0 ? "none" : Accounts.Key(scheme.Lots!.By.List is { } list ? list.Codes[number].Name : answer.Facts.Names[number]);
    }

    /// <summary>The year in which the financial year of a day began, on 1 April.</summary>
    private static int FinancialYear(int day) => Day.Date(day) is var date && date.Month >= 4 ? date.Year : date.Year - 1;
}
