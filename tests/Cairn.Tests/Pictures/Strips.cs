using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Demo;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Pictures;

/// <summary>Strips of the demonstration town, and what can be read back from their drawings.</summary>
internal static partial class Strips
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly Lazy<Facts> Read = new(() => Facts(File.ReadAllText(SchemeFolder.In("demo", "saltby", "facts.csv"))));

    private static readonly Dictionary<int, IReadOnlyList<Evaluation>> Answers = [];

    public static Facts Town => Read.Value;

    public static Facts Facts(string csv)
    {
        var mistakes = new Mistakes();
        var facts = FactsCsv.Read("facts.csv", System.Text.Encoding.UTF8.GetBytes(csv), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found.Take(5)).ShouldBe("");
        return facts!;
    }

    /// <summary>Every scheme of the folder, asked of the town.</summary>
    public static IReadOnlyList<Evaluation> Schemes(int on)
    {
        lock (Answers)
        {
            if (!Answers.TryGetValue(on, out var found)) Answers[on] = found = [.. SchemeFolder.Schemes("schemes").Select(s => Evaluation.Of(SchemeFolder.Scheme(s), Town, on, on))];
            return found;
        }
    }

    public static LifeStrip Of(string who, int? day = null, Func<string, bool>? mayShow = null)
    {
        var on = day ?? SaltbyTown.Today;
        return LifeStrip.Of(Town, Town.Of(About.Person).Find(who), Schemes(on), mayShow ?? (_ => true), on, on);
    }

    public static IEnumerable<string> People => Enumerable.Range(1, 150).Select(SaltbyPeople.Reference);

    public static XElement Parsed(string svg) => XDocument.Parse(svg).Root!;

    public static IEnumerable<XElement> All(XElement svg, string name) => svg.Descendants(Svg + name);

    /// <summary>The box of every label, measured from what the file says and not from what the drawing remembers.</summary>
    public static List<(string Text, Box Box)> Labels(XElement svg) =>
        [.. All(svg, "text").Select(t => (t.Value, new Box(N(t, "x"), N(t, "y") - 0.75 * N(t, "font-size"), TextWidth.Of(t.Value, N(t, "font-size"), (string?)t.Attribute("font-weight") == "bold"), 0.95 * N(t, "font-size"))))];

    /// <summary>The thin upright lines of the picture: grid, today, leaders, poles.</summary>
    public static IEnumerable<(string What, Box Box)> Uprights(XElement svg)
    {
        foreach (var path in All(svg, "path"))
        {
            var x = 0.0;
            var y = 0.0;
            foreach (Match step in Step().Matches((string)path.Attribute("d")!))
            {
                var numbers = step.Groups["numbers"].Value.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
                if (step.Groups["letter"].Value == "M") (x, y) = (numbers[0], numbers[1]);
                else if (step.Groups["letter"].Value is "V" or "v" && path.Attribute("fill")!.Value == "none")
                {
                    var to = step.Groups["letter"].Value == "V" ? numbers[0] : y + numbers[0];
                    yield return ((string?)path.Attribute("class") ?? "line", new Box(x - 0.1, Math.Min(y, to), 0.2, Math.Abs(to - y)));
                    y = to;
                }
                else break;
            }
        }
    }

    /// <summary>The shape of each bar, mark and flag, as the box around it.</summary>
    public static IEnumerable<(string What, Box Box)> Shapes(XElement svg)
    {
        foreach (var group in All(svg, "g").Where(g => ((string?)g.Attribute("class"))?.Split(' ')[0] is "bar" or "mark"))
            yield return ((string)group.Attribute("class")!, Around((string)All(group, "path").First().Attribute("d")!));
        foreach (var flag in All(svg, "path").Where(p => (string?)p.Attribute("class") is "reached" or "earliest" or "evidence")) yield return ((string)flag.Attribute("class")!, Around((string)flag.Attribute("d")!));
    }

    private static Box Around(string d)
    {
        var (x, y, left, right, top, foot) = (0.0, 0.0, double.MaxValue, double.MinValue, double.MaxValue, double.MinValue);
        void Go(double toX, double toY)
        {
            (x, y) = (toX, toY);
            (left, right, top, foot) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(foot, y));
        }
        foreach (Match step in Step().Matches(d))
        {
            var n = step.Groups["numbers"].Value.Split([' '], StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
            switch (step.Groups["letter"].Value)
            {
                case "M" or "L": Go(n[0], n[1]); break;
                case "l" or "m": Go(x + n[0], y + n[1]); break;
                case "H": Go(n[0], y); break;
                case "h": Go(x + n[0], y); break;
                case "V": Go(x, n[0]); break;
                case "v": Go(x, y + n[0]); break;
                case "a": Go(x + n[5], y + n[6]); break;
            }
        }
        return new Box(left, top, right - left, foot - top);
    }

    private static double N(XElement at, string name) => double.Parse(at.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<letter>[A-Za-z])(?<numbers>[^A-Za-z]*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Step();
}
