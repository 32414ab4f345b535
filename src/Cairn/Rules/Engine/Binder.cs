using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>Binds the clauses of a scheme to a record: each becomes a node that runs as a loop over its own kind's table.</summary>
internal sealed class Binder(Scheme scheme, Facts facts)
{
    private readonly Dictionary<Kind, Source> sources = [];
    private readonly Dictionary<(Kind, IFit), DaySet> sets = [];
    private readonly Calendar workingDays = facts.Vocabulary.WorkingDays;

    public Node Bind(Clause clause)
    {
        var window = Bind(clause.Window);
        return clause switch
        {
            AllOf all => new AllNode(all, window, Bind(all.Clauses)),
            AnyOf any => new AnyNode(any, window, Bind(any.Clauses)),
            NoneOf none => new NoneNode(none, window, Bind(none.Clauses)),
            IfThen branch => new IfNode(branch, window, Bind(branch.If), Bind(branch.Then), branch.Else is { } otherwise ? Bind(otherwise) : null),
            Holds holds => new HoldsNode(holds, window, Bind(holds.Days)),
            Happens happens => WithFit(happens.Pattern, new HappensMaker(happens, window)),
            Leaves leaves => WithFit(leaves.Pattern, new LeavesMaker(leaves, window)),
            Sustains sustains => new SustainsNode(sustains, window, Bind(sustains)),
            Lacks lacks => new LacksNode(lacks, window, Bind(lacks.Days), lacks.CoveredBy is { } by ? Bind(by) : null),
            Reckons reckons => new ReckonsNode(reckons, window, Bind(reckons.Quantity), reckons.OutOf is { } whole ? Bind(whole) : null),
            Measures measures => new MeasuresNode(measures, window, [.. measures.Of.Select(m => (SourceOf(m.Pattern.Kind), m.Detail.Slot))], measures.Baseline is { } b ? Bind(b) : null),
            Aged aged => new AgedNode(aged, window, SourceOf(aged.Birth.Kind), Bind(aged.On)),
            Reached reached => new ReachedNode(reached, window, scheme.Find(reached.Name)!.Number),
            _ => throw new InvalidOperationException($"No node for {clause.GetType().Name}."),
        };
    }

    private Node[] Bind(IReadOnlyList<Clause> clauses) => [.. clauses.Select(Bind)];

    public BoundWindow? Bind(Window window) =>
        window is { After: null, Before: null, Within: null, Ever: false } ? null : new BoundWindow(window, scheme, workingDays);

    public BoundAnchor Bind(Anchor anchor) => new(anchor, scheme, workingDays);

    public BoundQuantity Bind(Quantity quantity) => quantity.Days is { } days
        ? new BoundQuantity(quantity, null, null, Bind(days))
        : new BoundQuantity(quantity, SourceOf(quantity.Pattern!.Kind), Fit(quantity.Pattern), null);

    public DaySet Bind(Days days) => days switch
    {
        SpellDays spells => SetOf(spells.Pattern),
        EitherDays either => new EitherSet([.. either.Of.Select(Bind)]),
        BothDays both => new BothSet([.. both.Of.Select(Bind)]),
        NotDays not => new NotSet(Bind(not.Of)),
        TogetherDays together => new TogetherSet(SourceOf(together.Pattern.Kind), Fit(together.Pattern), together.Detail.Slot, together.Min, together.Max),
        CarriedDays carried => new CarriedSet(SourceOf(carried.Pattern.Kind), Fit(carried.Pattern), carried.AtMost),
        _ => throw new InvalidOperationException($"No set for {days.GetType().Name}."),
    };

    /// <summary>One set for all clauses that speak of the same facts, so that they can share what was read.</summary>
    private DaySet SetOf(Pattern pattern)
    {
        var key = (pattern.Kind, Fit(pattern));
        if (!sets.TryGetValue(key, out var set)) sets[key] = set = WithFit(pattern, default(SetMaker));
        return set;
    }

    private SustainedDays Bind(Sustains clause)
    {
        var pattern = (clause.Days as SpellDays)?.Pattern;
        var chosen = pattern is not null && (clause.New || clause.Bettering is not null || clause.Same is not null)
            ? new ChosenRows(SourceOf(pattern.Kind), Fit(pattern), clause.New, clause.Bettering?.Slot ?? -1, clause.Same?.Slot ?? -1)
            : null;
        return new SustainedDays(Bind(clause.Days), chosen, clause.While is { } w ? Bind(w) : null, clause.Without is { } wo ? Bind(new NotDays(wo)) : null,
            clause.RestartsOn is { } restarts ? Bind(new SpellDays(restarts)) : null);
    }

    public Source SourceOf(Kind kind)
    {
        if (!sources.TryGetValue(kind, out var source)) sources[kind] = source = new Source(facts, kind, scheme.About);
        return source;
    }

    /// <summary>The cheapest test that says the same as a pattern.</summary>
    public IFit Fit(Pattern pattern)
    {
        if (pattern.SaidBy.Count == 0 && pattern.Tests.Count == 0) return default(AnyFit);
        if (pattern.SaidBy.Count == 0 && pattern.Tests is [{ Detail.Slot: 0 } only])
        {
            if (Range(only) is var (min, max)) return new RangeFit(min, max);
            if (only.Codes is { Count: <= 64 } codes) return new CodesFit(Enumerable.Range(0, codes.Count).Where(i => codes[i]).Aggregate(0UL, (set, code) => set | 1UL << code));
        }
        if (pattern.SaidBy.Count == 0 && pattern.Tests is [{ Detail.Slot: 0 or 1 } one, { Detail.Slot: 0 or 1 } two] && one.Detail.Slot != two.Detail.Slot && Range(one) is var (min1, max1) && Range(two) is var (min2, max2))
            return one.Detail.Slot == 0 ? new TwoRangesFit(min1, max1, min2, max2) : new TwoRangesFit(min2, max2, min1, max1);
        return new TestsFit(SourceOf(pattern.Kind), pattern, facts.Names, facts.Columns);
    }

    /// <summary>The range of a test on a detail kept in the row: neighbouring codes, or a number; null where it is not one range.</summary>
    private static (int Min, int Max)? Range(Test test)
    {
        if (test.Names is not null) return null;
        if (test.Codes is not { } codes) return test.Max < 0 ? null : (Math.Max(0, test.Min), Math.Min(test.Max, FactColumns.Absent - 1));
        int first = -1, last = -1, count = 0;
        for (var i = 0; i < codes.Count; i++)
        {
            if (!codes[i]) continue;
            if (first < 0) first = i;
            last = i;
            count++;
        }
        return count > 0 && last - first + 1 == count ? (first, last) : null;
    }

    /// <summary>Makes what needs a test, once for each kind of test, so that the test is compiled into it.</summary>
    private T WithFit<T>(Pattern pattern, IMaker<T> maker)
    {
        var source = SourceOf(pattern.Kind);
        return Fit(pattern) switch
        {
            AnyFit any => maker.Make(source, any),
            RangeFit range => maker.Make(source, range),
            TwoRangesFit ranges => maker.Make(source, ranges),
            CodesFit codes => maker.Make(source, codes),
            TestsFit tests => maker.Make(source, tests),
            var other => throw new InvalidOperationException($"No maker for {other.GetType().Name}."),
        };
    }

    private interface IMaker<out T>
    {
        T Make<TFit>(Source source, TFit fit) where TFit : struct, IFit;
    }

    private readonly struct HappensMaker(Happens clause, BoundWindow? window) : IMaker<Node>
    {
        public Node Make<TFit>(Source source, TFit fit) where TFit : struct, IFit => new HappensNode<TFit>(clause, window, source, fit);
    }

    private readonly struct LeavesMaker(Leaves clause, BoundWindow? window) : IMaker<Node>
    {
        public Node Make<TFit>(Source source, TFit fit) where TFit : struct, IFit => new LeavesNode<TFit>(clause, window, source, fit);
    }

    private readonly struct SetMaker : IMaker<DaySet>
    {
        public DaySet Make<TFit>(Source source, TFit fit) where TFit : struct, IFit => new SpellSet<TFit>(source, fit);
    }
}
