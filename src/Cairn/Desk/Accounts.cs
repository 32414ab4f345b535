using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Cairn.Ledger;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// The ledger's accounts for a contract. A payer's cap is an account that its funder fills and payments empty; the caps of the
/// person, the outcome, the lot, the year and the contract are memorandum accounts that the same entry draws on, so that one
/// entry holds to all of them or does not happen. Keys are built from the scheme's names and the subjects' tokens.
/// </summary>
internal static class Accounts
{
    public static string Funder(Scheme s, string payer) => $"funder:{s.Name}:{payer}";

    public static string Cap(Scheme s, string payer) => $"cap:{s.Name}:{payer}";

    public static string Paid(Scheme s, string payer) => $"paid:{s.Name}:{payer}";

    /// <summary>The key of the n-th attempt to pay for one time of an outcome: it knows the enrolment, the instalment and the attempt.</summary>
    public static string Payment(Scheme s, string subject, string outcome, int time, int attempt) =>
        string.Create(CultureInfo.InvariantCulture, $"pay:{s.Name}:{Key(subject)}:{outcome}:{time}:{attempt}");

    /// <summary>A token as it is; anything else in letters that a key may have.</summary>
    public static string Key(string subject)
    {
        var text = new StringBuilder(subject.Length);
        foreach (var c in subject)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.') text.Append(c);
            else text.Append('_').Append(((int)c).ToString("x", CultureInfo.InvariantCulture));
        }
        return text.Length == 0 ? "everyone" : text.ToString();
    }

    /// <summary>The memorandum caps that a payment falls under beside its payers' own: the account, where it is filled from, and its size.</summary>
    public static IEnumerable<(string Account, string From, long Size)> Memoranda(Evaluation answer, Achievement a)
    {
        var s = answer.Scheme;
        if (s.Cap is { } all) yield return ($"memo:contract-cap:{s.Name}:left", $"memo:contract-cap:{s.Name}:given", all);
        if (s.Outcomes[a.Outcome] is { Cap: { } ofOutcome } o) yield return ($"memo:outcome-cap:{s.Name}:{o.Name}", $"memo:outcome-cap:{s.Name}-given", ofOutcome);
        if (a.Subject < 0) yield break;
        if (s.PersonCap is { } person) yield return ($"memo:person-cap:{s.Name}:{Key(answer.Facts.Of(s.About)[a.Subject])}", $"memo:person-cap:{s.Name}-given", person);
        if (s.Lots is { Cap: { } lot }) yield return ($"memo:lot-cap:{s.Name}:{answer.Roll.LotOf(a.Subject).ToString(CultureInfo.InvariantCulture)}", $"memo:lot-cap:{s.Name}-given", lot);
    }

    /// <summary>The memorandum caps of a payer in the financial year of a day.</summary>
    public static IEnumerable<(string Account, string From, long Size)> Years(Scheme s, Payer payer, int day)
    {
        var date = Record.Day.Date(day);
        var year = date.Month >= 4 ? date.Year : date.Year - 1;
        if (payer.YearCaps.TryGetValue(year, out var cap))
            yield return (string.Create(CultureInfo.InvariantCulture, $"memo:year-cap:{s.Name}:{payer.Name}:{year}"), $"memo:year-cap:{s.Name}-given:{payer.Name}", cap);
    }

    /// <summary>Opens an account and fills it to its size from another, which is opened too when it is not there.</summary>
    public static Command? Opening(Book book, ISet<string> opened, string account, string from, long? size, Stamp stamp)
    {
        if (book.Has(account) || !opened.Add(account)) return null;
        var accounts = new List<Account> { new(account, size is null ? null : 0) };
        if (!book.Has(from) && opened.Add(from)) accounts.Add(new Account(from, null));
        var legs = size is > 0 and var filled ? ImmutableArray.Create(new Leg(from, -filled), new Leg(account, filled)) : [];
        return new Command.Open($"open:{account}", stamp, [.. accounts], legs);
    }
}
