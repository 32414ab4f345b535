namespace Cairn.Ledger;

/// <summary>One entry on an account: what it moved and what it reserved, and how both stood after it.</summary>
public sealed record StatementLine(Entry Entry, long Pence, long Held, long Balance, long HeldAfter);

/// <summary>
/// An account over a period, both days included: where it stood before, each entry by effective date (those of one day as recorded),
/// where it stands after. Opening plus the lines is closing.
/// </summary>
public sealed record Statement(Account Account, DateOnly From, DateOnly To, long Opening, IReadOnlyList<StatementLine> Lines, long Closing, long HeldAtClose);

/// <summary>One account of a trial balance.</summary>
public sealed record TrialLine(Account Account, long Balance, long Held);

/// <summary>What all accounts of one group come to. <see cref="Difference"/> is nought, or the books are broken.</summary>
public sealed record TrialProof(string Group, int Accounts, long In, long Out)
{
    /// <summary>Balances above nought less those below: always nought.</summary>
    public long Difference => In - Out;

    /// <summary>The line that a finance officer looks for.</summary>
    public string Line => $"{Group}: {Accounts} accounts, in {Pence.Format(In)}, out {Pence.Format(Out)}, difference {Pence.Format(Difference)}.";
}

/// <summary>Every account by key, and the proof of each group.</summary>
public sealed record TrialBalance(IReadOnlyList<TrialLine> Lines, IReadOnlyList<TrialProof> Proofs)
{
    /// <summary>True when every group comes to nothing.</summary>
    public bool Balances => Proofs.All(p => p.Difference == 0);

    /// <summary>Proves the lines, whoever brings them.</summary>
    public static TrialBalance Of(IReadOnlyList<TrialLine> lines) =>
        new(lines, [.. lines.GroupBy(l => l.Account.Group, StringComparer.Ordinal)
            .Select(g => new TrialProof(g.Key, g.Count(), g.Sum(l => Math.Max(0, l.Balance)), g.Sum(l => Math.Max(0, -l.Balance))))]);
}

/// <summary>
/// A cap at a glance. <paramref name="Cap"/> is what was put in, <paramref name="Paid"/> what went out, each less what was reversed
/// of it; <paramref name="Left"/> is cap less paid less held.
/// </summary>
public sealed record CapSummary(Account Account, long Cap, long Paid, long Held, long Left);

public sealed partial class Book
{
    /// <summary>The account from one day to another, both included, as it was known by an instant (everything recorded, unless one is given).</summary>
    public Statement Statement(string account, DateOnly from, DateOnly to, DateTimeOffset? known = null)
    {
        var point = new AsOf(to, known ?? DateTimeOffset.MaxValue);
        long balance = 0;
        long held = 0;
        long opening = 0;
        var lines = new List<StatementLine>();
        foreach (var (entry, pence, reserved) in MovesOn(account).Where(m => point.Sees(m.Entry)).OrderBy(m => m.Entry.EffectiveOn))
        {
            balance += pence;
            held += reserved;
            if (entry.EffectiveOn < from) opening = balance;
            else lines.Add(new StatementLine(entry, pence, reserved, balance, held));
        }

        return new Statement(SlotOf(account).Account, from, to, opening, lines, balance, held);
    }

    /// <summary>Every account at that point, by key, with the proof that each group comes to nothing.</summary>
    public TrialBalance TrialBalance(AsOf point)
    {
        var lines = Accounts.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a =>
        {
            var (balance, held) = Standing(a.Key, point);
            return new TrialLine(a, balance, held);
        }).ToList();
        return Ledger.TrialBalance.Of(lines);
    }

    /// <summary>The cap, what was paid and held of it, and what is left, at that point. A reversal counts against what it reverses.</summary>
    public CapSummary Cap(string account, AsOf point)
    {
        long put = 0;
        long paid = 0;
        long held = 0;
        foreach (var (entry, pence, reserved) in MovesOn(account))
        {
            if (!point.Sees(entry)) continue;
            held += reserved;
            if (pence > 0 != (entry.Kind == EntryKind.Reverse)) put += pence;
            else paid -= pence;
        }

        return new CapSummary(SlotOf(account).Account, put, paid, held, put - paid - held);
    }
}
