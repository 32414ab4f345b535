using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Figures in words.</summary>
public static class FigureText
{
    /// <summary><c>41 of 70 (58.6%)</c>, <c>£120.50 of £300.00 (40.2%)</c>, or the plain number.</summary>
    public static string Of(Figure f) => f.Denominator is not { } whole ? Number(f, f.Numerator) : $"{Number(f, f.Numerator)} of {Number(f, whole)}{(f.Value is { } share ? $" ({(share * 100m).ToString("0.#", CultureInfo.InvariantCulture)}%)" : "")}";

    /// <summary><c>95% or more by 31 March 2028, not met</c>; empty without a target.</summary>
    public static string Target(Figure f) => f.Target is not { } target ? "" : $"{target.Says} by {Day.Long(target.By)}{(f.Meets is { } meets ? meets ? ", met" : ", not met" : "")}";

    /// <summary>A number of this figure: pounds where it adds up money.</summary>
    public static string Number(Figure f, decimal n) => f.Indicator.Of is CountedSum { Quantity.Detail.Type: DetailType.Money } ? Pence.Format((long)decimal.Round(n * 100)) : Number(n);

    public static string Number(decimal n) => n.ToString("#,0.###", CultureInfo.InvariantCulture);
}
