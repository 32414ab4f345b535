using System.Globalization;

namespace Cairn.Tests.Twin;

/// <summary>A random scheme as text, in parts that can be left out one by one: first the head, then what is one outcome each.</summary>
public sealed class RandomScheme
{
    private readonly Random random;
    private readonly RandomClause clauses;
    private readonly List<string> names = [];
    private readonly List<string> payers;
    private readonly bool shares;
    private readonly int? places;
    private readonly bool partners;

    /// <summary>One payer, one price an outcome, and nothing but payer, lot and contract caps: the engine totals these in a way of their own.</summary>
    private readonly bool plain;
    private bool grouped;
    private bool byUnit;

    public RandomScheme(Random random)
    {
        this.random = random;
        clauses = new RandomClause(random, names);
        plain = Chance(8);
        payers = plain || Chance(2) ? ["council"] : Chance(3) ? ["council", "centre", "fund"] : ["council", "centre"];
        shares = payers.Count == 2 && Chance(3);
        partners = Chance(14);
        places = Chance(3) ? random.Next(1, 9) : null;
        Enrolments = Chance(2);
    }

    public bool Enrolments { get; }

    public List<string> Head { get; } = [];

    public List<string> Milestones { get; } = [];

    public List<string> Outcomes { get; } = [];

    public static string Text(IEnumerable<string> head, IReadOnlyCollection<string> milestones, IReadOnlyCollection<string> outcomes) =>
        string.Join('\n', ["scheme: test", "money: contract", .. head, .. milestones.Count > 0 ? ["milestones:", .. milestones] : (string[])[], .. outcomes.Count > 0 ? ["outcomes:", .. outcomes] : (string[])[]]) + "\n";

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] of) => of[random.Next(of.Length)];

    private static string N(int n) => n.ToString(CultureInfo.InvariantCulture);

    private string Pounds(int most) => random.Next(1, most).ToString(Chance(2) ? "N0" : "0", CultureInfo.InvariantCulture);

    public RandomScheme Write()
    {
        if (!Chance(4)) Head.Add($"runs: {{ from: {Pick("2024-01-01", "2024-04-01")}, to: {Pick("2025-09-30", "2026-03-31", "2027-12-31")}{Pick("", ", run-off: 18 months", ", run-off: 100 days")} }}");
        if (places is { } p) Head.Add($"places: {N(p)}");
        if (Chance(5)) Head.Add($"lots: {{ by: lot{(Chance(2) ? $", places: {N(random.Next(1, 5))}" : "")}{(Chance(2) ? $", cap: £{Pounds(6000)}" : "")} }}");
        if (partners) Head.Add($"about: partner\nreferral: {{ contract-let: {Pick("any", "{ lot: north }")} }}{(Chance(2) ? "\nenrolment: { protocol: any }" : "")}");
        Head.Add($"payers: {{ {string.Join(", ", payers.Select(Payer))} }}");
        if (shares) Head.Add(Pick("shares: { council: 60%, centre: 40% }", "shares: { council: 33.33%, centre: 66.67% }", "shares: { council: 50%, centre: 50% }"));
        if (Chance(4)) Head.Add($"cap: £{Pounds(9000)}.{Pick("00", "37")}");
        if (Chance(4) && !plain) Head.Add($"person-cap: £{Pounds(3000)}");
        if (Chance(3) && !plain) Head.Add("at-cap: nothing");
        if (Chance(8) && !partners && !Head.Any(h => h.StartsWith("lots", StringComparison.Ordinal))) Head.Add(Pick("referral: { referral: any }", "referral: { referral: { lot: north } }", "referral: { referral: { scheme: other } }", "referral: { treatment: any }"));
        if (Chance(10) && !partners) Head.Add("enrolment: { treatment: { setting: residential } }");
        Head.Add("tables: { wage: { 2024-01-01: £11.44, 2025-04-01: £12.21, 2026-04-01: £12.71 } }");
        if (!Chance(3)) Head.Add($"eligible: {(Chance(3) ? "{ any: [{ dependency: any, before: 6 months after referral }, { housing: any, ever: yes }, { review: any, ever: yes }] }" : clauses.Eligible())}");
        for (var n = random.Next(1, 6); n > 0; n--)
        {
            var milestone = Chance(4);
            var name = $"{(milestone ? "step" : "result")}-{N(n)}";
            var text = milestone ? $"  {name}: {{ when: {clauses.Outcome()} }}" : Outcome(name);
            var to = milestone ? Milestones : Outcomes;
            to.Insert(random.Next(to.Count + 1), text);
            names.Add(name);
        }
        if (grouped) Head.Add(Pick("groups: { tier: first }", "groups: { tier: difference }", "groups: { tier: difference }"));
        return this;
    }

    private string Payer(string name)
    {
        var cap = Chance(3) ? $"cap: £{Pounds(5000)}.{Pick("00", "50", "01")}" : "title: Payer";
        return $"{name}: {{ {cap}{(Chance(4) && !plain ? $", years: {{ 2024: £{Pounds(3000)}, 2025: £{Pounds(3000)} }}" : "")} }}";
    }

    private string Outcome(string name)
    {
        if (plain) return $"  {name}:\n    when: {clauses.Outcome(evidence: false)}\n    pays: £{Pounds(1500)}{(Chance(3) ? $"\n    times: {N(random.Next(2, 6))}" : "")}";
        var way = random.Next(10) switch { 0 => $"units: {clauses.Units()}", 1 => $"cohort: {clauses.Cohort()}", _ => $"when: {clauses.Outcome()}" };
        byUnit = !way.StartsWith("when", StringComparison.Ordinal) && !way.Contains("is: ", StringComparison.Ordinal) && !Chance(4);
        var parts = new List<string> { way };
        if (!Chance(6)) parts.Add($"pays: {Pays()}");
        var cohort = way.StartsWith("cohort", StringComparison.Ordinal);
        if (Chance(5) && !cohort) parts.Add($"claw-back: {clauses.Outcome()}");
        if (Chance(4) && way.StartsWith("when", StringComparison.Ordinal)) parts.Add($"times: {N(random.Next(2, 6))}");
        if (Chance(6) && !cohort) parts.Add($"people: {N(random.Next(1, 6))}");
        if (Chance(6)) parts.Add($"in-all: {N(random.Next(1, 8))}");
        if (Chance(6)) parts.Add($"cap: £{Pounds(4000)}");
        if (Chance(4)) { parts.Add("group: tier"); grouped = true; }
        if (Chance(5) && names.Any(n => n.StartsWith("result", StringComparison.Ordinal))) parts.Add($"after-payment-of: {Pick([.. names.Where(n => n.StartsWith("result", StringComparison.Ordinal))])}");
        if (Chance(3) && !cohort) parts.Add($"evidence: {clauses.Evidence()}");
        if (Chance(8) && !cohort) parts.Add($"evidence-later: {clauses.Evidence()}");
        if (Chance(5) && !cohort) parts.Add($"priced-on: {Pick("enrolled", "claimed")}");
        return $"  {name}:\n    {string.Join("\n    ", parts)}";
    }

    private string Pays()
    {
        if (payers.Count == 1 || shares) return Prices(false);
        return Chance(3) ? $"{{ {payers[random.Next(2)]}: {Prices(false)} }}" : Chance(4) ? $"{{ {payers[^1]}: {Prices(true)}, centre: {Prices(false)} }}".Replace("{ centre: ", "{ council: ", StringComparison.Ordinal) : $"{{ council: {Prices(false)}, centre: {Prices(true)} }}";
    }

    private string Prices(bool onTop) => random.Next(3) switch
    {
        0 => Price(onTop),
        1 => $"{{ 2024-04-01: {Price(onTop)}, 2025-04-01: {Price(onTop)} }}",
        _ => $"{{ 2023-01-01: {Price(onTop)}, 2025-06-01: {{ price: {Price(onTop)}, because: indexed }} }}",
    };

    private string Price(bool onTop) =>
        byUnit && Chance(2) ? $"{{ per-unit: £{N(random.Next(0, 120))}.{Pick("00", "37")} }}"
        : onTop && Chance(2) ? Pick("20% on top", "12.5% on top", "0.33% on top")
        : Chance(4) ? $"£{N(random.Next(1, 9999))}.{Pick("00", "99")} over {N(places ?? random.Next(1, 9))} places"
        : $"£{N(random.Next(0, 1500))}.{Pick("00", "01", "50", "99")}";
}
