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

    /// <summary>
    /// A plan of which a version was proposed and not agreed, and changed since; a stay with money; a conference that comes and one that met, by their pages, and an
    /// action. Pages that are there only on the way are shown to <paramref name="look"/>.
    /// </summary>
    public static async Task<(string Version, string Coming, string Met, long Action)> Begin(Town town, Visitor worker, Action<Visitor>? look = null)
    {
        await Goal(town, "home", "A flat with a room for my daughter.");
        await Goal(town, "health", "Sleep through the night.");
        await Action(town, "home", "Ask Saltby Homes for a two-room flat", -3, Worker);
        await Action(town, "home", "Find the old tenancy letters", 12, null);
        await Action(town, "new-start", "Ask the college for a place in September", 20, Coach, Coach, "work-coach");
        await Stay(town, began: 20, fundedUntil: 9);
        await worker.Open(At(town, "plan/propose"));
        await worker.Send(("why", "We met and talked about the flat."));
        await worker.Follow("Record who agrees");
        look?.Invoke(worker);
        var version = worker.Path;
        await worker.Send(("side", "worker"), ("answer", "yes"));
        await worker.Open(version);
        await worker.Send(("side", "person"), ("way", "spoken"), ("answer", "no"), ("words", "I do not agree with September. It is too late."));
        var coming = await Call(town, worker, 5);
        var met = await Call(town, worker, 0);
        await worker.Open(met + "/held");
        await worker.Send(("met", "yes"), ("words", "All came. Scott spoke of his daughter. The flat comes first."));
        await worker.Follow("Add a decision");
        look?.Invoke(worker);
        await worker.Send(("words", "Two rooms, not one"), ("decision", "agreed"));
        var action = Given.Standing(town, "P001", "goal-action");
        await worker.Follow("Add an action");
        await worker.Send([("goal", "home"), ("what", "Book a visit to the flat"), ("owner", Coach), .. Boxes(town, "due", 7)]);
        look?.Invoke(worker);
        return (version, coming, met, action);
    }
}
