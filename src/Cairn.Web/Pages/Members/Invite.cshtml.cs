using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Members;

/// <summary>Inviting a member: a name, a role, and a link to hand over. Whoever leads invites for any partner, and for a new one.</summary>
public sealed class InviteModel(Membership members) : CairnPage
{
    private const string Lead = "partnership-lead";

    private IReadOnlyList<string> partners = [];

    public Form Form { get; private set; } = new();

    [TempData]
    public string? Link { get; set; }

    public IActionResult OnGet() => Open() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Open()) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var (partner, type) = Partner();
        if (!Form.IsGood || await members.Invite(Viewer, Form, partner, type, Form.Value("role")) is not { } secret) return Page();
        Link = secret;
        Done = "The member is invited. Give them the link below.";
        return LocalRedirect(Links.Member(Membership.IdOf(Form.Key)));
    }

    /// <summary>The partner chosen, or a new one with what kind of organisation it is.</summary>
    private (string Partner, string? Type) Partner()
    {
        if (partners.Count == 1 && Form.Fields.All(f => f.Name != "partner")) return (partners[0], null);
        var isNew = Form.Fields.Any(f => f.Name == "new-partner") && Form.Value("new-partner").Length > 0;
        if (!isNew)
        {
            if (Form.Value("partner").Length == 0) Form.Fail("partner", "Choose a partner");
            return (Form.Value("partner"), null);
        }
        if (Form.Value("partner").Length > 0) Form.Fail("new-partner", "Choose a partner above, or enter a new one here; not both");
        else if (partners.Contains(Form.Value("new-partner"), StringComparer.OrdinalIgnoreCase)) Form.Fail("new-partner", "There is a partner of this name; choose it above");
        if (Form.Value("type").Length == 0) Form.Fail("type", "Choose what kind of organisation the new partner is");
        return (Form.Value("new-partner"), Form.Value("type"));
    }

    private bool Open()
    {
        partners = members.PartnersOf(Viewer);
        if (partners.Count == 0) return false;
        var leads = members.LeadsAll(Viewer);
        // Who leads the partnership is for those who do to say; an administrator could else make themselves one.
        var roles = members.List("member-roles").Where(r => leads || r.Name != Lead).Select(r => new Option(r.Name, r.Title)).ToList();
        var fields = new List<Field>
        {
            new("name", "Name") { IsRequired = true, WhenEmpty = "Enter the member’s name", Width = 20 },
            new("role", "Role", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose a role", Options = roles },
        };
        if (leads || partners.Count > 1) fields.Add(new Field("partner", "Partner", Asks.OneOf) { IsRequired = !leads, WhenEmpty = "Choose a partner", Options = [.. partners.Select(p => new Option(p, p))] });
        if (leads)
        {
            fields.Add(new Field("new-partner", "Or a new partner"));
            fields.Add(new Field("type", "What kind of organisation is the new partner?", Asks.OneOf) { Options = [.. members.List("organisations").Select(c => new Option(c.Name, c.Title))] });
        }
        Form = new Form(fields) { Button = "Make the link" };
        return true;
    }
}
