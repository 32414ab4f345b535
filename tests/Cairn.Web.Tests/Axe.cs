using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Cairn.Web.Tests;

/// <summary>What is wrong with a page for whoever reads it another way, and whether it runs off the side. Axe runs in the page itself: its package's own way opens a window each time.</summary>
internal static class Axe
{
    private const string Run = """
        async () => {
            const found = await axe.run(document, { resultTypes: ["violations"] });
            const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
            return found.violations.map(v => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(n => n.html).join(" | ")}`).concat(over > 0 ? [`wider than the window by ${over} px`] : []);
        }
        """;

    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    public static async Task<string[]> Complaints(this IPage page)
    {
        await page.EvaluateAsync($"() => {{ if (!window.axe) {{ {Script} }} }}");
        return await page.EvaluateAsync<string[]>(Run);
    }
}
