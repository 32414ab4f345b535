using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Ledger;
using Cairn.Rules;

namespace Cairn.Desk.Paying;

/// <summary>One payment in a run, or one taken back (pence below nothing): by which payer and to whom. The key is that of the ledger's entry.</summary>
public sealed record PayLine(string Key, int Subject, int Outcome, int Time, int Payer, string Payee, long Pence)
{
    /// <summary>Whether it takes back what was paid before.</summary>
    public bool TakesBack => Pence < 0;
}

/// <summary>
/// What one payee gets from one payer in a run: what is new, less what is taken back, with what stood over from before (above nothing when
/// the bank sent a payment back, below when more was taken back than there was to pay). What comes to nothing or less is not paid but stands over.
/// </summary>
public sealed record Payout(string Reference, int Payer, string Payee, long New, long Back, long Before, long Pays, int Bank)
{
    /// <summary>What stands over to the next run.</summary>
    public long After => Before + New - Back - Pays;
}

/// <summary>
/// A pay run worked out: its lines, what each payee gets, what is held back and why, and the entries that approving it posts. The digest
/// is of all that is approved; two plans of one digest pay the same to the same accounts.
/// </summary>
public sealed record PayPlan(string Run, Scheme Scheme, int AsAt, IReadOnlyList<PayLine> Lines, IReadOnlyList<Payout> Payouts, IReadOnlyList<SettlementLine> Held, IReadOnlyList<Command> Commands)
{
    /// <summary>What goes out of the bank, in pence.</summary>
    public long Amount => Payouts.Sum(p => p.Pays);

    /// <summary>What an approver's limit must cover: all that is new or paid again, and on top of it all that is taken back; one is never set against the other.</summary>
    public long Gross => Payouts.Sum(p => p.New + p.Back + (p.Pays > 0 ? Math.Max(0, p.Before) : 0));

    /// <summary>Thirty-two figures that stand for the lines, the payees and the bank details they are paid to.</summary>
    public string Digest { get; } = DigestOf(Run, Scheme, AsAt, Lines, Payouts);

    private static string DigestOf(string run, Scheme scheme, int asAt, IEnumerable<PayLine> lines, IEnumerable<Payout> payouts)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{run}\n{scheme.Name}\n{scheme.Version}\n{asAt}\n");
        foreach (var l in lines) text.Append(CultureInfo.InvariantCulture, $"line\t{l.Key}\t{l.Payer}\t{l.Payee}\t{l.Pence}\n");
        foreach (var p in payouts) text.Append(CultureInfo.InvariantCulture, $"pays\t{p.Reference}\t{p.Payee}\t{p.New}\t{p.Back}\t{p.Before}\t{p.Pays}\t{p.Bank}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
    }

    /// <summary>What another plan of the same run says otherwise, a sentence each; empty when nothing of a line differs.</summary>
    public IReadOnlyList<string> ChangesTo(PayPlan later)
    {
        var then = Lines.ToDictionary(l => (l.Key, l.Payer));
        var now = later.Lines.ToDictionary(l => (l.Key, l.Payer));
        var said = new List<string>();
        foreach (var (key, line) in now)
            if (!then.TryGetValue(key, out var was)) said.Add($"{line.Key} of {Pence.Format(line.Pence)} came in");
            else if (was != line) said.Add($"{line.Key} was {Pence.Format(was.Pence)} to {was.Payee} and is {Pence.Format(line.Pence)} to {line.Payee}");
        foreach (var (key, line) in then) if (!now.ContainsKey(key)) said.Add($"{line.Key} of {Pence.Format(line.Pence)} went out");
        if (later.Scheme.Version != Scheme.Version) said.Add("the scheme's file");
        foreach (var (was, becomes) in Payouts.Join(later.Payouts, p => (p.Payer, p.Payee), p => (p.Payer, p.Payee), (a, b) => (a, b)))
            if (was.Bank != becomes.Bank) said.Add($"the bank details of {was.Payee}");
            else if (was.Before != becomes.Before) said.Add($"what stood over for {was.Payee}");
        return said;
    }
}

/// <summary>One payee of one payer in this run beside the run before it.</summary>
public sealed record PayVariance(int Payer, string Payee, long Last, long Now)
{
    /// <summary>What is more, or below nothing what is less.</summary>
    public long Change => Now - Last;

    /// <summary>Every payee of either run, by payer and name; without a run before it everything is new.</summary>
    public static IReadOnlyList<PayVariance> Between(IReadOnlyList<SentPayment> last, PayPlan now)
    {
        var was = last.ToDictionary(p => (p.Payer, p.Payee), p => p.Pence);
        var paid = now.Payouts.ToDictionary(p => (p.Payer, p.Payee), p => p.Pays);
        return [.. was.Keys.Union(paid.Keys).OrderBy(k => k.Payer).ThenBy(k => k.Payee, StringComparer.Ordinal).Select(k => new PayVariance(k.Payer, k.Payee, was.GetValueOrDefault(k), paid.GetValueOrDefault(k)))];
    }
}
