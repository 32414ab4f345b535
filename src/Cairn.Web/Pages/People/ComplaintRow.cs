using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>One complaint by its place in the log: whose, when it came, about whom, the replies by their places, and by when it is to be acknowledged.</summary>
public sealed record ComplaintRow(long Position, string Person, int On, string About, string? Against, IReadOnlyList<(int On, string Step, string StepTitle, long Position)> Replies)
{
    /// <summary>Days within which whoever complained is told that it has come (Data (Use and Access) Act 2025).</summary>
    public const int AcknowledgeWithin = 30;

    public int DueBy => On + AcknowledgeWithin;

    public bool IsAnswered => Replies.Any(r => r.Step == "answered");

    /// <summary>Nobody has said a word in time.</summary>
    public bool IsLate(int today) => Replies.Count == 0 && today > DueBy;

    /// <summary>All that stand, or those of one person: what waits first, the oldest of it first.</summary>
    public static IReadOnlyList<ComplaintRow> Of(Reading read, string? person = null)
    {
        var replies = Said.Of(read.Facts, "complaint-reply", person).ToLookup(r => (long)(r.Value("complaint") ?? 0), r => (r.From, r.Code("step") ?? "", r.Title("step"), r.Position + 1L));
        return [.. Said.Of(read.Facts, "complaint", person).Select(c => new ComplaintRow(c.Position + 1L, c.Subject, c.RecordedOn, c.Title("subject"), c.Name("member-name"), [.. replies[c.Position + 1L]]))
            .OrderBy(c => c.IsAnswered).ThenBy(c => c.Position)];
    }

    /// <summary>Those of the right who run the partnership, and those who have a tie to the person; never whom it is about, nor who wrote it down.</summary>
    public bool MayAnswer(Reading read, string member) =>
        member != Against && member != read.State.RecordedBy((int)Position - 1) && read.Access.May(member, Right.AnswerComplaints).IsYes
        && (read.Access.Of(member).Seats.Any(s => s.Role == "partnership-lead") || read.Access.See(member, "care", Person).Exists);
}
