using System.Globalization;

namespace Cairn.Desk.Pricing;

/// <summary>How figures are said in a report.</summary>
internal static class Figures
{
    /// <summary>A name of a file's as a word for a page.</summary>
    public static string Words(string name) => name.Length == 0 ? name : (char.ToUpperInvariant(name[0]) + name[1..]).Replace('-', ' ');

    public static string People(int count) => count == 1 ? "1 person" : $"{Count(count)} people";

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Whole pounds: a forecast is never right to the penny.</summary>
    public static string Pounds(double pence) => $"{(pence <= -50 ? "-" : "")}£{Math.Round(Math.Abs(pence) / 100).ToString("#,0", CultureInfo.InvariantCulture)}";

    public static string Percent(double share) => share is > 0 and < 0.01 ? "fewer than 1%" : (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    public static string Share(double share) => (share * 100).ToString(share is > 0 and < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + "%";

    public static string Number(double n) => n.ToString("#,0.#", CultureInfo.InvariantCulture);
}
