using System.Net;
using AngleSharp.Html.Dom;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>What a provider claims: who, what, once.</summary>
public sealed class ClaimTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Dump()
    {
        foreach (var id in (string[])["M03", "M05", "M06", "M22", "M26", "M01", "M19"])
        {
            using var v = await Visitor.SignedIn(town, id);
            await v.Open("/claims");
            TestContext.Current.SendDiagnosticMessage("{0} {1} {2}", id, v.Status, v.Text);
            Console.WriteLine($"{id} {v.Status} {v.Text}");
        }
        using var o = await Visitor.SignedIn(town, "M08");
        await o.Open("/claims");
        Console.WriteLine($"{o.Path} {o.Status} {o.Text}");
        await o.Open(o.Page.QuerySelector("main th a")!.GetAttribute("href")!);
        Console.WriteLine($"{o.Path} {o.Status} {o.Text}");
    }
}
