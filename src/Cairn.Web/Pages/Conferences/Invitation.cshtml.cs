using System.Globalization;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Conferences;

/// <summary>
/// The invitation of a member who was asked, for their calendar: a time, a reference and a link that asks to sign in. Calendars are read by many: neither
/// the person, nor the place, nor what it is about, nor who else is asked stands in it.
/// </summary>
public sealed class InvitationModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public async Task<IActionResult> OnGetAsync(long position)
    {
        if (await ConferenceView.Open(partnership, opening, accounts, Viewer, position) is not { IsAsked: true, Conference: { HasMet: false } conference } || partnership.Folder.Fact(position) is not { } call) return NotFound();
        var at = TimeOnly.TryParseExact(conference.At, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : new TimeOnly(9, 0);
        var link = $"{Request.Scheme}://{Request.Host}{Links.Conference(position)}";
        var text = CalendarEvent.Write($"conference-{position}@{Request.Host.Host}", call.RecordedAt, conference.On, at, conference.Minutes, $"Conference {conference.Reference}", link);
        return File(text, "text/calendar; charset=utf-8", $"conference-{conference.Reference}.ics");
    }
}
