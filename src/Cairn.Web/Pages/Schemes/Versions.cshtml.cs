using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>Every version of a scheme's file, the newest first: from when, by whom, and which lines changed.</summary>
public sealed class VersionsModel(Partnership partnership, Accounts accounts) : CairnPage
{
    public sealed record Line(int Number, string From, string By, IReadOnlyList<LineChange> Changes);

    public Scheme Scheme { get; private set; } = null!;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>The newest file as it stands.</summary>
    public string Text { get; private set; } = "";

    public IActionResult OnGet(string name)
    {
        var (scheme, versions) = partnership.Read(r => (r.Schemes.FirstOrDefault(s => s.Name == name), r.State.Schemes.Where(s => s.Scheme == name).ToList()));
        if (scheme is null) return NotFound();
        (Scheme, Text) = (scheme, versions[^1].Text);
        Lines = [.. versions.Select((v, i) => new Line(v.Number, Day.Long(LondonTime.DayOf(v.RecordedAt)), partnership.Folder.AskedBy(v.Command) is { } by && accounts.Find(by) is not null ? accounts.NameOf(by) : "", i == 0 ? [] : LineChanges.Of(versions[i - 1].Text, v.Text))).Reverse()];
        return Page();
    }
}
