using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// People for whom two schemes paid on the same days, as a plan watches them. Only whoever may see of somebody who they are, that they have a
/// place, and their money finds the page, and on it only those people; to the others, an investor among them, there is no such page.
/// </summary>
public sealed class TwoFundsModel(Partnership partnership, Opening opening) : CairnPage
{
    /// <summary>Two schemes and the days on which both pay.</summary>
    public sealed record Both(string One, string Other, string When, bool IsNow);

    public sealed record Someone(string Token, string Name, IReadOnlyList<Both> Pairs);

    public Scheme Scheme { get; private set; } = null!;

    /// <summary>Those for whom both pay today first.</summary>
    public IReadOnlyList<Someone> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string name)
    {
        var (scheme, purpose) = partnership.Read(r => r.Schemes.FirstOrDefault(s => s.Name == name) is { } found ? (found, PurposeOf(r, Viewer.Id, found)) : default);
        if (scheme is null || purpose is null) return NotFound();
        Scheme = scheme;
        People = await opening.Some(Viewer, purpose, "two-funds", list => Look(list, scheme));
        return Page();
    }

    /// <summary>For which purpose the viewer may look, to care or to check what is paid; null where for none, or where the plan does not watch this.</summary>
    internal static string? PurposeOf(Reading read, string viewer, Scheme scheme)
    {
        if (scheme.Plan?.People is not { Of.Kind.About: About.Person }) return null;
        var people = read.Access.PeopleOf(viewer).ToList();
        return ((string[])["care", "verify"]).FirstOrDefault(purpose => people.Any(p => Sees(read.Access.See(viewer, purpose, p), scheme)));
    }

    private static bool Sees(Sight sight, Scheme scheme) => sight.Sees("identity") && sight.Sees("money") && sight.Sees(scheme.Plan!.People!.Of.Kind.Category);

    private static List<Someone> Look(OpenList list, Scheme scheme)
    {
        var (read, answer) = (list.Read, list.Read.Answer(scheme));
        string Title(string fund) => read.Schemes.FirstOrDefault(s => s.Name == fund)?.Title ?? fund;
        string When(Overlap o) => o.To == Day.Never ? $"since {Day.Long(o.From)}" : $"{Day.Long(o.From)} to {Day.Long(o.To)}";
        var tokens = answer.Facts.Of(About.Person);
        return [.. Funding.Overlaps(answer, scheme.Plan!.People!).GroupBy(o => o.One.Subject).Where(g => Sees(list.Ask(tokens[g.Key]), scheme))
            .Select(g => new Someone(tokens[g.Key], list.Name(tokens[g.Key]), [.. g.OrderByDescending(o => o.From).Select(o => new Both(Title(o.One.Fund), Title(o.Other.Fund), When(o), o.From <= read.Today && read.Today <= o.To))]))
            .OrderByDescending(s => s.Pairs.Any(p => p.IsNow)).ThenBy(s => s.Name, StringComparer.CurrentCulture)];
    }
}
