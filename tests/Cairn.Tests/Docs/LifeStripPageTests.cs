using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Pictures;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>docs/life-strip.md and its two pictures: P005 of the demonstration town, twelve days before the last outcome.</summary>
public class LifeStripPageTests
{
    private static readonly int On = Day.Of(2027, 11, 1);

    [Fact]
    public void The_page_and_its_pictures_are_what_is_drawn()
    {
        var facts = Strips.Town;
        var answer = Evaluation.Of(SchemeFolder.Scheme("schemes/rehab-to-work.yaml"), facts, On, On);
        var strip = LifeStrip.Of(facts, facts.Of(About.Person).Find("P005"), [answer], _ => true, On, On);
        Written.ShouldBe(StripDrawing.Draw(strip, "P005", StripLayout.Wide), "docs", "life-strip.svg");
        Written.ShouldBe(StripDrawing.Draw(strip, "P005", StripLayout.Narrow), "docs", "life-strip-narrow.svg");
        var rows = string.Join('\n', StripTable.Clocks(strip).Concat(StripTable.Facts(strip).Where(f => f.Lane == "Work")).Select(r => $"| {r.When} | {r.What} | {r.Detail} | {r.Evidence} | {r.Note} |"));
        Written.ShouldBe($"""
            # The life strip

            Where someone stands, in one look: the clock of each outcome over the facts it counts. Written by a test, from P005 of
            [Saltby](../demo/saltby/README.md), who does not exist.

            ![Five clocks over lanes of treatment, home, work, health and scheme](life-strip.svg)

            - **A clock** says when it started, the days counted of those needed and the gap days used. Its track shows the days that
              count as a bar and gaps as notches in it. A solid flag stands where it was reached, a hollow one at the earliest day on
              which it can be; an upright stroke is the last day.
            - **A bar** is a spell, with an arrow while it goes on; a notched left end says that it began before the picture does.
              **A mark** is an event: full when its evidence was seen, hollow when not. **A tick** is evidence seen. A kind with three
              events or more has a row of its own, and becomes strokes where they stand too close.
            - **A dashed outline** is what was recorded and then corrected or taken back. It ends on the day it was put right.
              A version that only lacked its end is not drawn, but is in the table.
            - **The lane** of a kind of fact is its `lane:` in [the vocabulary](../schemes/facts.yaml); the lanes and their order stand
              there too. A kind without a lane is in the table only.
            - What the reader may not see is not in it: no fact, and no clock that rests on one.

            ```console
            $ ./cairn explain schemes/rehab-to-work.yaml P005 --facts demo/saltby/facts.csv --on 2027-11-01 --known 2027-11-01 --strip strip.svg
            ```

            `--narrow` draws it for a screen [320 wide](life-strip-narrow.svg); `--strip -` prints it as text:

            ```text
            {StripText.Write(strip, "P005").TrimEnd('\n')}
            ```

            On a page the table stands beside it; its clocks, and its rows of work:

            | when | what | detail | evidence seen | note |
            |---|---|---|---|---|
            {rows}
            """.ReplaceLineEndings("\n") + "\n", "docs", "life-strip.md");
    }

    [Fact]
    public void The_command_draws_the_same()
    {
        using var cli = new Desk.Cli();
        string[] asked = ["explain", SchemeFolder.In("schemes", "rehab-to-work.yaml"), "P005", "--facts", SchemeFolder.In("demo", "saltby", "facts.csv"), "--on", "2027-11-01", "--known", "2027-11-01", "--strip"];
        cli.Well([.. asked, cli.In("strip.svg")]).ShouldBe("");
        File.ReadAllText(cli.In("strip.svg")).ShouldBe(File.ReadAllText(SchemeFolder.In("docs", "life-strip.svg")));
        cli.Well([.. asked, cli.In("narrow.svg"), "--narrow"]);
        File.ReadAllText(cli.In("narrow.svg")).ShouldBe(File.ReadAllText(SchemeFolder.In("docs", "life-strip-narrow.svg")));
        cli.Well([.. asked, "-"]).ShouldContain("170 of 182 days counted, 0 of 28 gap days used. Earliest 13 November 2027.");
        cli.Run([.. asked, "-", "work-26-weeks"]).Status.ShouldBe(2);
        cli.Run([.. asked, cli.In("nowhere/strip.svg")]).Status.ShouldNotBe(0);
    }
}
