namespace Cairn.Record;

/// <summary>Reads one detail's values from bytes. What is plainly written is read here; the rest is asked of <see cref="DetailText"/>.</summary>
internal sealed class DetailColumn
{
    private readonly References? codes;
    private readonly bool dated;
    private readonly long low, high;

    public DetailColumn(Detail detail)
    {
        Detail = detail;
        if (detail.List is { } list)
        {
            codes = FactsHeader.Words(list.Codes.Select(c => c.Name));
            dated = list.Codes.Any(c => c.From > 0 || c.Until < Day.Never);
        }
        if (detail.Type is not DetailType.Number) return;
        long scale = 1;
        for (var i = 0; i < detail.Decimals; i++) scale *= 10;
        (low, high) = (detail.Min * scale, detail.Max * scale);
    }

    public Detail Detail { get; }

    /// <summary>
    /// Reads a value into the number that columns hold; names are numbered among those given. Unless it is to
    /// say what is wrong, nothing is worked out about it.
    /// </summary>
    public bool TryRead(ReadOnlySpan<byte> text, int onDay, References names, bool say, out int value, out string problem)
    {
        problem = "";
        switch (Detail.Type)
        {
            case DetailType.Code when !dated && codes!.Find(text) is >= 0 and var code:
                value = code;
                return true;
            case DetailType.Number when Detail.Decimals == 0 && TryDigits(text, out value) && value >= low && value <= high:
                return true;
            case DetailType.Date when Days.TryRead(text, out value):
                return true;
            case DetailType.Name:
                value = names.Number(text);
                return true;
            case DetailType.Words:
                value = FactColumns.Missing;
                return true;
            case DetailType.Code when !dated && !say:
                value = FactColumns.Missing;
                return false;
            default:
                return Slowly(text, onDay, names, out value, out problem);
        }
    }

    private bool Slowly(ReadOnlySpan<byte> text, int onDay, References names, out int value, out string problem)
    {
        Span<char> chars = text.Length <= 200 ? stackalloc char[200] : new char[text.Length];
        var length = System.Text.Encoding.UTF8.GetChars(text, chars);
        var good = DetailText.TryRead(Detail, chars[..length], onDay, names, out value, out problem);
        if (!good && Detail.Type is DetailType.Date) problem = Days.Problem(text);
        return good;
    }

    private static bool TryDigits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        if (text.Length is 0 or > 9) return false;
        foreach (var c in text)
        {
            var digit = c - '0';
            if (digit is < 0 or > 9) return false;
            value = value * 10 + digit;
        }
        return true;
    }
}
