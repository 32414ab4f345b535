using System.Globalization;
using Cairn.Desk.Paying;

namespace Cairn.Web.Pages.Money;

/// <summary>
/// A payer's cap as a bar: paid, verified and not paid yet, may still come, and left, each with a pattern of its own so that it reads in print. Without
/// a cap the bar is as long as all that was paid and may come. What would pass the cap is not drawn but said.
/// </summary>
public sealed record CapBar(string Payer, long? Cap, long Paid, long Held, long Achievable, long? Left)
{
    private const double Width = 600;

    public static CapBar Of(string payer, CapUse use) => new(payer, use.Cap, use.Paid, use.Held, use.Achievable, use.Left);

    private long Whole => Math.Max(1, Cap ?? Paid + Held + Achievable);

    /// <summary>Where each part begins and how wide it is, in the order drawn; never past the end.</summary>
    public IEnumerable<(string Part, string X, string W)> Parts
    {
        get
        {
            long before = 0;
            foreach (var (part, pence) in new[] { ("paid", Paid), ("held", Held), ("come", Achievable) })
            {
                var (from, to) = (Place(before), Place(before += pence));
                if (to > from) yield return (part, Number(from), Number(to - from));
            }
        }
    }

    /// <summary>What is left when all that may come has come; nothing where it would pass the cap.</summary>
    public string LeftText => Left is { } left ? Pence.Format(Math.Max(0, left)) : "no cap";

    /// <summary>Said where more may come than the cap will pay. Shares of a sum over places differ by a penny, which is not worth a line.</summary>
    public string? Over => Left is < -100 and var left ? $"{Pence.Format(-left)} more may be reached than {Payer} will pay." : null;

    public string Label => $"{Payer}: {Pence.Format(Paid)} paid{(Cap is { } cap ? $" of {Pence.Format(cap)}" : "")}, {Pence.Format(Held)} verified and not paid yet, {Pence.Format(Achievable)} may still come";

    private double Place(long pence) => Width * Math.Clamp(pence, 0, Whole) / Whole;

    private static string Number(double x) => x.ToString("0.0", CultureInfo.InvariantCulture);
}
