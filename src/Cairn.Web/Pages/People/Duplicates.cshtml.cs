using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Records that may be of one person, to those whose work it is to say so; to everyone else there is no such page.</summary>
public sealed class DuplicatesModel(Partnership partnership, Opening opening) : CairnPage
{
    private const int Size = 25;

    public sealed record Pair((string One, string Other) Tokens, string One, string Other, bool? IsSame);

    private sealed record Listed(IReadOnlyList<Pair> Pairs, int Count);

    public IReadOnlyList<Pair> Open { get; private set; } = [];

    public IReadOnlyList<Pair> Decided { get; private set; } = [];

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync()
    {
        var found = await opening.ByRight<Listed>(Viewer, Right.MatchDuplicates, "duplicates", read =>
        {
            var all = Twins.Of(read, partnership.Names).OrderBy(t => t.Decision is not null).ThenBy(t => read.Name(t.One), StringComparer.OrdinalIgnoreCase).ToList();
            var shown = all.Skip((new Pager(all.Count, Asked, Size, _ => "")).Skip).Take(Size).ToList();
            return (new Listed([.. shown.Select(t => new Pair((t.One, t.Other), read.Name(t.One) ?? "", read.Name(t.Other) ?? "", t.Decision is null ? null : t.IsSame))], all.Count), [.. shown.SelectMany(t => (string[])[t.One, t.Other]).Distinct(StringComparer.Ordinal)]);
        });
        if (found is null) return NotFound();
        Pager = new Pager(found.Count, Asked, Size, page => $"{Links.Duplicates}?page={page}");
        (Open, Decided) = ([.. found.Pairs.Where(p => p.IsSame is null)], [.. found.Pairs.Where(p => p.IsSame is not null)]);
        return Page();
    }
}
