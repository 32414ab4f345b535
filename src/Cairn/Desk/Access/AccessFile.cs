using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// Reads <c>access.yaml</c>. Every mistake is noted, and the table is null when there is one: a word nobody declared, a row that can never
/// apply, and a role, purpose, category or right of which nothing is said.
/// </summary>
public static class AccessFile
{
    private static readonly string[] Sections = ["access", "note", "lasts", "consent-must-name", "hold-stops", "sees", "never", "nobody", "self", "break-glass", "rights", "records-about", "may-tell", "says-as"];
    private static readonly Ground[] InRows = [Ground.Consent, Ground.ConsentToPartner, Ground.ConsentToMember, Ground.SharingBasis, Ground.PublicTask, Ground.LegalObligation, Ground.VitalInterests, Ground.LegitimateInterests];
    private static readonly Tie[] TiesInRows = [Tie.WorksWith, Tie.Mentor, Tie.Team, Tie.Referred, Tie.Referrer, Tie.Claimed];

    public static AccessTable? Read(string file, string text, Vocabulary vocabulary, Mistakes mistakes)
    {
        var before = mistakes.Found.Count;
        if (Yaml.Read(file, text, mistakes) is not { } root || !Keys.Check(root, Sections, mistakes)) return null;
        foreach (var needed in (string[])["member-roles", "organisations", "purposes", "categories"])
            if (vocabulary.Lists.All(l => l.Name != needed || l.Codes.Count > 60)) mistakes.Add(root, $"The vocabulary needs a list '{needed}' of at most 60 codes.");
        if (mistakes.Found.Count > before) return null;
        var table = new AccessTable(vocabulary, SchemeFile.Version(text));
        new Reading(root, table, mistakes).All();
        return mistakes.Found.Count > before ? null : table;
    }

    private sealed class Reading(Yaml root, AccessTable table, Mistakes mistakes)
    {
        private readonly AccessWords words = new(table, mistakes);

        public void All()
        {
            var lasts = Section("lasts", ["referral", "claim", "mentor"]);
            (table.Referral, table.Claim, table.Mentor) = (words.Time(lasts, "referral"), words.Time(lasts, "claim"), words.Time(lasts, "mentor"));
            table.MustName = words.Set(root["consent-must-name"], table.Categories, "category");
            table.HoldStops = words.Set(root["hold-stops"], table.Purposes, "purpose");
            table.MayTell = words.Set(root["may-tell"], table.Categories, "category");
            if (Section("self", ["withholds", "why"]) is { } self) table.SelfWithheld = words.Set(self["withholds"], table.Categories, "category");
            foreach (var at in root["never"]?.Items ?? []) Never(at);
            foreach (var at in root["sees"]?.Items ?? []) Sees(at);
            BreakGlass();
            Rights();
            RecordsAbout();
            SaysAs();
            Nobody();
        }

        /// <summary>A section that must be there, its keys checked.</summary>
        private Yaml? Section(string name, string[] keys)
        {
            if (root[name] is not { } at) mistakes.Add(root, $"The section '{name}' is missing; add it with the keys {string.Join(", ", keys)}.");
            else if (Keys.Check(at, keys, mistakes)) return at;
            return null;
        }

        private void Never(Yaml at)
        {
            if (!Keys.Check(at, ["roles", "at", "categories", "unless", "why"], mistakes)) return;
            words.Needs(at, "categories", "why");
            var unless = at["unless"] is { } u ? words.OneOrMore(u, InRows) : [];
            table.Never.Add(new NeverRow(words.SetOrAll(at["roles"], table.Roles, "role"), words.SetOrAll(at["at"], table.Types, "kind of organisation"), words.Set(at["categories"], table.Categories, "category"), unless));
        }

        private void Sees(Yaml at)
        {
            var before = mistakes.Found.Count;
            if (!Keys.Check(at, ["roles", "at", "for", "tie", "categories", "because", "note"], mistakes)) return;
            words.Needs(at, "roles", "for", "tie", "categories", "because");
            var ties = at["tie"] is { } t ? words.OneOrMore(t, TiesInRows).Aggregate(Tie.None, (a, b) => a | b) : Tie.None;
            var row = new SeesRow(words.Set(at["roles"], table.Roles, "role"), words.SetOrAll(at["at"], table.Types, "kind of organisation"),
                words.Set(at["for"], table.Purposes, "purpose"), words.Set(at["categories"], table.Categories, "category"), ties, at["because"] is { } b ? words.OneOrMore(b, InRows) : []);
            foreach (var key in (string[])["roles", "at", "for", "tie", "categories", "because"])
                if (at[key] is { IsList: true, Items.Count: 0 } empty) mistakes.Add(empty, $"Nothing stands under '{key}', so this row gives nothing to anybody; fill it, or take the row out.");
            if (mistakes.Found.Count > before) return;
            table.Sees.Add(row);
            foreach (var category in AccessWords.Bits(row.Categories))
                if (!AccessWords.Bits(row.Roles).Any(r => AccessWords.Bits(row.At).Any(o => row.Because.Any(g => !table.Forbids(r, o, category, g)))))
                    mistakes.Add(at["categories"]!, $"This row can show nobody '{AccessWords.Name(table.Categories, category)}': the section 'never' takes it. Take it out here, or name a ground that 'never' leaves.");
        }

        private void BreakGlass()
        {
            if (Section("break-glass", ["roles", "at", "for", "categories", "minutes", "note"]) is not { } at) return;
            words.Needs(at, "roles", "for", "categories", "minutes");
            table.EmergencyBy = words.Holders(at);
            table.EmergencyPurposes = words.Set(at["for"], table.Purposes, "purpose");
            table.EmergencyCategories = words.Set(at["categories"], table.Categories, "category");
            if (at["minutes"] is not { } m) return;
            if (int.TryParse(m.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 1 and <= 1440) table.EmergencyLasts = TimeSpan.FromMinutes(minutes);
            else mistakes.Add(m, $"'{m.Word}' is not a number of minutes from 1 to 1440.");
        }

        private void Rights()
        {
            var names = Enum.GetValues<Right>().ToDictionary(AccessTable.Word, r => r, StringComparer.Ordinal);
            if (Section("rights", [.. names.Keys]) is not { } at) return;
            foreach (var (name, right) in names)
            {
                if (at[name] is not { } who) mistakes.Add(at, $"Nothing is said of the right '{name}'; write who has it, or [] where nobody does.");
                else table.Rights[right] = words.Holders(who);
            }
        }

        private void RecordsAbout()
        {
            About[] others = [About.Member, About.Partner, About.Group, About.Place];
            if (Section("records-about", [.. others.Select(AccessTable.Word)]) is not { } at) return;
            words.Needs(at, [.. others.Select(AccessTable.Word)]);
            foreach (var about in others) if (at[AccessTable.Word(about)] is { } who) table.Records[about] = words.Holders(who);
        }

        private void SaysAs()
        {
            var roles = table.Roles.Codes.Select(c => c.Name).ToList();
            if (Section("says-as", [.. roles]) is not { } at) return;
            for (var role = 0; role < roles.Count; role++)
            {
                if (at[roles[role]] is not { } says) mistakes.Add(at, $"Nothing is said of how a member who is '{roles[role]}' says facts; write their capacities, or [] for none.");
                else if (!says.IsMap) table.SaysAs[(role, -1)] = words.Capacities(says);
                else if (Keys.Check(says, ["anywhere", .. table.Types.Codes.Select(c => c.Name)], mistakes))
                    foreach (var (key, value) in says.Entries) table.SaysAs[(role, key.Word == "anywhere" ? -1 : table.Types.Find(key.Word))] = words.Capacities(value);
            }
        }

        /// <summary>Whatever no row mentions must stand here with a reason, and what a row mentions must not.</summary>
        private void Nobody()
        {
            if (Section("nobody", ["roles", "purposes", "categories"]) is not { } at) return;
            Said("roles", table.Roles, table.Sees.Aggregate(table.EmergencyBy.Roles, (a, r) => a | r.Roles));
            Said("purposes", table.Purposes, table.Sees.Aggregate(table.EmergencyPurposes, (a, r) => a | r.Purposes));
            Said("categories", table.Categories, table.Sees.Aggregate(table.EmergencyCategories, (a, r) => a | r.Categories));

            void Said(string what, CodeList list, ulong seen)
            {
                if (at[what] is { } denied && !Keys.Check(denied, [.. list.Codes.Select(c => c.Name)], mistakes)) return;
                foreach (var code in list.Codes)
                {
                    var sees = (seen & AccessTable.Bit(list, code.Name)) != 0;
                    var why = at[what]?[code.Name];
                    if (why is null && !sees) mistakes.Add(at, $"No row speaks of '{code.Name}'; add one, or say under 'nobody: {what}:' why there is none.");
                    if (why is not null && sees) mistakes.Add(why, $"A row speaks of '{code.Name}', and here it says that nobody does; take one of them out.");
                    if (why is { Word.Length: 0 }) mistakes.Add(why, $"Say why for '{code.Name}'.");
                    if (why is not null) table.Nobody[code.Name] = why.Word;
                }
            }
        }
    }
}
