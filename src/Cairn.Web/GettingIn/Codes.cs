using System.Security.Cryptography;
using Cairn.Store;

namespace Cairn.Web.GettingIn;

/// <summary>Codes that people read, copy and type: no letters or figures that are taken for others.</summary>
public static class Codes
{
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    public static string Draw(int length) => RandomNumberGenerator.GetString(Signs, length);

    /// <summary>In groups of four, as it is printed.</summary>
    public static string Spaced(string code) => string.Join(' ', code.Chunk(4).Select(c => new string(c)));

    /// <summary>As it was drawn, however it was typed: small letters, gaps and dashes do not matter.</summary>
    public static string Read(string typed) => string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));

    /// <summary>Ten recovery codes, and what is kept of them.</summary>
    public static (IReadOnlyList<string> Codes, IReadOnlyList<string> Kept) ForRecovery(ServiceSeal seal)
    {
        string[] codes = [.. Enumerable.Range(0, 10).Select(_ => Draw(12))];
        return (codes, [.. codes.Select(c => Kept(seal, c))]);
    }

    internal static string Kept(ServiceSeal seal, string code) => Convert.ToBase64String(seal.Fingerprint("recovery", Read(code)));
}
