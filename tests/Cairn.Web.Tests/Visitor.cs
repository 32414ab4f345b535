using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Cairn.Web.Tests;

/// <summary>Somebody with a browser that runs no scripts: opens pages, fills in the forms on them and sends them.</summary>
public sealed class Visitor : IDisposable
{
    private readonly HttpClient http;

    private readonly CookieContainer cookies = new();

    public Visitor(Town town)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AllowAutoRedirect = true, UseProxy = false }) { BaseAddress = town.Url };
    }

    public HttpClient Http => http;

    /// <summary>What a request of theirs says in its Cookie line.</summary>
    public string Cookies => cookies.GetCookieHeader(http.BaseAddress!);

    /// <summary>The last page.</summary>
    public IHtmlDocument Page { get; private set; } = new HtmlParser().ParseDocument("");

    /// <summary>Its bytes as text.</summary>
    public string Html { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the last page was, after redirections.</summary>
    public string Path { get; private set; } = "";

    /// <summary>A file to choose in the next form that asks for one.</summary>
    public (string Name, byte[] Content)? Gives { get; set; }

    /// <summary>All that the page says in its main part, with single spaces.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main") ?? Page.Body!).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public static async Task<Visitor> SignedIn(Town town, string id)
    {
        var visitor = new Visitor(town);
        await visitor.Open("/sign-in");
        await visitor.Send(("id", id));
        return visitor;
    }

    public async Task<Visitor> Open(string path)
    {
        await Read(await http.GetAsync(new Uri(path, UriKind.Relative)));
        return this;
    }

    /// <summary>Follows the link with these words.</summary>
    public Task<Visitor> Follow(string words) =>
        Open(Page.QuerySelectorAll<IHtmlAnchorElement>("a").FirstOrDefault(a => a.TextContent.Trim() == words)?.GetAttribute("href") ?? throw new InvalidOperationException($"No link says '{words}' on {Path}."));

    /// <summary>Sends the page's first form in the main part that needs no script, as it stands, with these answers in it.</summary>
    public Task<Visitor> Send(params (string Name, string Value)[] answers) => SendTo(Page.QuerySelector<IHtmlFormElement>("main form:not([data-passkey])") ?? throw new InvalidOperationException($"No form on {Path}: {Text}"), answers);

    public async Task<Visitor> SendTo(IHtmlFormElement form, params (string Name, string Value)[] answers)
    {
        var sent = new List<KeyValuePair<string, string>>();
        foreach (var box in form.Elements.OfType<IHtmlElement>())
        {
            if (box.GetAttribute("name") is not { } name || answers.Any(a => a.Name == name)) continue;
            if (box is IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } or IHtmlInputElement { Type: "file" } or IHtmlButtonElement) continue;
            sent.Add(new(name, box switch { IHtmlInputElement input => input.Value, IHtmlTextAreaElement words => words.Value, IHtmlSelectElement select => select.Value ?? "", _ => "" }));
        }
        sent.AddRange(answers.Select(a => new KeyValuePair<string, string>(a.Name, a.Value)));
        var action = form.GetAttribute("action") is { Length: > 0 } to ? to : Path;
        HttpContent content = form.Enctype == "multipart/form-data" ? Multipart(sent, form) : new FormUrlEncodedContent(sent);
        await Read(await http.PostAsync(new Uri(action, UriKind.Relative), content));
        return this;
    }

    /// <summary>Sends a form as it is before anything is filled in or chosen.</summary>
    public async Task<Visitor> SendEmpty(IHtmlFormElement form)
    {
        var hidden = form.Elements.OfType<IHtmlInputElement>().Where(i => i is { Type: "hidden", Name: not null }).Select(i => new KeyValuePair<string, string>(i.Name!, i.Value)).ToList();
        var visible = form.Elements.OfType<IHtmlElement>().Where(b => b is IHtmlInputElement { Type: not ("hidden" or "radio" or "checkbox" or "file") } or IHtmlTextAreaElement or IHtmlSelectElement);
        hidden.AddRange(visible.Select(b => b.GetAttribute("name")).OfType<string>().Select(n => new KeyValuePair<string, string>(n, "")));
        await Read(await http.PostAsync(new Uri(form.GetAttribute("action") is { Length: > 0 } to ? to : Path, UriKind.Relative), form.Enctype == "multipart/form-data" ? Multipart(hidden, form) : new FormUrlEncodedContent(hidden)));
        return this;
    }

    private MultipartFormDataContent Multipart(IEnumerable<KeyValuePair<string, string>> sent, IHtmlFormElement form)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in sent) content.Add(new StringContent(value), name);
        if (Gives is { } file && form.QuerySelector("input[type=file]")?.GetAttribute("name") is { } box) content.Add(new ByteArrayContent(file.Content), box, file.Name);
        return content;
    }

    private async Task Read(HttpResponseMessage response)
    {
        Status = response.StatusCode;
        Path = response.RequestMessage!.RequestUri!.PathAndQuery;
        Html = await response.Content.ReadAsStringAsync();
        Page = new HtmlParser().ParseDocument(Html);
        response.Dispose();
    }

    public void Dispose() => http.Dispose();
}
