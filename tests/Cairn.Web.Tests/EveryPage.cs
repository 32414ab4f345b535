using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.Tests;

/// <summary>One page as somebody was sent it.</summary>
internal sealed record Sheet(string Role, string Path, string Html)
{
    public override string ToString() => $"{Path} as {Role}";
}

/// <summary>
/// Every page of a town as every reader who may open it: those of the list, those that links lead to, and what comes of sending each form with nothing in it. What
/// is sent may change the town, so it is one's own.
/// </summary>
internal sealed partial class EveryPage(Town town)
{
    /// <summary>Of one shape of address each reader is shown so many beside those of the list; another person's page of the same kind says little new.</summary>
    private const int OfOneShape = 1;

    private readonly List<Sheet> distinct = [];
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> forms = new(StringComparer.Ordinal);

    private readonly List<(TemplateMatcher, string)> routes = [.. town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().OrderBy(e => e.RoutePattern.InboundPrecedence)
        .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is not null).Select(e => (new TemplateMatcher(TemplateParser.Parse(e.RoutePattern.RawText!), []), e.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath))];

    /// <summary>Pages opened by somebody, before those that are the same were taken together.</summary>
    public int Opened { get; private set; }

    /// <summary>Forms sent empty that came back with what is wrong.</summary>
    public int Refused { get; private set; }

    public IReadOnlyList<Sheet> Distinct => distinct;

    public HashSet<string> Shapes { get; } = new(StringComparer.Ordinal);

    /// <summary>The pages, by their doors, that somebody was let into.</summary>
    public HashSet<string> Met { get; } = new(StringComparer.Ordinal);

    public int Readers { get; private set; }

    public async Task Collect()
    {
        var readers = Web.Tests.Readers.All(town);
        Readers = readers.Count;
        var empty = new List<(Visitor Reader, string Role, IHtmlFormElement Form)>();
        var visitors = new List<Visitor>();
        try
        {
            foreach (var (id, role) in readers)
            {
                var reader = await Web.Tests.Readers.SignIn(town, id);
                visitors.Add(reader);
                empty.AddRange((await Walk(reader, role)).Select(f => (reader, role, f)));
            }
            // Last, since something may come of it.
            foreach (var (reader, role, form) in empty)
            {
                await reader.SendEmpty(form);
                if (reader.Status != HttpStatusCode.OK || reader.Page.QuerySelector(".govuk-error-summary") is null) continue;
                Refused++;
                Add(reader, role, $"{reader.Path} sent empty");
            }
        }
        finally
        {
            visitors.ForEach(v => v.Dispose());
        }
    }

    /// <summary>Takes in the page that a reader has before them.</summary>
    public void Look(Visitor reader, string role)
    {
        if (DoorOf(reader.Path) is { } door) Met.Add(door);
        Add(reader, role, reader.Path);
    }

    private async Task<List<IHtmlFormElement>> Walk(Visitor reader, string role)
    {
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        var (been, found) = (new HashSet<string>(StringComparer.Ordinal), new List<IHtmlFormElement>());
        var listed = PageList.All.Select(p => town.Path(p.Path)).ToHashSet(StringComparer.Ordinal);
        var waiting = new Queue<string>(listed);
        while (waiting.TryDequeue(out var path))
        {
            var shape = Shape(path);
            if (!been.Add(path) || (!listed.Contains(path) && (shapes[shape] = shapes.GetValueOrDefault(shape) + 1) > OfOneShape)) continue;
            await reader.Open(path);
            // Whoever may not is sent to sign in or told that there is nothing: each is looked at once.
            Opened++;
            Shapes.Add(Shape(reader.Path));
            if (reader.Page.QuerySelector("main") is null) continue;
            if (reader.Status == HttpStatusCode.OK)
            {
                if (DoorOf(reader.Path) is { } door) Met.Add(door);
                found.AddRange(reader.Page.QuerySelectorAll<IHtmlFormElement>("main form[method=post]").Where(f => Asks(f) && forms.Add(Named(reader.Path, f))));
                foreach (var link in reader.Page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]))
                    if (link != Links.Leave && !link.StartsWith("/assets", StringComparison.Ordinal) && !link.Contains("csv", StringComparison.Ordinal)) waiting.Enqueue(link);
            }
            Add(reader, role, reader.Path);
        }
        return found;
    }

    private void Add(Visitor reader, string role, string path)
    {
        // The frame around and the main part count each by itself: a menu of five on one of six forms says nothing new.
        var main = reader.Page.QuerySelector("main")!;
        if (seen.Add(Skeleton.Of(main)) | seen.Add(Skeleton.Of(reader.Page.Body!, but: main))) distinct.Add(new Sheet(role, path, reader.Html));
    }

    /// <summary>The page that answers an address.</summary>
    private string? DoorOf(string path)
    {
        foreach (var (template, page) in routes)
            if (template.TryMatch(path.Split('?')[0], [])) return page;
        return null;
    }

    private static string Shape(string path) => Places().Replace(path.Split('?')[0], "*");

    private static bool Asks(IHtmlFormElement form) => form.Elements.OfType<IHtmlElement>().Any(b => b is IHtmlInputElement { Type: not "hidden" } or IHtmlTextAreaElement or IHtmlSelectElement);

    private static string Named(string path, IHtmlFormElement form) =>
        string.Create(CultureInfo.InvariantCulture, $"{Shape(path)} {string.Join(' ', form.Elements.OfType<IHtmlElement>().Select(b => b.GetAttribute("name")).OfType<string>().Distinct())}");

    [GeneratedRegex(@"[0-9a-f]{32}|\d+", RegexOptions.None, 1000)]
    private static partial Regex Places();
}
