using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>Reads numbers that are not known well, with where they come from: shares, monthly rates, lengths of time, costs.</summary>
internal sealed class RateReader(Mistakes mistakes, IReadOnlyList<Trait> traits)
{
    private static readonly string[] Known = ["share", "a-month", "low", "high", "standing", "source", "by", "note"], Standings = ["verified", "computed", "recalled", "assumed"];

    public Rate? Rate(Yaml name, Yaml at, int number)
    {
        if (!Keys.Check(at, Known, mistakes)) return null;
        var (share, month) = (at["share"], at["a-month"]);
        if (share is null == month is null)
        {
            mistakes.Add(name, $"Say what '{name.Word}' is: 'share: 30%' for how many of those it could happen to, or 'a-month: [0.2, 0.1]' for how many a person-month of 30 days.");
            return null;
        }
        var values = share is not null ? [Share(share)] : month!.Items.Select(Monthly).ToList();
        return new Rate(name.Word, number, share is not null, values, Origin(at), name) { Interval = Interval(at, share is not null, values[0]), By = [.. Factors(at["by"])] };
    }

    /// <summary>A share as 30% or 0.3; what is no share, or beyond one, is noted.</summary>
    public double Share(Yaml at)
    {
        var text = at.Word.TrimEnd();
        var percent = text.EndsWith('%');
        if (!double.TryParse(percent ? text[..^1] : text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)) mistakes.Add(at, $"'{at.Word}' is not a share; write 30% or 0.3.");
        else if ((percent ? n / 100 : n) is < 0 or > 1) mistakes.Add(at, n < 0 ? $"A share cannot be below nothing; '{at.Word}' is." : $"A share cannot be more than the whole; '{at.Word}' is beyond 100%.{(percent ? "" : " Write 30% for thirty in a hundred.")}");
        else return percent ? n / 100 : n;
        // No number: nothing more is said of what rests on it.
        return double.NaN;
    }

    private double Monthly(Yaml at)
    {
        if (double.TryParse(at.Word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) && n is >= 0 and <= 100) return n;
        mistakes.Add(at, n < 0 ? $"A rate cannot be below nothing; '{at.Word}' is." : $"'{at.Word}' is not a monthly rate; write how many there are a person-month, such as 0.2.");
        return 0;
    }

    private (double, double)? Interval(Yaml at, bool isShare, double value)
    {
        if (at["low"] is null && at["high"] is null) return null;
        if (at["low"] is not { } low || at["high"] is not { } high)
        {
            mistakes.Add((at["low"] ?? at["high"])!, "An interval has both a 'low:' and a 'high:'.");
            return null;
        }
        var (from, to) = isShare ? (Share(low), Share(high)) : (Times(low), Times(high));
        var middle = isShare ? value : 1;
        if (from > middle || to < middle) mistakes.Add(low, isShare ? $"The value, {value.ToString("0.###", CultureInfo.InvariantCulture)}, does not lie between its low and high ends." : "Of a monthly rate, 'low' and 'high' are what every month is multiplied by: low is at most 1, and high at least 1.");
        return (from, to);
    }

    /// <summary>What something is multiplied by, above 0.</summary>
    public double Times(Yaml at)
    {
        if (double.TryParse(at.Word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n is > 0 and <= 1000) return n;
        mistakes.Add(at, $"'{at.Word}' is not a number above 0 to multiply by.");
        return 1;
    }

    public Origin Origin(Yaml at)
    {
        if (at["standing"] is null || at["source"] is not { Word.Length: > 0 })
            mistakes.Add(at, "Say where this comes from: 'source:', and its 'standing:', which is verified, computed, recalled or assumed.");
        return new Origin(Keys.OneOf(at["standing"], Standings, "assumed", mistakes) switch { "verified" => Standing.Verified, "computed" => Standing.Computed, "recalled" => Standing.Recalled, _ => Standing.Assumed }, at["source"]?.Word ?? "");
    }

    /// <summary>"14 days", or "60 to 120 days".</summary>
    public (int Least, int Most)? Lasts(Yaml? at)
    {
        if (at is null) return null;
        var to = at.Word.IndexOf(" to ", StringComparison.Ordinal);
        var unit = at.Word.LastIndexOf(' ');
        if (unit > 0 && Length.TryParse((to > 0 ? at.Word[..to] + at.Word[unit..] : at.Word).Trim(), out var least) && Length.TryParse(to > 0 ? at.Word[(to + 4)..] : at.Word, out var most))
        {
            var (from, until) = (Days(least), Days(most));
            if (from <= until) return (from, until);
        }
        mistakes.Add(at, $"'{at.Word}' is not a length of time; write '14 days' or '60 to 120 days'.");
        return null;
    }

    private static int Days(Length length) => length.IsFixed ? length.DaysFrom(0) : (int)Math.Round(length.Count * (length.Unit is LengthUnit.Years ? 365.25 : length.Unit is LengthUnit.Months ? 365.25 / 12 : 1));

    private IEnumerable<(int, int, double)> Factors(Yaml? at)
    {
        foreach (var (trait, values) in at?.Entries ?? [])
            foreach (var (value, times) in values.Entries)
                if (Value(trait, value) is var (t, v)) yield return (t, v, Times(times));
    }

    /// <summary>A trait and one of its values, by number; null, noted, for what there is not.</summary>
    public (int Trait, int Value)? Value(Yaml trait, Yaml value)
    {
        var t = traits.ToList().FindIndex(x => x.Name == trait.Word);
        if (t < 0) mistakes.Add(trait, $"There is no trait '{trait.Word}'.{Mistakes.DidYouMean(trait.Word, traits.Select(x => x.Name))}");
        else if (traits[t].Values.ToList().FindIndex(x => x.Name == value.Word) is >= 0 and var v) return (t, v);
        else mistakes.Add(value, $"The trait '{trait.Word}' has no value '{value.Word}'.{Mistakes.DidYouMean(value.Word, traits[t].Values.Select(x => x.Name))}");
        return null;
    }

    /// <summary>Names with shares that make one; a name alone is everyone.</summary>
    public List<(Yaml Name, double Share)> Shares(Yaml at)
    {
        if (at.IsWord) return [(at, 1)];
        var all = at.Entries.Select(e => (e.Key, Share(e.Value))).ToList();
        if (Math.Abs(all.Sum(a => a.Item2) - 1) > 0.0005) mistakes.Add(at, $"These shares come to {(all.Sum(a => a.Item2) * 100).ToString("0.##", CultureInfo.InvariantCulture)}%, not to 100%.");
        return all;
    }
}
