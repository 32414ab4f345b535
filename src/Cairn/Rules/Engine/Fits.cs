using System.Runtime.CompilerServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// Whether a row fits a pattern. Each kind of test is a struct, so that the compiler makes every loop over rows anew for it
/// with the test inlined: the rule runs as a loop written by hand would.
/// </summary>
internal interface IFit
{
    bool Fits(ref readonly Row row, int index);

    /// <summary>Whether the test costs less than a branch that is guessed wrong, so that it is best made together with the others.</summary>
    static virtual bool IsCheap => false;
}

/// <summary>Every row fits.</summary>
internal readonly struct AnyFit : IFit
{
    public static bool IsCheap => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(ref readonly Row row, int index) => true;
}

/// <summary>The detail in slot 0 is in a range; one code is a range of one.</summary>
internal readonly struct RangeFit(int min, int max) : IFit
{
    public static bool IsCheap => true;

    private readonly uint least = (uint)min;
    private readonly uint width = (uint)(max - min);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(ref readonly Row row, int index) => unchecked(row.A - least) <= width;
}

/// <summary>The details in slots 0 and 1 are each in a range.</summary>
internal readonly struct TwoRangesFit(int minA, int maxA, int minB, int maxB) : IFit
{
    public static bool IsCheap => true;

    private readonly uint leastA = (uint)minA;
    private readonly uint widthA = (uint)(maxA - minA);
    private readonly uint leastB = (uint)minB;
    private readonly uint widthB = (uint)(maxB - minB);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(ref readonly Row row, int index) => unchecked(row.A - leastA <= widthA & row.B - leastB <= widthB);
}

/// <summary>The detail in slot 0 is one of up to 64 codes.</summary>
internal readonly struct CodesFit(ulong codes) : IFit
{
    public static bool IsCheap => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Fits(ref readonly Row row, int index) => row.A < 64 & (codes >> row.A & 1) != 0;
}

/// <summary>Any tests on any details, and on who said it.</summary>
internal readonly struct TestsFit(Source source, Pattern pattern, References names, FactColumns columns) : IFit
{
    public static bool IsCheap => false;

    private readonly KindTable table = source.Table;
    private readonly BoundTest[] tests = [.. pattern.Tests.Select(t => new BoundTest(t, names))];

    public bool Fits(ref readonly Row row, int index)
    {
        foreach (var test in tests) if (!test.Fits(table.Detail(index, test.Slot))) return false;
        return pattern.SaidBy.Count == 0 || pattern.SaidBy.Contains(columns.SaidBy(table.Positions[index]));
    }

    private readonly struct BoundTest(Test test, References names)
    {
        private readonly bool[]? codes = test.Codes?.ToArray();
        private readonly HashSet<int>? numbers = test.Names?.Select(n => names.Find(n)).ToHashSet();

        public int Slot { get; } = test.Detail.Slot;

        public bool Fits(int value)
        {
            if (value == FactColumns.Missing) return false;
            if (codes is not null) return value < codes.Length && codes[value];
            if (numbers is not null) return numbers.Contains(value) != test.NotNames;
            return value >= test.Min && value <= test.Max;
        }
    }
}

/// <summary>The rows that a pattern looks through: its subject's own, or everyone's where the kind is about something else.</summary>
internal sealed class Source
{
    /// <summary>All ones for rows of the subject itself, zero where the rows are everyone's: <c>Start[subject &amp; mask]</c>.</summary>
    public int Mask { get; }

    public Source(Facts facts, Kind kind, About about)
    {
        var own = kind.About == about;
        Mask = own ? -1 : 0;
        var table = facts.Index.Table(kind) ?? new KindTable(kind, [], new int[facts.Index.Subjects[(int)kind.About] + 1], [], new int[]?[kind.Extras]);
        Table = own ? table : table.AsOne();
        Rows = Table.Rows;
        Start = Table.Start;
        Lines = 1 + (Rows.Length / Start.Length * Unsafe.SizeOf<Row>() + 32) / 64;
    }

    public KindTable Table { get; }

    public Row[] Rows { get; }

    public int[] Start { get; }

    /// <summary>How many cache lines a subject's rows are spread over, as a rule.</summary>
    public int Lines { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int subject) => Start[subject & Mask];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int subject) => Start[(subject & Mask) + 1];
}
