using System.Text.RegularExpressions;

namespace Cairn.Store;

/// <summary>
/// One response that showed something about people. The page is a short name such as <c>person</c>, never an address; the basis a few
/// words without anyone's name. At least one person is shown; one named twice counts once.
/// </summary>
/// <param name="By">The key of the member who looked.</param>
/// <param name="At">The instant as at which the look was allowed; kept to the millisecond.</param>
/// <param name="Purpose">care, safeguard, verify, pay, evaluate.</param>
/// <param name="Basis">On what ground: own-case, consent, public task.</param>
/// <param name="Categories">What was shown of them: housing, work, treatment.</param>
/// <param name="Page">What it was shown on.</param>
/// <param name="People">Their tokens.</param>
public sealed partial record Look(string By, DateTimeOffset At, string Purpose, string Basis, IReadOnlyList<string> Categories, string Page, IReadOnlyList<string> People)
{
    private const int MostPeople = 10_000;

    /// <summary>The tokens as the log packs them; throws when the look cannot be logged as it is.</summary>
    internal static byte[] Pack(Look look)
    {
        foreach (var (name, text) in new[] { ("member", look.By), ("basis", look.Basis) })
            if (string.IsNullOrWhiteSpace(text) || text.Length > 200 || text.Any(char.IsControl)) throw new ArgumentException($"A look's {name} is 1 to 200 characters on one line.", nameof(look));
        foreach (var word in (IEnumerable<string>)[look.Purpose, look.Page, .. look.Categories])
            if (!Short().IsMatch(word)) throw new ArgumentException("A look's purpose, page and categories are short names of lower-case letters, figures and hyphens.", nameof(look));
        if (look.People.Count is 0 or > MostPeople) throw new ArgumentException($"A look is at 1 to {MostPeople} people.", nameof(look));
        var packed = new List<byte>(look.People.Count * 16);
        foreach (var token in look.People.Distinct(StringComparer.Ordinal)) packed.AddRange(Token.Bytes(token) ?? throw new ArgumentException("A look names people by token.", nameof(look)));
        return [.. packed];
    }

    internal string CategoriesText => string.Join(' ', Categories.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.None, 1000)]
    private static partial Regex Short();
}

/// <summary>A look as the log holds it; positions count from 1.</summary>
public sealed record LoggedLook(long Position, Look Look);

/// <summary>How many times a member looked at one person in a month (<c>2026-05</c>, as months run in London), for one purpose on one basis at the same categories.</summary>
public sealed record LookCount(string Month, string By, string Purpose, string Basis, string Categories, int Times);

/// <summary>A row of the look log, and how the chain takes it in.</summary>
internal sealed record LookRow(long Position, long At, string Member, string Purpose, string Basis, string Categories, string Page, byte[] People, byte[] Head)
{
    public const string Fields = "position, at, member, purpose, basis, categories, page, people, head";

    public static LookRow Of(object?[] r) => new((long)r[0]!, (long)r[1]!, (string)r[2]!, (string)r[3]!, (string)r[4]!, (string)r[5]!, (string)r[6]!, (byte[])r[7]!, (byte[])r[8]!);

    public byte[] NextHead(byte[] head, Canon canon) =>
        Chain.Next(head, canon.Start("look", []).Add(Position).Add(At).Add(Member).Add(Purpose).Add(Basis).Add(Categories).Add(Page).Add(People).Hash(), []);

    public LoggedLook Look => new(Position, new Look(Member, Rows.Instant(At), Purpose, Basis, Categories.Length == 0 ? [] : Categories.Split(' '), Page, [.. People.Chunk(16).Select(Token.Text)]));
}
