using System.Globalization;
using System.Runtime.CompilerServices;

namespace Cairn.Record;

/// <summary>
/// Days as the index keeps them: whole days since 1 January 1900, which is day 0. Sixteen bits reach 5 June 2079;
/// a date outside that is refused when a fact is read, never clamped.
/// </summary>
public static class Day
{
    /// <summary>As an end: still going on. As an answer: never. Later than every real day.</summary>
    public const int Never = ushort.MaxValue;

    /// <summary>The last day that a fact may name, 5 June 2079.</summary>
    public const int Last = ushort.MaxValue - 1;

    private static readonly int Origin = new DateOnly(1900, 1, 1).DayNumber;

    /// <summary>The day number of a date; throws when the date is outside 1900 to 5 June 2079, which readers have refused before.</summary>
    public static int Of(DateOnly date)
    {
        var day = date.DayNumber - Origin;
        return day is >= 0 and <= Last ? day : throw new ArgumentOutOfRangeException(nameof(date), date, "A day lies between 1900-01-01 and 2079-06-05.");
    }

    /// <summary>The day number of a year, month and day.</summary>
    public static int Of(int year, int month, int day) => Of(new DateOnly(year, month, day));

    /// <summary>The date of a day number; <see cref="Never"/> has none and throws.</summary>
    public static DateOnly Date(int day) =>
        day is >= 0 and <= Last ? DateOnly.FromDayNumber(day + Origin) : throw new ArgumentOutOfRangeException(nameof(day), day, "Not a day.");

    /// <summary>Reads an ISO date, <c>2026-04-01</c>, that lies in the range a fact may name.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int day)
    {
        day = Never;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return false;
        var number = date.DayNumber - Origin;
        if (number is < 0 or > Last) return false;
        day = number;
        return true;
    }

    /// <summary>The day so many days later, or <see cref="Never"/> when that is past the last day; before day 0 it is day 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Plus(int day, int days) => day >= Never ? Never : Math.Clamp(day + days, 0, Never);

    /// <summary>
    /// The same day of the month so many calendar months later (or earlier, when negative), clamped to the month's end:
    /// three months from 30 November is 28 or 29 February.
    /// </summary>
    public static int PlusMonths(int day, int months)
    {
        if (day >= Never) return Never;
        return TableOf(months) is { } table ? table[day] : ByCalendar(day, months);
    }

    /// <summary>Every day's answer for so many months, for a loop that asks of everyone; null for more months than are kept.</summary>
    internal static ushort[]? TableOf(int months) => Math.Abs(months) >= MonthTables.Length / 2 ? null : MonthTables[months + MonthTables.Length / 2] ?? MakeTable(months);

    /// <summary>For each number of months asked for so far, every day's answer: the calendar is slow, and rules ask for the same few lengths of everyone.</summary>
    private static readonly ushort[]?[] MonthTables = new ushort[]?[512];

    private static ushort[] MakeTable(int months)
    {
        var table = new ushort[Never + 1];
        table[Never] = Never;
        for (var day = 0; day < Never; day++) table[day] = (ushort)ByCalendar(day, months);
        return MonthTables[months + MonthTables.Length / 2] = table;
    }

    private static int ByCalendar(int day, int months) => Math.Clamp(Date(day).AddMonths(months).DayNumber - Origin, 0, Never);

    /// <summary>The date in ISO form, or <c>never</c>.</summary>
    public static string Iso(int day) => day >= Never ? "never" : Date(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The date as people here write it, <c>1 April 2026</c>, or <c>never</c>.</summary>
    public static string Long(int day) => day >= Never ? "never" : Date(day).ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
}
