using Cairn.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Cairn.Web.GettingIn;

/// <summary>Passwords and PINs: which will do, their hashes, and checking them in the same time whether or not there is one to check.</summary>
public sealed class Passwords
{
    public const int Shortest = 15, Longest = 200;

    private static readonly HashSet<string> Commonest = ReadCommonest();

    private readonly PasswordHasher<Credentials> hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private readonly Credentials nobody = new("", false);
    private readonly string nobodys;

    public Passwords() => nobodys = hasher.HashPassword(nobody, Codes.Draw(20));

    /// <summary>Why a password will not do, for people; null when it will. Length counts, and no signs are asked for.</summary>
    public static string? Complaint(string password, string name, string signInName)
    {
        if (password.Length < Shortest) return $"Use at least {Shortest} characters. Four words that have nothing to do with each other are easy to remember.";
        if (password.Length > Longest) return $"Use at most {Longest} characters.";
        var lower = password.ToLowerInvariant();
        if (name.Split(' ').Append(signInName).Any(n => n.Length > 2 && lower.Contains(n, StringComparison.OrdinalIgnoreCase))) return "Leave your name out of it: it is the first thing that others try.";
        return lower.Distinct().Count() < 5 || IsOnlyCommonOnes(lower) ? "This is one that many people use. Choose words that have nothing to do with each other." : null;
    }

    public string Hash(string password) => hasher.HashPassword(nobody, password);

    /// <summary>Whether it is the password. Where there is none to compare with, it takes as long to say no.</summary>
    public bool Match(string? hash, string password) => hasher.VerifyHashedPassword(nobody, hash ?? nobodys, password.Length > Longest ? "" : password) is not PasswordVerificationResult.Failed && hash is not null;

    /// <summary>Made up of nothing but the commonest passwords and a few signs: "password12345678".</summary>
    private static bool IsOnlyCommonOnes(string password)
    {
        // How many signs of the beginning are covered by none, at best.
        var loose = new int[password.Length + 1];
        for (var end = 1; end <= password.Length; end++)
        {
            loose[end] = loose[end - 1] + 1;
            for (var start = Math.Max(0, end - 40); start <= end - 4; start++)
                if (loose[start] < loose[end] && Commonest.Contains(password[start..end])) loose[end] = loose[start];
        }
        return loose[^1] <= 3;
    }

    private static HashSet<string> ReadCommonest()
    {
        using var reader = new StreamReader(typeof(Passwords).Assembly.GetManifestResourceStream("commonest.txt")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
