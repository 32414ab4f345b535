using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// One action under a goal, by its place in the record: who does it (a member; null: the person), by when, and how it went. Put off to another day
/// it is due then. Its state is null while nothing was said of it.
/// </summary>
public sealed record PlanAction(int Position, string? Goal, int On, int? Due, string? Owner, int? Call)
{
    public string? State { get; init; }

    /// <summary>The place of what was last said of it; -1 while nothing was.</summary>
    public int SaidAt { get; init; } = -1;

    public int SaidOn { get; init; }

    /// <summary>Neither done nor stopped.</summary>
    public bool IsOpen => State is not ("done" or "stopped");

    /// <summary>Its last day is over: on the day itself it is not late yet.</summary>
    public bool IsOverdue(int on) => IsOpen && Due < on;
}

/// <summary>What was agreed to be done under the goals of a person, and how it went.</summary>
public static class PlanActions
{
    /// <summary>Those that stand, in the order in which they were recorded. What was said of one still counts once its words or day were put right.</summary>
    public static IReadOnlyList<PlanAction> Of(Facts facts, string person)
    {
        var results = Said.Of(facts, "action-result", person).Where(r => r.Value("action") is not null).ToLookup(r => Root(facts, r.Value("action")!.Value - 1));
        return [.. Said.Of(facts, "goal-action", person).Select(a =>
        {
            var action = new PlanAction(a.Position, a.Code("goal"), a.From, a.Value("due"), a.Name("owner"), a.Value("call"));
            foreach (var said in results[Root(facts, a.Position)]) action = action with { State = said.Code("state"), SaidAt = said.Position, SaidOn = said.From, Due = said.Value("due") ?? action.Due };
            return action;
        })];
    }

    /// <summary>The first version of a fact that was put right, however often.</summary>
    internal static int Root(Facts facts, int position)
    {
        while (position >= 0 && position < facts.Columns.Count && facts.Columns.Undoes(position) is >= 0 and var before) position = before;
        return position;
    }
}
