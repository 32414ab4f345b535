using System.Globalization;
using System.Text;

namespace Cairn.Pictures;

/// <summary>A box that a label takes.</summary>
public readonly record struct Box(double X, double Y, double Width, double Height)
{
    /// <summary>Whether two boxes share any room; edges may touch.</summary>
    public bool Meets(Box other) => X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
}

/// <summary>
/// Gathers shapes and labels and writes them as SVG: lines that run down the whole picture first, broken wherever a label
/// stands, then shapes, then labels. Attributes only, no style and no script, so that a page's policy need allow neither.
/// </summary>
internal sealed class Ink(double width)
{
    public const string Black = "#0b0c0c", Grey = "#505a5f", Pale = "#b1b4b6", Mist = "#f3f2f1", White = "#ffffff", Green = "#00703c", Blue = "#1d5a94", Amber = "#8a4b00", Sky = "#cfe0f3";

    private readonly StringBuilder bands = new();
    private readonly StringBuilder shapes = new();
    private readonly StringBuilder texts = new();
    private readonly List<(double X, double From, double To, string Attributes)> lines = [];
    private readonly List<Box> labels = [];

    public double Width => width;

    public void Rect(double x, double y, double w, double h, string attributes) =>
        shapes.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" {attributes}/>\n");

    public void Path(string d, string attributes) => shapes.Append(CultureInfo.InvariantCulture, $"<path d=\"{d}\" {attributes}/>\n");

    /// <summary>Opens a group with a title of its own, which a pointer shows and a screen reader passes over.</summary>
    public void Open(string kind, string? title) => shapes.Append(CultureInfo.InvariantCulture, $"<g class=\"{kind}\">{(title is null ? "" : $"<title>{Escape(title)}</title>")}\n");

    public void Close() => shapes.Append("</g>\n");

    /// <summary>A band of shade under everything.</summary>
    public void Band(double x, double y, double w, double h, string attributes) =>
        bands.Append(CultureInfo.InvariantCulture, $"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" {attributes}/>\n");

    /// <summary>A line from top to bottom that yields to labels.</summary>
    public void Line(double x, double from, double to, string attributes) => lines.Add((x, from, to, attributes));

    /// <summary>A label, its baseline at y; gives the box that is kept free for it.</summary>
    public Box Text(double x, double y, string text, double size, string fill = Black, bool bold = false)
    {
        texts.Append(CultureInfo.InvariantCulture, $"<text x=\"{N(x)}\" y=\"{N(y)}\" font-size=\"{N(size)}\"{(fill == Black ? "" : $" fill=\"{fill}\"")}{(bold ? " font-weight=\"bold\"" : "")}>{Escape(text)}</text>\n");
        var box = BoxOf(x, y, text, size, bold);
        labels.Add(box);
        return box;
    }

    /// <summary>The box that a label would take.</summary>
    public static Box BoxOf(double x, double y, string text, double size, bool bold = false) => new(x, y - size * 0.8, TextWidth.Of(text, size, bold), size);

    public string ToSvg(double height, string title, string description, string id)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"life-strip\" viewBox=\"0 0 {N(width)} {N(height)}\" width=\"{N(width)}\" height=\"{N(height)}\" role=\"img\" aria-labelledby=\"{Escape(id)}-title {Escape(id)}-desc\" font-family=\"Arial, Helvetica, 'Liberation Sans', sans-serif\" fill=\"{Black}\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<title id=\"{Escape(id)}-title\">{Escape(title)}</title>\n<desc id=\"{Escape(id)}-desc\">{Escape(description)}</desc>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{N(width)}\" height=\"{N(height)}\" fill=\"{White}\"/>\n");
        svg.Append(bands);
        foreach (var (x, from, to, attributes) in lines) svg.Append(CultureInfo.InvariantCulture, $"<path d=\"{Broken(x, from, to)}\" {attributes}/>\n");
        return svg.Append(shapes).Append(texts).Append("</svg>\n").ToString();
    }

    private string Broken(double x, double from, double to)
    {
        var d = new StringBuilder();
        var at = from;
        foreach (var label in labels.Where(l => l.X - 2 < x && x < l.X + l.Width + 2 && l.Y - 1 < to && l.Y + l.Height + 1 > from).OrderBy(l => l.Y))
        {
            if (label.Y - 1 > at) d.Append(CultureInfo.InvariantCulture, $"M{N(x)} {N(at)}V{N(label.Y - 1)}");
            at = Math.Max(at, label.Y + label.Height + 1);
        }
        if (at < to) d.Append(CultureInfo.InvariantCulture, $"M{N(x)} {N(at)}V{N(to)}");
        return d.ToString();
    }

    /// <summary>A number as SVG wants it: at most one decimal.</summary>
    public static string N(double value)
    {
        var tenths = (long)Math.Round(value * 10);
        var (whole, rest) = Math.DivRem(Math.Abs(tenths), 10);
        var sign = tenths < 0 ? "-" : "";
        return rest == 0 ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}") : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest}");
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);
}
