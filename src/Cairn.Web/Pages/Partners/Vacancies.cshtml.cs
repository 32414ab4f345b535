using Cairn.Desk;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Partners;

/// <summary>
/// The vacancies that employers hold out, and beside them the posts that they pledged with what became of them. Who works for an employer is not told how many
/// were filled: with one post there, that names somebody.
/// </summary>
public sealed class VacanciesModel(Partnership partnership) : CairnPage
{
    public IReadOnlyList<Vacancy> Open { get; private set; } = [];

    public IReadOnlyList<Vacancy> Over { get; private set; } = [];

    public IReadOnlyList<PledgeKept> Pledges { get; private set; } = [];

    public bool MayRecord { get; private set; }

    public bool SeesFilled { get; private set; }

    public void OnGet() => (Open, Over, Pledges, MayRecord, SeesFilled) = partnership.Read(read =>
    {
        var all = Vacancies.Of(read.Facts);
        return ((IReadOnlyList<Vacancy>)[.. all.Where(v => v.IsOpen(read.Today))], (IReadOnlyList<Vacancy>)[.. all.Where(v => !v.IsOpen(read.Today))], Vacancies.Pledges(read.Facts, read.Today), May(read, Viewer.Id), Tells(read, Viewer.Id));
    });

    /// <summary>Whether the member may write vacancies down.</summary>
    public static bool May(Reading read, string member) => read.Access.MayRecord(member, read.Facts.Vocabulary.Find(Vacancies.Kind)!, null).IsYes;

    /// <summary>Whether the member is told how many posts were filled: nobody who sits at an employer or investor, whatever else they are.</summary>
    public static bool Tells(Reading read, string member) => read.Access.Of(member).Seats is [_, ..] seats && !seats.Any(s => s.Types.Contains("employer") || s.Types.Contains("investor"));
}
