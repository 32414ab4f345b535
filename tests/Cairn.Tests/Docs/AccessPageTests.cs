using System.Globalization;
using System.Text;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Desk;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>docs/access.md: every role at every kind of organisation is asked for every purpose and category, with each tie and ground, and what it may is written down.</summary>
public class AccessPageTests
{
    private static readonly (string Tie, string Says)[] Ties =
        [("works-with", "works with the person"), ("mentor", "is their mentor"), ("team", "a colleague works with them"), ("referred", "they were referred to the partner or its scheme"), ("referrer", "the partner referred them"), ("claimed", "another partner claims for them")];

    private static readonly string[] Grounds = ["", "consent", "consent-to-partner", "consent-to-member", "basis"];

    private static readonly int On = Day.Of(2026, 6, 1);

    private static readonly CodeList Roles = List("member-roles"), Types = List("organisations"), Purposes = List("purposes"), Categories = List("categories");

    [Fact]
    public void The_page_of_access_is_what_is_decided()
    {
        var answers = Roles.Codes.Select(role => (Role: role, At: Types.Codes.Select(type => (Type: type, Lines: Ask(role.Name, type.Name))).Where(a => a.Lines.Count > 0).ToList())).ToList();
        var text = new StringBuilder("""
            # Who sees what

            Written by a test that asks every role, at every kind of organisation, for every purpose and category, with each tie to
            a person and each ground by itself; so it says what is really decided from [access.yaml](../schemes/access.yaml). What is not
            here is refused. Restrictions, records on hold and emergencies come on top.

            - **Tie** is what binds the member to the person. Without one, nothing is found: not even that the person is there.
            - **On** is what must stand behind the look. "Public task" is standing policy; the others are facts about the person.


            """.ReplaceLineEndings("\n"));
        Summary(text, answers);
        foreach (var (role, at) in answers)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {role.Title}\n\n");
            if (at.Count == 0) text.Append("Sees no named person.\n\n");
            foreach (var same in at.GroupBy(a => string.Join('\n', a.Lines)))
                text.Append(CultureInfo.InvariantCulture, $"At {string.Join(", ", same.Select(s => s.Type.Title))}:\n\n| For | Tie | Sees | On |\n|---|---|---|---|\n{same.Key}\n\n");
        }
        Rights(text);
        Emergencies(text);
        Restrictions(text);
        Kinds(text);
        Written.ShouldBe(text.ToString().TrimEnd('\n') + "\n", "docs", "access.md");
    }

    /// <summary>The lines of a role at a kind of organisation; none where it sees nobody.</summary>
    private List<string> Ask(string role, string type)
    {
        if (!Bare(role, type).PeopleOf("m").Any()) return [];
        var access = Town(role, type, withGrounds: true);
        var lines = new List<string>();
        foreach (var purpose in Purposes.Codes)
            foreach (var (tie, says) in Ties)
                foreach (var on in Categories.Codes.Select(c => (c.Title, On: Needs(access, purpose.Name, tie, c.Name))).Where(c => c.On.Length > 0).GroupBy(c => c.On, c => c.Title))
                    lines.Add($"| {purpose.Title} | {says} | {string.Join(", ", on)} | {on.Key} |");
        return lines;
    }

    private static string Needs(Access access, string purpose, string tie, string category)
    {
        var opens = Grounds.Where(g => access.May("m", purpose, category, $"{tie}/{g}").IsYes).ToList();
        if (opens.Contains("")) return access.May("m", purpose, category, $"{tie}/").Basis!.Ground switch { Ground.PublicTask => "public task", Ground.LegalObligation => "legal obligation", Ground.VitalInterests => "vital interests", var g => g.ToString() };
        var words = new List<string>();
        if (opens.Contains("consent")) words.Add("consent");
        else if (opens.Contains("consent-to-partner")) words.Add("consent that names the partner or member");
        else if (opens.Contains("consent-to-member")) words.Add("consent that names the member");
        if (opens.Contains("basis")) words.Add("a basis recorded about the person");
        return string.Join(", or ", words);
    }

    private readonly Dictionary<(string, string), Access> bare = [];

    private Access Bare(string role, string type) => bare.TryGetValue((role, type), out var town) ? town : bare[(role, type)] = Town(role, type, withGrounds: false);

    /// <summary>One member, and for each tie and ground a person who has just these.</summary>
    private static Access Town(string role, string type, bool withGrounds)
    {
        var facts = new Facts(SchemeFolder.Vocabulary);
        foreach (var member in (string[])["m", "colleague"]) Say("membership", member, ("role", member == "m" ? role : "senior-owner"), ("works-for", "Partner"));
        Say("organisation", "Partner", ("type", type));
        Say("partnership-membership", "Partner", ("partnership", "All"));
        foreach (var (tie, _) in Ties)
            foreach (var ground in withGrounds ? Grounds : [""])
            {
                var person = $"{tie}/{ground}";
                if (tie == "works-with") Say("works-with", person, ("member-name", "m"));
                if (tie == "team") Say("works-with", person, ("member-name", "colleague"));
                if (tie == "mentor") Say("mentoring", person, ("mentor", "m"));
                if (tie == "referred") Say("referral", person, ("to-partner", "Partner"));
                if (tie == "referrer") Say("referral", person, ("made-by", "Partner"));
                if (tie == "claimed") Say("claim", person, ("made-by", "Elsewhere"));
                if (ground.Length == 0) continue;
                foreach (var purpose in Purposes.Codes)
                    foreach (var category in Categories.Codes)
                    {
                        if (ground == "basis") Say("sharing-basis", person, ("ground", "legal-obligation"), ("purpose", purpose.Name), ("category", category.Name), ("with", "Partner"));
                        else Say("consent", person, ("purpose", purpose.Name), ("category", category.Name), ("with", ground switch { "consent" => "All", "consent-to-partner" => "Partner", _ => "m" }));
                    }
            }
        return new Access(facts, AccessTown.Ours, On, On);

        void Say(string kind, string about, params ReadOnlySpan<(string Detail, string Text)> details)
        {
            var of = SchemeFolder.Vocabulary.Find(kind)!;
            var read = new List<(Detail, string)>();
            foreach (var (detail, text) in details) read.Add((of.Find(detail)!, text));
            facts.Add(new Draft(of, about, On, of.IsSpell ? Day.Never : On, On) { Details = read });
        }
    }

    private static void Summary(StringBuilder text, List<(Code Role, List<(Code Type, List<string> Lines)> At)> answers)
    {
        text.Append(CultureInfo.InvariantCulture, $"## At a glance\n\nFor which purposes a role sees a category somewhere, on some tie and ground.\n\n| Role | {string.Join(" | ", Categories.Codes.Select(c => c.Title))} |\n|---|{string.Concat(Categories.Codes.Select(_ => "---|"))}\n");
        foreach (var (role, at) in answers)
        {
            var cells = Categories.Codes.Select(c => Purposes.Codes.Where(p => at.SelectMany(a => a.Lines).Any(l => l.Split('|') is var f && f[1].Trim() == p.Title && f[3].Trim().Split(", ").Contains(c.Title))).Select(p => p.Name));
            text.Append(CultureInfo.InvariantCulture, $"| {role.Title} | {string.Join(" | ", cells.Select(c => string.Join(", ", c)))} |\n");
        }
        text.Append('\n');
    }

    private void Rights(StringBuilder text)
    {
        text.Append("## Rights that are about no one person\n\n| Right | Who | At |\n|---|---|---|\n");
        foreach (var right in Enum.GetValues<Right>())
        {
            var held = Roles.Codes.Select(r => (Role: r.Title, At: Types.Codes.Where(t => Bare(r.Name, t.Name).May("m", right).IsYes).Select(t => t.Title).ToList())).Where(h => h.At.Count > 0).ToList();
            foreach (var same in held.GroupBy(h => h.At.Count == Types.Codes.Count ? "anywhere" : string.Join(", ", h.At), h => h.Role)) text.Append(CultureInfo.InvariantCulture, $"| {Words(right)} | {string.Join(", ", same)} | {same.Key} |\n");
            if (held.Count == 0) text.Append(CultureInfo.InvariantCulture, $"| {Words(right)} | nobody | |\n");
        }
        text.Append('\n');
    }

    private void Emergencies(StringBuilder text)
    {
        text.Append("## Opened in an emergency, for an hour\n\n| Role | At | May open |\n|---|---|---|\n");
        foreach (var role in Roles.Codes)
            foreach (var same in Types.Codes.Select(t => (t.Title, Opens: string.Join(", ", Categories.Codes.Where(c => Bare(role.Name, t.Name).MayOpen("m", c.Name, "works-with/").IsYes).Select(c => c.Title)))).Where(o => o.Opens.Length > 0).GroupBy(o => o.Opens, o => o.Title))
                text.Append(CultureInfo.InvariantCulture, $"| {role.Title} | {string.Join(", ", same)} | {same.Key} |\n");
        text.Append('\n');
    }

    private void Restrictions(StringBuilder text)
    {
        var kind = SchemeFolder.Vocabulary.Find("restriction")!;
        text.Append("## Restricted: who may say so, and lift it\n\nThe person too. It only ever closes: nobody sees more by it. Who would see less is shown before.\n\n| Role | At | Tie |\n|---|---|---|\n");
        foreach (var role in Roles.Codes)
            foreach (var same in Types.Codes.Select(t => (t.Title, May: string.Join("; ", Ties.Where(tie => Bare(role.Name, t.Name).MayRecord("m", kind, $"{tie.Tie}/").IsYes).Select(tie => tie.Says)))).Where(o => o.May.Length > 0).GroupBy(o => o.May, o => o.Title))
                text.Append(CultureInfo.InvariantCulture, $"| {role.Title} | {string.Join(", ", same)} | {same.Key} |\n");
        text.Append(CultureInfo.InvariantCulture, $"\nKinds of restriction: {string.Join("; ", kind.Find("type")!.List!.Codes.Select(c => c.Title.ToLowerInvariant()))}.\n\n");
    }

    private static void Kinds(StringBuilder text)
    {
        text.Append("## What is in a category\n\n| Category | Kinds of fact |\n|---|---|\n");
        foreach (var kinds in SchemeFolder.Vocabulary.Kinds.Where(k => k.About is About.Person).GroupBy(k => k.Category).OrderBy(g => Categories.Find(g.Key) is >= 0 and var place ? place : int.MaxValue))
            text.Append(CultureInfo.InvariantCulture, $"| {(Categories.Find(kinds.Key) is >= 0 and var place ? Categories.Codes[place].Title : "None: nobody sees it beside a name")} | {string.Join(", ", kinds.Select(k => k.Title))} |\n");
    }

    private static CodeList List(string name) => SchemeFolder.Vocabulary.Lists.First(l => l.Name == name);

    private static string Words(Right right) => string.Concat(right.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
}
