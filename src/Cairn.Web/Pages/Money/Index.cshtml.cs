using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Web.Pages.Money;

/// <summary>What waits to be done about money, how each payer's cap stands, how old the claims are, and the proof that the books balance.</summary>
public sealed class IndexModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public sealed record Todo(string What, string More, string? Link, string Act);

    public sealed record SchemeMoney(string Name, string Title, IReadOnlyList<CapBar> Bars, IReadOnlyList<AgedClaims> Aged);

    public IReadOnlyList<Todo> Todos { get; private set; } = [];

    public IReadOnlyList<SchemeMoney> Schemes { get; private set; } = [];

    /// <summary>Schemes in force that have paid nothing and owe nothing yet.</summary>
    public IReadOnlyList<string> Idle { get; private set; } = [];

    public int Entries { get; private set; }

    /// <summary>By how much the groups of accounts fail to come to nothing; always nought.</summary>
    public long Difference { get; private set; }

    public bool Pays => May(Right.PreparePayRun, Right.ApprovePayRun);

    public bool ChangesBank => May(Right.ChangeBankDetails);

    public bool Prepares => May(Right.PreparePayRun);

    public void OnGet()
    {
        var bank = BankDetailActs.Accounts(Partnership.Folder);
        var changes = ChangesBank;
        Partnership.Read(read =>
        {
            var (todos, schemes, idle) = (new List<Todo>(), new List<SchemeMoney>(), new List<string>());
            foreach (var scheme in Paying(read)) if (Of(read, scheme, bank, todos) is { } money) schemes.Add(money); else idle.Add(scheme.Title);
            if (changes) todos.AddRange(BankModel.Waiting(read).Select(w => new Todo($"New bank details of {w.Partner} wait for a second person", $"Proposed by {NameOf(w.ProposedBy)}.", Links.Bank, "Look at bank details")));
            (Todos, Schemes, Idle) = (todos, schemes, idle);
            Entries = read.State.Book.Entries.Count;
            Difference = read.State.Book.TrialBalance(AsOf.Everything).Proofs.Sum(p => Math.Abs(p.Difference));
            return true;
        });
    }

    private SchemeMoney? Of(Reading read, Scheme scheme, IReadOnlyDictionary<int, BankAccount> bank, List<Todo> todos)
    {
        var (state, answer) = (read.State, read.Answer(scheme));
        if (PayRunActs.Look(state, scheme, read.Today, "", "", read.Today, Partnership.Now, state.RecordedBy, bank) is not { Plan: { } plan }) return null;
        var caps = PayReports.Caps(answer, state.Book, plan);
        var runs = PayRuns.Of(state.Facts, scheme.Name);
        if (runs.Count == 0 && caps.All(c => c.Paid + c.Held + c.Achievable == 0)) return null;
        if (runs is [.., { State: RunState.Open } open])
            todos.Add(new Todo($"Pay run {open.Number} waits to be approved: {Pence.Format(open.Amount)}", $"{scheme.Title}. Prepared by {NameOf(state.RecordedBy(open.Position))} on {Day.Long(open.PreparedOn)}{Age(read.Today - open.PreparedOn)}.", Links.Run(open.Number), "Open the run"));
        else if (plan.Payouts.Count > 0)
            todos.Add(new Todo($"{Pence.Format(plan.Amount)} can be paid", $"{scheme.Title}. No run is prepared.", Links.Prepare(scheme.Name), "Prepare a pay run"));
        var aged = PayReports.Aged(answer, state.Book, state.RecordedBy, Partnership.Now);
        if (aged[0].Bands.Sum(b => b.Count) is > 0 and var claims)
            todos.Add(new Todo($"{(claims == 1 ? "1 claim waits" : $"{claims} claims wait")} for a verifier: {Pence.Format(aged[0].Bands.Sum(b => b.Pence))}", $"{scheme.Title}. The oldest has waited {aged[0].Bands.Last(b => b.Count > 0).Age.Replace("0 to", "up to", StringComparison.Ordinal)}.", null, ""));
        if (plan.Held.Count(h => h.What is Settled.Held) is > 0 and var held)
            todos.Add(new Todo($"{(held == 1 ? "1 payment is" : $"{held} payments are")} held back: {Pence.Format(plan.Held.Sum(h => h.Total))}", $"{scheme.Title}. The run says why.", runs.Count > 0 ? Links.Run(runs[^1].Number) : null, "See why"));
        return new SchemeMoney(scheme.Name, scheme.Title, [.. caps.Select((c, p) => CapBar.Of(scheme.Payers[p].Title, c))], [.. aged.Where(a => a.Bands.Any(b => b.Count > 0))]);
    }

    private static string Age(int days) => days switch { 0 => ", today", 1 => ", yesterday", _ => $", {days} days ago" };
}
