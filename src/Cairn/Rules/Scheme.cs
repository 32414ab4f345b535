using Cairn.Record;

namespace Cairn.Rules;

/// <summary>The shapes money takes: paid for outcomes, shared out, spent by a person, or a plan that only watches.</summary>
public enum MoneyShape { None, Contract, Grant, Budget, Plan }

/// <summary>Which day picks the price.</summary>
public enum PricedOn { Reached, Enrolled, Claimed }

/// <summary>What an outcome that would pass a cap is paid.</summary>
public enum AtCap { Rest, Nothing }

/// <summary>A price from a date on: pence, a share of a sum by place, or a percentage on top of what the first payer pays.</summary>
public sealed record Price(int From, long Pence)
{
    /// <summary>When above 0, <see cref="Pence"/> is a sum shared over so many places, the odd pennies to the first places.</summary>
    public int OverPlaces { get; init; }

    /// <summary>When above 0, hundredths of one per cent of what the first payer pays, half a penny rounded up.</summary>
    public int OnTop { get; init; }

    /// <summary>When set, pence for each unit that the outcome's quantity changed by.</summary>
    public bool PerUnit { get; init; }

    /// <summary>Why the amount changed on that day.</summary>
    public string? Because { get; init; }
}

/// <summary>Who pays, with a cap of its own and caps by the financial year that begins on 1 April of the year named.</summary>
public sealed record Payer(string Name, string Title, long? Cap, IReadOnlyDictionary<int, long> YearCaps);

/// <summary>What one payer pays for an outcome, by date.</summary>
public sealed record PriceList(string Payer, IReadOnlyList<Price> Prices)
{
    /// <summary>The price that holds on a day: the last whose date is not after it; null before the first.</summary>
    public Price? On(int day)
    {
        Price? found = null;
        foreach (var price in Prices) if (price.From <= day) found = price;
        return found;
    }
}

/// <summary>A result that is watched and, when it has a price, paid for. A milestone is one without a price.</summary>
public sealed record Outcome(string Name, string Title, int Number, bool IsMilestone, Yaml At)
{
    /// <summary>When one person reaches it; null for an outcome of units or of the whole cohort.</summary>
    public Clause? When { get; init; }

    /// <summary>What is paid by the unit for each person; null for other outcomes.</summary>
    public Units? Units { get; init; }

    /// <summary>What is judged for everyone together; null for other outcomes.</summary>
    public Cohort? Cohort { get; init; }

    public IReadOnlyList<PriceList> Pays { get; init; } = [];

    /// <summary>How often it may be reached by one person; each time is looked for from the day after the last.</summary>
    public int Times { get; init; } = 1;

    /// <summary>At most so many people are paid for; null: no such ceiling.</summary>
    public int? People { get; init; }

    /// <summary>At most so many of it are paid for in all.</summary>
    public int? InAll { get; init; }

    /// <summary>Pence for all of it together.</summary>
    public long? Cap { get; init; }

    /// <summary>Outcomes with the same group are alternatives for one person.</summary>
    public string? Group { get; init; }

    /// <summary>Nothing is paid unless this outcome was paid for the same person before or on the same day.</summary>
    public string? AfterPaymentOf { get; init; }

    public EvidenceRule? Evidence { get; init; }

    /// <summary>Evidence for the second time and later, where it differs.</summary>
    public EvidenceRule? EvidenceLater { get; init; }

    /// <summary>No claim before so long after it is reached; null: at once.</summary>
    public Length? ClaimAfter { get; init; }

    /// <summary>No claim later than so long after it may first be claimed; null: any time before the run-off ends.</summary>
    public Length? ClaimWithin { get; init; }

    public PricedOn PricedOn { get; init; }

    /// <summary>If this comes true after the outcome was reached, within its window, the payment is taken back.</summary>
    public Clause? ClawBack { get; init; }

    public string? Phase { get; init; }

    public string? Assumption { get; init; }
}

/// <summary>
/// A quantity for each person, against a baseline: so many units fewer (or more) than it, never below 0 and at most
/// <see cref="AtMost"/>; judged on the last day of the window.
/// </summary>
public sealed record Units(Quantity Quantity, Window Window, long Baseline, bool Fewer, long? AtMost);

/// <summary>How a cohort is judged.</summary>
public enum CohortMeasure { Share, Mean, Rate }

/// <summary>
/// A result of everyone together: the share who reach a clause, the mean of a quantity, or its rate for each person-year, in
/// each person's own window; judged on the last day of the last window. Compared with a range, a baseline, the same people before, or a group.
/// </summary>
public sealed record Cohort(CohortMeasure Measure, Clause? Clause, Quantity? Quantity, Window Window)
{
    /// <summary>The range that the figure must be in: hundredths of one per cent for a share, thousandths of a unit otherwise.</summary>
    public (long Min, long Max)? Is { get; init; }

    /// <summary>People with this fact are the comparison group, with the same windows from their own referral.</summary>
    public Pattern? Against { get; init; }

    /// <summary>A fixed figure to compare with, in thousandths.</summary>
    public long? Baseline { get; init; }

    /// <summary>Compare with the same people over the same length before this day.</summary>
    public Anchor? Before { get; init; }

    /// <summary>The change asked for: hundredths of one per cent when <see cref="InPercent"/>, else thousandths of a unit.</summary>
    public long By { get; init; }

    public bool InPercent { get; init; }

    public bool Fewer { get; init; }
}

/// <summary>What a group of alternatives pays for one person: only the first reached, or the highest, with the difference paid later.</summary>
public sealed record Alternatives(string Name, bool DifferenceLater);

/// <summary>Where a scheme is let in lots: the referral's detail names the lot, and each lot has places and a cap of its own.</summary>
public sealed record Lots(Detail By, int? Places, long? Cap);

/// <summary>One version of a scheme, as its file says it.</summary>
public sealed record Scheme(string Name, string Title, MoneyShape Money, About About, Yaml At)
{
    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the file's text: a version is its words.</summary>
    public required string Version { get; init; }

    public int Opens { get; init; }

    /// <summary>The last day on which a person may be referred.</summary>
    public int Closes { get; init; } = Day.Never;

    /// <summary>The last day on which an outcome may be reached.</summary>
    public int RunOffEnds { get; init; } = Day.Never;

    public Pattern? Referral { get; init; }

    public Pattern? Enrolment { get; init; }

    public int? Places { get; init; }

    public Lots? Lots { get; init; }

    public IReadOnlyList<Payer> Payers { get; init; } = [];

    public long? Cap { get; init; }

    public long? PersonCap { get; init; }

    public AtCap AtCap { get; init; }

    /// <summary>False for <c>claims: none</c>: what is payable is posted without anyone's claim.</summary>
    public bool NeedsClaims { get; init; } = true;

    public Clause? Eligible { get; init; }

    /// <summary>Milestones and outcomes in the order of the file, which is their order on one day.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; init; } = [];

    public IReadOnlyList<Alternatives> Groups { get; init; } = [];

    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>Every number that no source gives, with its reason.</summary>
    public IReadOnlyList<(string Where, string Why)> Assumptions { get; init; } = [];

    /// <summary>Payers' shares of one price, in hundredths of one per cent, in the order of <see cref="Payers"/>; empty when each has a price of its own.</summary>
    public IReadOnlyList<int> Shares { get; init; } = [];

    /// <summary>A personal allocation spent on a framework of services; null for other schemes.</summary>
    public Budget? Budget { get; init; }

    /// <summary>A sum shared out; null for other schemes.</summary>
    public Grant? Grant { get; init; }

    /// <summary>A partnership's plan; null for other schemes.</summary>
    public JointPlan? Plan { get; init; }

    /// <summary>Figures watched over time, of any scheme.</summary>
    public IReadOnlyList<Indicator> Indicators { get; init; } = [];

    /// <summary>Every kind of fact on which a clause rests, those behind the results that it names or hangs on too: whoever may not see one of them may not know who meets it.</summary>
    public IReadOnlySet<Kind> KindsBehind(Clause clause)
    {
        var kinds = new HashSet<Kind>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        void Add(Clause of)
        {
            kinds.UnionWith(Wording.Patterns(of).Select(p => p.Kind));
            foreach (var name in Clauses.Within(of).SelectMany(Clauses.Names))
                if (seen.Add(name) && Find(name)?.When is { } when) Add(when);
        }
        Add(clause);
        return kinds;
    }

    /// <summary>Whether it pays somebody's results: a contract, with payers and prices.</summary>
    public bool PaysResults => Payers.Count > 0 && Outcomes.Any(o => o.Pays.Count > 0);

    /// <summary>The most that all payers together pay: the scheme's own cap, or their caps where all have one, whichever is less; null without either.</summary>
    public long? MostInAll => (Payers.Count > 0 && Payers.All(p => p.Cap is not null) ? Payers.Sum(p => p.Cap!.Value) : (long?)null) is { } sum ? Math.Min(sum, Cap ?? sum) : Cap;

    public Outcome? Find(string outcome)
    {
        foreach (var o in Outcomes) if (o.Name == outcome) return o;
        return null;
    }
}
