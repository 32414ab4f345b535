using System.Collections.Immutable;
using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

/// <summary>Random histories: sensible commands, near misses at every limit, retries, and plain nonsense.</summary>
internal static class Histories
{
    public static readonly string[] Caps = ["cap:a", "cap:b", "cap:c"];
    public static readonly string[] Persons = ["memo:person-cap:1", "memo:person-cap:2", "memo:person-cap:3"];

    /// <summary>Some with marks that mean something in a journal.</summary>
    private static readonly string[] Narratives = ["", "Into work", "! * (a) | b  c; d:e, f = £5", "; all of it", "2026-04-01 cap:a  £5.00"];

    public static Book Random(int seed, int steps)
    {
        var book = new Book();
        foreach (var command in Commands(seed, steps, book))
            if (book.Decide(command) is Answer.Posted(var entry)) book.Apply(entry);
        return book;
    }

    /// <summary>Commands made with an eye on the book as it grows, so that many of them just fit or just do not.</summary>
    public static IEnumerable<Command> Commands(int seed, int steps, Book book)
    {
        var random = new Random(seed);
        yield return new Command.Open("start", At(), [new("payer", null), new("paid", 0), .. Caps.Select(c => new Account(c, 0))],
            [new("payer", -90_00), .. Caps.Select(c => new Leg(c, 30_00))]);
        yield return new Command.Open("persons", At(), [new("memo:person-cap:given", null), .. Persons.Select(p => new Account(p, -5))],
            [new("memo:person-cap:given", -60_00), .. Persons.Select(p => new Leg(p, 20_00))]);

        for (var n = 0; n < steps; n++)
        {
            var key = random.Next(8) == 0 ? $"k{random.Next(n + 1)}" : $"k{n}";
            var stamp = new Stamp(April1.AddDays(n / 10 + random.Next(-2, 3)), Noon.AddHours(n + random.Next(-2, 3)), "member-1", Narratives[random.Next(Narratives.Length)]);
            var some = book.Entries[random.Next(book.Entries.Count)].Key;
            yield return random.Next(16) switch
            {
                0 => new Command.Close(key, stamp with { EffectiveOn = stamp.EffectiveOn.AddDays(-random.Next(2, 8)) }),
                1 => new Command.Post(key, stamp, [new("payer", -random.Next(1, 20_00)), new("paid", 1)]),
                2 or 3 => TopUp(random, key, stamp),
                4 or 5 => new Command.Reverse(key, stamp, some),
                6 or 7 or 8 or 9 => new Command.Hold(key, stamp, Payment(random, book)),
                10 => new Command.Release(key, stamp, AnyHold(random, book) ?? some),
                11 or 12 => PostHold(random, book, key, stamp, some),
                _ => new Command.Post(key, stamp, Payment(random, book)),
            };
        }
    }

    private static Command.Post TopUp(Random random, string key, Stamp stamp)
    {
        var pence = random.Next(1, 10_00);
        return new Command.Post(key, stamp,
            [new("payer", -pence), new(Caps[random.Next(3)], pence), new("memo:person-cap:given", -pence), new(Persons[random.Next(3)], pence)]);
    }

    private static ImmutableArray<Leg> Payment(Random random, Book book)
    {
        var cap = Caps[random.Next(3)];
        var person = Persons[random.Next(3)];
        var room = Math.Min(book.Left(cap)!.Value, book.Left(person)!.Value);
        var pence = random.Next(4) == 0 ? room + random.Next(-1, 2) : random.Next(1, 6_00);
        return [new(cap, -pence), new(person, -pence), new("memo:person-cap:given", pence), new("paid", pence)];
    }

    private static Command.PostHold PostHold(Random random, Book book, string key, Stamp stamp, string some)
    {
        var hold = AnyHold(random, book);
        if (hold is null || random.Next(2) == 0) return new(key, stamp, hold ?? some);
        var legs = book.Find(hold)!.Legs;
        var pence = Math.Abs(legs[0].Pence) + random.Next(-5, 2);
        return new(key, stamp, hold, [.. legs.Select(l => l with { Pence = Math.Sign(l.Pence) * pence })]);
    }

    private static string? AnyHold(Random random, Book book)
    {
        var open = book.OpenHolds().ToList();
        return open.Count == 0 ? null : open[random.Next(open.Count)].Key;
    }
}
