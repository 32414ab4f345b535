using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// A conference about one person: called for a day, or met, or both. Places in the record are -1 where there is none: one told by a file was never
/// called here, and one called has not met until somebody says so.
/// </summary>
public sealed record Conference(int Call, int Met, string Type, int On)
{
    public string? At { get; init; }

    public int Minutes { get; init; } = 60;

    /// <summary>The members who were asked.</summary>
    public IReadOnlyList<string> Invited { get; init; } = [];

    /// <summary>What was decided: the title of each decision and its place.</summary>
    public IReadOnlyList<(string Title, int Position)> Decisions { get; init; } = [];

    /// <summary>What was agreed there to be done.</summary>
    public IReadOnlyList<PlanAction> Actions { get; init; } = [];

    public bool HasMet => Met >= 0;

    /// <summary>What people call it in a calendar and on the telephone, without saying whom it is about.</summary>
    public string Reference => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"C{Call + 1}");
}

/// <summary>The conferences about a person.</summary>
public static class Conferences
{
    /// <summary>The latest first. Called off, one is not among them.</summary>
    public static IReadOnlyList<Conference> Of(Facts facts, string person)
    {
        var invited = Said.Of(facts, "conference-invitation", person).ToLookup(i => i.Value("call") ?? 0, i => i.Name("member-name"));
        var decided = Said.Of(facts, "conference-decision", person).ToLookup(d => d.Value("call") ?? 0, d => (d.Title("decision"), d.Position));
        var actions = PlanActions.Of(facts, person).ToLookup(a => a.Call ?? 0);
        var met = Said.Of(facts, "conference", person).ToList();
        var found = Said.Of(facts, "conference-call", person).Select(call =>
        {
            var at = met.FindLastIndex(m => m.Value("call") == call.Position + 1);
            return new Conference(call.Position, at < 0 ? -1 : met[at].Position, call.Title("type"), at < 0 ? call.Value("meets-on") ?? call.From : met[at].From)
            {
                At = call.Name("at"), Minutes = call.Value("minutes") ?? 60, Invited = [.. invited[call.Position + 1].OfType<string>().Distinct(StringComparer.Ordinal)],
                Decisions = [.. decided[call.Position + 1]], Actions = [.. actions[call.Position + 1]],
            };
        }).ToList();
        var known = found.Select(f => f.Met).ToHashSet();
        found.AddRange(met.Where(m => !known.Contains(m.Position)).Select(m => new Conference(-1, m.Position, m.Title("type"), m.From)));
        return [.. found.OrderByDescending(c => c.On).ThenByDescending(c => c.Call)];
    }

    /// <summary>How many days ago the last one met; null where none has.</summary>
    public static int? DaysSince(IEnumerable<Conference> conferences, int on) => conferences.Where(c => c.HasMet && c.On <= on).Select(c => (int?)(on - c.On)).Min();
}
