using System.Security.Cryptography;
using System.Text;
using Cairn.Ledger;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk;

/// <summary>A payment of a scheme that stands: for whom (by number), for what, which time, when it took effect, and how many pence.</summary>
public sealed record PaidClaim(string Key, int Subject, Outcome Outcome, int Time, int On, long Pence);

/// <summary>
/// What a sample of paid claims says of all of them. Of the pounds looked at a share was not upheld; the same share of all the pounds paid is the
/// estimate (a ratio estimate). What was not looked at yet counts for nothing.
/// </summary>
public sealed record SampleFinding(int Drawn, int Looked, int NotUpheld, long PenceLooked, long PenceNotUpheld, int Paid, long PencePaid)
{
    /// <summary>In the sample, by number; null while nothing was looked at.</summary>
    public double? ErrorRate => Looked == 0 ? null : (double)NotUpheld / Looked;

    /// <summary>Pence of all that was paid that would not be upheld if the rest is like the sample; rounded down to a penny.</summary>
    public long? Extrapolated => PenceLooked == 0 ? null : (long)((Int128)PencePaid * PenceNotUpheld / PenceLooked);
}

/// <summary>Drawing a sample of what was paid, so that anybody with the seed can draw it again.</summary>
public static class Sampling
{
    /// <summary>The payments of a scheme to people that stand and took effect from one day to another; both count. Not those taken on from before.</summary>
    public static IReadOnlyList<PaidClaim> Paid(Evaluation answer, Book book, int from, int to)
    {
        var payments = new Payments(answer, book);
        return [.. payments.Standing.Where(p => !p.IsTakenOn).Select(p => (Payment: p, Subject: payments.SubjectOf(p.Subject), Outcome: answer.Scheme.Find(p.Outcome), On: Day.Of(p.Entry.EffectiveOn)))
            .Where(p => p.Subject >= 0 && p.Outcome is not null && p.On >= from && p.On <= to)
            .Select(p => new PaidClaim(p.Payment.Entry.Key, p.Subject, p.Outcome!, p.Payment.Time, p.On, p.Payment.Total)).OrderBy(p => p.Key, StringComparer.Ordinal)];
    }

    /// <summary>Those whose keys hash lowest with the seed: the same whatever their order, and one more drawn changes none of the others.</summary>
    public static IReadOnlyList<PaidClaim> Draw(IEnumerable<PaidClaim> paid, int seed, int size) =>
        [.. paid.OrderBy(p => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{p.Key}"))), StringComparer.Ordinal).Take(size)];
}
