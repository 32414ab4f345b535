using System.Globalization;

namespace Cairn.Desk.Pricing;

/// <summary>How figures are said in a report.</summary>
internal static class Figures
{
    /// <summary>A name of a file's as a word for a page.</summary>
    public static string Words(string name) => name.Length == 0 ? name : (char.ToUpperInvariant(name[0]) + name[1..]).Replace('-', ' ');

    public static string People(int count) => count == 1 ? "1 person" : $"{Count(count)} people";

    public static string Count(int count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>What comes back for each pound: £0.88.</summary>
    public static string Each(double multiple) => $"£{multiple.ToString("0.00", CultureInfo.InvariantCulture)}";

    public static string Percent(double share) => share is > 0 and < 0.01 ? "fewer than 1%" : (share * 100).ToString("0", CultureInfo.InvariantCulture) + "%";

    public static string Share(double share) => (share * 100).ToString(share is > 0 and < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture) + "%";

    public static string Number(double n) => n.ToString("#,0.#", CultureInfo.InvariantCulture);
}
