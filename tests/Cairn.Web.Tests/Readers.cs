namespace Cairn.Web.Tests;

/// <summary>Who opens every page: the readers of docs/doors.md, and beside them one member of each further role that the town has.</summary>
internal static class Readers
{
    /// <summary>Somebody of each kind whose answers differ; the first has not signed in.</summary>
    public static readonly (string Id, string Role)[] Named =
    [
        ("", "nobody"), ("P001", "the person"), ("P006", "another person"), ("M03", "key worker of theirs"), ("M01", "key worker of others"), ("M08", "verifier"), ("M07", "commissioner"), ("M12", "finance officer"),
        ("M33", "police officer"), ("M36", "investor"), ("M38", "evaluator"), ("M40", "records officer"), ("M35", "administrator"),
    ];

    /// <summary>Those, and the first member of every role, at every kind of organisation, that none of them has.</summary>
    public static IReadOnlyList<(string Id, string Role)> All(Town town) => town.Partnership.Read(read =>
    {
        IEnumerable<string> SeatsOf(string id) => read.Access.Of(id).Seats.Select(s => $"{s.Role} at {string.Join(" and ", s.Types)}");
        var readers = Named.ToList();
        var met = readers.SelectMany(r => SeatsOf(r.Id)).ToHashSet(StringComparer.Ordinal);
        var members = read.Facts.Of(Record.About.Member);
        for (var m = 0; m < members.Count; m++)
            if (SeatsOf(members[m]).Where(met.Add).ToList() is [var seat, ..]) readers.Add((members[m], seat));
        return readers;
    });

    /// <summary>The reader as somebody with a browser that runs no scripts.</summary>
    public static Task<Visitor> SignIn(Town town, string id) => id.Length == 0 ? Task.FromResult(new Visitor(town)) : Visitor.SignedIn(town, id[0] == 'P' ? town.Token(id) : id);
}
