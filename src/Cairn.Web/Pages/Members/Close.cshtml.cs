using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Members;

/// <summary>Closing a member who leaves, and handing over whom they worked with, in one step.</summary>
public sealed class CloseModel(Membership members, Leaving leaving) : CairnPage
{
    public MemberLine Member { get; private set; } = null!;

    /// <summary>With how many people they work; who they are is not for an administrator.</summary>
    public int Caseload { get; private set; }

    public Form Form { get; private set; } = new();

    public IActionResult OnGet(string id) => Open(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!Open(id)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood || !await leaving.Close(Viewer, Form, id, Member.Partner, Caseload > 0 ? Form.Value("heir") : null)) return Page();
        Done = "The member is closed and signed out everywhere.";
        return LocalRedirect(Links.Members);
    }

    private bool Open(string id)
    {
        if (id == Viewer.Id || members.Find(Viewer, id) is not { } found) return false;
        Member = found;
        Caseload = leaving.Caseload(id, found.Partner);
        var others = members.HeirsOf(id, found.Partner).Select(m => new Option(m.Id, $"{m.Name}, {m.Roles}")).ToList();
        Form = Caseload == 0 ? new Form { Button = "Close this member" }
            : new Form(new Field("heir", $"Who takes over the {(Caseload == 1 ? "person" : $"{Caseload} people")} they work with?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who takes over", Options = others }) { Button = "Close this member" };
        return true;
    }
}
