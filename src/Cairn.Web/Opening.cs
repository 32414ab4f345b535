using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>
/// The only way to people's records. What is shown is decided by access, and the look is written down and durable before the page
/// gets it; where it cannot be written, nothing is shown.
/// </summary>
public sealed class Opening(Partnership partnership)
{
    /// <summary>What a right of a role shows of people, and for which purpose: a look that rests on one is decided again by its purpose.</summary>
    internal static readonly IReadOnlyDictionary<string, (Right Right, string Category)> ByRole = new Dictionary<string, (Right, string)>(StringComparer.Ordinal)
    {
        ["match"] = (Right.MatchDuplicates, "identity"),
        ["safeguard"] = (Right.ReviewEmergencies, "safeguarding"),
        ["complaint"] = (Right.AnswerComplaints, "plan"),
        ["copy"] = (Right.ReviewCopies, "safeguarding"),
        ["erase"] = (Right.Erase, "identity"),
    };

    /// <summary>
    /// Opens one record; null where there is nothing for this viewer, whether or not there is such a person. Asked for care, it is opened for
    /// checking a claim to whoever sees nothing for care and something for that: a commissioner has no other purpose.
    /// </summary>
    public async Task<T?> One<T>(Viewer viewer, string purpose, string page, string token, Func<OpenRecord, T> show) where T : class
    {
        var shown = partnership.Read(read =>
        {
            var sight = read.Access.See(viewer.Id, purpose, token);
            if (!sight.Exists) return default((T, Look)?);
            var used = purpose;
            if (purpose == "care" && !sight.Any && read.Access.See(viewer.Id, "verify", token) is { Any: true } other) (used, sight) = ("verify", other);
            // A look at one record of a person is a look at all that are read as one with it.
            var records = read.Facts.RecordsOf(token);
            return (show(new OpenRecord(read, sight, records[0])), LookAt(viewer, used, page, [sight], records));
        });
        if (shown is not { } found) return null;
        await partnership.Folder.Looks.Write(found.Item2);
        return found.Item1;
    }

    /// <summary>Opens the records of some of the people whom the viewer has a tie to, for a list.</summary>
    public async Task<T> Some<T>(Viewer viewer, string purpose, string page, Func<OpenList, T> show)
    {
        var (given, look) = partnership.Read(read =>
        {
            var list = new OpenList(read, viewer, purpose);
            var given = show(list);
            return (given, list.Shown.Count > 0 ? LookAt(viewer, purpose, page, list.Shown.Values, Records(read, list.Shown.Keys)) : null);
        });
        if (look is not null) await partnership.Folder.Looks.Write(look);
        return given;
    }

    /// <summary>Shows something of people by a right of the member's role, which takes no tie: comparing records, reviewing emergencies. The look is written as any other; null without the right, or where there is nothing.</summary>
    public async Task<T?> ByRight<T>(Viewer viewer, Right right, string page, Func<Reading, (T Shown, IReadOnlyList<string> People)?> show) where T : class
    {
        var (purpose, (_, category)) = ByRole.First(r => r.Value.Right == right);
        var found = partnership.Read(read => read.Access.May(viewer.Id, right).IsYes && show(read) is var (shown, people) ? (Shown: shown, People: Records(read, people), At: partnership.Now) : default((T Shown, List<string> People, DateTimeOffset At)?));
        if (found is not { } given) return null;
        if (given.People.Count > 0) await partnership.Folder.Looks.Write(new Look(viewer.Id, given.At, purpose, nameof(Ground.Role), [category], page, given.People));
        return given.Shown;
    }

    private static List<string> Records(Reading read, IEnumerable<string> people) => [.. people.SelectMany(read.Facts.RecordsOf).Distinct(StringComparer.Ordinal)];

    private Look LookAt(Viewer viewer, string purpose, string page, IEnumerable<Sight> sights, IEnumerable<string> tokens)
    {
        var (basis, categories) = Said(sights);
        return new Look(viewer.Id, partnership.Now, purpose, basis, categories, page, [.. tokens]);
    }

    /// <summary>What a look says that it rested on, and which categories it showed.</summary>
    internal static (string Basis, IReadOnlyList<string> Categories) Said(IEnumerable<Sight> sights)
    {
        var seen = sights.SelectMany(s => s.Categories.Where(c => c.Value.IsYes)).ToList();
        var basis = string.Join(", ", seen.Select(s => s.Value.Basis!.Ground.ToString()).Distinct().Order(StringComparer.Ordinal));
        return (basis.Length == 0 ? "tie only" : basis, [.. seen.Select(s => s.Key).Distinct().Order(StringComparer.Ordinal)]);
    }
}

/// <summary>One person's record as the viewer may see it: facts of other categories are not in it. Of several records read as one the token is the leading one's.</summary>
public sealed class OpenRecord(Reading read, Sight sight, string token)
{
    public Reading Read => read;

    public string Token => token;

    public Sight Sight => sight;

    /// <summary>The person's number in the record.</summary>
    public int Subject { get; } = read.Facts.Subject(About.Person, token);

    /// <summary>Whether a fact, by its place in the record, is about this person, on whichever of their records.</summary>
    public bool Has(int position) => read.Facts.LeadOf(About.Person, read.Facts.Columns.Abouts[position]) == Subject;

    public bool Sees(string category) => sight.Sees(category);

    /// <summary>Whether the viewer works with them, rather than somebody of their team or one who was referred to.</summary>
    public bool IsTheirWorker => sight.Sees("identity") && sight.Categories.Values.Any(c => c.Basis is { } basis && (basis.Tie & Tie.WorksWith) != Tie.None);

    /// <summary>What they are called, to whoever may know; otherwise that it is not shared.</summary>
    public string Name => NameFor(sight, read, token);

    internal static string NameFor(Sight sight, Reading read, string token) =>
        sight.Sees("identity") ? read.Facts.RecordsOf(token).Select(read.Name).FirstOrDefault(n => n is not null) ?? $"Person {token[..4]}" : $"Person {token[..4]} (name not shared)";
}

/// <summary>The people whom a viewer has a tie to. Only those whose sight was asked for count as shown.</summary>
public sealed class OpenList(Reading read, Viewer viewer, string purpose)
{
    private readonly Dictionary<string, Sight> shown = new(StringComparer.Ordinal);

    public Reading Read => read;

    /// <summary>Their tokens, in the order of the record. Asking shows nothing yet.</summary>
    public IEnumerable<string> People => read.Access.PeopleOf(viewer.Id);

    /// <summary>What may be seen of someone, who then counts as looked at; null where there is no tie.</summary>
    public Sight? Show(string token)
    {
        if (shown.TryGetValue(token, out var before)) return before;
        var sight = read.Access.See(viewer.Id, purpose, token);
        if (!sight.Exists) return null;
        return shown[token] = sight;
    }

    /// <summary>Decides without showing: for counts and for what leads to nothing on the page.</summary>
    public Sight Ask(string token) => read.Access.See(viewer.Id, purpose, token);

    public string Name(string token) => Show(token) is { } sight ? OpenRecord.NameFor(sight, read, token) : "";

    internal IReadOnlyDictionary<string, Sight> Shown => shown;
}
