using System.Globalization;
using Cairn.Record;

namespace Cairn.Desk.Change;

/// <summary>What became of a proposed change.</summary>
public enum ProposalState { Waits, Approved, Refused, Withdrawn }

/// <summary>
/// A change to a scheme's rules that a member proposed: the version by its words, the version it was written on, the first day it was to hold from, a digest
/// of what was foreseen of it. Answered by a second member, it holds from <see cref="HoldsFrom"/> where that was yes.
/// </summary>
public sealed record SchemeProposal(string Number, string Scheme, string Version, string Before, string Examples, int StartsOn, string Foreseen, int Position, int ProposedOn, string? ProposedBy)
{
    public ProposalState State { get; init; }

    public string? AnsweredBy { get; init; }

    public int AnsweredOn { get; init; } = Day.Never;

    /// <summary>The place in the record of the answer, whose words say why; -1 while there is none.</summary>
    public int AnsweredAt { get; init; } = -1;

    /// <summary>The first day of the rules, once approved; else never.</summary>
    public int HoldsFrom { get; init; } = Day.Never;

    /// <summary>The first day if it is approved on a day: as proposed, or that day where the proposed one has passed. No day that is over gets other rules.</summary>
    public int WouldHoldFrom(int today) => Math.Max(StartsOn, today);

    /// <summary>Every proposal that stands, in the order made. What came in a file is none, nor is an answer that its giver may not give.</summary>
    public static IReadOnlyList<SchemeProposal> All(Facts facts, RecordedBy recordedBy)
    {
        var answers = Said.Of(facts, "scheme-change-answer").ToLookup(a => a.Subject, StringComparer.Ordinal);
        return [.. Said.Of(facts, "scheme-change").Where(p => recordedBy(p.Position) is not null).Select(p =>
        {
            var made = new SchemeProposal(p.Subject, p.Name("scheme") ?? "", p.Name("version") ?? "", p.Name("before") ?? "", p.Name("examples") ?? "", p.Value("starts") ?? Day.Never, p.Name("foreseen") ?? "", p.Position, p.RecordedOn, recordedBy(p.Position));
            foreach (var a in answers[p.Subject].Where(a => a.Position > p.Position))
            {
                var state = a.Code("result") switch { "approved" => ProposalState.Approved, "withdrawn" => ProposalState.Withdrawn, _ => ProposalState.Refused };
                if (made.WhyNot(state, recordedBy(a.Position)) is null)
                    return made with { State = state, AnsweredBy = recordedBy(a.Position), AnsweredOn = a.RecordedOn, AnsweredAt = a.Position, HoldsFrom = state is ProposalState.Approved ? a.Value("starts") ?? Day.Never : Day.Never };
            }
            return made;
        })];
    }

    /// <summary>Why a member may not give this answer; null when they may. Two members change the rules: who proposed only takes back.</summary>
    public DeskRefusal? WhyNot(ProposalState answer, string? by) =>
        State is not ProposalState.Waits ? new("AnsweredBefore", $"{Number} was answered on {Day.Long(AnsweredOn)}.")
        : by is null ? new("NotByAMember", "An answer that came in a file counts for nothing: a member gives it here.")
        : answer is ProposalState.Withdrawn ? by == ProposedBy ? null : new("NotYours", $"Only who proposed {Number} takes it back.")
        : by == ProposedBy ? new("NotYourOwn", $"You proposed {Number}; another member must answer it.")
        : null;

    /// <summary>The number of the next proposal, C0001 and on; none is given twice.</summary>
    public static string Next(Facts facts)
    {
        var groups = facts.Of(About.Group);
        var last = 0;
        for (var n = 0; n < groups.Count; n++)
            if (groups[n] is ['C', .. { Length: >= 4 and <= 6 } figures] && int.TryParse(figures, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) last = Math.Max(last, number);
        return string.Create(CultureInfo.InvariantCulture, $"C{last + 1:0000}");
    }
}
