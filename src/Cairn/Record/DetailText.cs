using System.Globalization;

namespace Cairn.Record;

/// <summary>Details as people and files write them, and back.</summary>
public static class DetailText
{
    /// <summary>
    /// Reads a detail's text into the number that columns hold. A refusal says what is wrong and what to write; a code must
    /// have been in use on the fact's first day.
    /// </summary>
    public static bool TryRead(Detail detail, ReadOnlySpan<char> text, int onDay, References names, out int value, out string problem)
    {
        problem = "";
        value = FactColumns.Missing;
        switch (detail.Type)
        {
            case DetailType.Code:
                return TryCode(detail, text, onDay, out value, out problem);
            case DetailType.Number:
                if (TrySteps(text, detail.Decimals, out value) && InRange(detail, value)) return true;
                problem = $"'{text}' is not a number of {(detail.Unit.Length > 0 ? detail.Unit : detail.Name)} from {detail.Min} to {detail.Max}{(detail.Decimals == 0 ? ", in whole numbers" : "")}.";
                return false;
            case DetailType.Money:
                // A column of amounts is in pounds, with or without the sign.
                var amount = text.Contains('£') || text.EndsWith("p") ? text.ToString() : text.StartsWith("-") ? $"-£{text[1..]}" : $"£{text}";
                if (Pence.TryParse(amount, out var pence) && pence is > int.MinValue and <= int.MaxValue)
                {
                    value = (int)pence;
                    return true;
                }
                problem = $"'{text}' is not an amount; write it as £1,234.56 or 1234.56.";
                return false;
            case DetailType.Date:
                if (Day.TryParse(text, out value)) return true;
                problem = Days.Problem(text.ToString());
                return false;
            case DetailType.Name:
                value = names.Number(text);
                return true;
            default:
                problem = "Free words are not kept in columns.";
                return false;
        }
    }

    private static bool TryCode(Detail detail, ReadOnlySpan<char> text, int onDay, out int value, out string problem)
    {
        problem = "";
        var codes = detail.List!.Codes;
        for (value = 0; value < codes.Count; value++)
        {
            if (!text.SequenceEqual(codes[value].Name)) continue;
            if (onDay >= codes[value].From && onDay <= codes[value].Until) return true;
            problem = onDay < codes[value].From
                ? $"'{text}' may be used from {Day.Long(codes[value].From)}; this fact is of {Day.Long(onDay)}."
                : $"'{text}' may be used until {Day.Long(codes[value].Until)}; this fact is of {Day.Long(onDay)}.";
            return false;
        }
        problem = $"'{text}' is not in the list {detail.List.Name}.{Mistakes.DidYouMean(text.ToString(), codes.Select(c => c.Name))}";
        value = FactColumns.Missing;
        return false;
    }

    private static bool InRange(Detail detail, int value)
    {
        long scale = 1;
        for (var i = 0; i < detail.Decimals; i++) scale *= 10;
        return value >= detail.Min * scale && value <= detail.Max * scale;
    }

    /// <summary>Reads a decimal number into whole steps: "37.5" with one decimal is 375. More decimals than declared are refused.</summary>
    public static bool TrySteps(ReadOnlySpan<char> text, int decimals, out int value)
    {
        value = 0;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        for (var i = 0; i < decimals; i++) number *= 10;
        if (number != decimal.Truncate(number) || number is < -2_000_000_000m or > 2_000_000_000m) return false;
        value = (int)number;
        return true;
    }

    /// <summary>The text of a value as a file writes it; empty when nothing is recorded.</summary>
    public static string Write(Detail detail, int value, References names)
    {
        if (value == FactColumns.Missing) return "";
        return detail.Type switch
        {
            DetailType.Code => detail.List!.Codes[value].Name,
            DetailType.Number => Steps(value, detail.Decimals),
            DetailType.Money => (value / 100m).ToString("0.00", CultureInfo.InvariantCulture),
            DetailType.Date => Day.Iso(value),
            DetailType.Name => names[value],
            _ => "",
        };
    }

    private static string Steps(int value, int decimals)
    {
        decimal number = value;
        for (var i = 0; i < decimals; i++) number /= 10;
        return number.ToString(CultureInfo.InvariantCulture);
    }
}
