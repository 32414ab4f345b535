using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web.GettingIn;

/// <summary>
/// Closing somebody who leaves a partner: their memberships there end today, whoever they worked with is handed to another member in the
/// same step, and then their sessions and ways in are over. Who belongs to another partner too stays a member of that.
/// </summary>
public sealed class Leaving(Partnership partnership)
{
    private const string Capacity = "administrator";

    private readonly record struct Open(IReadOnlyList<long> Memberships, IReadOnlyList<long> Ties, bool Stays);

    /// <summary>With how many people the member works for this partner: as many are handed over. Who they are is not looked at.</summary>
    public int Caseload(string id, string partner) => Find(id, partner).Ties.Select(p => partnership.Folder.Fact(p)?.Draft.Subject).OfType<string>().Distinct(StringComparer.Ordinal).Count();

    /// <summary>Closes them. With a caseload there must be an heir, another member of the partner. False when it was refused, with the reason in the form.</summary>
    public async Task<bool> Close(Viewer viewer, Form form, string id, string partner, string? heir)
    {
        var folder = partnership.Folder;
        var open = Find(id, partner);
        var facts = new List<NewFact>();
        foreach (var position in open.Memberships) if (Ended(position) is { } ended) facts.Add(ended);
        foreach (var position in open.Ties)
        {
            if (folder.Fact(position) is not { } tie || Ended(position) is not { } ended) continue;
            facts.Add(ended);
            if (heir is not null) facts.Add(new NewFact(HandedOver(tie.Draft, heir, partner)));
        }
        var reply = await folder.Do(new Command(viewer.Once(form.Key), "close-member", viewer.Id, Capacity, $"{id} {partner} {heir}", Recording.Source), (_, _) => Decision.Append(id) with { Facts = facts });
        if (reply is Reply.Refused refused)
        {
            form.Fail(refused.Why);
            return false;
        }
        if (partnership.Read(read => Membership.Seated(read).Any(m => m.Id == id && m.Seats.Any(s => s.Partner != partner)))) return true;
        folder.SignIns.EndInvitations(id);
        folder.SignIns.Change(id, who => (who ?? new Credentials(id, false)).WithoutWaysIn() with { ClosedAt = partnership.Now });
        return true;
    }

    private Open Find(string id, string partner) => partnership.Read(read =>
    {
        var facts = read.Facts;
        var (name, works) = (facts.Names.Find(id), facts.Names.Find(partner));
        var seats = read.Access.Of(id).Seats;
        var stays = seats.Any(s => s.Partner != partner);
        var roles = seats.Where(s => s.Partner == partner).Select(s => s.Role).ToHashSet(StringComparer.Ordinal);
        var (membership, tie) = (facts.Vocabulary.Find("membership")!, facts.Vocabulary.Find("works-with")!);
        var role = tie.Find("role")!;
        return new Open(
            Running(read, membership, (table, row) => table.Detail(row, membership.Find("works-for")!.Slot) == works, facts.Of(About.Member).Find(id)),
            Running(read, tie, (table, row) => table.Detail(row, tie.Find("member-name")!.Slot) == name && (!stays || table.Detail(row, role.Slot) is >= 0 and var code && roles.Contains(role.List!.Codes[code].Name))),
            stays);
    });

    /// <summary>The log positions of a kind's facts that stand and have not ended, of one subject or of all.</summary>
    private static List<long> Running(Reading read, Kind kind, Func<KindTable, int, bool> fits, int? subject = null)
    {
        var found = new List<long>();
        if (read.Facts.Index.Table(kind) is not { } table || subject < 0 || subject >= table.Start.Length - 1) return found;
        var (first, end) = subject is { } only ? (table.Start[only], table.Start[only + 1]) : (0, table.Start[^1]);
        for (var row = first; row < end; row++)
            if (table.Rows[row].KnownAt(read.Today) && table.Rows[row].To >= read.Today && fits(table, row)) found.Add(table.Positions[row] + 1L);
        return found;
    }

    /// <summary>The fact with today as its last day; taken back where it was yet to begin.</summary>
    private NewFact? Ended(long position)
    {
        if (partnership.Folder.Fact(position) is not { } stored) return null;
        var draft = stored.Draft with { Id = null, Recorded = partnership.Today, Source = Recording.Source, SaidBy = Said, Corrects = null, Retracts = null };
        return new NewFact(draft.From > partnership.Today ? draft with { Retracts = $"#{position}" } : draft with { To = partnership.Today, Corrects = $"#{position}" });
    }

    private Draft HandedOver(Draft tie, string heir, string partner)
    {
        var roles = partnership.Read(read => read.Access.Of(heir).Seats.Where(s => Membership.Works(s, partner)).Select(s => s.Role).ToList());
        var role = tie.Details.FirstOrDefault(d => d.Detail.Name == "role").Text;
        var details = tie.Kind.Details.Where(d => d.Name is "role" or "member-name").Select(d => (d, d.Name == "member-name" ? heir : roles.Contains(role) ? role : roles[0])).ToList();
        return new Draft(tie.Kind, tie.Subject, Math.Max(tie.From, partnership.Today), tie.To, partnership.Today) { Details = details, Source = Recording.Source, SaidBy = Said };
    }

    private int Said => partnership.Vocabulary.Roles.ToList().IndexOf(Capacity);
}
