using System.Globalization;
using System.Text;
using Cairn.Desk.Paying;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Tests.Schemes;
using Day = Cairn.Record.Day;

namespace Cairn.Tests.Desk;

/// <summary>
/// A store of its own with a clock that the test sets, two partners that claim and are paid, and the council that verifies and pays:
/// amy claims for Homes and ben for Steps, vic verifies, fin prepares, gus and hal approve.
/// </summary>
internal sealed class PayOffice : IDisposable
{
    public const string Text = """
        scheme: trial
        money: contract
        runs: { from: 2026-04-01, to: 2029-03-31 }
        payers: { council: { cap: £1,000 }, fund: {} }
        outcomes:
          into-work:
            when: { starts: { employment: { contract: permanent } } }
            pays: { council: £100, fund: 20% on top }
            evidence: payslip
        """;

    private readonly SettableClock clock = new(new DateTimeOffset(2026, 5, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, string> tokens = new(StringComparer.Ordinal);
    private readonly bool own;
    private int command;

    public PayOffice(string text = Text, string? folder = null)
    {
        SchemeText = text;
        own = folder is null;
        Path = folder ?? Directory.CreateTempSubdirectory("pay-").FullName;
        Scheme = SchemeFile.Read("trial.yaml", text, SchemeFolder.Vocabulary, new Mistakes())!;
        Store = DataFolder.Open(Path, SchemeFolder.Vocabulary, new FolderOptions { Clock = clock });
        foreach (var (member, partner) in ((string, string)[])[("amy", "Homes"), ("ben", "Steps"), ("vic", "Council"), ("fin", "Council"), ("gus", "Council"), ("hal", "Council")])
            Say("root", "membership", member, "2026-04-01", null, ("works-for", partner));
        Say("root", "approval-limit", "gus", "2026-04-01", null, ("amount", "10000"), ("scheme", Scheme.Name));
        Say("root", "approval-limit", "hal", "2026-04-01", null, ("amount", "10000"));
        Say("root", "scheme-payer", "Council", "2026-04-01", null, ("scheme", "trial"), ("payer", "council"));
        Say("root", "scheme-payer", "Fund", "2026-04-01", null, ("scheme", Scheme.Name), ("payer", "fund"));
    }

    public string Path { get; }

    public string SchemeText { get; }

    public Scheme Scheme { get; }

    public DataFolder Store { get; }

    public int Today => LondonTime.DayOf(clock.Now);

    /// <summary>Everyone has an account that is good by Monday 11 May.</summary>
    public PayOffice WithBanks(params string[] partners)
    {
        foreach (var partner in partners.Length > 0 ? partners : ["Homes", "Steps", "Council", "Fund"]) Bank(partner, "11223344");
        On("2026-05-11");
        return this;
    }

    public void On(string date, int hour = 9) => clock.Now = new DateTimeOffset(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), new TimeOnly(hour, 0), TimeSpan.Zero);

    public void Later(int days) => clock.Now = clock.Now.AddDays(days);

    public PayRunActs As(string member) => new(Store, Who(member));

    public BankDetailActs BankAs(string member) => new(Store, Who(member));

    private static Asking Who(string member) => new(member, "finance-officer");

    public void Bank(string partner, string number, string proposer = "fin", string confirmer = "gus")
    {
        var at = Kept(BankAs(proposer).Propose(partner, Account(number)));
        Kept(BankAs(confirmer).Confirm(partner, int.Parse(at.AsSpan(1), CultureInfo.InvariantCulture)));
    }

    public static BankAccount Account(string number) => BankAccount.TryRead("20-00-01", number, "A. Partner & Sons", out var account, out var why) ? account : throw new ArgumentException(why, nameof(number));

    /// <summary>Somebody starts work; a member claims for it, and vic upholds it.</summary>
    public string Reached(string person, string claimant, string on = "2026-05-05", bool verified = true, string outcome = "into-work")
    {
        var token = Person(person);
        Say("root", "referral", token, "2026-04-10", null, ("scheme", Scheme.Name));
        Say("root", "employment", token, on, null, $"{person}-work", "key-worker", "payslip", ("contract", "permanent"), ("hours", "30"));
        Say(claimant, "claim", token, on, on, null, "employment-adviser", null, ("scheme", Scheme.Name), ("outcome", outcome));
        if (verified) Say("vic", "verification", token, on, on, null, "verifier", null, ("result", "verified"), ("scheme", Scheme.Name), ("outcome", outcome));
        return $"pay:trial:{token}:{outcome}:1:1";
    }

    public string Person(string name)
    {
        if (tokens.TryGetValue(name, out var known)) return known;
        Do("root", (_, _) => Decision.Append("x") with { People = [new PersonReference(tokens[name] = Token.New(), "t", name)] });
        return tokens[name];
    }

    public void TakeBackWork(string person) => Do("root", (_, _) => Decision.Append("x") with
    {
        Facts = [new NewFact(new Draft(SchemeFolder.Vocabulary.Find("employment")!, tokens[person], Today, Today, Today) { Source = "t", Retracts = $"{person}-work" })],
    });

    public void Say(string by, string kind, string about, string from, string? to, params (string Name, string Text)[] details) => Say(by, kind, about, from, to, null, null, null, details);

    public void Say(string by, string kind, string about, string from, string? to, string? id, string? role, string? evidence, params (string Name, string Text)[] details)
    {
        var found = SchemeFolder.Vocabulary.Find(kind)!;
        var first = Date(from);
        var draft = new Draft(found, about, first, to is not null ? Date(to) : found.IsSpell ? Day.Never : first, first)
        {
            Id = id, Source = "t", Details = [.. details.Select(d => (found.Find(d.Name)!, d.Text))],
            SaidBy = role is null ? -1 : SchemeFolder.Vocabulary.Roles.ToList().IndexOf(role), Evidence = evidence is null ? 0 : 1UL << SchemeFolder.Vocabulary.Evidence.ToList().IndexOf(evidence),
        };
        Do(by, (_, _) => Decision.Append("x") with { Facts = [new NewFact(draft)] });
    }

    private void Do(string by, Decide decide) => Kept(Store.Do(new Cairn.Store.Command($"t{++command}", "record", by, "t", ""), decide));

    public static Reply Asked(Task<Reply> reply) => reply.GetAwaiter().GetResult();

    /// <summary>Holds a reply to having been done, and gives its answer.</summary>
    public static string Kept(Task<Reply> reply) => reply.GetAwaiter().GetResult() switch
    {
        Reply.Done done => done.Answer,
        var other => throw new InvalidOperationException(other.ToString()),
    };

    /// <summary>Holds a reply to having been refused, and gives name and reason.</summary>
    public static string Refused(Task<Reply> reply) => reply.GetAwaiter().GetResult() is Reply.Refused no ? $"{no.Name}: {no.Why}" : "it was not refused";

    public string Prepare(string by = "fin") => Kept(As(by).Prepare(Scheme, SchemeText, Today));

    public string Pay(string by = "fin", string approver = "gus", string? refused = null, string? instead = null)
    {
        var run = Prepare(by);
        if (refused is not null)
        {
            Refused(As(approver).Approve(Scheme, run)).ShouldStartWith(refused);
            approver = instead!;
        }
        Kept(As(approver).Approve(Scheme, run));
        return run;
    }

    public PayPlan Plan(string preparer = "fin")
    {
        var (recorded, accounts) = (Store.RecordedSingly(), Accounts);
        return Store.Read(s => PayRunActs.Look(s, Scheme, Today, PayRuns.Open(s.Facts, Scheme.Name)?.Number ?? PayRuns.Next(s.Facts), preparer, Today, clock.Now, p => recorded.GetValueOrDefault(p + 1L), accounts).Plan!);
    }

    public IReadOnlyDictionary<int, BankAccount> Accounts => BankDetailActs.Accounts(Store);

    public PaymentFile File(string run)
    {
        var recorded = Store.RecordedSingly();
        return Store.Read(s => PaymentFile.Of(Scheme, s.Facts, s.Book, PayRuns.Of(s.Facts, Scheme.Name).Single(r => r.Number == run), p => recorded.GetValueOrDefault(p + 1L)));
    }

    public (byte[]? Xml, string Why) Xml(string run) => Pain001.Write(File(run), Scheme, SchemeFolder.Vocabulary.WorkingDays, Accounts.GetValueOrDefault);

    /// <summary>Reads back a file of results, without its header; gives the mistakes, none when it was taken.</summary>
    public IReadOnlyList<string> Results(params string[] rows)
    {
        var csv = string.Join('\n', (string[])["reference,status,amount,date,reason", .. rows, ""]);
        var mistakes = new Mistakes();
        if (PaymentResults.Read("r.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)), mistakes) is { } read) As("fin").Results(Scheme, "r.csv", $"{csv.GetHashCode(StringComparison.Ordinal)}", read, mistakes).GetAwaiter().GetResult();
        return [.. mistakes.Found.Select(m => m.ToString())];
    }

    public long Balance(string account) => Store.Read(s => s.Book.Has(account) ? s.Book.Balance(account) : 0);

    public int Entries => Store.Read(s => s.Book.Entries.Count);

    private static int Date(string text) => Day.TryParse(text, out var day) ? day : throw new ArgumentException(text, nameof(text));

    public void Dispose()
    {
        Store.Dispose();
        if (own) Directory.Delete(Path, recursive: true);
    }
}

/// <summary>A clock that stands until it is set.</summary>
internal sealed class SettableClock(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
