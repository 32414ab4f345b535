using System.Globalization;
using System.Text;

namespace Cairn.Record;

/// <summary>Reads dates from bytes, and says of what is no date what it seems to be.</summary>
internal static class Days
{
    private static readonly int[] YearStart = [.. Enumerable.Range(1900, 180).Select(y => y == 1900 ? 0 : new DateOnly(y, 1, 1).DayNumber - new DateOnly(1900, 1, 1).DayNumber)];
    private static readonly int[] MonthStart = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    private static readonly string[] UkForms = ["d/M/yyyy", "d/M/yy", "d-M-yyyy", "d.M.yyyy", "d MMMM yyyy", "d MMM yyyy", "d-MMM-yy", "d-MMM-yyyy"];

    /// <summary>Reads an ISO date, <c>2026-04-01</c>, from 1900-01-01 to 2079-06-05.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out int day)
    {
        day = Day.Never;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        int a = text[0] - '0', b = text[1] - '0', c = text[2] - '0', d = text[3] - '0', e = text[5] - '0', f = text[6] - '0', g = text[8] - '0', h = text[9] - '0';
        if ((a | b | c | d | e | f | g | h) is < 0 or > 15 || a > 9 || b > 9 || c > 9 || d > 9 || e > 9 || f > 9 || g > 9 || h > 9) return false;
        int year = a * 1000 + b * 100 + c * 10 + d, month = e * 10 + f, ofMonth = g * 10 + h;
        if (year is < 1900 or > 2079 || month is < 1 or > 12 || ofMonth < 1) return false;
        if (ofMonth > 28 && ofMonth > DateTime.DaysInMonth(year, month)) return false;
        var leap = month > 2 && DateTime.IsLeapYear(year) ? 1 : 0;
        var number = YearStart[year - 1900] + MonthStart[month - 1] + leap + ofMonth - 1;
        if (number > Day.Last) return false;
        day = number;
        return true;
    }

    /// <summary>What is wrong with a text that is no date, and what to write.</summary>
    public static string Problem(string text) => Problem(Encoding.UTF8.GetBytes(text));

    /// <summary>What is wrong with bytes that are no date, and what to write.</summary>
    public static string Problem(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, 60)]);
        if (text.Trim() != text && text.Trim().Length == 10) return $"A space stands beside the date '{text.Trim()}'; remove it.";
        if (text.Length == 10 && text[4] == '-' && text[7] == '-' && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && int.TryParse(text.AsSpan(5, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var month) && int.TryParse(text.AsSpan(8, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var day))
        {
            if (month is < 1 or > 12) return $"'{text}' is not a date: there is no month {month}. Write year-month-day.";
            if (year is < 1 or > 9999 || day < 1 || day > DateTime.DaysInMonth(year, month))
                return $"'{text}' is not a date: there is no {day} {CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month)} {year}.";
            return $"'{text}' is outside the days that can be kept, 1900-01-01 to 2079-06-05.";
        }
        if (DateOnly.TryParseExact(text, UkForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var uk))
            return $"'{text}' is not written year first; write it as {uk.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.";
        if (text.Length > 10 && Day.TryParse(text.AsSpan(0, 10), out _)) return $"'{text}' has more than a day; write {text[..10]}, a day has no hour here.";
        if (TryExcel(text, out var serial)) return $"'{text}' looks like the number by which Excel keeps a date; write it as {Day.Iso(serial)}.";
        return $"'{text}' is not a date; write it as 2026-04-01.";
    }

    /// <summary>
    /// Reads the number by which Excel keeps a date; a fraction is the hour and left out. Excel has a 29 February 1900, 60, which is refused.
    /// </summary>
    public static bool TryExcel(ReadOnlySpan<char> text, out int day)
    {
        day = Day.Never;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var serial) || serial < 1 || serial >= Day.Never) return false;
        var whole = (int)decimal.Truncate(serial);
        if (whole == 60) return false;
        day = whole < 60 ? whole - 1 : whole - 2;
        return true;
    }
}
