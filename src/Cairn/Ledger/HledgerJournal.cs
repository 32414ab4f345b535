using System.Globalization;

namespace Cairn.Ledger;

/// <summary>
/// Writes a book as a journal that hledger (a plain-text accounting tool that anybody can run) checks with <c>--strict</c> and adds up
/// for itself. Money is the commodity GBP and each memorandum group one of its own, so that hledger too makes every group balance.
/// A hold moves what it reserves to the account's part <c>:held</c>, pending (<c>!</c>), and whatever ends it moves it back: an account by
/// itself shows what is not held, and with its part its whole balance. Balance assertions at the end state what the book believes.
/// </summary>
public static class HledgerJournal
{
    /// <summary>
    /// The whole book, by effective date, with line ends of <c>\n</c>. The text is UTF-8 as soon as a narrative is; limits and who
    /// recorded what are comments and tags.
    /// </summary>
    public static void Write(Book book, TextWriter to)
    {
        Directives(book, to);
        foreach (var entry in book.Entries.OrderBy(e => e.EffectiveOn)) Transaction(book, entry, to);
        Assertions(book, to);
    }

    private static void Directives(Book book, TextWriter to)
    {
        Line(to, "; Written by Cairn. One transaction an entry; the code is the entry's key.");
        foreach (var group in book.Accounts.Select(a => a.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            Line(to, $"commodity {Amount(100_000, group)}");
        foreach (var account in book.Accounts.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            Line(to, $"account {account.Key}  ; limit: {(account.Limit is { } limit ? Amount(limit, account.Group) : "none")}");
            Line(to, $"account {account.Key}{Key.HeldPart}");
        }
    }

    private static void Transaction(Book book, Entry entry, TextWriter to)
    {
        Line(to, "");
        if (entry.Legs.IsEmpty)
        {
            Line(to, $"; {Date(entry.EffectiveOn)} {Word(entry.Kind)} ({entry.Key}) {string.Join(", ", entry.Opens.Select(a => a.Key))}");
            return;
        }

        var status = entry.Kind is EntryKind.Hold or EntryKind.Release ? '!' : '*';
        Line(to, $"{Date(entry.EffectiveOn)} {status} ({entry.Key}) {entry.Narrative.Replace(';', ',')}".TrimEnd());
        var recorded = entry.RecordedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        Line(to, $"    ; recorded:{recorded}, by:{entry.By}, kind:{Word(entry.Kind)}{(entry.Of is null ? "" : $", of:{entry.Of}")}");
        var ended = entry.Kind is EntryKind.PostHold or EntryKind.Release ? book.Find(entry.Of!) : null;
        if (entry.Kind is not (EntryKind.Hold or EntryKind.Release))
            foreach (var leg in entry.Legs) Posting(to, leg.Account, leg.Pence);
        foreach (var leg in (entry.Kind == EntryKind.Hold ? entry : ended)?.Legs ?? [])
        {
            if (leg.Pence > 0) continue;
            var reserved = entry.Kind == EntryKind.Hold ? -leg.Pence : leg.Pence;
            Posting(to, leg.Account + Key.HeldPart, reserved);
            Posting(to, leg.Account, -reserved);
        }
    }

    private static void Assertions(Book book, TextWriter to)
    {
        if (book.Entries.Count == 0) return;
        Line(to, "");
        Line(to, $"{Date(book.Entries.Max(e => e.EffectiveOn))} * What the book believes");
        foreach (var account in book.Accounts.OrderBy(a => a.Key, StringComparer.Ordinal))
        {
            var held = book.Held(account.Key);
            Assertion(to, account.Key, account.Group, book.Balance(account.Key) - held);
            Assertion(to, account.Key + Key.HeldPart, account.Group, held);
        }
    }

    private static void Posting(TextWriter to, string account, long pence) => Line(to, $"    {account}  {Amount(pence, Account.GroupOf(account))}");

    private static void Assertion(TextWriter to, string account, string group, long pence) =>
        Line(to, $"    {account}  {Amount(0, group)} = {Amount(pence, group)}");

    private static string Amount(long pence, string group)
    {
        var size = Math.Abs(pence);
        return $"{(pence < 0 ? "-" : "")}{size / 100}.{size % 100:00} {(group == Account.Money ? group : $"\"{group}\"")}";
    }

    private static string Date(DateOnly on) => on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Word(EntryKind kind) => kind == EntryKind.PostHold ? "post-hold" : kind.ToString().ToLowerInvariant();

    private static void Line(TextWriter to, string line)
    {
        to.Write(line);
        to.Write('\n');
    }
}
