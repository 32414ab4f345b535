using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Cairn.Web.Frame;

/// <summary>
/// A form that was sent by somebody whose sign-in had ended is kept for half an hour, sealed, and is filled in again when the same member
/// has signed in. Its key is the same, so that it still acts once. A file is not kept.
/// </summary>
public sealed class Kept(DataFolder folder, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>The hidden box that says, sealed, to whom and where a form was shown. No question of a form is called so.</summary>
    public const string MarkName = "shown-to";

    /// <summary>What names the kept form in an address.</summary>
    public const string AskedName = "kept";

    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    private const string Prefix = "kept:";

    private readonly IDataProtector marks = protection.CreateProtector("kept forms");

    private sealed record Sent(string To, IReadOnlyList<KeyValuePair<string, string>> Answers);

    /// <summary>What stands in the hidden box; null where nobody is signed in, and then nothing is kept.</summary>
    public string? Mark(HttpContext http) => Viewer.Of(http) is { } viewer ? marks.Protect($"{viewer.Id}\n{Here(http)}") : null;

    /// <summary>Keeps what was sent, and gives the address of the page on which it comes back; null when it was not a form of ours, was another's, or is too long.</summary>
    public async Task<string?> Keep(HttpContext http)
    {
        if (!http.Request.HasFormContentType) return null;
        var form = await http.Request.ReadFormAsync();
        if (Shown(form[MarkName].ToString()) is not [var member, var page]) return null;
        if (Viewer.Of(http) is { } viewer && viewer.Id != member) return null;
        var sent = JsonSerializer.Serialize(new Sent(Here(http), [.. form.Where(f => f.Key is not (MarkName or "form-token")).SelectMany(f => f.Value.Select(v => new KeyValuePair<string, string>(f.Key, v ?? "")))]));
        if (sent.Length > 200_000) return null;
        var id = Token.New();
        Sweep(member);
        folder.Drafts.Save(Key(member, id), sent);
        return $"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{AskedName}={id}";
    }

    /// <summary>Fills a form in from what was kept of it; false when nothing was, or it was another form's or another member's.</summary>
    public bool Into(Form form, HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Request.Query[AskedName].ToString() is not { Length: 32 } id || Viewer.Of(http) is not { } viewer) return false;
        if (folder.Drafts.Find(Key(viewer.Id, id)) is not { } draft || clock.GetUtcNow() - draft.SavedAt > Lasts) return false;
        var sent = JsonSerializer.Deserialize<Sent>(draft.Content)!;
        if (sent.To != (form.Action ?? Here(http))) return false;
        form.Restore(new FormCollection(sent.Answers.GroupBy(a => a.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Microsoft.Extensions.Primitives.StringValues([.. g.Select(a => a.Value)]))));
        return true;
    }

    /// <summary>Forgets what was kept: it has been sent.</summary>
    public void Forget(HttpContext http)
    {
        if (http.Request.Query[AskedName].ToString() is { Length: 32 } id && Viewer.Of(http) is { } viewer) folder.Drafts.Delete(Key(viewer.Id, id));
    }

    /// <summary>Forgets what a member has not come back to in half an hour.</summary>
    internal void Sweep(string member)
    {
        foreach (var (key, at) in folder.Drafts.Of(member))
            if (key.Form.StartsWith(Prefix, StringComparison.Ordinal) && clock.GetUtcNow() - at > Lasts) folder.Drafts.Delete(key);
    }

    private string[]? Shown(string mark)
    {
        try
        {
            return mark.Length == 0 ? null : marks.Unprotect(mark).Split('\n');
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static DraftKey Key(string member, string id) => new(member, Prefix + id);

    /// <summary>The page's own address, without what was kept of it.</summary>
    private static string Here(HttpContext http)
    {
        var query = new QueryBuilder(http.Request.Query.Where(q => q.Key != AskedName).SelectMany(q => q.Value.Select(v => new KeyValuePair<string, string>(q.Key, v ?? ""))));
        return http.Request.Path + query.ToQueryString();
    }
}
