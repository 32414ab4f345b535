using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>How long a period is. A financial year begins on 1 April; the whole is from the scheme's first day to its last.</summary>
public enum Per { Quarter, Year, FinancialYear, Whole }

/// <summary>A stretch of days for which a figure is worked out; both ends count.</summary>
public readonly record struct Period(Per Per, int First, int Last)
{
    /// <summary>The period in which a day lies; the whole needs the scheme's days.</summary>
    public static Period Of(Per per, int day, Scheme scheme)
    {
        if (per is Per.Whole) return new Period(per, scheme.Opens, Math.Min(scheme.RunOffEnds, Day.Last));
        var date = Day.Date(day);
        var first = per switch
        {
            Per.Quarter => new DateOnly(date.Year, (date.Month - 1) / 3 * 3 + 1, 1),
            Per.Year => new DateOnly(date.Year, 1, 1),
            _ => new DateOnly(date.Month >= 4 ? date.Year : date.Year - 1, 4, 1),
        };
        return Starting(per, Day.Of(first));
    }

    /// <summary>The period that begins the day after this one ends; the whole has none.</summary>
    public Period? Next => Per is Per.Whole || Last >= Day.Of(2079, 1, 1) ? null : Starting(Per, Last + 1);

    /// <summary>The period that ends the day before this one begins; the whole has none, nor has one that would begin before 1900.</summary>
    public Period? Previous => Per is Per.Whole || Day.PlusMonths(First, -Months) == 0 ? null : Starting(Per, Day.PlusMonths(First, -Months));

    /// <summary>
    /// Reads <c>2026 Q1</c> (January to March), <c>2026/27 Q1</c> (April to June 2026), <c>2026</c> or <c>2026/27</c>; quarters of a
    /// calendar and of a financial year are the same stretches under two names.
    /// </summary>
    public static bool TryParse(string text, out Period period)
    {
        period = default;
        var parts = text.Split(' ');
        var slash = parts[0].IndexOf('/', StringComparison.Ordinal);
        if (parts.Length > 2 || !int.TryParse(slash < 0 ? parts[0] : parts[0][..slash], NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1901 or > 2077) return false;
        if (slash >= 0 && parts[0][(slash + 1)..] != ((year + 1) % 100).ToString("00", CultureInfo.InvariantCulture)) return false;
        if (parts.Length == 1)
        {
            period = slash < 0 ? Starting(Per.Year, Day.Of(year, 1, 1)) : Starting(Per.FinancialYear, Day.Of(year, 4, 1));
            return true;
        }
        if (parts[1] is not ['Q', >= '1' and <= '4' and var n]) return false;
        period = Starting(Per.Quarter, Day.PlusMonths(Day.Of(year, slash < 0 ? 1 : 4, 1), (n - '1') * 3));
        return true;
    }

    /// <summary><c>2026/27 Q1</c>, <c>2026</c>, <c>2026/27</c>, or <c>the whole scheme</c>.</summary>
    public override string ToString()
    {
        if (Per is Per.Whole) return "the whole scheme";
        var first = Day.Date(First);
        var year = first.Month >= 4 ? first.Year : first.Year - 1;
        var financial = string.Create(CultureInfo.InvariantCulture, $"{year}/{(year + 1) % 100:00}");
        return Per switch
        {
            Per.Year => first.Year.ToString(CultureInfo.InvariantCulture),
            Per.FinancialYear => financial,
            _ => string.Create(CultureInfo.InvariantCulture, $"{financial} Q{(first.Month + 8) % 12 / 3 + 1}"),
        };
    }

    private int Months => Per is Per.Quarter ? 3 : 12;

    private static Period Starting(Per per, int first) => new(per, first, Day.PlusMonths(first, per is Per.Quarter ? 3 : 12) - 1);
}
