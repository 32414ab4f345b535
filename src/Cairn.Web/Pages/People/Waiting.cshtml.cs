using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Who waits for a place in a scheme, in order, each with why. Only people whom the viewer may know of are listed or counted, so that a gap betrays nobody.</summary>
public sealed class WaitingModel(Partnership partnership, Opening opening) : CairnPage
{
    public string Title { get; private set; } = "";

    /// <summary>For how many people the scheme is, in all.</summary>
    public int Places { get; private set; }

    public IReadOnlyList<(string Token, string Name, string On, string Standing)> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string scheme)
    {
        var found = await opening.Some(Viewer, ArrivalsModel.PurposeOf(partnership, Viewer), "waiting", list =>
        {
            if (ArrivalsModel.SchemesOf(list.Read, Viewer).FirstOrDefault(s => s.Name == scheme) is not { Places: { } places } of) return null;
            (Title, Places) = (of.Title, places);
            var roll = list.Read.Answer(of).Roll;
            var people = list.Read.Facts.Of(About.Person);
            var waiting = list.People.Select(t => (Token: t, Subject: people.Find(t))).Where(p => p.Subject < roll.Count && roll.StandingOf(p.Subject) is Standing.Waits && list.Ask(p.Token).Sees("plan")).OrderBy(p => roll.ReferredOn(p.Subject)).ThenBy(p => p.Subject).ToList();
            return waiting.Select((p, i) => (p.Token, list.Name(p.Token), Day.Long(roll.ReferredOn(p.Subject)), $"{Nth(i + 1)} of {waiting.Count}; waits because {(places == 1 ? "the one place is" : $"all {places} places are")} taken")).ToList();
        });
        if (found is null) return NotFound();
        Rows = found;
        return Page();
    }

    private static string Nth(int number) => $"{number}{(number % 100 is 11 or 12 or 13 ? "th" : (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" })}";
}
