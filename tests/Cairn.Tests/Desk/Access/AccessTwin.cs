using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Tests.Desk;

/// <summary>
/// The same question answered slowly and apart: from the list of facts as text and the rows of the file as words. It shares no code with
/// what it judges beyond the reader of YAML and the calendar.
/// </summary>
internal sealed class AccessTwin(IReadOnlyList<Draft> all, Yaml table, int on, int known, Func<int, string?> recordedBy, OpenLooks looks)
{
    private sealed record Place(string Role, string Partner, List<string> Types);

    private static readonly string[] Grounds = ["consent", "consent-to-partner", "consent-to-member", "sharing-basis"];

    private readonly Dictionary<(string Kind, string Subject), List<Draft>> found = [];

    public bool May(string member, string purpose, string category, string person)
    {
        if (IsSelf(member, person)) return !Has(table["self"]!["withholds"], category);
        foreach (var place in Places(member))
        {
            var ties = Ties(member, place, person);
            foreach (var row in table["sees"]!.Items.Where(r => Fits(r, place) && Has(r["for"], purpose) && Has(r["categories"], category)))
            {
                if (About("restriction", person).Any(r => Says(r, "type") == "hold") && Has(table["hold-stops"], purpose)) continue;
                var here = ties.Where(t => Has(row["tie"], t)).ToList();
                if (category == "address" && About("restriction", person).Any(r => Says(r, "type") == "address")) here.RemoveAll(t => t != "works-with");
                if (here.Count == 0) continue;
                if (row["because"]!.Items.Any(g => !Barred(place, category, g.Word) && Holds(g.Word, place, member, person, purpose, category))) return true;
            }
        }
        return Opened(member, person).Contains(category) && Has(table["break-glass"]!["for"], purpose);
    }

    public bool Exists(string member, string person) =>
        IsSelf(member, person) || Opened(member, person).Any() || Places(member).Any(p => Ties(member, p, person).Any(t => table["sees"]!.Items.Any(r => Fits(r, p) && Has(r["tie"], t))));

    private bool IsSelf(string member, string person) => member == person && all.Any(d => d.Kind.About is Record.About.Person && d.Subject == person) && all.All(d => d.Kind.About is not Record.About.Member || d.Subject != member);

    private static bool Has(Yaml? at, string word) => at is not null && at.Items.Any(i => i.Word == word);

    private static bool Fits(Yaml row, Place place) => Has(row["roles"], place.Role) && (row["at"] is null ? place.Types.Count > 0 : place.Types.Any(t => Has(row["at"], t)));

    private bool Barred(Place place, string category, string ground) => table["never"]!.Items.Any(n =>
        (n["roles"] is null || Has(n["roles"], place.Role)) && (n["at"] is null || place.Types.Any(t => Has(n["at"], t))) && Has(n["categories"], category) && !Has(n["unless"], ground));

    private IEnumerable<string> Opened(string member, string person)
    {
        var places = Places(member);
        if (Hidden(member, places, person)) yield break;
        var glass = table["break-glass"]!;
        foreach (var look in looks.Looks.Where(l => l.Member == member && l.Person == person && looks.At >= l.OpenedAt && looks.At < l.OpenedAt.AddMinutes(int.Parse(glass["minutes"]!.Word, System.Globalization.CultureInfo.InvariantCulture))))
            foreach (var category in look.Categories.Where(c => Has(glass["categories"], c)))
                if (places.Any(p => Fits(glass, p) && !Barred(p, category, "emergency")) && Begun("emergency-look", person).Any(d => d.From >= on - 1 && Says(d, "category") == category && Says(d, "member-name") == member))
                    yield return category;
    }

    private List<string> Ties(string member, Place place, string person)
    {
        var mine = Places(member);
        if (Hidden(member, mine, person)) return [];
        var named = About("restriction", person).Where(r => Says(r, "type") == "named").Select(r => Says(r, "only-member")).OfType<string>().ToList();
        var staying = named.Where(n => Places(n).Count > 0).ToList();
        if (staying.Count > 0 && !named.Contains(member)) return [];
        var ties = new List<string>();
        foreach (var works in About("works-with", person))
        {
            if (Says(works, "member-name") is not { } who) continue;
            var theirs = LastPlaces(who);
            var serving = theirs.Any(t => t.Role == Says(works, "role")) ? theirs.Where(t => t.Role == Says(works, "role")) : theirs;
            if (serving.Any(t => t.Partner == place.Partner)) ties.Add("team");
            if (who == member && serving.Any(t => t.Partner == place.Partner && t.Role == place.Role)) ties.Add("works-with");
        }
        if (About("mentoring", person).Any(m => Says(m, "mentor") == member && on < After("mentor", m.From))) ties.Add("mentor");
        bool InScheme(Draft d) => Says(d, "scheme") is { } scheme && About("takes-part", place.Partner).Any(t => Says(t, "scheme") == scheme);
        if (About("enrolment", person).Any(InScheme)) ties.Add("referred");
        foreach (var referral in Begun("referral", person).Where(r => on < After("referral", r.From)))
        {
            bool Answers(Draft d) => d.From >= referral.From && (Says(d, "scheme") is null || Says(referral, "scheme") is null || Says(d, "scheme") == Says(referral, "scheme"));
            if (Begun("refused", person).Any(Answers) || Begun("enrolment", person).Any(e => e.To < on && Answers(e))) continue;
            if (Says(referral, "to-partner") == place.Partner || InScheme(referral)) ties.Add("referred");
            if (Says(referral, "made-by") == place.Partner || Recorders(referral).Contains(place.Partner)) ties.Add("referrer");
        }
        foreach (var claim in Begun("claim", person).Where(c => on < After("claim", c.From)))
        {
            var own = mine.Select(p => p.Partner).ToList();
            if (Says(claim, "made-by") is { } maker && own.Contains(maker)) continue;
            if (By(claim) == member || Recorders(claim).Intersect(own).Any() || (By(claim) is { } by && Places(by).Select(p => p.Partner).Intersect(own).Any())) continue;
            ties.Add("claimed");
        }
        if (About("restriction", person).Any(r => Says(r, "type") is null || Says(r, "type") == "existence" || (Says(r, "type") == "partner" && Says(r, "from-partner") is null) || (Says(r, "type") == "named" && Says(r, "only-member") is null)) || (named.Count > 0 && staying.Count == 0)) ties.RemoveAll(t => t != "works-with");
        return ties;
    }

    private bool Hidden(string member, List<Place> places, string person) =>
        About("restriction", person).Any(r => Says(r, "type") == "partner" && Says(r, "from-partner") is { } from && (from == member || places.Any(p => p.Partner == from)));

    private bool Holds(string ground, Place place, string member, string person, string purpose, string category)
    {
        if (!Grounds.Contains(ground)) return true;
        List<string> with = ground == "consent-to-member" ? [member] : [member, place.Partner];
        if (ground is "consent" or "sharing-basis") with.AddRange(About("partnership-membership", place.Partner).Select(p => Says(p, "partnership")!).Where(p => p is not null));
        bool For(Draft d) => Says(d, "purpose") == purpose && Says(d, "with") is { } who && with.Contains(who);
        return ground == "sharing-basis"
            ? About("sharing-basis", person).Any(d => For(d) && Says(d, "category") == category && Says(d, "ground") is not (null or "consent"))
            : About("consent", person).Any(d => For(d) && (Says(d, "category") is { } named ? named == category : !Has(table["consent-must-name"], category)));
    }

    private List<Place> Places(string member) => Seated(About("membership", member));

    private List<Place> LastPlaces(string member)
    {
        if (About("membership", member).Any()) return Places(member);
        var ended = Begun("membership", member).Where(m => m.To < on).ToList();
        return Seated(ended.Where(m => m.To == ended.Max(e => e.To)));
    }

    private List<Place> Seated(IEnumerable<Draft> memberships) => [.. memberships.Where(m => Says(m, "role") is not null && Says(m, "works-for") is not null)
        .Select(m => new Place(Says(m, "role")!, Says(m, "works-for")!, [.. About("organisation", Says(m, "works-for")!).Select(o => Says(o, "type")).OfType<string>()]))];

    private int After(string what, int day) => Length.TryParse(table["lasts"]![what]!.Word, out var length) ? length.After(day) : throw new FormatException(what);

    private string? By(Draft d) => recordedBy(((List<Draft>)all).FindIndex(a => ReferenceEquals(a, d)));

    /// <summary>The partners that whoever recorded it worked for on the day it was recorded.</summary>
    private IEnumerable<string> Recorders(Draft d) => By(d) is not { } who ? [] : Known("membership", who).Where(m => m.From <= d.Recorded && d.Recorded <= m.To).Select(m => Says(m, "works-for")).OfType<string>();

    private List<Draft> Known(string kind, string subject) => found.TryGetValue((kind, subject), out var before) ? before : found[(kind, subject)] = [.. all.Where(d =>
        d.Kind.Name == kind && d.Subject == subject && d.Retracts is null && d.Recorded <= known && !all.Any(u => u.Recorded <= known && d.Id is not null && (u.Corrects == d.Id || u.Retracts == d.Id)))];

    private IEnumerable<Draft> Begun(string kind, string subject) => Known(kind, subject).Where(d => d.From <= on);

    private IEnumerable<Draft> About(string kind, string subject) => Begun(kind, subject).Where(d => d.To >= on);

    private static string? Says(Draft d, string detail) => d.Details.Where(x => x.Detail.Name == detail).Select(x => x.Text).FirstOrDefault();
}
