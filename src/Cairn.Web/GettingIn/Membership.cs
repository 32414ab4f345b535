using System.Security.Cryptography;
using System.Text;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web.GettingIn;

/// <summary>A member as the list shows them.</summary>
public sealed record MemberLine(string Id, string Name, string Partner, string Roles, DateTimeOffset? LastIn, string WayIn);

/// <summary>
/// Members come and go: that somebody belongs to a partner, in which role, is a fact; how they get in lies with the ways in. An
/// administrator looks after the members of their own partner, a partnership lead after all.
/// </summary>
public sealed class Membership(Partnership partnership, Accounts accounts)
{
    private static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);

    private DataFolder Folder => partnership.Folder;

    private SignIns Ins => Folder.SignIns;

    /// <summary>The partners whose members this viewer looks after; none for most.</summary>
    public IReadOnlyList<string> PartnersOf(Viewer viewer) => partnership.Read(read =>
        !read.Access.May(viewer.Id, Right.InviteMembers).IsYes ? []
        : read.Access.May(viewer.Id, Right.ManagePartners).IsYes ? [.. AllPartners(read)]
        : (IReadOnlyList<string>)[.. read.Access.Of(viewer.Id).Seats.Select(s => s.Partner).Distinct(StringComparer.Ordinal)]);

    /// <summary>Whether the viewer looks after all partners, and may make another.</summary>
    public bool LeadsAll(Viewer viewer) => partnership.Read(read => read.Access.May(viewer.Id, Right.ManagePartners).IsYes && read.Access.May(viewer.Id, Right.InviteMembers).IsYes);

    /// <summary>The members of some partners as of today, by partner and name.</summary>
    public IReadOnlyList<MemberLine> Of(IReadOnlyList<string> partners)
    {
        var titles = List("member-roles").ToDictionary(r => r.Name, r => r.Title, StringComparer.Ordinal);
        var found = partnership.Read(read => Seated(read).SelectMany(m => m.Seats.Where(s => partners.Contains(s.Partner)).GroupBy(s => s.Partner, StringComparer.Ordinal)
            .Select(seats => (m.Id, Partner: seats.Key, Roles: string.Join(", ", seats.Select(s => titles.GetValueOrDefault(s.Role, s.Role)))))).ToList());
        // Whoever was closed today is still a member in the record, until tomorrow.
        return [.. found.Where(m => Ins.Find(m.Id) is not { ClosedAt: not null }).Select(m => Line(m.Id, m.Partner, m.Roles)).OrderBy(m => m.Partner, StringComparer.OrdinalIgnoreCase).ThenBy(m => m.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>One member, where the viewer looks after them; null for anybody else.</summary>
    public MemberLine? Find(Viewer viewer, string id) => Of(PartnersOf(viewer)).FirstOrDefault(m => m.Id == id);

    /// <summary>Who of a partner can take over a caseload: those whose role works with people at all.</summary>
    public IReadOnlyList<MemberLine> HeirsOf(string id, string partner)
    {
        var working = partnership.Read(read => Seated(read).Where(m => m.Id != id && m.Seats.Any(s => Works(s, partner))).Select(m => m.Id).ToHashSet(StringComparer.Ordinal));
        return [.. Of([partner]).Where(m => working.Contains(m.Id))];
    }

    public IReadOnlyList<Code> List(string name) => partnership.Vocabulary.Lists.First(l => l.Name == name).Codes;

    /// <summary>The first administrator, their partner and the lead of the partnership in one; gives the link's secret, or null and says what is wrong in the form.</summary>
    public async Task<string?> SetUp(Form form)
    {
        var (partner, id) = (form.Value("partner"), IdOf(form.Key));
        var facts = new List<Draft?>();
        if (!partnership.Read(AllPartners).Contains(partner)) facts.Add(Draft(form, "partner", ("fact", "organisation"), ("about", partner), ("type", form.Value("type")), ("said-by", "administrator")));
        foreach (var role in (string[])["administrator", "partnership-lead"]) facts.Add(InRole(form, id, partner, role, "administrator"));
        return await Begin(form, new Command($"set-up:{form.Key}", "set-up", id, "administrator", $"{id} {partner} {form.Value("type")}", Recording.Source), facts, id);
    }

    /// <summary>Invites a member: their membership is recorded, and the link's secret given; null with what is wrong in the form.</summary>
    public async Task<string?> Invite(Viewer viewer, Form form, string partner, string? type, string role)
    {
        var capacity = LeadsAll(viewer) ? "partnership-lead" : "administrator";
        var id = IdOf(form.Key);
        var facts = new List<Draft?>();
        if (type is not null) facts.Add(Draft(form, "new-partner", ("fact", "organisation"), ("about", partner), ("type", type), ("said-by", capacity)));
        facts.Add(InRole(form, id, partner, role, capacity));
        return await Begin(form, new Command(viewer.Once(form.Key), "invite", viewer.Id, capacity, $"{id} {partner} {type} {role}", Recording.Source), facts, id);
    }

    /// <summary>A new link for a member who has lost their way in. What they had opens nothing any more.</summary>
    public string Reinvite(string id)
    {
        Ins.Change(id, who => who is { ClosedAt: null } ? who.WithoutWaysIn() with { SignInName = who.SignInName } : null);
        return Ins.Invite(id, LinkLasts);
    }

    /// <summary>The member id that a form's key stands for: sent twice, a form makes one member.</summary>
    public static string IdOf(string key) => "M" + Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes($"member {key}")))[..8];

    private async Task<string?> Begin(Form form, Command asked, List<Draft?> facts, string id)
    {
        if (!form.IsGood) return null;
        var reply = await Folder.Do(asked, (_, _) => Decision.Append(id) with { Facts = [.. facts.Select(f => new NewFact(f!))] });
        if (reply is Reply.Refused refused)
        {
            form.Fail(refused.Why);
            return null;
        }
        var name = form.Value("name");
        Ins.Change(id, who => who ?? new Credentials(id, false) { Name = name, SignInName = FreeName(name) });
        return Ins.Find(id) is { CanGetIn: false, ClosedAt: null } ? Ins.Invite(id, LinkLasts) : null;
    }

    private Draft? InRole(Form form, string id, string partner, string role, string capacity) =>
        Draft(form, form.Fields.Any(f => f.Name == "partner") ? "partner" : "role", ("fact", "membership"), ("about", id), ("role", role), ("works-for", partner), ("said-by", capacity));

    private Draft? Draft(Form form, string blamed, params (string Column, string? Text)[] cells)
    {
        var (draft, mistakes) = Recording.Read(Folder, [.. cells, ("from", Day.Iso(partnership.Today)), ("source", Recording.Source)], partnership.Today);
        foreach (var (_, what) in mistakes) form.Fail(blamed, what);
        return draft;
    }

    /// <summary>"a.field" of Ann Field, or with a number where somebody has that; a name without letters has "member".</summary>
    private string FreeName(string name)
    {
        var words = name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsAsciiLetter))).Where(w => w.Length > 0).ToArray();
        var plain = words switch { [] => "member", [var only] => only, _ => $"{words[0][0]}.{words[^1]}" };
        return Enumerable.Range(1, int.MaxValue - 1).Select(n => n == 1 ? plain : $"{plain}{n}").First(n => Ins.FindByName(n) is null);
    }

    private MemberLine Line(string id, string partner, string roles)
    {
        var who = Ins.Find(id);
        var ways = who switch
        {
            null => "None",
            { CanGetIn: false } => "Invited, not in yet",
            { Passkeys.Count: > 0, PasswordHash: not null } => "Passkey, and password with code",
            { Passkeys.Count: > 0 } => "Passkey",
            _ => "Password with code",
        };
        return new MemberLine(id, accounts.NameOf(id), partner, roles, who?.LastIn, ways);
    }

    internal static bool Works(Seat seat, string partner) => seat.Partner == partner && (seat.Uses & Tie.WorksWith) != Tie.None;

    internal static IEnumerable<(string Id, IReadOnlyList<Seat> Seats)> Seated(Reading read)
    {
        var members = read.Facts.Of(About.Member);
        for (var m = 0; m < members.Count; m++) if (read.Access.Of(members[m]).Seats is { Count: > 0 } seats) yield return (members[m], seats);
    }

    /// <summary>All partners of which somebody has said what they are.</summary>
    private static IReadOnlyList<string> AllPartners(Reading read)
    {
        var partners = read.Facts.Of(About.Partner);
        return [.. Enumerable.Range(0, partners.Count).Select(p => partners[p]).Order(StringComparer.OrdinalIgnoreCase)];
    }
}
