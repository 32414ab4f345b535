using System.Globalization;
using System.Xml.Linq;
using Cairn.Pictures;

namespace Cairn.Tests.Pictures;

public class ShareBarsTests
{
    private static readonly ShareBars Bars = new("Who was allocated what", "Allocated", "By need", [new("Kent & Medway", 100_00, 50_00), new("Wigan", 200_00, null), new("Leeds", 50_00, 200_00)]);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Bars_are_as_long_as_the_parts_the_longest_first_and_nothing_runs_over_the_edge(bool isWide)
    {
        var layout = isWide ? StripLayout.Wide : StripLayout.Narrow;
        var svg = XDocument.Parse(Bars.Draw(layout, "x")).Root!;
        XNamespace ns = "http://www.w3.org/2000/svg";
        var parts = svg.Descendants(ns + "g").ToList();
        parts.Select(p => p.Element(ns + "title")!.Value.Split(':')[0]).ShouldBe(["Wigan", "Kent & Medway", "Leeds"]);
        double Number(XElement of, string name) => double.Parse(of.Attribute(name)!.Value, CultureInfo.InvariantCulture);
        var lengths = parts.Select(p => Number(p.Element(ns + "rect")!, "width")).ToList();
        (lengths[1] / lengths[0]).ShouldBe(0.5, 0.01);
        (lengths[2] / lengths[0]).ShouldBe(0.25, 0.01);
        // Only where there is another reckoning is there a mark.
        parts.Select(p => p.Elements(ns + "rect").Count()).ShouldBe([1, 3, 3]);
        svg.Descendants(ns + "rect").Where(r => r.Attribute("x") is not null && Number(r, "x") + Number(r, "width") > layout.Width).ShouldBeEmpty();
        svg.Attribute("aria-labelledby")!.Value.ShouldBe("x-title x-desc");
        svg.ToString().ShouldNotContain("style=");
    }

    [Fact]
    public void Nothing_shared_out_is_said_in_words() => (Bars with { Parts = [] }).Description.ShouldBe("Nothing is shared out.");
}
