using System.Net;
using System.Net.Sockets;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Cairn.Web.Tests;

/// <summary>Giving files as evidence, and getting them back.</summary>
public sealed class EvidenceFileTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    /// <summary>The address of a job of P001's, to which M03 may add.</summary>
    private string Job(string more = "") => town.Path($"/people/{{P001}}/facts/{Given.Standing(town, "P001", "employment")}{more}");

    [Fact]
    public async Task A_file_comes_back_as_it_was_given_to_be_kept_and_not_shown()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(Job("/evidence"));
        worker.Gives = ("Scott's payslip.pdf", Given.Pdf("one"));
        await worker.Send(("kind", "bank-statement"));
        worker.Text.ShouldContain("The evidence is added.");
        worker.Text.ShouldContain("Bank statement");
        var file = worker.Page.QuerySelectorAll<IHtmlAnchorElement>("main a").Single(a => a.TextContent.StartsWith("PDF", StringComparison.Ordinal)).GetAttribute("href")!;
        using var response = await worker.Http.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Given.Pdf("one"));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/pdf");
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        response.Content.Headers.ContentDisposition.FileName!.ShouldStartWith("evidence-");
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        town.Partnership.Folder.Looks.At(town.Token("P001")).ShouldContain(l => l.Look.Page == "file" && l.Look.By == "M03");
        foreach (var id in (string[])["M01", "M14", "M33"])
        {
            using var stranger = await Visitor.SignedIn(town, id);
            await stranger.Open(file);
            stranger.Status.ShouldBe(HttpStatusCode.NotFound, id);
        }
    }

    [Fact]
    public async Task The_fact_is_the_same_one_grown_and_its_earlier_version_leads_to_it()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        var old = Job();
        await worker.Open(Job("/evidence"));
        worker.Gives = ("a.pdf", Given.Pdf("two"));
        var saidBy = town.Partnership.Folder.Fact(long.Parse(old.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture))!.Draft.SaidBy;
        await worker.Send(("kind", "bank-statement"));
        var grown = worker.Path;
        grown.ShouldBe(Job());
        town.Partnership.Folder.Fact(long.Parse(grown.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture))!.Draft.SaidBy.ShouldBe(saidBy, "who adds evidence does not say the fact");
        await worker.Open(old + "/evidence");
        worker.Path.ShouldBe(grown + "/evidence");
        await worker.Open(town.Path("/people/{P001}"));
        worker.Text.ShouldNotContain("Corrected on 31 March 2028");
        await worker.Open(Job("/evidence"));
        worker.Gives = ("b.pdf", Given.Pdf("three"));
        await worker.Send(("kind", "bank-statement"));
        worker.Path.ShouldBe(grown, "a second file of a kind that was seen changes nothing of the fact");
        worker.Page.QuerySelectorAll("main a").Count(a => a.TextContent.StartsWith("PDF", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_sent_twice_is_given_once()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(Job("/evidence"));
        var form = (IHtmlFormElement)worker.Page.QuerySelector("main form")!;
        worker.Gives = ("a.pdf", Given.Pdf("four"));
        await worker.SendTo(form, ("kind", "bank-statement"));
        var after = Given.Facts(town);
        await worker.SendTo(form, ("kind", "bank-statement"));
        worker.Text.ShouldContain("The evidence is added.");
        Given.Facts(town).ShouldBe(after);
    }

    [Theory]
    [InlineData("empty", "The file is empty")]
    [InlineData("script", "must be a PDF, a JPEG or a PNG")]
    [InlineData("broken", "damaged or not whole")]
    [InlineData("large", "too large")]
    [InlineData("none", "Choose a file")]
    public async Task What_is_wrong_with_a_file_is_said_at_the_question(string what, string says)
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(Job("/evidence"));
        worker.Gives = what switch
        {
            "empty" => ("a.pdf", []),
            "script" => ("a.pdf", "<script>alert(1)</script>"u8.ToArray()),
            "broken" => ("a.pdf", Given.Pdf("x")[..40]),
            "large" => ("a.pdf", [.. Given.Pdf("x"), .. new byte[21 * 1024 * 1024]]),
            _ => null,
        };
        var before = Given.Facts(town);
        await worker.Send(("kind", "bank-statement"));
        worker.Page.QuerySelector("#file-error")!.TextContent.ShouldContain(says);
        Given.Facts(town).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_of_200_MB_is_refused_in_words_before_it_is_read()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(Job("/evidence"));
        using var line = new TcpClient(town.Url.Host, town.Url.Port);
        var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Job("/evidence")} HTTP/1.1\r\nHost: {town.Url.Authority}\r\nCookie: {worker.Cookies}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 209715200\r\n\r\n"), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldContain("302");
        string? location = null;
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 } header) if (header.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase)) location = header[10..];
        location.ShouldNotBeNull().ShouldBe(Job("/evidence") + "?large=true");
        await worker.Open(location);
        worker.Page.QuerySelector("#file-error")!.TextContent.ShouldContain("The file is too large. Give one of at most 20 MB.");
    }

    [Fact]
    public async Task The_same_file_for_two_claims_is_shown_to_the_verifier()
    {
        using var worker = await Visitor.SignedIn(town, "M19");
        foreach (var (person, outcome) in new[] { ("P064", "home-12-months"), ("P098", "moved-in") })
        {
            await worker.Open("/claims");
            await worker.Open(worker.Page.QuerySelectorAll<IHtmlAnchorElement>("main a[href$='/evidence']").First(a => a.GetAttribute("href")!.Contains(town.Token(person), StringComparison.Ordinal)).GetAttribute("href")!);
            worker.Gives = ("tenancy.pdf", Given.Pdf("the same"));
            await worker.Send(("kind", "signed-tenancy"));
            worker.Text.ShouldContain("The evidence is added.");
            await worker.Open($"/claims/new?pick={town.Token(person)}.fair-chance-fund.{outcome}.1");
            await worker.Send();
        }
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open(town.Path("/claims/to-check/{P098}/fair-chance-fund/moved-in/1"));
        verifier.Text.ShouldContain("The same file was given for another fact");
        var file = verifier.Page.QuerySelectorAll<IHtmlAnchorElement>("main a").First(a => a.TextContent.StartsWith("PDF", StringComparison.Ordinal)).GetAttribute("href")!;
        using var response = await verifier.Http.GetAsync(new Uri(file, UriKind.Relative), TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }
}
