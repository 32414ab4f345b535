using System.Globalization;
using System.Xml.Linq;
using Cairn.Pictures;
using Cairn.Survival;
using Cairn.Tests.Survival;

namespace Cairn.Tests.Pictures;

public class SurvivalCurvesTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private static readonly SurvivalCurves Curves = new("Remission with 6-MP & without", "In remission", "Weeks since remission", KaplanMeier.ByGroup(Studies.Remission), LogRank.Of(Studies.Remission, out _)!.Said);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_stands_where_its_event_does_a_tick_where_somebody_left_and_nothing_runs_over_the_edge(bool isWide)
    {
        var layout = isWide ? StripLayout.Wide : StripLayout.Narrow;
        var svg = Draw(Curves, layout);
        var steps = Paths(svg, "steps");
        steps.Count.ShouldBe(2);
        // A fall each time something happened, and the untreated come down to nothing, where the axis is.
        steps.Select(s => s.Count(c => c == 'V')).ShouldBe([7, 12]);
        var grid = Paths(svg, "grid").Select(g => Numbers(g)[1]).ToList();
        var fallen = steps[1].Split('V')[^1].Split('H')[0];
        double.Parse(fallen, CultureInfo.InvariantCulture).ShouldBe(grid.Max(), 0.11);
        // 6-MP after its first fall: 18 of 21.
        var first = double.Parse(steps[0].Split('V')[1].Split('H')[0], CultureInfo.InvariantCulture);
        ((grid.Max() - first) / (grid.Max() - grid.Min())).ShouldBe(18.0 / 21, 0.001);
        Paths(svg, "left-view").ShouldHaveSingleItem().Count(c => c == 'M').ShouldBe(11);
        Paths(svg, "interval").Count.ShouldBe(2);
        foreach (var text in svg.Descendants(Svg + "text"))
        {
            var x = double.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture);
            x.ShouldBeGreaterThanOrEqualTo(0);
            (x + TextWidth.Of(text.Value, double.Parse(text.Attribute("font-size")!.Value, CultureInfo.InvariantCulture))).ShouldBeLessThanOrEqualTo(layout.Width, text.Value);
        }
        svg.Attribute("aria-labelledby")!.Value.ShouldBe("x-title x-desc");
        svg.ToString().ShouldNotContain("style=");
    }

    [Fact]
    public void What_is_weak_cannot_be_drawn_without_its_words()
    {
        var words = string.Join(' ', Draw(Curves, StripLayout.Narrow).Descendants(Svg + "text").Select(t => t.Value));
        words.ShouldContain(Curves.Curves[0].Weak!);
        words.ShouldContain(Curves.Comparison!);
        Curves.Description.ShouldStartWith("In remission. 6-MP: 21 people, 9 events, half by 23 (16 or later). none: 21 people, 21 events, half by 8 (4 to 12). 6-MP: Only 9 events");
    }

    [Fact]
    public void How_many_were_in_view_stands_under_the_times_and_in_the_table()
    {
        Curves.Times(true).ShouldBe([0, 10, 20, 30]);
        var rows = Curves.Table([0, 10, 35, 40]);
        rows.Where(r => r.Group == "6-MP").Select(r => r.AtRisk).ShouldBe([21, 15, 1, 0]);
        rows.Where(r => r.Group == "none").Select(r => r.Share is { } share ? Math.Round(share, 4) : -1).ShouldBe([1, 0.381, 0, 0]);
        rows[6].ShouldBe(new CurveRow("6-MP", 40, 0, null, null, null));
        Draw(Curves, StripLayout.Wide).Descendants(Svg + "text").Count(t => t.Value == "21").ShouldBe(2);
    }

    [Theory]
    [InlineData("5+")]
    [InlineData("0")]
    [InlineData("3 3 3")]
    public void Nobody_s_event_one_moment_and_everyone_at_once_can_be_drawn(string times)
    {
        var one = Curves with { Curves = KaplanMeier.ByGroup(Studies.Of(Studies.Rows("", times))), Comparison = null };
        Paths(Draw(one, StripLayout.Narrow), "steps").ShouldHaveSingleItem().ShouldNotContain("NaN");
        one.Description.ShouldStartWith("In remission. Everyone: ");
    }

    private static XElement Draw(SurvivalCurves curves, StripLayout layout) => XDocument.Parse(curves.Draw(layout, "x")).Root!;

    private static List<string> Paths(XElement svg, string kind) => [.. svg.Descendants(Svg + "path").Where(p => p.Attribute("class")?.Value == kind).Select(p => p.Attribute("d")!.Value)];

    private static double[] Numbers(string path) => [.. path.Split(['M', 'H', 'V', ' '], StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
}
