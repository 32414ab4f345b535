using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>One consent, or other basis, as the page lists it.</summary>
public sealed record ConsentRow(long Position, string With, string What, string For, string When, string How, bool MayChange);

/// <summary>What stands of a person's consents and the other bases, what stood before, and who sees what because of them.</summary>
public sealed record ConsentView(string Token, string Name)
{
    public bool MayGive { get; init; }

    public bool MayRestrict { get; init; }

    public IReadOnlyList<ConsentRow> Standing { get; init; } = [];

    public IReadOnlyList<ConsentRow> Bases { get; init; } = [];

    public IReadOnlyList<ConsentRow> Past { get; init; } = [];

    /// <summary>Only where the viewer sees such facts, to keep somebody safe.</summary>
    public IReadOnlyList<string> Restrictions { get; init; } = [];

    public IReadOnlyList<(string Partner, string People, string What)> Seers { get; init; } = [];

    public static ConsentView Of(OpenRecord record, string viewer, Func<string, string> nameOf)
    {
        var (read, token) = (record.Read, record.Token);
        if (!record.Sees("plan")) return new ConsentView("", "");
        var words = read.Facts.Vocabulary;
        bool May(string kind) => read.Access.MayRecord(viewer, words.Find(kind)!, token).IsYes;
        var mayGive = May("consent");
        ConsentRow Row(Said said, bool mayChange) => new(said.Position + 1L, said.Name("with") is { } with ? nameOf(with) : "Nobody named", What(words, said.Code("category")), Title(words, "purposes", said.Code("purpose")),
            said.To == Day.Never ? $"Since {Day.Long(said.From)}" : $"{Day.Long(said.From)} to {Day.Long(said.To)}", said.Code("ground") is { } ground ? Title(words, "grounds", ground) : Title(words, "ways", said.Code("way")), mayChange);
        var consents = Said.Of(read.Facts, "consent", token).ToList();
        return new ConsentView(token, record.Name)
        {
            MayGive = mayGive, MayRestrict = May("restriction"),
            Standing = [.. consents.Where(c => c.To >= read.Today).Select(c => Row(c, mayGive))],
            Past = [.. consents.Where(c => c.To < read.Today).Reverse().Select(c => Row(c, false))],
            Bases = [.. Said.Of(read.Facts, "sharing-basis", token).Where(b => b.Covers(read.Today)).Select(b => Row(b, false))],
            Restrictions = [.. RestrictionRow.Of(record, viewer, nameOf).Select(r => r.What)],
            Seers = Grouped(words, read.Access.SeenBy(token), nameOf),
        };
    }

    /// <summary>A line for each partner: whom of it, and all they see between them.</summary>
    public static IReadOnlyList<(string Partner, string People, string What)> Grouped(Vocabulary words, IReadOnlyList<Seer> seers, Func<string, string> nameOf) =>
        [.. seers.GroupBy(s => s.Partner, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, string.Join(", ", g.Select(s => nameOf(s.Member)).Distinct(StringComparer.Ordinal)),
            string.Join(", ", words.Lists.First(l => l.Name == "categories").Codes.Where(c => g.Any(s => s.Categories.Contains(c.Name))).Select(c => c.Title.ToLowerInvariant()))))];

    public static string What(Vocabulary words, string? category) => category is null ? "All but offences and safeguarding" : Title(words, "categories", category);

    private static string Title(Vocabulary words, string list, string? code) => words.Lists.First(l => l.Name == list) is var codes && code is not null && codes.Find(code) is >= 0 and var at ? codes.Codes[at].Title : "";
}
