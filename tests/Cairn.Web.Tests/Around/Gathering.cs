using System.Globalization;
using Cairn.Record;

namespace Cairn.Web.Tests.Around;

/// <summary>What happens around P001 in these tests: their key worker is M03, their work coach M29, and M01 has no tie to them.</summary>
internal static class Gathering
{
    public const string Worker = "M03", Coach = "M29", Stranger = "M01", Manager = "M19";

    public static string InDays(Town town, int days) => Day.Iso(town.Partnership.Today + days);

    public static string Said(Town town, int days) => Day.Long(town.Partnership.Today + days);

    /// <summary>A day as the three boxes of a form take it.</summary>
    public static (string, string)[] Boxes(Town town, string name, int days) => Day.Date(town.Partnership.Today + days) is var date
        ? [($"{name}-day", date.Day.ToString(CultureInfo.InvariantCulture)), ($"{name}-month", date.Month.ToString(CultureInfo.InvariantCulture)), ($"{name}-year", date.Year.ToString(CultureInfo.InvariantCulture))] : [];

    public static string At(Town town, string what) => $"/people/{town.Token("P001")}/{what}";

    public static Task Goal(Town town, string area, string words) => Given.Fact(town, Worker, "key-worker", ("fact", "goal-setting"), ("person", town.Token("P001")), ("from", InDays(town, 0)), ("goal", area), ("words", words));

    public static Task Action(Town town, string area, string words, int due, string? owner, string by = Worker, string capacity = "key-worker") =>
        Given.Fact(town, by, capacity, ("fact", "goal-action"), ("person", town.Token("P001")), ("from", InDays(town, Math.Min(0, due))), ("goal", area), ("due", InDays(town, due)), ("owner", owner), ("words", words));

    /// <summary>A stay in rehabilitation that began so many days ago, and money for it until some day.</summary>
    public static async Task Stay(Town town, int began, int? fundedUntil)
    {
        await Given.Fact(town, Worker, "key-worker", ("fact", "treatment"), ("person", town.Token("P001")), ("from", InDays(town, -began)), ("setting", "residential"), ("planned-days", "90"), ("provider", "Elm Court"));
        if (fundedUntil is { } until) await Given.Fact(town, "M07", "commissioner", ("fact", "stay-funding"), ("person", town.Token("P001")), ("from", InDays(town, -began)), ("to", InDays(town, until)), ("provider", "Elm Court"), ("funded-by", "Saltby Council"));
    }

    /// <summary>Calls a conference in so many days and asks the worker and the coach; where it is.</summary>
    public static async Task<string> Call(Town town, Visitor worker, int days)
    {
        await worker.Open(At(town, "conferences/call"));
        await worker.Send([("type", "case"), .. Boxes(town, "on", days), ("at", "14:30"), ("minutes", "90"), ("place", "Room 2, Harbour House"), ("for", "Whether Scott is ready to move on"), ("who", Worker), ("who", Coach)]);
        worker.Text.ShouldContain("The conference is called.");
        return worker.Path;
    }
}
