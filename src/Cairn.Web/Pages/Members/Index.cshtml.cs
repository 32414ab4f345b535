using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Members;

/// <summary>The members whom an administrator looks after: their own partner's, or everyone's for whoever leads.</summary>
public sealed class IndexModel(Membership members) : CairnPage
{
    private const int Size = 25;

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public IReadOnlyList<MemberLine> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    public IActionResult OnGet()
    {
        var partners = members.PartnersOf(Viewer);
        if (partners.Count == 0) return NotFound();
        var all = members.Of(partners);
        Pager = new Pager(all.Count, Asked, Size, page => $"{Links.Members}?page={page}");
        Rows = [.. all.Skip(Pager.Skip).Take(Size)];
        return Page();
    }

    public static string When(DateTimeOffset? at) => at is { } then ? Day.Long(LondonTime.DayOf(then)) : "Never";
}
