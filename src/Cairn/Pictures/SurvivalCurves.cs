using System.Globalization;
using System.Text;
using Cairn.Survival;

namespace Cairn.Pictures;

/// <summary>A line of the table beside the curves: the share of a group left at a time, with its interval; null where the group was not followed so far.</summary>
public readonly record struct CurveRow(string Group, double Time, int AtRisk, double? Share, double? Low, double? High);

/// <summary>
/// The share of each group to whom it has not happened yet, as steps over time with their intervals shaded, a tick where somebody left view, and how many
/// were still in view below. Said is what the share is of ("Without a return to use"), Unit what time is counted in ("Days since admission").
/// Whatever is weak about a curve, and what the comparison says, stands under the picture: it cannot be drawn without. A step is a day on which it
/// happened to somebody: where a group is small, the picture is for those who may see its people and for nobody else.
/// </summary>
public sealed record SurvivalCurves(string Title, string Said, string Unit, IReadOnlyList<KaplanMeier> Curves, string? Comparison)
{
    /// <summary>Colour and dashes of each curve, so that neither colours nor their order must be told apart.</summary>
    private static readonly (string Colour, string Dash)[] Looks =
        [(Ink.Green, ""), (Ink.Blue, " stroke-dasharray=\"7 4\""), (Ink.Amber, " stroke-dasharray=\"2 3\""), (Ink.Black, " stroke-dasharray=\"10 3 2 3\"")];

    /// <summary>What the picture shows, for whoever hears it.</summary>
    public string Description => string.Join(' ', Curves.Select(c => $"{Name(c)}: {People(c)}, {Half(c)}.").Concat(Notes).Prepend($"{Said}."));

    /// <summary>The times under the picture: round, from nothing on, five or six of them, or three on a narrow one.</summary>
    public IReadOnlyList<double> Times(bool isWide)
    {
        var last = Math.Max(1e-9, Curves.Select(c => c.LastTime).DefaultIfEmpty(1).Max());
        var about = last / (isWide ? 6 : 3);
        var power = Math.Pow(10, Math.Floor(Math.Log10(about)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.First(s => s * power >= about * 0.999) * power;
        return [.. Enumerable.Range(0, (int)(last / step) + 1).Select(k => k * step)];
    }

    /// <summary>The same in figures, a row a group and time.</summary>
    public IReadOnlyList<CurveRow> Table(IEnumerable<double> times) =>
        [.. times.SelectMany(t => Curves.Select(c => c.At(t) is { } at ? new CurveRow(Name(c), t, at.AtRisk, at.Share, at.Low, at.High) : new(Name(c), t, c.AtRisk(t), null, null, null)))];

    /// <summary>The picture as SVG. Two on one page need ids of their own.</summary>
    public string Draw(StripLayout layout, string id)
    {
        var ink = new Ink(layout.Width);
        ink.Text(layout.Margin, layout.Size + 2, TextWidth.Cut(Said, layout.Width - 2 * layout.Margin, layout.Size, bold: true), layout.Size, bold: true);
        var y = 2 * layout.Size + 12;
        for (var k = 0; k < Curves.Count; k++) y = Key(ink, layout, y, k);
        var (left, right, top, bottom) = (layout.IsWide ? layout.Margin + 60 + NameRoom(layout) : 44.0, layout.Width - 22, y + 6, y + (layout.IsWide ? 300 : 220));
        var last = Math.Max(1e-9, Curves.Select(c => c.LastTime).DefaultIfEmpty(1).Max());
        double X(double time) => left + (right - left) * time / last;
        double Y(double share) => bottom - (bottom - top) * share;
        foreach (var share in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            ink.Path($"M{Ink.N(left)} {Ink.N(Y(share))}H{Ink.N(right)}", $"class=\"grid\" fill=\"none\" stroke=\"{(share == 0 ? Ink.Grey : Ink.Pale)}\"");
            End(ink, left - 6, Y(share) + 4, share.ToString("0%", CultureInfo.InvariantCulture), layout.Small);
        }
        var times = Times(layout.IsWide);
        foreach (var time in times)
        {
            ink.Path($"M{Ink.N(X(time))} {Ink.N(bottom)}v5", $"stroke=\"{Ink.Grey}\"");
            Middle(ink, X(time), bottom + layout.Small + 8, Number(time), layout.Small, Ink.Grey);
        }
        for (var k = 0; k < Curves.Count; k++) Shade(ink, Curves[k], Looks[k % Looks.Length].Colour, X, Y);
        for (var k = 0; k < Curves.Count; k++) Curve(ink, Curves[k], Looks[k % Looks.Length], X, Y);
        y = bottom + 2 * layout.Small + 14;
        ink.Text(layout.Margin, y, $"{Unit}{(layout.IsWide ? ", and how many were still in view:" : "; still in view:")}", layout.Small, Ink.Grey);
        y = Numbers(ink, layout, y, times, X);
        foreach (var line in Notes.Prepend($"The shade is the {Curves.Select(c => c.Level).DefaultIfEmpty(0.95).First():0.#%} interval; a tick is somebody no longer in view.").SelectMany(n => TextWidth.Wrap(n, layout.Width - 2 * layout.Margin, layout.Small)))
            ink.Text(layout.Margin, y += layout.Small + 5, line, layout.Small);
        return ink.ToSvg(y + 10, Title, Description, id);
    }

    /// <summary>What is weak, and what the comparison says.</summary>
    private IEnumerable<string> Notes => Curves.Where(c => c.Weak is not null).Select(c => $"{Name(c)}: {c.Weak}").Append(Comparison).OfType<string>();

    /// <summary>What the names take before their numbers, within reason.</summary>
    private double NameRoom(StripLayout layout) => Math.Clamp(Curves.Select(c => TextWidth.Of(Name(c), layout.Small)).DefaultIfEmpty(0).Max(), 40, 200);

    private double Key(Ink ink, StripLayout layout, double y, int k)
    {
        var (colour, dash) = Looks[k % Looks.Length];
        ink.Path($"M{Ink.N(layout.Margin)} {Ink.N(y - 4)}h28", $"class=\"key\" stroke=\"{colour}\" stroke-width=\"3\"{dash}");
        foreach (var line in TextWidth.Wrap($"{Name(Curves[k])}: {People(Curves[k])}, {Half(Curves[k])}", layout.Width - 2 * layout.Margin - 36, layout.Small))
        {
            ink.Text(layout.Margin + 36, y, line, layout.Small);
            y += layout.Small + 4;
        }
        return y + 4;
    }

    /// <summary>On a wide picture each group's name stands before its numbers; on a narrow one its line does.</summary>
    private double Numbers(Ink ink, StripLayout layout, double y, IReadOnlyList<double> times, Func<double, double> x)
    {
        for (var k = 0; k < Curves.Count; k++)
        {
            y += layout.Small + 7;
            var (colour, dash) = Looks[k % Looks.Length];
            ink.Path($"M{Ink.N(layout.Margin)} {Ink.N(y - 4)}h18", $"stroke=\"{colour}\" stroke-width=\"3\"{dash}");
            if (layout.IsWide) ink.Text(layout.Margin + 26, y, TextWidth.Cut(Name(Curves[k]), NameRoom(layout), layout.Small), layout.Small);
            foreach (var time in times) Middle(ink, x(time), y, Curves[k].AtRisk(time).ToString("#,0", CultureInfo.InvariantCulture), layout.Small, Ink.Black);
        }
        return y + 6;
    }

    private static void Shade(Ink ink, KaplanMeier curve, string colour, Func<double, double> x, Func<double, double> y)
    {
        // Where the share is nothing there is no interval, so that the shade ends there.
        var steps = curve.Steps.TakeWhile(s => s.Share > 0).ToList();
        var end = steps.Count < curve.Steps.Count ? curve.Steps[steps.Count].Time : curve.LastTime;
        var (high, low) = (new StringBuilder($"M{Ink.N(x(0))} {Ink.N(y(1))}"), new StringBuilder());
        foreach (var s in steps.Where(s => s.Events > 0)) high.Append(CultureInfo.InvariantCulture, $"H{Ink.N(x(s.Time))}V{Ink.N(y(s.High ?? s.Share))}");
        high.Append(CultureInfo.InvariantCulture, $"H{Ink.N(x(end))}");
        foreach (var s in steps.Where(s => s.Events > 0).Reverse()) low.Append(CultureInfo.InvariantCulture, $"V{Ink.N(y(s.Low ?? s.Share))}H{Ink.N(x(s.Time))}");
        ink.Path($"{high}{low}V{Ink.N(y(1))}Z", $"class=\"interval\" fill=\"{colour}\" fill-opacity=\"0.13\"");
    }

    private static void Curve(Ink ink, KaplanMeier curve, (string Colour, string Dash) look, Func<double, double> x, Func<double, double> y)
    {
        var (path, ticks) = (new StringBuilder($"M{Ink.N(x(0))} {Ink.N(y(1))}"), new StringBuilder());
        foreach (var s in curve.Steps)
        {
            if (s.Events > 0) path.Append(CultureInfo.InvariantCulture, $"H{Ink.N(x(s.Time))}V{Ink.N(y(s.Share))}");
            if (s.Censored > 0) ticks.Append(CultureInfo.InvariantCulture, $"M{Ink.N(x(s.Time))} {Ink.N(y(s.Share) - 5)}v10");
        }
        path.Append(CultureInfo.InvariantCulture, $"H{Ink.N(x(curve.LastTime))}");
        ink.Open("curve", $"{Name(curve)}: {People(curve)}, {Half(curve)}");
        ink.Path(path.ToString(), $"class=\"steps\" fill=\"none\" stroke=\"{look.Colour}\" stroke-width=\"2.5\"{look.Dash}");
        if (ticks.Length > 0) ink.Path(ticks.ToString(), $"class=\"left-view\" stroke=\"{look.Colour}\" stroke-width=\"1.5\"");
        ink.Close();
    }

    private static string Name(KaplanMeier curve) => curve.Group.Length == 0 ? "Everyone" : curve.Group;

    private static string People(KaplanMeier curve) => string.Create(CultureInfo.InvariantCulture, $"{curve.People:#,0} {(curve.People == 1 ? "person" : "people")}, {curve.Events:#,0} {(curve.Events == 1 ? "event" : "events")}");

    private static string Half(KaplanMeier curve) => curve.Median.Time is { } half ? $"half by {Number(half)}{(curve.Median.Low is { } low ? $" ({Number(low)} {(curve.Median.High is { } high ? $"to {Number(high)}" : "or later")})" : "")}" : "never down to half";

    private static string Number(double time) => time.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static void Middle(Ink ink, double x, double y, string text, double size, string fill) => ink.Text(x - TextWidth.Of(text, size) / 2, y, text, size, fill);

    private static void End(Ink ink, double x, double y, string text, double size) => ink.Text(x - TextWidth.Of(text, size), y, text, size, Ink.Grey);
}
