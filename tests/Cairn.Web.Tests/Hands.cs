using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cairn.Web.Tests;

/// <summary>What somebody does in a real browser: follow a link, answer a question, press a button. After each, the page that follows is waited for by what it must say.</summary>
internal static class Hands
{
    /// <summary>Follows the first link that begins with these words.</summary>
    public static async Task Follow(this IPage page, string words, string says)
    {
        await page.Locator("main a").Filter(new() { HasTextRegex = Beginning(words) }).First.ClickAsync();
        await page.Says(says);
    }

    /// <summary>Answers a question by the name of its box: chosen where there is something to choose, written otherwise.</summary>
    public static async Task Answer(this IPage page, params (string Name, string Value)[] answers)
    {
        foreach (var (name, value) in answers)
        {
            var box = page.Locator($"main [name='{name}']");
            switch (await box.First.EvaluateAsync<string>("b => b.type"))
            {
                case "radio" or "checkbox": await page.Locator($"main [name='{name}'][value='{value}']").CheckAsync(); break;
                case "select-one": await box.SelectOptionAsync(value); break;
                default: await box.FillAsync(value); break;
            }
        }
    }

    /// <summary>Answers by the words that are read beside a choice.</summary>
    public static async Task Choose(this IPage page, string name, string words)
    {
        if (await page.Locator($"main select[name='{name}']").CountAsync() == 0) await page.Locator($"main .govuk-radios__item, main .govuk-checkboxes__item").Filter(new() { Has = page.Locator($"[name='{name}']") }).GetByText(words, new() { Exact = true }).ClickAsync();
        else await page.Locator($"main select[name='{name}']").SelectOptionAsync(new SelectOptionValue { Label = words });
    }

    public static Task On(this IPage page, string name, int day, int month, int year) => page.Answer(($"{name}-day", $"{day}"), ($"{name}-month", $"{month}"), ($"{name}-year", $"{year}"));

    public static async Task Press(this IPage page, string button, string says)
    {
        await page.Locator("main button").Filter(new() { HasTextRegex = Beginning(button) }).First.ClickAsync();
        await page.Says(says);
    }

    public static Task Says(this IPage page, string words) => Expect(page.Locator("main")).ToContainTextAsync(words);

    /// <summary>Presses a button that gives a file.</summary>
    public static async Task<byte[]> TakeFile(this IPage page, string button)
    {
        var given = await page.RunAndWaitForDownloadAsync(() => page.Locator("main button").Filter(new() { HasText = button }).First.ClickAsync());
        await using var stream = await given.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static Regex Beginning(string words) => new($"^\\s*{Regex.Escape(words)}", RegexOptions.None, TimeSpan.FromSeconds(1));
}
