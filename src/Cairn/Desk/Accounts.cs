using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// The ledger's accounts for a contract, and the keys of its payments. Keys are built from the scheme's names and the subjects'
/// tokens; what is capped, and by how much, is worked out by <see cref="Caps"/>.
/// </summary>
internal static class Accounts
{
    private const int Longest = 60;

    public static string Funder(Scheme s, string payer) => $"funder:{s.Name}:{payer}";

    public static string Cap(Scheme s, string payer) => $"cap:{s.Name}:{payer}";

    public static string Paid(Scheme s, string payer) => $"paid:{s.Name}:{payer}";

    /// <summary>Counts what was paid before Cairn was used, a payer an account, beside the money.</summary>
    public static string TakenOn(Scheme s, string payer) => $"memo:taken-on:{s.Name}:{payer}";

    public const string TakenOnKind = "memo:taken-on:";

    /// <summary>What the keys of all payments of a scheme begin with.</summary>
    public static string Payments(Scheme s) => $"pay:{s.Name}:";

    /// <summary>The key of the n-th attempt to pay for one time of an outcome: whose, as <see cref="Key"/> writes it, which instalment and which attempt.</summary>
    public static string Payment(Scheme s, string subject, string outcome, int time, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"{Payments(s)}{subject}:{outcome}:{time}:{attempt}");

    /// <summary>A token as it is; anything else in letters that a key may have, a long name by its fingerprint. No two are alike.</summary>
    public static string Key(string subject)
    {
        if (subject.Length == 0) return "_everyone";
        var text = new StringBuilder(subject.Length);
        foreach (var c in subject)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.') text.Append(c);
            else text.Append('_').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }
        return text.Length <= Longest ? text.ToString() : $"_long-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..32]}";
    }
}
