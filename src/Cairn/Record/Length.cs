using System.Globalization;

namespace Cairn.Record;

/// <summary>The units a length of time is given in. A week is 7 days; a month and a year are calendar ones, clamped to the month's end.</summary>
public enum LengthUnit { Days, Weeks, Months, Years, WorkingDays }

/// <summary>
/// A length of time as a contract states it: "26 weeks", "3 months", "15 working days". What it comes to in days depends,
/// for months and years, on the day it is counted from.
/// </summary>
public readonly record struct Length(int Count, LengthUnit Unit)
{
    /// <summary>The day reached by counting this length on from a day: 13 weeks from 1 June is 31 August (91 days later).</summary>
    public int After(int day) => Unit switch
    {
        LengthUnit.Days => Day.Plus(day, Count),
        LengthUnit.Weeks => Day.Plus(day, Count * 7),
        LengthUnit.Months => Day.PlusMonths(day, Count),
        LengthUnit.Years => Day.PlusMonths(day, Count * 12),
        _ => Day.Plus(day, Count),
    };

    /// <summary>The day reached by counting this length back from a day.</summary>
    public int Before(int day) => new Length(-Count, Unit).After(day);

    /// <summary>
    /// How many days a spell beginning on this day must have so that it has lasted the length, both days counted:
    /// 13 weeks are 91 days; 3 months from 30 November end on 27 February, the day before the clamped day.
    /// </summary>
    public int DaysFrom(int day) => Unit is LengthUnit.Days ? Count : Unit is LengthUnit.Weeks ? Count * 7 : Math.Max(1, After(day) - day);

    /// <summary>True when the length is the same number of days whatever the day it starts on.</summary>
    public bool IsFixed => Unit is LengthUnit.Days or LengthUnit.Weeks;

    /// <summary>Reads "26 weeks", "1 day", "3 months", "2 years" or "15 working days".</summary>
    public static bool TryParse(string text, out Length length)
    {
        length = default;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 2 or > 3 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 20_000) return false;
        LengthUnit? unit = string.Join(' ', parts[1..]) switch
        {
            "day" or "days" => LengthUnit.Days,
            "week" or "weeks" => LengthUnit.Weeks,
            "month" or "months" => LengthUnit.Months,
            "year" or "years" => LengthUnit.Years,
            "working day" or "working days" => LengthUnit.WorkingDays,
            _ => null,
        };
        if (unit is null) return false;
        length = new Length(count, unit.Value);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var unit = Unit switch { LengthUnit.Days => "day", LengthUnit.Weeks => "week", LengthUnit.Months => "month", LengthUnit.Years => "year", _ => "working day" };
        return string.Create(CultureInfo.InvariantCulture, $"{Count} {unit}{(Count == 1 ? "" : "s")}");
    }
}
