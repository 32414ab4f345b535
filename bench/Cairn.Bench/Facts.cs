namespace Cairn.Bench;

/// <summary>The kinds of fact, as small numbers. No rule reads <see cref="Contact"/>: it is the noise.</summary>
public static class Kind
{
    public const int Referral = 0, Housing = 1, Offence = 2, Dependency = 3, Treatment = 4, Employment = 5, Review = 6, Contact = 7;

    public static readonly string[] Names = ["referral", "housing", "offence", "dependency", "treatment", "employment", "review", "contact"];
}

/// <summary>What a fact's code and value stand for, kind by kind. A referral's code is its lot, 1 to 150; a review's value its days with alcohol.</summary>
public static class Code
{
    public const int Hostel = 2, Settled = 4;
    public const int Residential = 0, Completed = 0;
    public const int Permanent = 0;

    /// <summary>Up to and with <see cref="Hostel"/> a person is homeless.</summary>
    public static readonly string[] Housing = ["rough-sleeping", "sofa-surfing", "hostel", "supported", "settled"];
    public static readonly string[] Setting = ["residential", "residential-detox", "community"];
    public static readonly string[] Reason = ["completed", "left-early", "transferred"];
    public static readonly string[] Contract = ["permanent", "fixed-term", "zero-hours"];
}

/// <summary>Days counted from 1 January 1900, so that each fits sixteen bits until 2079.</summary>
public static class Day
{
    /// <summary>Still going on; never retracted.</summary>
    public const int Never = 65535;

    private static readonly int Zero = new DateOnly(1900, 1, 1).DayNumber;

    public static int Of(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - Zero;

    public static DateOnly Date(int day) => DateOnly.FromDayNumber(day + Zero);

    /// <summary>Calendar months, clamped to the month's end.</summary>
    public static int AddMonths(int day, int months) => Date(day).AddMonths(months).DayNumber - Zero;
}

/// <summary>
/// Facts in the order in which they were recorded, 26 bytes each in eight columns; a fact's id is its place.
/// A row with <see cref="Retracts"/> takes back an earlier fact and says nothing itself: its other columns repeat that fact's.
/// </summary>
public sealed class Facts(int count, int people)
{
    public readonly int[] Person = new int[count];
    public readonly byte[] Kind = new byte[count], Code = new byte[count];
    public readonly int[] From = new int[count], To = new int[count], Recorded = new int[count];

    /// <summary>The id of the fact taken back, or -1.</summary>
    public readonly int[] Retracts = new int[count];
    public readonly int[] Value = new int[count];

    public int Count => count;

    public int People => people;
}

/// <summary>What is asked: the rules are fixed, these are their numbers. The day asked about is the day known.</summary>
public sealed record Question(int Known, int Places, long Cap)
{
    public const int Lots = 150, Outcomes = 8;

    public static readonly string[] Names =
    [
        "rehab completed", "26 settled weeks", "permanent job", "13 weeks in work", "26 weeks in work", "52 weeks in work",
        "two clear reviews", "no offence for a year",
    ];

    /// <summary>In pence, one payment each.</summary>
    public static readonly long[] Prices = [1_200_00, 899_99, 1_500_00, 750_01, 1_600_00, 3_200_00, 350_00, 700_00];

    /// <summary>Places for about half of those eligible, and money for about two thirds of what they reach.</summary>
    public static Question For(Facts facts)
    {
        var places = Math.Max(1, facts.People / 440);
        return new Question(Day.Of(2025, 9, 30), places, places * 700_00L);
    }
}

/// <summary>One outcome over everyone: how many reached it, the sum of the days on which they did, and pence due and paid.</summary>
public readonly record struct Line(long Count, long Days, long Due, long Paid);

/// <summary>What all the contenders must agree on before any time is printed.</summary>
public sealed record Answer(Line[] Lines)
{
    public bool Same(Answer other) => Lines.AsSpan().SequenceEqual(other.Lines);

    public override string ToString() => string.Join('\n', Lines.Select((line, i) =>
        $"{Question.Names[i],-22} {line.Count,8} {line.Days,14} {line.Due,14} {line.Paid,14}"));
}
