using System.Xml.Linq;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Tests.Demo;

namespace Cairn.Tests.Pictures;

public class StripDrawingTests
{
    public static TheoryData<string, int> Layouts => new() { { "wide", 0 }, { "narrow", 0 }, { "wide", 150 }, { "narrow", 300 } };

    private static StripLayout Layout(string name) => name == "wide" ? StripLayout.Wide : StripLayout.Narrow;

    [Theory, MemberData(nameof(Layouts))]
    public void No_label_of_anyone_in_the_town_meets_another_or_a_line_or_a_shape_or_leaves_the_picture(string layout, int earlier)
    {
        var wrong = new List<string>();
        foreach (var who in Strips.People)
        {
            var svg = Strips.Parsed(StripDrawing.Draw(Strips.Of(who, SaltbyTown.Today - earlier), who, Layout(layout)));
            var labels = Strips.Labels(svg);
            var lines = Strips.Uprights(svg).ToList();
            var shapes = Strips.Shapes(svg).ToList();
            labels.Count.ShouldBeGreaterThan(3);
            for (var i = 0; i < labels.Count; i++)
            {
                for (var j = 0; j < i; j++) if (labels[i].Box.Meets(labels[j].Box)) wrong.Add($"{who}: '{labels[i].Text}' meets '{labels[j].Text}'");
                var box = labels[i].Box;
                if (box.X < 0 || box.X + box.Width > Layout(layout).Width) wrong.Add($"{who}: '{labels[i].Text}' leaves the picture");
                foreach (var (what, line) in lines) if (box.Meets(line)) wrong.Add($"{who}: '{labels[i].Text}' meets a {what} at {line.X}");
                foreach (var (what, shape) in shapes)
                    if (box.Meets(shape) && !(what == "bar" && box.X > shape.X && box.X + box.Width < shape.X + shape.Width)) wrong.Add($"{who}: '{labels[i].Text}' meets a {what} at {shape.X}");
            }
        }
        wrong.Take(8).ShouldBeEmpty();
    }

    [Fact]
    public void Every_picture_is_well_formed_names_itself_and_has_ids_of_its_own()
    {
        foreach (var who in Strips.People)
        {
            var strip = Strips.Of(who);
            var both = Strips.Parsed($"<div>{StripDrawing.Draw(strip, who, StripLayout.Wide, "a")}{StripDrawing.Draw(strip, who, StripLayout.Narrow, "b")}</div>");
            var ids = both.Descendants().Attributes("id").Select(a => a.Value).ToList();
            ids.ShouldBe(ids.Distinct());
            foreach (var svg in both.Elements())
            {
                svg.Attribute("role")!.Value.ShouldBe("img");
                svg.Attribute("aria-labelledby")!.Value.Split(' ').ShouldAllBe(id => ids.Contains(id));
                svg.Elements().First().Value.ShouldContain(who);
            }
            both.Descendants().Attributes("style").ShouldBeEmpty();
            both.Descendants().Select(e => e.Name.LocalName).Distinct().ShouldBeSubsetOf(["svg", "title", "desc", "rect", "path", "g", "text"]);
        }
    }

    [Fact]
    public void Words_with_angle_brackets_and_quotes_stay_words()
    {
        var svg = Strips.Parsed(StripDrawing.Draw(Strips.Of("P005"), "<script>\"&'", StripLayout.Wide, "x\"y"));
        Strips.All(svg, "script").ShouldBeEmpty();
        Strips.Labels(svg)[0].Text.ShouldStartWith("<script>\"&'");
    }

    [Fact]
    public void A_later_day_never_stands_before_an_earlier_one_and_a_day_has_its_breadth()
    {
        foreach (var (first, last) in new[] { (Day.Of(2026, 1, 1), Day.Of(2026, 1, 2)), (Day.Of(2020, 2, 29), Day.Of(2033, 1, 31)), (Day.Last - 10, Day.Last) })
        {
            var time = new TimeScale(first, last, 160, 940);
            for (var day = first - 5; day < Math.Min(last + 5, Day.Last); day++) time.X(day + 1).ShouldBeGreaterThanOrEqualTo(time.X(day));
            for (var day = first; day < last; day++) time.End(day).ShouldBe(time.X(day + 1));
            time.X(first).ShouldBe(160);
            time.End(last).ShouldBe(940);
        }
    }

    [Fact]
    public void Every_fact_in_the_time_of_the_picture_is_drawn_once()
    {
        foreach (var who in Strips.People)
            foreach (var layout in new[] { StripLayout.Wide, StripLayout.Narrow })
            {
                var strip = Strips.Of(who);
                var svg = Strips.Parsed(StripDrawing.Draw(strip, who, layout));
                var drawn = Strips.All(svg, "g").Where(g => ((string?)g.Attribute("class"))?.Split(' ')[0] is "bar" or "mark").Select(g => g.Elements().First().Value).Order(StringComparer.Ordinal);
                drawn.ShouldBe(strip.Lanes.SelectMany(l => l.Facts).Where(f => strip.Draws(f)).Select(f => f.Said).Order(StringComparer.Ordinal), who);
            }
    }

    [Fact]
    public void Years_of_daily_contact_stay_legible_as_ticks()
    {
        var rows = string.Concat(Enumerable.Range(0, 600).Select(i => $"A,contact,{Day.Iso(Day.Of(2023, 1, 1) + i * 3)},,\n"));
        var facts = Strips.Facts($"person,fact,from,to,recorded\nA,referral,2023-01-01,,\n{rows}");
        var on = Day.Of(2028, 1, 1);
        var strip = LifeStrip.Of(facts, 0, [], _ => true, on, on, (Day.Of(2023, 1, 1), on));
        var svg = Strips.Parsed(StripDrawing.Draw(strip, "A", StripLayout.Wide));
        Strips.Labels(svg).Select(l => l.Text).ShouldContain("Contact (600)");
        Strips.All(svg, "g").Count(g => (string?)g.Attribute("class") == "mark").ShouldBe(601);
        double.Parse(svg.Attribute("height")!.Value, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(260);
    }
}
