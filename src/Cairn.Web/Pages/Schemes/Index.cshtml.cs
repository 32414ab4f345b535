using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Schemes;

/// <summary>Every scheme in force, a card each.</summary>
public sealed class IndexModel(Partnership partnership) : CairnPage
{
    public IReadOnlyList<SchemeCard> Cards { get; private set; } = [];

    public void OnGet() => Cards = partnership.Read(read => read.Schemes.Select(s => SchemeCard.For(s, read)).ToList());
}
