using System.Collections.Immutable;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// Spending a personal allocation: the commands that a decided purchase asks of the book. Pure: the budget's answer and the book go
/// in, commands come out, each with a key of its own, so that asking again does nothing twice. The fact of each step is recorded beside it.
/// </summary>
public static class Buy
{
    /// <summary>Where a budget's money comes from; it has no limit.</summary>
    public static string Funder(Scheme scheme) => $"funder:{scheme.Name}";

    /// <summary>What is not allocated yet.</summary>
    public static string Pot(Scheme scheme) => $"budget:{scheme.Name}:pot";

    /// <summary>One person's allocation, less what was spent. It cannot go below nothing: that is the cap.</summary>
    public static string Purse(Scheme scheme, string person) => $"budget:{scheme.Name}:person:{person}";

    /// <summary>What was paid to a provider.</summary>
    public static string Provider(Scheme scheme, string provider) => $"provider:{scheme.Name}:{provider}";

    /// <summary>The key of the hold that a purchase began with.</summary>
    public static string HoldKey(Scheme scheme, string purchase) => $"hold:{scheme.Name}:{purchase}";

    /// <summary>
    /// Brings the book up to the answer: opens the pot with the sum, a provider for each of the framework and a purse for each place, and
    /// moves what the allocations have changed by since. Moving to or from a person is keyed by the day, so that a day's change is made once.
    /// </summary>
    public static IReadOnlyList<Command> Allocate(Budgets answer, Book book, Stamp stamp)
    {
        var scheme = answer.Answer.Scheme;
        var commands = new List<Command>();
        if (!book.Has(Pot(scheme)))
            commands.Add(new Command.Open($"open:{scheme.Name}", stamp, [new Account(Funder(scheme), null), new Account(Pot(scheme), 0)],
                [new Leg(Funder(scheme), -answer.Rules.Sum), new Leg(Pot(scheme), answer.Rules.Sum)]));
        foreach (var provider in answer.Rules.Framework.Select(ProviderOf).Distinct(StringComparer.Ordinal))
            if (!book.Has(Provider(scheme, provider))) commands.Add(new Command.Open($"open:{scheme.Name}:{provider}", stamp, [new Account(Provider(scheme, provider), null)], []));
        var moves = new List<Command>();
        foreach (var allocation in answer.Allocations)
        {
            var person = answer.Answer.Facts.Of(scheme.About)[allocation.Subject];
            var purse = Purse(scheme, person);
            var change = allocation.Pence - (book.Has(purse) ? GivenTo(book, scheme, purse) : 0);
            ImmutableArray<Leg> legs = change == 0 ? [] : [new Leg(Pot(scheme), -change), new Leg(purse, change)];
            if (!book.Has(purse)) moves.Add(new Command.Open($"allocate:{scheme.Name}:{person}", stamp, [new Account(purse, 0)], legs));
            else if (change != 0) moves.Add(new Command.Post($"allocate:{scheme.Name}:{person}:{stamp.EffectiveOn:yyyy-MM-dd}", stamp, legs));
        }
        // The purse of a record that is read as one with another is given back, all but what was spent; parted again, it has its allocation again.
        foreach (var purse in answer.Allocations.SelectMany(a => Others(answer, a.Subject)).Where(p => book.Has(Purse(scheme, p)) && book.Left(Purse(scheme, p)) > 0))
            moves.Add(new Command.Post($"allocate:{scheme.Name}:{purse}:{stamp.EffectiveOn:yyyy-MM-dd}", stamp, [new Leg(Pot(scheme), book.Left(Purse(scheme, purse))!.Value), new Leg(Purse(scheme, purse), -book.Left(Purse(scheme, purse))!.Value)]));
        // What comes back to the pot goes first, so that it can be given out again.
        return [.. commands, .. moves.OrderBy(m => m is Command.Post { Legs: [{ Pence: > 0 }, ..] } ? 0 : 1)];
    }

    /// <summary>The records of someone beside the one under which their allocation stands.</summary>
    private static IEnumerable<string> Others(Budgets answer, int subject) =>
        answer.Answer.Scheme.About is not Record.About.Person ? [] : answer.Answer.Facts.Index.RecordsOf(subject).Skip(1).Select(n => answer.Answer.Facts.Of(Record.About.Person)[n]);

    /// <summary>All that was moved between the pot and a purse, whatever was spent of it.</summary>
    private static long GivenTo(Book book, Scheme scheme, string purse)
    {
        var pot = Pot(scheme);
        long sum = 0;
        foreach (var entry in book.Entries)
        {
            if (entry.Kind is EntryKind.Hold or EntryKind.Release or EntryKind.Close || !entry.Legs.Any(l => l.Account == pot)) continue;
            foreach (var leg in entry.Legs) if (leg.Account == purse) sum += leg.Pence;
        }
        return sum;
    }

    /// <summary>
    /// Decides a purchase by the rules and by what the book says is left, and gives the hold that reserves it. Null commands mean
    /// that it is refused, and the verdict says why. The purchase's reference is the key: the same purchase is held once.
    /// </summary>
    public static (Verdict Verdict, Command.Hold? Command) Hold(Budgets answer, Book book, Ask ask, string purchase, Stamp stamp)
    {
        var scheme = answer.Answer.Scheme;
        var subject = answer.Answer.Facts.Subject(scheme.About, ask.Person);
        if (subject >= 0) ask = ask with { Person = answer.Answer.Facts.Of(scheme.About)[subject] };
        var purse = Purse(scheme, ask.Person);
        if (book.Find(HoldKey(scheme, purchase)) is { } before && answer.Rules.Find(ask.Item) is { } item)
        {
            // Asked again: what it holds already must not be counted against it.
            var again = new MayBuy(ask.Pence, Math.Max(0, book.Left(purse) ?? 0), item, -1, []);
            return (again, Reserve(purse, again, stamp with { EffectiveOn = before.EffectiveOn }));
        }
        var taken = book.Has(purse) && answer.AllocationOf(subject) is { } allocation
            ? allocation.Pence - book.Left(purse)!.Value + Others(answer, subject).Select(p => Purse(scheme, p)).Where(book.Has).Sum(p => GivenTo(book, scheme, p) - book.Left(p)!.Value) : (long?)null;
        var verdict = answer.Decide(ask, taken);
        if (verdict is not MayBuy may) return (verdict, null);
        return (verdict, Reserve(purse, may, stamp));

        Command.Hold Reserve(string from, MayBuy what, Stamp when) => new(HoldKey(scheme, purchase), when, [new Leg(from, -what.Hold), new Leg(Provider(scheme, ProviderOf(what.Item)), what.Hold)]);
    }

    /// <summary>Pays what was held, or, where the bill came to less, so many pence of it; the rest is free again.</summary>
    public static Command.PostHold Pay(Scheme scheme, Book book, string purchase, Stamp stamp, long? pence = null)
    {
        var key = HoldKey(scheme, purchase);
        ImmutableArray<Leg> legs = pence is { } part && book.Find(key) is { } hold ? [.. hold.Legs.Select(l => l with { Pence = Math.Sign(l.Pence) * part })] : [];
        return new Command.PostHold($"pay:{scheme.Name}:{purchase}", stamp, key, legs);
    }

    /// <summary>Gives back what was held for a purchase that will not be made.</summary>
    public static Command.Release Cancel(Scheme scheme, string purchase, Stamp stamp) => new($"cancel:{scheme.Name}:{purchase}", stamp, HoldKey(scheme, purchase));

    /// <summary>Puts back all that was paid for a purchase that was returned.</summary>
    public static Command.Reverse Return(Scheme scheme, string purchase, Stamp stamp) => new($"return:{scheme.Name}:{purchase}", stamp, $"pay:{scheme.Name}:{purchase}");

    /// <summary>Whose allocation a hold is on.</summary>
    public static string PersonOf(Scheme scheme, Entry hold) => hold.Legs.Select(l => l.Account).First(a => a.StartsWith(Purse(scheme, ""), StringComparison.Ordinal))[Purse(scheme, "").Length..];

    /// <summary>The provider as an account's key can say it.</summary>
    private static string ProviderOf(FrameworkItem item) => string.Concat((item.Provider ?? "various").Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-'));
}
