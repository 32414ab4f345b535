using System.Net;

namespace Cairn.Web.Tests.Around;

/// <summary>Stays with a bed: how long, paid by whom and until when.</summary>
public sealed class PlacementTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task The_chain_stands_on_one_page_with_both_days_counted_and_what_nobody_pays_for_named()
    {
        await Gathering.Stay(town, began: 20, fundedUntil: 9);
        await Gathering.Goal(town, "home", "A flat of my own.");
        await Gathering.Action(town, "home", "See the supported house", 4, Gathering.Worker);
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "placements"));
        string Row(int n) => string.Join(' ', worker.Page.QuerySelectorAll("tbody tr")[n].TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        worker.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(4);
        // Admission on 9 May, discharge on 22 May: 14 days.
        Row(0).ShouldBe("Residential detoxificationHarbour House 9 May 2026 to 22 May 2026 14 days, to 22 May 2026 14 No money recorded");
        Row(1).ShouldContain("Residential rehabilitationElm Court");
        Row(2).ShouldContain("Supported housingSaltby Homes");
        Row(3).ShouldEndWith($"21 Saltby Council, until {Gathering.Said(town, 9)} 9");
        worker.Text.ShouldContain($"Next step See the supported house, by {Gathering.Said(town, 4)}.");
        await worker.Open("/today");
        worker.Text.ShouldContain($"The money for a stay ends on {Gathering.Said(town, 9)}. Agree who pays, or what comes next.");
    }

    [Fact]
    public async Task Money_that_ended_before_the_stay_did_leaves_days_that_nobody_pays_for()
    {
        await Gathering.Stay(town, began: 20, fundedUntil: -3);
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "placements"));
        worker.Text.ShouldContain("3 days not paid for");
        using var manager = await Visitor.SignedIn(town, Gathering.Manager);
        await manager.Open("/people/placements");
        var row = manager.Page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Elm Court", StringComparison.Ordinal));
        var cells = row.QuerySelectorAll("td").Select(c => int.Parse(c.TextContent, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        cells[0].ShouldBeGreaterThanOrEqualTo(1);
        (cells[1] - cells[2]).ShouldBeGreaterThanOrEqualTo(3);
        manager.Page.QuerySelectorAll("main li").ShouldContain(l => l.TextContent.Contains("Scott Heronby", StringComparison.Ordinal) && l.TextContent.Contains("Residential rehabilitation, Elm Court", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_sees_neither_treatment_nor_housing_sees_no_stays()
    {
        await Gathering.Stay(town, began: 20, fundedUntil: null);
        using var coach = await Visitor.SignedIn(town, Gathering.Coach);
        await coach.Open(Gathering.At(town, "placements"));
        coach.Status.ShouldBe(HttpStatusCode.NotFound);
        await coach.Open(town.Path("/people/{P001}"));
        coach.Page.QuerySelectorAll("a").ShouldNotContain(a => a.TextContent == "Placements");
    }
}
