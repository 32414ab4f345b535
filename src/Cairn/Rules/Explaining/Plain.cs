using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Clauses in plain English, as a commissioner would say them.</summary>
public static class Plain
{
    /// <summary>What the clause asks, with its window: "employment (contract permanent) starts, on or after rehab-completed, within 12 months".</summary>
    public static string Of(Clause clause) => Shape(clause) + When(clause.Window);

    private static string Shape(Clause clause) => clause switch
    {
        AllOf { InOrder: true } => "all of these, in this order",
        AllOf => "all of these",
        AnyOf { AtLeast: 1 } => "any of these",
        AnyOf any => $"at least {any.AtLeast} of these",
        NoneOf => "none of these",
        IfThen => "the second of these if the first is so, otherwise the third",
        Holds holds => $"{Of(holds.Days)} at some time",
        Happens h => $"{h.Pattern.Says} {(h.Pattern.Kind.IsSpell ? "starts" : "happens")}{(h.Times > 1 ? $" {h.Times} times" : "")}{(h.Apart is { } apart ? $", each at least {apart} after the one before" : "")}{(h.First ? ", for the first time ever" : "")}{(h.AtTimes.Count > 0 ? $" {string.Join(", ", h.AtTimes)} on, give or take {h.Tolerance}" : "")}",
        Leaves l => $"{l.Pattern.Says} ends{(l.Lasted is { } lasted ? $", having lasted at least {lasted}" : "")}",
        Sustains s => $"{Of(s.Days)} lasts for {s.For}, {Gaps(s)}{(s.While is { } w ? $", while {Of(w)}" : "")}{(s.Without is { } wo ? $", without {Of(wo)}" : "")}{(s.New ? ", counting only what began in that time" : "")}{(s.Bettering is { } b ? $", counting only a higher {b.Name} than before" : "")}{(s.Same is { } same ? $", all with the same {same.Name}" : "")}{(s.RestartsOn is { } r ? $", starting again after {r.Says}" : "")}{(s.Stops is { } c ? $", the clock standing still for {c.Name}" : "")}",
        Lacks l => $"no {Of(l.Days)} for {l.For}{(l.CoveredBy is { } by ? $", with {Of(by)} covering all of it" : "")}",
        Reckons r => $"{Of(r.Quantity)} reaches {Sum(r)}{(r.InAny is { } any ? $" in any {any}" : "")}{(r.InEach is { } each ? $" in each of {r.Times} periods of {each}{(r.InARow ? " in a row" : "")}" : "")}{(r.OutOf is { } whole ? $" of {Of(whole)}" : "")}{(r.Over is { } over ? $" over {over}" : "")}",
        Measures m => $"{string.Join(" + ", m.Of.Select(o => o.Pattern.Says))} {Change(m)}{(m.Times > 1 ? $", {m.Times} times" : "")}{(m.Apart is { } apart ? $", at least {apart} apart" : "")}{(m.Lasting is { } lasting ? $", lasting {lasting}" : "")}",
        Aged a => $"aged {(a.Max >= 200 ? $"{a.Min} or more" : a.Min <= 0 ? $"{a.Max} or less" : $"{a.Min} to {a.Max}")} on {Of(a.On)}",
        Reached r => $"'{r.Name}' is reached",
        _ => "?",
    };

    /// <summary>A set of days.</summary>
    public static string Of(Days days) => days switch
    {
        SpellDays s => s.Pattern.Says,
        EitherDays e => string.Join(" or ", e.Of.Select(Of)),
        BothDays b => string.Join(" and ", b.Of.Select(Of)),
        NotDays n => $"not {Of(n.Of)}",
        TogetherDays t => $"{t.Pattern.Says} with {t.Detail.Name} together {Range(t)}",
        CarriedDays c => $"{c.Pattern.Says} as last read",
        _ => "?",
    };

    /// <summary>What an indicator counts, or what it counts of: "people with the end of treatment", "each ‘Referral’ that is followed by ‘Treatment’ within 3 weeks".</summary>
    public static string Of(Counted counted) => counted switch
    {
        CountedPeople { Clause: null } => "everyone in the record",
        CountedPeople { Clause: Reached r } => $"people who reached '{r.Name}'",
        CountedPeople p => $"people with {Lower(Wording.Of(p.Clause))}",
        CountedSum { Quantity: { Tally: Tally.Count, Pattern: { } each } } => $"each {Lower(each.Says)}",
        CountedSum s => Of(s.Quantity),
        CountedAnswers a => $"each ‘{Wording.Of(a.Each)}’ that is followed by ‘{Wording.Of(a.FollowedBy)}’{(a.Within is { } within ? $" within {within}" : "")}{(a.Same is { } same ? $", with the same {same.Of.Name}" : "")}",
        CountedReadings r => $"the last {r.Value.Name} of {Lower(Wording.Of(r.Readings))}{(r.OutOf is { } whole ? $", out of its {whole.Name}" : "")}",
        _ => "?",
    };

    private static string Range(TogetherDays t)
    {
        string Say(int value)
        {
            decimal number = value;
            for (var d = t.Detail.Decimals; d > 0; d--) number /= 10;
            return number.ToString("#,0.##", CultureInfo.InvariantCulture);
        }
        return t.Max >= t.Detail.Max ? $"{Say(t.Min)} or more" : t.Min <= t.Detail.Min ? $"{Say(t.Max)} or less" : $"{Say(t.Min)} to {Say(t.Max)}";
    }

    private static string Lower(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    private static string Of(Quantity q) => q.Tally switch
    {
        Tally.Count => $"the number of ‘{Wording.Of(q.Pattern!)}’",
        Tally.Days => $"the days of {Of(q.Days!)}",
        _ => $"the total {q.Detail!.Name} of {q.Pattern!.Says}",
    };

    private static string Gaps(Sustains s)
    {
        var parts = new List<string>();
        if (s.GapsEach is { } each) parts.Add($"{each} days each");
        if (s.GapsInTotal is > 0 and var total) parts.Add($"{total} days in total");
        return parts.Count == 0 ? "without a gap" : $"with gaps of at most {string.Join(" and ", parts)}";
    }

    private static string Sum(Reckons r)
    {
        if (r.OutOf is not null) return (r.Reaches / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";
        if (r.Table is { } table) return $"{r.Reaches} times {table.Name}";
        if (r.Quantity.Detail is { Type: DetailType.Money }) return Pence.Format(r.Reaches);
        decimal value = r.Reaches;
        for (var d = r.Quantity.Worth is not null ? 3 : r.Quantity.Detail?.Decimals ?? 0; d > 0; d--) value /= 10;
        return value.ToString("0.###", CultureInfo.InvariantCulture);
    }

    private static string Change(Measures m) =>
        m.RisesBy is { } up ? $"rises by {up} or more" : m.FallsBy is { } down ? $"falls by {down} or more" : m.Min is null or <= int.MinValue + 1 ? $"is {m.Max} or less" : m.Max is null or >= int.MaxValue ? $"is {m.Min} or more" : $"is {m.Min} to {m.Max}";

    private static string When(Window w)
    {
        if (w.Ever) return ", at any time";
        if (w.After is not null && w.After == w.Before) return $", on the day of {Of(w.After)}";
        var text = w.After is { } after ? $", on or after {Of(after)}" : "";
        if (w.Within is { } within) text += w.Before is not null && w.After is null ? $", within {within} before" : $", within {within}";
        if (w.Before is { } before) text += w.Within is not null && w.After is null ? $" {Of(before)}" : $", on or before {Of(before)}";
        return text;
    }

    private static string Of(Anchor a)
    {
        var day = a.Kind switch
        {
            AnchorKind.Referral => "the referral", AnchorKind.Enrolment => "the enrolment", AnchorKind.Reached => $"'{a.Name}'",
            AnchorKind.Date => Day.Long(a.Date), AnchorKind.Opens => "the scheme's first day", _ => "the scheme's last day",
        };
        return a.Offset is { } offset ? $"{offset} {(a.Back ? "before" : "after")} {day}" : day;
    }
}
