using System.Text.RegularExpressions;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.House;

/// <summary>What every file of the house keeps to. Each rule says where a file breaks it and what to do instead.</summary>
internal static partial class Tidy
{
    private const int Longest = 400;

    /// <summary>What each folder of the domain may use of the others; everything may use what stands at its root.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        [""] = [], ["Record"] = [], ["Ledger"] = [], ["Survival"] = [], ["Rules"] = ["Record"], ["Pictures"] = ["Record", "Rules", "Survival"], ["Desk"] = ["Record", "Rules", "Ledger", "Pictures", "Survival"],
    };

    private static readonly Dictionary<string, string[]> MayRefer = new(StringComparer.Ordinal)
    {
        ["Cairn"] = [], ["Cairn.Store"] = ["Cairn"], ["Cairn.Web"] = ["Cairn.Store", "Cairn"], ["Cairn.Cli"] = ["Cairn.Web", "Cairn.Store", "Cairn"],
    };

    /// <summary>Words for people that are not ours, with what to write; a title or a source may be quoted in "double quotes".</summary>
    private static readonly (Regex Word, string Instead)[] Words =
    [
        (Any(@"\b(clients?|patients?|service[ -]users?)\b"), "person, people"),
        (Any(@"(?<!-)\busers?\b(?!-led)"), "person, member or whoever it is"),
        (Any(@"\b(addict(s|ed)?|junkies?|alcoholics?|(drug|substance|alcohol) (ab)?users?|abusers?)\b"), "person who depends on ..."),
        (Any(@"\b(drug|substance|alcohol) abuse\b"), "dependence"),
        (Any(@"\b(stay(s|ed|ing)?|get(s|ting)?|got|is|are|was|been|keeps?|kept|now) clean\b|\bclean (time|and sober|days?)\b"), "without use, abstinent"),
        (Any(@"\bgrandfather(ed|ing)?\b|\b(black|white)list"), "allowed, refused, kept from before"),
    ];

    private static readonly (Regex Found, string Instead)[] NotInTheDomain =
    [
        (Exactly(@"\b(DateTime|DateTimeOffset)\.(Now|UtcNow|Today)\b|\bTimeProvider\.System\b|\bStopwatch\b|\bEnvironment\.TickCount"), "the domain has no clock: take the day or instant as a parameter"),
        (Exactly(@"\busing (Microsoft\.Data|System\.Data|Npgsql|System\.Net|Microsoft\.AspNetCore)\b|\bHttpClient\b"), "the domain knows neither SQL nor HTTP: they belong to Cairn.Store and Cairn.Web"),
        (Exactly(@"\bConsole\."), "the domain prints nothing: give the answer back"),
        (Exactly(@"\bnew Random\(|\bRandom\.Shared\b|\bGuid\.NewGuid\b"), "the domain draws no lots: take the seed or token as a parameter"),
    ];

    /// <summary>A table of words is sown anew each run so that no file can be made to fall into one slot of it; and ASP.NET has its own names for who is signed in.</summary>
    private static readonly HashSet<(string Path, string Found)> Allowed =
    [
        ("src/Cairn/Record/References.cs", "Random.Shared"), ("src/Cairn.Web/Viewer.cs", "User"),
        ("src/Cairn.Web/GettingIn/PasskeyStore.cs", "UserPasskeyInfo"), ("src/Cairn.Web/GettingIn/Passkeys.cs", "UserVerificationRequirement"), ("src/Cairn.Web/Messages/MailPost.cs", "SmtpClient"), ("src/Cairn.Web/Messages/MailPost.cs", "UserInfo"),
    ];

    private static readonly string[] Vague = ["Common", "Shared", "Helper", "Helpers", "Manager", "Managers", "Dto", "Dtos", "Util", "Utils", "Utilities", "Misc"];

    /// <summary>Everything that a file breaks, a line each.</summary>
    public static IEnumerable<string> Complaints(string path, string text)
    {
        var code = path.EndsWith(".cs", StringComparison.Ordinal);
        return [
            .. Named(path), .. Everywhere(path, text),
            .. code ? Code(path, text) : [],
            .. path.EndsWith(".csproj", StringComparison.Ordinal) ? References(path, text) : [],
            .. SpeaksOfPeople(path) ? OfPeople(path, text) : [],
        ];
    }

    private static IEnumerable<string> Code(string path, string text)
    {
        var lines = text.Split('\n').Length - 1;
        if (lines > Longest) yield return $"{path}: {lines} lines, and no C# file may have more than {Longest}; find the second idea in it and give it a file.";
        foreach (Match type in TypeNamed().Matches(text))
            if (Vague.Any(v => type.Groups["name"].Value.EndsWith(v, StringComparison.Ordinal))) yield return At(path, text, type, "is named after no idea; say what it is or does");
        if (!path.StartsWith("src/", StringComparison.Ordinal)) yield break;
        foreach (var scheme in SchemeNames)
            if (text.IndexOf(scheme, StringComparison.Ordinal) is >= 0 and var at) yield return $"{path}:{Line(text, at)}: names the scheme '{scheme}'; a scheme is a file, and no code knows which there are.";
        if (!path.StartsWith("src/Cairn/", StringComparison.Ordinal)) yield break;
        foreach (var complaint in Arrows(path, text)) yield return complaint;
        foreach (var (found, instead) in NotInTheDomain)
            foreach (Match match in found.Matches(text)) if (!Allowed.Contains((path, match.Value))) yield return At(path, text, match, instead);
        foreach (Match type in PublicType().Matches(text))
            if (!Documented(text, type.Index) && !OtherPart(path, type)) yield return At(path, text, type, "has no docstring; one to three sentences that settle the edge case");
    }

    private static IEnumerable<string> Arrows(string path, string text)
    {
        var parts = path.Split('/');
        var pillar = parts.Length > 3 ? parts[2] : "";
        var wanted = pillar.Length == 0 ? "Cairn" : $"Cairn.{pillar}";
        if (!MayUse.TryGetValue(pillar, out var may)) yield return $"{path}: '{pillar}' is no pillar of the domain; they are {string.Join(", ", MayUse.Keys.Where(k => k.Length > 0))}.";
        if (Namespace().Match(text) is not { Success: true } space || (space.Groups["it"].Value != wanted && !space.Groups["it"].Value.StartsWith(wanted + ".", StringComparison.Ordinal)))
            yield return $"{path}: its namespace should begin with {wanted}, as its folder.";
        foreach (Match use in Uses().Matches(text))
            if (use.Groups["it"].Value is var other && other != pillar && MayUse.ContainsKey(other) && !(may ?? []).Contains(other)) yield return At(path, text, use, $"{(pillar.Length == 0 ? "the root" : pillar)} uses nothing of {other}");
    }

    private static IEnumerable<string> References(string path, string text)
    {
        if (!path.StartsWith("src/", StringComparison.Ordinal)) yield break;
        var name = Path.GetFileNameWithoutExtension(path);
        if (!MayRefer.TryGetValue(name, out var may)) yield return $"{path}: '{name}' is not one of the projects {string.Join(", ", MayRefer.Keys)}.";
        foreach (Match project in ProjectReference().Matches(text))
            if (may is not null && !may.Contains(project.Groups["it"].Value)) yield return $"{path}: refers to {project.Groups["it"].Value}; the arrow is Cli -> Web -> Store -> Cairn.";
    }

    private static IEnumerable<string> Named(string path)
    {
        foreach (var part in path.Split('/'))
            if (Vague.Contains(Path.GetFileNameWithoutExtension(part), StringComparer.OrdinalIgnoreCase)) yield return $"{path}: '{part}' is named after no idea; say what is in it.";
    }

    private static IEnumerable<string> Everywhere(string path, string text)
    {
        foreach (Match match in Unfinished().Matches(text)) yield return At(path, text, match, "finish it, or say in the documents that it is not there");
        foreach (Match match in OneMachine().Matches(text)) yield return At(path, text, match, "is a path of one machine");
        if (SchemeFolder.Root.Length > 6 && text.IndexOf(SchemeFolder.Root, StringComparison.Ordinal) is >= 0 and var at) yield return $"{path}:{Line(text, at)}: names the folder of this checkout.";
    }

    private static bool SpeaksOfPeople(string path) =>
        !path.StartsWith("tests/", StringComparison.Ordinal) && !path.StartsWith("bench/", StringComparison.Ordinal) && (Path.GetExtension(path) is ".cs" or ".cshtml" or ".md" or ".yaml" or ".yml");

    private static IEnumerable<string> OfPeople(string path, string text)
    {
        var code = path.EndsWith(".cs", StringComparison.Ordinal);
        var spoken = code ? text : Quoted().Replace(text, m => new string(' ', m.Length));
        foreach (var (word, instead) in Words)
            foreach (Match match in word.Matches(spoken))
                if (!Allowed.Contains((path, match.Value))) yield return At(path, text, match, $"write: {instead}");
        if (!code) yield break;
        foreach (Match match in StrangerInCode().Matches(text))
            if (!Allowed.Contains((path, match.Value))) yield return At(path, text, match, "write: Person, Member or Partner");
    }

    private static bool Documented(string text, int at)
    {
        var before = text[..at].TrimEnd().Split('\n');
        var i = before.Length - 1;
        while (i > 0 && before[i].TrimStart().StartsWith('[')) i--;
        return before[i].TrimStart().StartsWith("///", StringComparison.Ordinal);
    }

    /// <summary>A part of a type whose docstring stands in the file of its name.</summary>
    private static bool OtherPart(string path, Match type) =>
        type.Value.Contains(" partial ", StringComparison.Ordinal) && TypeNamed().Match(type.Value).Groups["name"].Value != Path.GetFileNameWithoutExtension(path);

    private static string At(string path, string text, Match match, string instead) => $"{path}:{Line(text, match.Index)}: '{match.Value.Trim()}': {instead}.";

    private static int Line(string text, int at) => 1 + text.AsSpan(0, at).Count('\n');

    private static IReadOnlyList<string> SchemeNames { get; } = [.. SchemeFolder.Schemes("schemes").Select(f => Path.GetFileNameWithoutExtension(f))];

    private static Regex Any(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static Regex Exactly(string pattern) => new(pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"\b(class|struct|interface|enum|record)\s+(struct\s+)?(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypeNamed();

    [GeneratedRegex(@"^[ ]*public (static |sealed |abstract |readonly |partial |unsafe |ref )*(class|struct|interface|enum|record|delegate) ?.*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^namespace (?<it>[\w.]+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 5000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![\w.])(using (static )?(\w+ = )?Cairn\.(?<it>[A-Z]\w*)|(Cairn\.)?(?<it>Record|Rules|Ledger|Desk|Pictures|Survival)\.[A-Z]\w*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Uses();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*?(?<it>[\w.]+)\.csproj""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w./~-])(/(home|root|Users|tmp|mnt)/\w|[A-Z]:\\\w)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex OneMachine();

    [GeneratedRegex("\"[^\"\n]*\"|`[^`\n]*`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?!HttpClient\b)\w*(Client|Patient)s?(?![a-z])\w*\b|\b(clientId|userId|User(?!Name\b|Read\b|Write\b|Execute\b|Agent\b|Manager\b)[A-Z]\w*)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex StrangerInCode();
}
