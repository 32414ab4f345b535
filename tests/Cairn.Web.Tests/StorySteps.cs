using Microsoft.Playwright;

namespace Cairn.Web.Tests;

/// <summary>What members do over and over on the pages about somebody: in the story, Jodie Fennimore.</summary>
internal static class StorySteps
{
    public const string Jodie = "Jodie Fennimore";

    public static async Task Find(this IPage page, string name)
    {
        await page.GotoAsync("/people");
        await page.GetByLabel("Find someone by name").FillAsync(name.Split(' ')[1]);
        await page.Press("Find", name);
        await page.Locator("main tbody a").Filter(new() { HasText = name }).ClickAsync();
        await page.Says("What is recorded");
    }

    public static async Task Step(this IPage page, string title, params (string, string)[] answers)
    {
        await page.Follow(title, title);
        await page.Locator($"main [name='{answers[0].Item1}']").First.WaitForAsync();
        await page.Answer(answers);
        await page.Press("Continue", "steps completed");
    }

    public static async Task Record(this IPage page, string kind, Func<IPage, Task> fill, string person = Jodie)
    {
        await page.Find(person);
        await page.Follow("Record something else", "What do you want to record?");
        await page.GetByRole(AriaRole.Link, new() { Name = kind, Exact = true }).ClickAsync();
        await page.Locator("#from-day").WaitForAsync();
        await fill(page);
        await page.Press("Record it", "is recorded.");
    }

    public static Task Treat(this IPage page, string setting, (int Day, int Month) from, (int Day, int Month) to) => page.Record("Treatment: one stay or intervention", async form =>
    {
        await form.On("from", from.Day, from.Month, 2027);
        await form.On("to", to.Day, to.Month, 2027);
        await form.Choose("detail-setting", setting);
        await form.Choose("detail-reason", "Completed: a planned end that both agreed");
        await form.Answer(("detail-provider", "Harbour House"));
        await form.Choose("evidence", "Discharge summary");
    });

    public static async Task PutRight(this IPage page, string fact, Func<IPage, Task> change, string says)
    {
        await page.Find(Jodie);
        await page.Follow(fact, "Recorded by");
        await page.Follow("Put it right", "Change what is wrong.");
        await change(page);
        await page.Press("Record it", says);
    }

    public static async Task ClaimIt(this IPage page)
    {
        await page.GotoAsync("/claims");
        await page.GetByLabel($"{Jodie}: Goes into permanent work").CheckAsync();
        await page.Press("Claim what is ticked", "One result, £10,000.00 in all");
        await page.Press("Claim £10,000.00", "One result is claimed.");
    }
}
