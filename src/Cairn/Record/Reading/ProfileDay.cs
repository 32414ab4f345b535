using System.Globalization;

namespace Cairn.Record;

/// <summary>
/// A day worked out from a row: a fixed date, a column or another day, and lengths of time added to it or taken from it.
/// Empty when a column it needs is empty.
/// </summary>
internal sealed class ProfileDay
{
    /// <summary>The ways a column may write dates. An hour after the date is left out.</summary>
    public static readonly string[] Forms = ["iso", "dd/MM/yyyy", "d/M/yyyy", "dd/MM/yy", "dd-MM-yyyy", "dd.MM.yyyy", "d MMM yyyy", "dd-MMM-yyyy", "dd-MMM-yy", "MM/dd/yyyy", "yyyyMMdd", "excel"];

    private readonly List<(int Sign, string? Column, int Count, LengthUnit Unit)> steps = [];

    public int? Fixed { get; init; }

    public ProfileDay? Other { get; init; }

    /// <summary>The column of the date itself, or the first that moves it.</summary>
    public string? Column => DateColumn ?? Other?.Column ?? steps.FirstOrDefault(s => s.Column is not null).Column;

    public string? DateColumn { get; init; }

    public string Form { get; init; } = "iso";

    public void Add(int sign, string? column, int count, LengthUnit unit) => steps.Add((sign, column, count, unit));

    /// <summary>The day, null when it is empty; false when a mistake has been noted.</summary>
    public bool TryDay(ProfileRow row, out int? day)
    {
        day = Fixed;
        if (Other is not null && !Other.TryDay(row, out day)) return false;
        if (DateColumn is not null && row[DateColumn].Length > 0)
        {
            if (!TryForm(row[DateColumn], Form, out var read))
            {
                row.Wrong(DateColumn, Form == "iso" ? Days.Problem(System.Text.Encoding.UTF8.GetBytes(row[DateColumn]))
                    : $"'{row[DateColumn]}' is not a date written as {Form}, or lies outside 1900-01-01 to 2079-06-05.");
                return false;
            }
            day = read;
        }
        foreach (var (sign, column, count, unit) in steps)
        {
            if (day is not { } from) return true;
            var length = count;
            if (column is not null)
            {
                if (row[column].Length == 0) day = null;
                if (row[column].Length == 0) return true;
                if (!int.TryParse(row[column], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out length) || length is < -100_000 or > 100_000)
                {
                    row.Wrong(column, $"'{row[column]}' is not a whole number of {unit.ToString().ToLowerInvariant()}.");
                    return false;
                }
            }
            var moved = new Length(sign * length, unit).After(from);
            if (moved is < 0 or >= Day.Never || (unit is LengthUnit.Days && moved != from + sign * length))
            {
                row.Wrong(column ?? Column, $"This leads to a day outside 1900-01-01 to 2079-06-05.");
                return false;
            }
            day = moved;
        }
        return true;
    }

    private static bool TryForm(string text, string form, out int day)
    {
        day = Day.Never;
        if (form == "excel") return Days.TryExcel(text, out day);
        var date = text;
        // Case systems write midnight after a date; a time of day is no part of it.
        if (form is not ("d MMM yyyy") && text.IndexOfAny([' ', 'T']) is > 0 and var space && TimeOnly.TryParse(text.AsSpan(space + 1), CultureInfo.InvariantCulture, out _)) date = text[..space];
        if (!DateOnly.TryParseExact(date, form == "iso" ? "yyyy-MM-dd" : form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        return Day.TryParse(read.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out day);
    }
}
