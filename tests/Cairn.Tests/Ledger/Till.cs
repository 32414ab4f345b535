using System.Collections.Immutable;
using Cairn.Ledger;

namespace Cairn.Tests.Ledger;

/// <summary>A book with a small contract in it, and short ways to ask it things.</summary>
internal sealed class Till
{
    public const string Funder = "payer:council";
    public const string Cap = "contract:rehab-to-work:council:cap";
    public const string Paid = "contract:rehab-to-work:council:paid";
    public const string PersonCap = "memo:person-cap:rehab-to-work:e1";
    public const string PersonGiven = "memo:person-cap:rehab-to-work:given";
    public static readonly DateOnly April1 = new(2026, 4, 1);
    public static readonly DateTimeOffset Noon = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    public Book Book { get; } = new();

    /// <summary>A council's £100 and one person's £60.</summary>
    public static Till WithCaps()
    {
        var till = new Till();
        till.Do(new Command.Open("open", At(), [new(Funder, null), new(Cap, 0), new(Paid, 0)], [new(Funder, -100_00), new(Cap, 100_00)]));
        till.Do(new Command.Open("open-e1", At(), [new(PersonCap, 0), new(PersonGiven, null)], [new(PersonGiven, -60_00), new(PersonCap, 60_00)]));
        return till;
    }

    public static Stamp At(int day = 0, int hour = 0, string narrative = "") =>
        new(April1.AddDays(day), Noon.AddDays(Math.Max(0, day)).AddHours(hour), "member-1", narrative);

    public static ImmutableArray<Leg> Pay(long pence) => [new(Cap, -pence), new(Paid, pence)];

    /// <summary>From the contract's cap and the person's at once.</summary>
    public static ImmutableArray<Leg> PayPerson(long pence) => [new(Cap, -pence), new(PersonCap, -pence), new(PersonGiven, pence), new(Paid, pence)];

    public Answer Ask(Command command) => Book.Decide(command);

    /// <summary>Decides and applies; a refusal here fails the test with its reason.</summary>
    public Entry Do(Command command)
    {
        var answer = Book.Decide(command);
        answer.ShouldBeOfType<Answer.Posted>(answer.Why);
        Book.Apply(answer.Entry!);
        return answer.Entry!;
    }
}
