using System.Globalization;

namespace Cairn.Tests.Twin;

/// <summary>Random clauses as text, of every shape and with every modifier, over the test vocabulary.</summary>
public sealed class RandomClause(Random random, IReadOnlyList<string> names)
{
    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private string Pick(params string[] of) => of[random.Next(of.Length)];

    private string Maybe(int oneIn, Func<string> text) => Chance(oneIn) ? text() : "";

    private string N(int least, int most) => random.Next(least, most + 1).ToString(CultureInfo.InvariantCulture);

    public string Eligible() => Nested(random.Next(3), () => Pick("", "", ", before: referral", $", within: {Length()}, before: referral", $", before: {Anchor()}", ", ever: yes", $", after: {Anchor()}", ", at: referral"));

    public string Outcome(bool evidence = true)
    {
        string clause;
        do clause = Chance(3) ? Easy() : Nested(random.Next(3), Window);
        while (!evidence && clause.Contains("evidence", StringComparison.Ordinal));
        return clause;
    }

    /// <summary>What many people reach, so that places, caps and groups have something to bite on.</summary>
    private string Easy() => $"{{ {Pick($"starts: {Spell()}", "starts: { employment: any }", $"happens: {Event()}", "happens: { review: any }", "leaves: { housing: any }", $"holds: {Days(1)}", $"sustains: {Spell()}, for: {N(1, 9)} days")}{Maybe(4, Window)}{Maybe(8, () => $", evidence: {Evidence()}")} }}";

    public string Evidence() => Pick("[payslip]", "[payslip, letter]", "{ all: [form, [payslip, letter]] }", "form");

    private string Length() => Pick($"{N(1, 120)} days", $"{N(1, 26)} weeks", $"{N(1, 18)} months", "1 years", "2 years", "3 months", "1 months", "12 months");

    private string Short() => Pick($"{N(1, 40)} days", $"{N(1, 8)} weeks", $"{N(1, 3)} months");

    private string Date() => $"202{N(4, 6)}-{Pick("01", "02", "04", "07", "11")}-{Pick("01", "28", "30")}".Replace("-02-30", "-02-28", StringComparison.Ordinal);

    private string Anchor()
    {
        var plain = Chance(3) && names.Count > 0 ? Pick([.. names]) : Pick("referral", "referral", "referral", "enrolment", "opens", "closes", Date());
        return Chance(3) ? $"{(Chance(4) ? $"{N(0, 30)} working days" : Short())} {Pick("after", "before")} {plain}" : plain;
    }

    private string Window() => random.Next(18) switch
    {
        < 8 => "",
        < 11 => $", after: {Anchor()}",
        < 13 => $", after: {Anchor()}, within: {Length()}",
        13 => $", within: {(Chance(4) ? $"{N(1, 40)} working days" : Length())}",
        14 => $", before: {Anchor()}",
        15 => Chance(2) ? $", before: {Anchor()}, within: {Length()}" : $", after: {Anchor()}, before: {Anchor()}",
        16 => $", at: {Anchor()}",
        _ => ", ever: yes",
    };

    private string Nested(int depth, Func<string> window)
    {
        string Part() => Nested(depth - 1, window);
        string Parts() => string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Part()));
        var asks = Maybe(10, () => $", evidence: {Evidence()}") + window();
        return (depth == 0 ? 99 : random.Next(14)) switch
        {
            0 => $"{{ all: [{Parts()}]{asks} }}",
            1 => $"{{ any: [{Parts()}]{asks} }}",
            2 => $"{{ any: [{Part()}, {Part()}, {Part()}], at-least: {N(1, 3)}{asks} }}",
            3 => $"{{ in-order: [{Parts()}]{asks} }}",
            4 => $"{{ none: [{Parts()}]{(Chance(3) ? window() : $", within: {Length()}")} }}",
            5 => $"{{ if: {Part()}, then: {Part()}{Maybe(2, () => $", else: {Part()}")}{asks} }}",
            _ => $"{{ {Shape()}{asks} }}",
        };
    }

    private string Shape() => random.Next(20) switch
    {
        0 => Spell().Trim('{', ' ').TrimEnd('}')[..^1].TrimEnd(),
        1 => $"holds: {Days(2)}",
        2 => $"starts: {Spell()}{Counted()}{Maybe(6, () => ", first: yes")}",
        3 => $"happens: {Event()}{Counted()}{Maybe(6, () => ", first: yes")}",
        4 => $"happens: {Event()}, at-times: [{Pick("0 months, 3 months", "1 months", "0 days, 20 days, 40 days", "2 weeks, 10 weeks")}], give-or-take: {Pick("4 weeks", "30 days", "2 months", "0 days")}",
        5 or 6 => $"leaves: {Spell()}{Maybe(2, () => $", lasted: {Length()}")}",
        < 12 => Sustains(),
        12 => $"lacks: {Days(1)}, for: {Length()}{Maybe(3, () => $", covered-by: {Pick("{ source-return: any }", "{ source-return: police }")}")}",
        < 16 => Reckons(),
        < 18 => Measures(),
        18 => $"age: {Pick("18 to 24", "25 or more", "under 18", "16 to under 18")}, on: {Anchor()}",
        _ => names.Count == 0 ? $"holds: {Days(1)}" : $"reached: {Pick([.. names])}",
    };

    private string Counted() => Maybe(3, () => $", times: {N(2, 4)}{Maybe(2, () => $", apart: {Pick("80 days", "7 days", "1 months", "30 days", "1 days")}")}");

    private string SaidBy() => Maybe(9, () => $", said-by: {Pick("worker", "[worker, employer]")}");

    private string Spell() => $"{{ {Pick(
        $"housing: {Pick("any", "hostel", "[social, private]", "not hostel", "{ not: [hostel, rough-sleeping] }")}",
        Job(), Job(), Job(),
        $"treatment: {Pick("any", "residential", "{ reason: completed }", "{ setting: residential, planned-days: 84 or more }")}",
        $"benefit: {Pick("any", "{ until: 2025-06-01 or later }")}",
        $"hospital: {Pick("any", "unplanned")}",
        "protocol: { with: Hub }",
        $"dependency: {Pick("any", "alcohol")}")}{SaidBy()} }}";

    private string Job() => $"employment: {Pick("any", "permanent", "{ hours: 16 or more }", "{ contract: permanent, hours: 16 hours a week or more }", "{ hours: 8 to under 16 }", "{ employer: Aldi }", "{ employer: { not: [Aldi, Boots] } }", "{ earnings: £250.50 or more }", "{ earnings: under £1,000.01 }")}";

    private string Event() => $"{{ {Pick(
        $"offence: {Pick("any", "theft")}",
        $"review: {Pick("any", "{ alcohol-days: 0 }", "{ alcohol-days: up to 3, psychological-health: over 9 }")}",
        $"qualification: {Pick("any", "level-2 or higher", "{ level: level-1 or lower, guided-hours: 325 or more }")}",
        $"session: {Pick("any", "attended", "{ hours: 6 or more }")}",
        $"training: {Pick("any", "{ seats: 10 or more }")}",
        "enrolment: any")}{SaidBy()} }}";

    private string Days(int depth) => (depth == 0 ? 99 : random.Next(12)) switch
    {
        0 => $"{{ any: [{Days(depth - 1)}, {Days(depth - 1)}] }}",
        1 => $"{{ all: [{Days(depth - 1)}, {Days(depth - 1)}] }}",
        2 or 3 => $"{{ not: {Days(depth - 1)} }}",
        4 => $"{{ together: {{ {Job()} }}, of: {Pick("hours, is: 16 or more", "hours, is: 10 to under 30", "hours, is: up to 16", "earnings, is: £350 or more")} }}",
        5 => $"{{ carried: {Pick("{ review: { alcohol-days: 0 } }", "{ review: { psychological-health: 8 or more } }", "{ session: attended }")}, at-most: {Pick("26 weeks", "3 months", "10 days", "1 days")} }}",
        6 => Event(),
        _ => Spell(),
    };

    private string Sustains()
    {
        var stops = Maybe(7, () => $", stops-for: {Pick("bank-holidays", "term", "weekends-and-bank-holidays")}");
        var length = stops.Length > 0 ? Pick($"{N(1, 90)} days", $"{N(1, 13)} weeks") : Pick(Length(), Short(), Short());
        var own = Maybe(4, () => $", {Pick("bettering: hours", "same: employer", "same: contract", "bettering: earnings")}");
        var now = Maybe(6, () => ", new: yes");
        var gaps = Pick("", "", $", gaps: {N(1, 40)} days in total", $", gaps: {N(1, 20)} days each", $", gaps: '{N(1, 20)} days each, {N(1, 40)} days in total'", ", gaps: 2 weeks each");
        return $"sustains: {(own.Length > 0 || now.Length > 0 ? $"{{ {Job()} }}" : Days(2))}, for: {length}{own}{gaps}{(gaps.Length > 0 ? Maybe(3, () => ", gap-days: count") : "")}"
            + Maybe(6, () => $", while: {Days(1)}") + Maybe(6, () => $", without: {Days(1)}") + now
            + Maybe(6, () => $", restarts-on: {(Chance(3) ? Spell() : Event())}") + stops;
    }

    /// <summary>A quantity for each person against a baseline.</summary>
    public string Units() => $"{{ {Quantity(Maybe(3, () => ", spread: yes")).Quantity}{Maybe(2, () => $", after: {Anchor()}")}, within: {Length()}, {Pick("fewer-than", "more-than")}: {N(1, 40)}{Maybe(3, () => $", at-most: {N(1, 20)}")} }}";

    /// <summary>A result of everyone together.</summary>
    public string Cohort()
    {
        var share = Chance(2);
        var spread = Maybe(3, () => ", spread: yes");
        var figure = share ? $"share: {(Chance(2) ? Easy() : Nested(1, Window))}" : $"{Pick("mean", "rate", "rate")}: {{ {(Chance(2) ? $"days: {Pick("{ hospital: any }", "{ employment: any }", "{ housing: any }")}" : Quantity(spread).Quantity)} }}";
        var against = Pick(Pick("baseline: 0.5", "baseline: 3.25", share ? "baseline: 40%" : "baseline: 12"), $"before: {Pick("referral", "referral", Anchor())}", "against: { comparison: any }");
        var judged = Chance(3) ? $"is: {(share ? Pick("50% or more", "33.33% or more", "under 20%", "0%") : Pick("1 or more", "10 to 400", "under 2.5", "0.333 or more"))}" : $"{against}, {Pick("fewer-by", "more-by")}: {(share ? Pick("10%", "25%") : Pick("10%", "50%", "1", "0.5", "12.25"))}";
        return $"{{ {figure}{Maybe(2, () => $", after: {Anchor()}")}{(Chance(5) ? "" : $", within: {Length()}")}, {judged} }}";
    }

    private (string Quantity, string Reaches) Quantity(string spread) => random.Next(8) switch
    {
        0 => ($"count: {Event()}", N(1, 4)),
        1 => ($"count: {Spell()}", N(1, 4)),
        2 or 3 => ($"days: {Days(2)}", $"{N(1, 120)} days"),
        4 => ("count: { session: any }, worth: { attended: 1, half-day: 0.5 }", Pick("0.5", "1", "2.5", "3")),
        5 => ("total: { session: any }, of: hours", N(1, 30)),
        6 => ($"total: {{ {Job()} }}, of: hours{spread}", Pick("16", "37.5 hours a week", "60")),
        _ => ($"total: {{ {Job()} }}, of: earnings{spread}", Pick("£100", "£583.83", "£1,000.01", "£2000", "100 times wage", "9 times wage")),
    };

    private string Reckons()
    {
        var (quantity, reaches) = Quantity(Maybe(3, () => ", spread: yes"));
        return Chance(4) ? Share() : $"{quantity}, reaches: {reaches}{Pick("", "", $", in-any: {Length()}", $", in-each: {Short()}", $", in-each: {Short()}, times: {N(2, 4)}", $", in-each: {Short()}, times: {N(2, 3)}, in-a-row: yes")}";
    }

    private string Share() => Pick(
        $"count: {{ session: attended }}, reaches: {Pick("75%", "50%", "33.33%", "100%")}, out-of: {{ count: {{ session: any }} }}",
        $"count: {{ session: any }}, worth: {{ attended: 1, half-day: 0.5 }}, reaches: 50%, out-of: {{ count: {{ session: any }}{Maybe(2, () => ", worth: { missed: 1, attended: 1 }")} }}",
        $"days: {{ treatment: any }}, reaches: {Pick("100%", "60%")}, out-of: {{ total: {{ treatment: any }}, of: planned-days }}",
        $"total: {{ employment: any }}, of: hours, spread: yes, reaches: {Pick("20%", "100%")}, out-of: {{ total: {{ employment: any }}, of: hours }}",
        $"days: {Days(1)}, reaches: {Pick("10%", "90%")}, out-of: {{ days: {Days(1)} }}") + Maybe(2, () => $", over: {Length()}");

    private string Measures() => $"measure: {Pick("review.psychological-health", "review.alcohol-days", "[review.alcohol-days, review.psychological-health]", "[review.psychological-health, session.hours]", "qualification.guided-hours")}, "
        + Pick("is: 10 or more", "is: up to 3", "is: 5 to under 15", "rises-by: 4", "rises-by: 1", "falls-by: 2", $"rises-by: 3, baseline: {Anchor()}", $"falls-by: 1, baseline: {Anchor()}")
        + Counted() + Maybe(4, () => $", lasting: {Pick("6 months", "30 days", "10 weeks")}");
}
