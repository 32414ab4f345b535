using System.Text;
using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>What a scheme teaches, the same words and figures for whoever pays, provides or takes part: everyone who had a place by a day, and what they reached.</summary>
public sealed class LearningModel(Partnership partnership) : CairnPage
{
    public Scheme Scheme { get; private set; } = null!;

    public FrozenCohort? Cohort { get; private set; }

    public IActionResult OnGet(string name, bool files = false)
    {
        var (scheme, cohort) = partnership.Read(r => r.Schemes.FirstOrDefault(s => s.Name == name && s.About is About.Person && s.Outcomes.Count > 0) is { } found ? (found, FrozenCohort.Of(found, r.Facts, r.Today)) : default);
        if (scheme is null) return NotFound();
        if (files) return File(Zipped.Of(partnership.Read(r => partnership.Extract(r, scheme)).Select(f => (f.Name, Encoding.UTF8.GetBytes(f.Text)))), "application/zip", $"{name}-{Day.Iso(partnership.Today)}.zip");
        (Scheme, Cohort) = (scheme, cohort);
        return Page();
    }
}
