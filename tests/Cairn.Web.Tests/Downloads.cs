using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Cairn.Web.Tests;

/// <summary>The forms of the pages that price a contract, and the tables that come of them.</summary>
internal static partial class Downloads
{
    /// <summary>The form that asks, and not the one that downloads what is shown.</summary>
    public static IHtmlFormElement Asking(Visitor visitor) => visitor.Page.QuerySelectorAll<IHtmlFormElement>("main form").Single(f => f.QuerySelector("button[name=step]") is null);

    /// <summary>The assumptions as the page has them.</summary>
    public static string England(Visitor visitor) => visitor.Page.QuerySelector("textarea#assumptions")!.TextContent;

    /// <summary>Presses the button for the tables and opens the zip, in its order. The page that is shown stays.</summary>
    public static async Task<IReadOnlyList<(string Name, byte[] Content)>> Tables(this Visitor visitor)
    {
        var form = visitor.Page.QuerySelectorAll<IHtmlFormElement>("main form").Single(f => f.QuerySelector("button[name=step]") is not null);
        var sent = form.Elements.OfType<IHtmlInputElement>().Select(i => new KeyValuePair<string, string>(i.Name!, i.Value)).Append(new("step", "tables"));
        using var content = new FormUrlEncodedContent(sent);
        using var answer = await visitor.Http.PostAsync(new Uri(visitor.Path, UriKind.Relative), content);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip", await answer.Content.ReadAsStringAsync());
        using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        return [.. zip.Entries.Select(e =>
        {
            using var bytes = new MemoryStream();
            using var file = e.Open();
            file.CopyTo(bytes);
            return (e.FullName, bytes.ToArray());
        })];
    }

    /// <summary>The rows of a table, its heads first. None of its cells has a line end in it.</summary>
    public static List<IReadOnlyList<string>> Rows(byte[] content)
    {
        content.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray());
        return [.. Encoding.UTF8.GetString(content[3..]).Split("\r\n")[..^1].Select(row => (IReadOnlyList<string>)[.. Cell().Matches(row).Select(c => c.Groups["quoted"].Success ? c.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : c.Groups["plain"].Value)])];
    }

    [GeneratedRegex("""(^|,)("(?<quoted>([^"]|"")*)"|(?<plain>[^,]*))""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Cell();
}
