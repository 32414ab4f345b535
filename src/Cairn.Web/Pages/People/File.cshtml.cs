using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>An evidence file, to be kept and opened, never shown in the page. Whoever may see the fact that it is for may have it; one that is for no fact, whoever sees its own category.</summary>
public sealed class FileModel(Partnership partnership, Opening opening) : CairnPage
{
    private sealed record Named(string File, string Type, string Record);

    public async Task<IActionResult> OnGetAsync(string token, long position, [FromQuery(Name = "for")] string? purpose)
    {
        purpose = purpose == "verify" ? purpose : "care";
        var named = await opening.One(Viewer, purpose, "file", token, record => Of(record, position) ?? new Named("", "", ""));
        if (named is null || named.File.Length == 0) return NotFound();
        if (partnership.Folder.Evidence.Open(named.File, named.Record) is not { } content) return NotFound();
        var (type, ending) = named.Type switch { "jpeg" => ("image/jpeg", "jpg"), "png" => ("image/png", "png"), _ => ("application/pdf", "pdf") };
        return File(content, type, $"evidence-{position}.{ending}");
    }

    private static Named? Of(OpenRecord record, long position)
    {
        var facts = record.Read.Facts;
        var at = (int)Math.Min(position, int.MaxValue) - 1;
        if (facts.Vocabulary.Find(EvidenceFiles.Kind) is not { } kind || at < 0 || at >= facts.Columns.Count || facts.Columns.Kinds[at] != kind.Number || !record.Has(at) || facts.Columns.IsRetraction(at)) return null;
        var category = EvidenceLine.For(facts, kind, at) is { } given && facts.Vocabulary.Kinds[facts.Columns.Kinds[given]] is { About: About.Person } of && record.Has(given) ? of.Category : kind.Category;
        if (!record.Sees(category) || facts.Columns.Detail(at, kind.Find("file")!.Slot) is not (>= 0 and var file)) return null;
        return new Named(facts.Names[file], facts.Columns.Detail(at, kind.Find("type")!.Slot) is >= 0 and var type ? kind.Find("type")!.List!.Codes[type].Name : "pdf", facts.Of(About.Person)[facts.Columns.Abouts[at]]);
    }
}
