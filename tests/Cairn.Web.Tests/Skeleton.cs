using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Cairn.Web.Tests;

/// <summary>
/// What of a page axe can judge: its elements with their classes, roles and names for each other, without words, figures and keys. Of the rows of a list
/// or table each kind counts once, and of a word only its length when it is long enough to run off the side. Two pages of one skeleton are looked at once.
/// </summary>
internal static partial class Skeleton
{
    private const int Long = 18;

    private static readonly HashSet<string> Told = new(StringComparer.Ordinal) { "class", "id", "for", "type", "role", "name", "scope", "autocomplete", "lang", "checked", "open", "disabled", "multiple", "alt", "title", "data-module", "data-label" };

    /// <summary>Of whose parts the order and number say nothing.</summary>
    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal) { "ul", "ol", "dl", "tbody", "select", "svg", "g", "text" };

    /// <summary>Of an element and all in it, but for what is in one part.</summary>
    public static string Of(IElement element, IElement? but = null)
    {
        if (element == but) return "";
        var own = string.Concat(element.Attributes.Where(a => Told.Contains(a.Name) || a.Name.StartsWith("aria-", StringComparison.Ordinal)).OrderBy(a => a.Name, StringComparer.Ordinal).Select(a => $" {a.Name}={Plain(a)}"));
        var parts = element.ChildNodes.Select(n => n switch { IElement e => Of(e, but), IText { Data: var words } => Word(words), _ => "" }).Where(p => p.Length > 0);
        return $"<{element.LocalName}{own}>{string.Concat(Lists.Contains(element.LocalName) ? parts.Distinct().Order(StringComparer.Ordinal) : Runs(parts))}</>";
    }

    /// <summary>One of those that follow each other and are the same.</summary>
    private static IEnumerable<string> Runs(IEnumerable<string> parts)
    {
        var last = "";
        foreach (var part in parts)
        {
            if (part != last) yield return part;
            last = part;
        }
    }

    /// <summary>Names that elements have for each other count but for their figures; words that are read out count as being there.</summary>
    private static string Plain(IAttr attribute) => attribute.Name is "title" or "alt" or "aria-label" or "data-label" or "lang" ? (attribute.Value.Length > 0 ? "words" : "") : Figures().Replace(attribute.Value, "0");

    private static string Word(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => w.Length).DefaultIfEmpty().Max() switch { 0 => "", < Long => "w", var longest => $"w{longest}" };

    [GeneratedRegex(@"[0-9a-f]{32,}|\d+", RegexOptions.None, 1000)]
    private static partial Regex Figures();
}
