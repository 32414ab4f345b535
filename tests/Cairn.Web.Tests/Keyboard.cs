using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cairn.Web.Tests;

/// <summary>Somebody who has no mouse. Wherever Tab brings them, it must be seen where they are.</summary>
internal sealed class Keyboard(IPage page)
{
    /// <summary>More stops than any page has: whoever gets here goes round in circles.</summary>
    private const int Most = 150;

    /// <summary>
    /// What shows the focus: an outline that is not see-through, a background, a shadow or a border, of the element, what is drawn before and after it and its
    /// labels. The element as it is now is held against itself without the focus, which it then gets back.
    /// </summary>
    private const string Shown =
        """
        () => {
          const at = document.activeElement;
          const look = () => [at, ...(at.labels ?? [])].flatMap(e => [null, '::before', '::after'].map(p => {
            const s = getComputedStyle(e, p);
            const outline = s.outlineStyle === 'none' || /rgba\(.*, 0\)|transparent/.test(s.outlineColor) ? '' : s.outlineWidth + s.outlineColor;
            return [outline, s.backgroundColor, s.boxShadow, s.borderTopWidth + s.borderTopColor].join();
          })).join('|');
          const box = at.getBoundingClientRect();
          const there = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const marked = at.matches(':focus-visible');
          const having = look();
          at.blur();
          const lacking = look();
          at.focus({ preventScroll: true, focusVisible: true });
          return `${there && marked && having !== lacking ? '' : 'Not seen: '}${at.innerText || at.labels?.[0]?.innerText || at.name}`;
        }
        """;

    /// <summary>How many keys were pressed.</summary>
    public int Pressed { get; private set; }

    /// <summary>Goes on, or back, to the element that this selects.</summary>
    public async Task To(string selector, bool back = false)
    {
        for (var stop = 0; stop < Most; stop++)
        {
            await Press(back ? "Shift+Tab" : "Tab");
            if (await page.EvaluateAsync<bool>("() => document.activeElement === document.body")) continue;
            (await page.EvaluateAsync<string>(Shown)).ShouldNotStartWith("Not seen", Case.Sensitive, $"on {new Uri(page.Url).AbsolutePath}");
            if (await page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector)) return;
        }
        throw new InvalidOperationException($"Tab never comes to {selector} on {page.Url}.");
    }

    public async Task Press(string key)
    {
        Pressed++;
        await page.Keyboard.PressAsync(key);
    }

    public async Task Write(string words)
    {
        Pressed += words.Length;
        await page.Keyboard.TypeAsync(words);
    }

    /// <summary>Presses Enter where they are, and comes to a page whose heading says this. Nothing on it runs off the side.</summary>
    public async Task Enter(string heading)
    {
        await Press("Enter");
        await Expect(page.Locator("h1")).ToContainTextAsync(heading);
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, $"{heading} is wider than the window");
    }
}
