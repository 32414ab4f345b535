using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads a scheme. Every mistake is noted with its line and column; the answer is null when there is one.</summary>
public static class SchemeFile
{
    private static readonly string[] Known =
    [
        "scheme", "title", "money", "about", "runs", "places", "lots", "payers", "shares", "cap", "person-cap", "at-cap", "claims", "phases", "referral", "enrolment",
        "eligible", "milestones", "outcomes", "groups", "tables", "assumptions", "source", "note",
        "opens-when", "budget", "framework", "not-allowed", "grant", "plan", "indicators", "funding",
    ];

    public static Scheme? Read(string file, string text, Vocabulary vocabulary, Mistakes mistakes)
    {
        var before = mistakes.Found.Count;
        if (Yaml.Read(file, text, mistakes) is not { } root) return null;
        if (!root.IsMap)
        {
            mistakes.Add(root, "A scheme begins with 'scheme: NAME'.");
            return null;
        }
        Keys.Check(root, Known, mistakes);
        if (root["scheme"] is not { Word.Length: > 0 } name)
        {
            mistakes.Add(root, "A scheme begins with 'scheme: NAME'.");
            return null;
        }
        var scheme = new Reading(root, vocabulary, mistakes).Scheme(name.Word, Version(text));
        if (mistakes.Found.Count == before) SchemeCheck.Check(scheme, mistakes);
        return mistakes.Found.Count > before ? null : scheme;
    }

    /// <summary>The first 12 hexadecimal digits of the SHA-256 of the text.</summary>
    public static string Version(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private sealed class Reading
    {
        private readonly Yaml root;
        private readonly Vocabulary vocabulary;
        private readonly Mistakes mistakes;
        private readonly HashSet<string> names = new(StringComparer.Ordinal);
        private readonly Dictionary<string, DatedTable> tables = new(StringComparer.Ordinal);
        private readonly PatternReader patterns;
        private readonly WindowReader windows;
        private readonly MoneyReader money;
        private readonly ClauseReader clauses;

        public Reading(Yaml root, Vocabulary vocabulary, Mistakes mistakes)
        {
            (this.root, this.vocabulary, this.mistakes) = (root, vocabulary, mistakes);
            foreach (var section in (string[])["milestones", "outcomes"])
                foreach (var (key, _) in root[section]?.Entries ?? [])
                    if (!names.Add(key.Word)) mistakes.Add(key, $"'{key.Word}' is both a milestone and an outcome; give one another name.");
            foreach (var (key, value) in root["tables"]?.Entries ?? []) tables[key.Word] = Table(key.Word, value);
            patterns = new PatternReader(vocabulary, mistakes);
            windows = new WindowReader(mistakes, names);
            money = new MoneyReader(vocabulary, mistakes);
            clauses = new ClauseReader(vocabulary, mistakes, patterns, windows, names, tables) { Evidence = money.Evidence };
        }

        public Scheme Scheme(string name, string version)
        {
            var about = Enum.Parse<About>(Keys.OneOf(root["about"], ["person", "member", "partner", "group", "place"], "person", mistakes), ignoreCase: true);
            var shape = Enum.Parse<MoneyShape>(Keys.OneOf(root["money"], ["none", "contract", "grant", "budget", "plan"], "none", mistakes), ignoreCase: true);
            var (opens, closes, ends) = Runs();
            var payers = money.Payers(root["payers"]);
            var shares = money.Shares(root["shares"], payers);
            var phases = (root["phases"]?.Items ?? []).Select(p => p.Word).ToList();
            var eligible = root["eligible"] is { } e ? clauses.Read(e) : null;
            var outcomes = Outcomes(payers, shares.Count > 0, phases);
            var places = Whole(root["places"]);
            var sides = new Readers(vocabulary, mistakes, patterns, windows, clauses, new QuantityReader(mistakes, patterns, windows, tables), money);
            var indicators = new IndicatorReader(sides, about, PlanReader.Purposes(root["plan"])).Read(root["indicators"]);
            return new Scheme(name, root["title"]?.Word ?? name, shape, about, root)
            {
                Version = version,
                Opens = opens, Closes = closes, RunOffEnds = ends,
                Referral = Joins("referral", about), Enrolment = Joins("enrolment", about),
                Places = places,
                Lots = root["lots"] is { } lots ? ReadLots(lots) : null,
                Payers = payers, Shares = shares,
                Cap = root["cap"] is { } cap ? money.Amount(cap) : null,
                PersonCap = root["person-cap"] is { } personCap ? money.Amount(personCap) : null,
                AtCap = Keys.OneOf(root["at-cap"], ["rest", "nothing"], "rest", mistakes) == "rest" ? AtCap.Rest : AtCap.Nothing,
                NeedsClaims = Keys.OneOf(root["claims"], ["needed", "none"], "needed", mistakes) == "needed",
                Eligible = eligible, Outcomes = outcomes, Phases = phases,
                Groups = Groups(outcomes),
                Assumptions = Assumptions(root, "").ToList(),
                Budget = new BudgetReader(sides).Read(root, places),
                Grant = new GrantReader(sides).Read(root["grant"], about),
                Plan = new PlanReader(sides).Read(root, indicators), Indicators = indicators,
            };
        }

        private List<Outcome> Outcomes(List<Payer> payers, bool shared, List<string> phases)
        {
            var quantities = new QuantityReader(mistakes, patterns, windows, tables);
            var reader = new OutcomeReader(mistakes, clauses, patterns, windows, quantities, money, phases);
            var outcomes = new List<Outcome>();
            foreach (var section in (string[])["milestones", "outcomes"])
                foreach (var (key, value) in root[section]?.Entries ?? [])
                    if (reader.Read(key, value, outcomes.Count, section == "milestones", payers, shared, names) is { } outcome) outcomes.Add(outcome);
            return outcomes;
        }

        private (int Opens, int Closes, int Ends) Runs()
        {
            if (root["runs"] is not { } runs) return (0, Day.Never, Day.Never);
            Keys.Check(runs, ["from", "to", "run-off"], mistakes);
            var opens = Keys.DayOf(runs["from"], 0, mistakes);
            var closes = Keys.DayOf(runs["to"], Day.Never, mistakes);
            if (closes < opens) mistakes.Add(runs["to"]!, $"The scheme closes before it opens, on {Day.Long(opens)}; the earlier day is 'from:'.");
            var ends = runs["run-off"] is { } runOff && windows.Length(runOff) is { } length ? length.After(closes) : closes;
            return (opens, closes, ends);
        }

        /// <summary>The pattern of the facts that refer or enrol someone: as the file says, or any of that kind.</summary>
        private Pattern? Joins(string kind, About about)
        {
            if (root[kind] is { } own)
            {
                var pattern = patterns.Read(own);
                if (pattern is not null && pattern.Kind.About != about) mistakes.Add(own, $"'{pattern.Kind.Name}' is about a {Word(pattern.Kind.About)}, and the scheme about a {Word(about)}; '{kind}:' needs a kind about a {Word(about)}.");
                return pattern;
            }
            var looksAtEach = root["outcomes"] is not null || root["milestones"] is not null || root["eligible"] is not null;
            if (vocabulary.Find(kind) is { } known && (known.About == about || (kind == "referral" && !looksAtEach))) return new Pattern(known, [], root) { Says = kind };
            if (kind == "referral" && looksAtEach) mistakes.Add(root, $"Say with 'referral:' which fact brings a {Word(about)} into the scheme; the vocabulary's '{kind}' does not.");
            return null;
        }

        private static string Word(About about) => about.ToString().ToLowerInvariant();

        private Lots? ReadLots(Yaml at)
        {
            Keys.Check(at, ["by", "places", "cap", "note"], mistakes);
            var referral = (root["referral"] is { } own ? patterns.KindEntry(own)?.Kind : null) ?? vocabulary.Find("referral");
            if (at["by"] is not { } by || referral?.Find(by.Word) is not { Type: DetailType.Code or DetailType.Name, Slot: >= 0 } detail)
            {
                mistakes.Add(at["by"] ?? at, "'lots:' needs 'by:', a code or name that the referral has.");
                return null;
            }
            return new Lots(detail, Whole(at["places"]), at["cap"] is { } cap ? money.Amount(cap) : null);
        }

        private List<Alternatives> Groups(List<Outcome> outcomes)
        {
            var groups = new List<Alternatives>();
            foreach (var (key, value) in root["groups"]?.Entries ?? [])
                groups.Add(new Alternatives(key.Word, Keys.OneOf(value, ["first", "difference"], "first", mistakes) == "difference"));
            foreach (var outcome in outcomes)
                if (outcome.Group is { } group && groups.All(g => g.Name != group)) groups.Add(new Alternatives(group, false));
            return groups;
        }

        private static IEnumerable<(string, string)> Assumptions(Yaml at, string where)
        {
            foreach (var (key, value) in at.Entries)
            {
                if (key.Word is "assumption" or "assumptions" && value.IsWord) yield return (where.Length == 0 ? "scheme" : where, value.Word);
                else if (key.Word == "assumptions") foreach (var item in value.Items) yield return ("scheme", item.Word);
                else foreach (var found in Assumptions(value, where is "" or "milestones" or "outcomes" ? key.Word : where)) yield return found;
            }
            if (at.IsList) foreach (var item in at.Items) foreach (var found in Assumptions(item, where)) yield return found;
        }

        private DatedTable Table(string name, Yaml at)
        {
            var values = new List<(int, long)>();
            foreach (var (key, value) in at.Entries)
            {
                if (!Day.TryParse(key.Word, out var from)) mistakes.Add(key, $"'{key.Word}' is not the date from which a value holds.");
                else if (Pence.TryParse(value.Word, out var pence) && value.Word.StartsWith('£')) values.Add((from, pence));
                else if (long.TryParse(value.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) values.Add((from, number));
                else mistakes.Add(value, $"'{value.Word}' is neither an amount nor a whole number.");
            }
            return new DatedTable(name, [.. values.OrderBy(v => v.Item1)]);
        }

        private int? Whole(Yaml? at)
        {
            if (at is null) return null;
            if (int.TryParse(at.Word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n > 0) return n;
            mistakes.Add(at, $"'{at.Word}' should be a whole number above 0.");
            return null;
        }
    }
}
