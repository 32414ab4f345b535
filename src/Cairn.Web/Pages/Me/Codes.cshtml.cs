using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Me;

/// <summary>The recovery codes, shown once; nobody can show them again, only make new ones.</summary>
public sealed class CodesModel(DataFolder folder, Again again) : CairnPage
{
    [TempData]
    public string? Codes { get; set; }

    /// <summary>None when they have been shown before.</summary>
    public IReadOnlyList<string> Shown { get; private set; } = [];

    public void OnGet() => Shown = Codes?.Split(' ') ?? [];

    public async Task<IActionResult> OnPostAsync()
    {
        if (await again.Needed(HttpContext) is { } first) return first;
        var (codes, kept) = GettingIn.Codes.ForRecovery(folder.Seal);
        if (folder.SignIns.Change(Viewer.Id, who => who is { PasswordHash: not null } ? who with { RecoveryCodes = kept } : null) is null) return NotFound();
        Codes = string.Join(' ', codes);
        return LocalRedirect(Links.MyCodes);
    }
}
