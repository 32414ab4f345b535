using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>The windows of a journey: one for each member, opened when they first do something, and a small phone that runs no scripts for the person.</summary>
internal sealed class Windows(Browser browser, Town town) : IAsyncDisposable
{
    private const int Phone = 360;

    private readonly Dictionary<string, IPage> open = [];

    public async Task<IPage> As(string member) => open.TryGetValue(member, out var window) ? window : open[member] = await browser.Open(town, member);

    /// <summary>The phone of the person whom the town's file calls so; of nobody yet where none is named.</summary>
    public async Task<IPage> PhoneOf(string? person)
    {
        var name = $"phone {person}";
        return open.TryGetValue(name, out var window) ? window : open[name] = await browser.Open(town, person is null ? null : town.Token(person), Phone, scripts: false);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in open.Values) await window.Context.CloseAsync();
    }
}
