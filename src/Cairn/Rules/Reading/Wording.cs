using Cairn.Record;

namespace Cairn.Rules;

/// <summary>What a clause speaks of: its patterns, and the few words that name it in a reason.</summary>
internal static class Wording
{
    /// <summary>Every pattern that a clause, or any clause inside it, looks for.</summary>
    public static IEnumerable<Pattern> Patterns(Clause clause) => Clauses.Within(clause).SelectMany(Own);

    private static IEnumerable<Pattern> Own(Clause clause) => clause switch
    {
        Holds holds => Patterns(holds.Days),
        Happens happens => [happens.Pattern],
        Leaves leaves => [leaves.Pattern],
        Sustains s => new[] { s.Days, s.While, s.Without }.OfType<Days>().SelectMany(Patterns).Concat(s.RestartsOn is { } restarts ? [restarts] : []),
        Lacks lacks => Patterns(lacks.Days).Concat(lacks.CoveredBy is { } by ? Patterns(by) : []),
        Reckons reckons => Patterns(reckons.Quantity).Concat(reckons.OutOf is { } whole ? Patterns(whole) : []),
        Measures measures => measures.Of.Select(m => m.Pattern),
        Aged aged => [aged.Birth],
        _ => [],
    };

    public static IEnumerable<Pattern> Patterns(Quantity quantity) => quantity.Days is { } days ? Patterns(days) : [quantity.Pattern!];

    public static IEnumerable<Pattern> Patterns(Days days) => days switch
    {
        SpellDays spells => [spells.Pattern],
        EitherDays either => either.Of.SelectMany(Patterns),
        BothDays both => both.Of.SelectMany(Patterns),
        NotDays not => Patterns(not.Of),
        TogetherDays together => [together.Pattern],
        CarriedDays carried => [carried.Pattern],
        _ => [],
    };

    /// <summary>A clause in a few words; as read aloud where no title says it.</summary>
    public static string Of(Clause clause) => clause switch
    {
        AllOf all => string.Join(all.InOrder ? ", then " : " and ", all.Clauses.Select(Of)),
        AnyOf any => string.Join(" or ", any.Clauses.Select(Of)),
        NoneOf none => "no " + string.Join(" or ", none.Clauses.Select(Of)),
        Holds holds => Of(holds.Days),
        Happens happens => Of(happens.Pattern),
        Leaves leaves => $"the end of ‘{Of(leaves.Pattern)}’",
        Reached reached => reached.Name,
        _ => Plain.Of(clause),
    };

    public static string Of(Days days) => days switch
    {
        SpellDays spells => Of(spells.Pattern),
        EitherDays either => string.Join(" or ", either.Of.Select(Of)),
        BothDays both => string.Join(" and ", both.Of.Select(Of)),
        NotDays not => "no " + Of(not.Of),
        CarriedDays carried => $"{Of(carried.Pattern)} in the last {carried.AtMost}",
        _ => Plain.Of(days),
    };

    /// <summary>The kind's title, and its first detail's where a code is asked for: "Protocol agreed (Safeguarding)".</summary>
    public static string Of(Pattern pattern)
    {
        var kind = pattern.Kind.Title.Split(':')[0];
        if (pattern.Tests.Count == 0) return kind;
        return $"{kind} ({string.Join(", ", pattern.Tests.Select(Of))})";
    }

    /// <summary>Up to three codes by their titles, or all but up to three of them.</summary>
    private static string Of(Test test)
    {
        string Titles(IReadOnlyList<bool> codes, bool asked) => string.Join(" or ", test.Detail.List!.Codes.Where((_, i) => codes[i] == asked).Select(c => c.Title));
        if (test.Codes is not { } codes) return $"{test.Detail.Title} {test.Says}";
        return codes.Count(c => c) <= 3 ? Titles(codes, true) : codes.Count(c => !c) <= 3 ? $"other than {Titles(codes, false)}" : $"{test.Detail.Title} {test.Says}";
    }
}
