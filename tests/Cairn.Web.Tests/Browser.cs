using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Cairn.Web.Tests.Browser))]

namespace Cairn.Web.Tests;

/// <summary>A real browser: the system's Chromium, without a window. Where there is none its tests are skipped and say so.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] Quietly = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"];
    private static readonly string? Program = ((string[])["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]).FirstOrDefault(File.Exists);

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Program is null) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = Quietly });
    }

    /// <summary>A fresh window on a town, signed in as someone unless nobody is named.</summary>
    public async Task<IPage> Open(Town town, string? id, int width = 1280, bool scripts = true)
    {
        Assert.SkipWhen(browser is null, "Chromium is not installed.");
        var context = await browser!.NewContextAsync(new() { BaseURL = town.Url.ToString(), JavaScriptEnabled = scripts, ViewportSize = new() { Width = width, Height = 900 }, Locale = "en-GB" });
        context.SetDefaultTimeout(15_000);
        var page = await context.NewPageAsync();
        if (id is null) return page;
        await page.GotoAsync("/sign-in");
        await page.Locator($"button[name=id][value='{id}']").ClickAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
