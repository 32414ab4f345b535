using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>A clause asked of one person of a crowd, within a window of days, first and last.</summary>
internal readonly record struct Question(int Who, int Subject, int Lo, int Hi);

/// <summary>
/// People whose cases are worked out together, clause by clause. What a clause costs to ask is paid once a crowd, each clause
/// is one loop over its own table, and all that passes between clauses stays within the nearest cache.
/// </summary>
internal sealed class Crowd
{
    /// <summary>The most people in a crowd: few enough for their days to stay near, enough to make the asking cheap.</summary>
    public const int Most = 512;

    private readonly List<Question[]> spare = [];
    private readonly List<int[]> columns = [];
    private readonly Case one;
    private int rented;

    /// <param name="outcomes">How many the scheme has.</param>
    /// <param name="known">What had been recorded by this day is known.</param>
    /// <param name="people">How many there are to seat, in all: a small record needs no more room than that.</param>
    public Crowd(int outcomes, int known, int people)
    {
        Known = known;
        Room = Math.Clamp(people, 1, Most);
        Everyone = new Question[Room];
        Slots = outcomes + Case.FirstOutcome;
        Days = new int[Room * Slots];
        Array.Fill(Days, Day.Never);
        one = new Case(outcomes, known, Days);
    }

    public int Known { get; }

    /// <summary>How many can be seated at once.</summary>
    public int Room { get; }

    /// <summary>How many days are kept of each person: those of <see cref="Case.Days"/>.</summary>
    public int Slots { get; }

    /// <summary>The days that windows hang on, person after person.</summary>
    public int[] Days { get; }

    /// <summary>The first question to each person; the clauses of a scheme cut its window further.</summary>
    public Question[] Everyone { get; }

    /// <summary>Whether an answer on the day of the referral, or before it, need not be the first.</summary>
    public bool ByReferral { get; set; }

    /// <summary>Whether some windows of <see cref="Everyone"/> hold no day; a clause with a window of its own may still be asked.</summary>
    public bool SomeEmpty { get; set; }

    /// <summary>Forgets what was worked out of whoever sat here before.</summary>
    public void Clear(int people) => Days.AsSpan(0, people * Slots).Fill(Day.Never);

    /// <summary>The case of one of the crowd, for a clause that is asked person by person.</summary>
    public Case Turn(int who, int subject)
    {
        one.Turn(subject, who);
        one.SoonEnough = ByReferral ? one.Referral : -1;
        return one;
    }

    /// <summary>The last day of an answer that is soon enough for someone, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SoonEnough(int who) => ByReferral ? Days[who * Slots] : -1;

    /// <summary>Room for questions and for answers, to be given back.</summary>
    public (Question[] Questions, int[] Answers) Rent()
    {
        if (rented == spare.Count)
        {
            spare.Add(new Question[Room]);
            columns.Add(new int[Room]);
        }
        return (spare[rented], columns[rented++]);
    }

    /// <summary>Gives back the room rented last.</summary>
    public void Return() => rented--;
}

/// <summary>A truth as a number, without a branch: what is counted cannot be foreseen, and a wrong guess costs more than the count.</summary>
internal static class One
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int If(bool met) => Unsafe.BitCast<bool, byte>(met);
}

/// <summary>The rows of a source, held where a loop reads them without asking anything else: no bounds, no properties.</summary>
internal readonly ref struct Reader(Source source)
{
    /// <summary>How many questions ahead rows are asked for: a crowd skips about, which the processor cannot foresee.</summary>
    private const int Ahead = 8;

    private readonly ref Row rows = ref MemoryMarshal.GetArrayDataReference(source.Rows);
    private readonly ref int start = ref MemoryMarshal.GetArrayDataReference(source.Start);
    private readonly int mask = source.Mask;
    private readonly int lines = source.Lines;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int First(int subject) => Unsafe.Add(ref start, subject & mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int End(int subject) => Unsafe.Add(ref start, unchecked((subject & mask) + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref Row Row(int at) => ref Unsafe.Add(ref rows, at);

    /// <summary>Asks for the rows of a question some way ahead to be brought near.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(ReadOnlySpan<Question> asked, int now)
    {
        var next = unchecked(now + Ahead);
        if (next < asked.Length) Fetch(in Unsafe.Add(ref MemoryMarshal.GetReference(asked), next));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Fetch(in Question question)
    {
        if (!Sse.IsSupported) return;
        // An address that has moved since, or lies past the last row, does no harm: it is only a hint.
        var near = (byte*)Unsafe.AsPointer(ref Row(First(question.Subject)));
        Sse.Prefetch0(near);
        if (lines > 1) Sse.Prefetch0(near + 64);
        if (lines > 2) Sse.Prefetch0(near + 128);
    }
}
