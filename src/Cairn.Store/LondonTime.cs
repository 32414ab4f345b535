using Cairn.Record;

namespace Cairn.Store;

/// <summary>
/// The day that an instant falls on in London, worked out by the rule since 1996, so that it needs no time zone data: summer
/// time runs from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October.
/// </summary>
public static class LondonTime
{
    /// <summary>The day, as facts keep it, on which something recorded at this instant counts as recorded.</summary>
    public static int DayOf(DateTimeOffset instant) => Day.Of(DateOnly.FromDateTime(Local(instant)));

    /// <summary>The last instant, to the millisecond, of a day in London: "known on that day" includes everything up to it.</summary>
    public static DateTimeOffset EndOf(int day)
    {
        var midnight = Day.Date(day).AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var ahead = IsSummer(midnight.AddHours(-1)) ? 1 : 0;
        return new DateTimeOffset(midnight.AddHours(-ahead).AddMilliseconds(-1));
    }

    /// <summary>The clock in London at an instant.</summary>
    public static DateTime Local(DateTimeOffset instant) => IsSummer(instant.UtcDateTime) ? instant.UtcDateTime.AddHours(1) : instant.UtcDateTime;

    private static bool IsSummer(DateTime utc) => utc >= LastSunday(utc.Year, 3) && utc < LastSunday(utc.Year, 10);

    private static DateTime LastSunday(int year, int month)
    {
        var last = new DateTime(year, month, 31, 1, 0, 0, DateTimeKind.Utc);
        return last.AddDays(-(int)last.DayOfWeek);
    }
}
