using System.Globalization;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// What the twelve personal budgets were spent on: six people live in each of the two localities, the sum of each was put right to an
/// equal twelfth, and what they bought is on the framework of the scheme, by steps: asked for, approved, bought.
/// </summary>
internal static class SaltbyBudgets
{
    private const string Scheme = "scheme=personal-budgets";

    /// <summary>Item, category, provider, pence each, and the most of them at once.</summary>
    private static readonly (string Item, string Category, string Provider, int Pence, int Most)[] Items =
    [
        ("peer-mentoring", "peer-led", "exact", 1500, 3), ("peer-art", "wellbeing", "exact", 1200, 2), ("gym", "wellbeing", "leisure-trust", 2400, 1), ("counselling", "counselling", "downs-clinic", 4500, 1),
        ("acupuncture", "wellbeing", "downs-clinic", 2500, 1), ("bus-pass", "travel", "saltby-buses", 2000, 1), ("family-day", "family", "leisure-trust", 5500, 1), ("college-course", "learning", "saltby-college", 18000, 1),
    ];

    public static void Live(SaltbyTown town)
    {
        town.Part("budgets");
        for (var number = 30; number < 42; number++)
        {
            var person = SaltbyPeople.Reference(number);
            var enrolled = town.Standing(person, "enrolment")[0].Draft.From;
            Move(town, person, number % 2 == 0 ? "arun" : "crawley", enrolled);
            var sum = town.Standing(person, "personal-allocation")[0];
            town.Correct(sum, enrolled + 20, "amount=£3,000.00");
            town.Say("complexity", person, enrolled - 4, details: $"level={town.Share((250, "low"), (400, "medium"), (250, "high"), (100, "very-high"))}", by: "key-worker");
            town.Say("goal-setting", person, enrolled + 3, details: $"goal={town.OneOf("home", "work", "learning", "relationships", "health", "belief")}", evidence: "care-plan", by: "key-worker");
            var until = Math.Min(sum.Draft.To, SaltbyTown.Today);
            var count = 0;
            for (var day = enrolled + town.Between(8, 20); day <= until; day += town.Between(18, 40)) Buy(town, person, ++count, day);
        }
        // Today: one waits for an approval, one was refused, one was brought back.
        Step(town, "P037", "P037-college", 7, 1, "asked", Day.Of(2028, 3, 29), "person");
        Step(town, "P040", "P040-gym", 2, 1, "asked", Day.Of(2028, 3, 20), "person");
        Step(town, "P040", "P040-gym", 2, 1, "refused", Day.Of(2028, 3, 22), "team-manager");
        Step(town, "P041", "P041-pass", 5, 1, "bought", Day.Of(2028, 3, 13), "key-worker");
        Step(town, "P041", "P041-pass", 5, 1, "returned", Day.Of(2028, 3, 17), "key-worker");
    }

    /// <summary>Where someone lives was put down as elsewhere; in truth they had moved to a locality of the scheme before they were referred.</summary>
    private static void Move(SaltbyTown town, string person, string area, int enrolled)
    {
        var elsewhere = town.Standing(person, "residence")[0];
        var moved = Math.Max(elsewhere.Draft.From + 1, enrolled - town.Between(60, 400));
        var noticed = Math.Max(enrolled - 8, elsewhere.Draft.Recorded + 1);
        town.Correct(elsewhere, noticed, to: moved - 1);
        town.Say("residence", person, moved, details: $"area={area}", recorded: noticed);
    }

    private static void Buy(SaltbyTown town, string person, int count, int day)
    {
        var item = town.Below(Items.Length);
        var units = town.Between(1, Items[item].Most);
        var reference = string.Create(CultureInfo.InvariantCulture, $"{person}-{count:00}");
        if (item == 7 && count > 2) item = 0;
        Step(town, person, reference, item, units, "asked", day, "person");
        if (Items[item].Pence * units > 10000) Step(town, person, reference, item, units, "approved", day + 2, "team-manager");
        Step(town, person, reference, item, units, "bought", day + 4, "key-worker", "receipt");
    }

    private static void Step(SaltbyTown town, string person, string reference, int item, int units, string state, int day, string by, string evidence = "")
    {
        var (name, category, provider, pence, _) = Items[item];
        town.Say("purchase", person, day, details: $"category={category}|amount={Pence.Format(pence * units)}|state={state}|{Scheme}|provider={provider}|item={name}|reference={reference}|units={units}", evidence: evidence, recorded: day, by: by);
    }
}
