using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads <c>opens-when:</c>, <c>budget:</c>, <c>framework:</c> and <c>not-allowed:</c>.</summary>
internal sealed class BudgetReader(Readers readers)
{
    private static readonly string[] GateKeys = ["needs", "while", "not-while", "because"];
    private static readonly string[] SumKeys = ["sum", "share", "lasts", "by-need", "at-most", "approvals", "assumption", "note", "source"];
    private static readonly string[] ItemKeys = ["title", "provider", "peer-led", "category", "price", "up-to", "unit", "at-most", "approvals", "instead", "assumption", "note", "source"];
    private static readonly string[] PurchaseDetails = ["item", "amount", "state", "scheme", "reference", "units"];

    private readonly Mistakes mistakes = readers.Mistakes;

    public Budget? Read(Yaml root, int? places)
    {
        if (root["budget"] is not { } at)
        {
            foreach (var key in (string[])["opens-when", "framework", "not-allowed"])
                if (root[key] is { } stray) mistakes.Add(stray, $"'{key}:' belongs to a scheme with a 'budget:'.");
            return null;
        }
        if (!Keys.Check(at, [.. SumKeys, .. GateKeys], mistakes)) return null;
        if (at["sum"] is not { } sum)
        {
            mistakes.Add(at, "A budget says 'sum: £…', which is divided among the people who have a place.");
            return null;
        }
        if (places is null) mistakes.Add(at, "A budget is divided by place: say how many 'places:' there are.");
        if (readers.Vocabulary.Find("purchase") is not { } purchase || PurchaseDetails.Any(d => purchase.Find(d) is not { Slot: >= 0 }))
            mistakes.Add(at, $"A budget needs the kind 'purchase' in the vocabulary, with {string.Join(", ", PurchaseDetails)}.");
        var share = Keys.OneOf(at["share"], ["equal", "by-need", "recorded"], "equal", mistakes) switch { "by-need" => BudgetShare.ByNeed, "recorded" => BudgetShare.Recorded, _ => BudgetShare.Equal };
        if (share is BudgetShare.ByNeed && at["by-need"] is null) mistakes.Add(at["share"]!, "A division by need says how under 'by-need:'.");
        var framework = readers.Named(root["framework"], "the services that may be bought").Select(e => Item(e.Key, e.Value)).OfType<FrameworkItem>().ToList();
        var notAllowed = readers.Named(root["not-allowed"], "what may not be bought").Select(e => Refused(e.Key, e.Value)).OfType<NotAllowed>().ToList();
        if (framework.Count == 0 && !mistakes.Any) mistakes.Add(at, "Nothing can be bought: name the services under 'framework:'.");
        foreach (var (item, instead) in framework.Select(i => (i.At, i.Instead)).Concat(notAllowed.Select(n => (n.At, n.Instead))))
            foreach (var name in instead)
                if (framework.All(i => i.Name != name)) mistakes.Add(item, $"'{name}' is not on the framework.{Mistakes.DidYouMean(name, framework.Select(i => i.Name))}");
        return new Budget(readers.Money.Amount(sum), share)
        {
            ByNeed = at["by-need"] is { } need ? new NeedReader(readers).Read(need, About.Person, []) : null,
            OpensWhen = root["opens-when"] is { } opens ? Opens(opens) : null,
            Lasts = at["lasts"] is { } lasts ? readers.Windows.Length(lasts) : null,
            Gate = GateOf(at), Limits = Limits(at["at-most"]), Approvals = Approvals(at["approvals"]),
            Framework = framework, NotAllowed = notAllowed,
        };
    }

    private Clause? Opens(Yaml at)
    {
        if (readers.Clauses.Read(at) is not { } clause) return null;
        foreach (var pattern in Wording.Patterns(clause))
            if (pattern.Kind.About == About.Person) mistakes.Add(pattern.At, $"'opens-when' is asked once for the whole scheme; '{pattern.Kind.Name}' is about a person. Put it under 'eligible:'.");
        return clause;
    }

    private FrameworkItem? Item(Yaml key, Yaml at)
    {
        if (!Keys.Check(at, [.. ItemKeys, .. GateKeys], mistakes)) return null;
        if ((at["price"] is null) == (at["up-to"] is null))
        {
            mistakes.Add(key, $"'{key.Word}' needs 'price: £…', or 'up-to: £…' where the price differs.");
            return null;
        }
        var categories = readers.Vocabulary.Find("purchase")?.Find("category")?.List;
        if (at["category"] is { } category && categories is not null && categories.Find(category.Word) < 0)
            mistakes.Add(category, $"'{category.Word}' is not in the list {categories.Name}.{Mistakes.DidYouMean(category.Word, categories.Codes.Select(c => c.Name))}");
        return new FrameworkItem(key.Word, at["title"]?.Word ?? Readers.Sentence(key.Word), readers.Money.Amount(at["price"] ?? at["up-to"]!), at["up-to"] is not null, key)
        {
            Provider = at["provider"]?.Word, Category = at["category"]?.Word, Unit = at["unit"]?.Word ?? "one",
            PeerLed = at["peer-led"] is { } peers && Keys.Yes(peers, mistakes),
            Limits = Limits(at["at-most"]), Approvals = Approvals(at["approvals"]), Gate = GateOf(at), Instead = Names(at["instead"]),
        };
    }

    private NotAllowed? Refused(Yaml key, Yaml at)
    {
        if (at.IsWord) return new NotAllowed(key.Word, Readers.Sentence(key.Word), at.Word, [], key);
        if (!Keys.Check(at, ["title", "because", "instead", "assumption", "note"], mistakes)) return null;
        if (at["because"] is null) mistakes.Add(key, $"Say why: 'because: …'. Whoever asks for '{key.Word}' is told.");
        return new NotAllowed(key.Word, at["title"]?.Word ?? Readers.Sentence(key.Word), at["because"]?.Word ?? "", Names(at["instead"]), key);
    }

    private static List<string> Names(Yaml? at) => at is null ? [] : [.. at.Items.Select(i => i.Word)];

    private List<Limit> Limits(Yaml? at)
    {
        if (at is null || !Keys.Check(at, ["per-week", "per-person", "in-all", "assumption", "note"], mistakes)) return [];
        var limits = new List<Limit>();
        foreach (var (key, value) in at.Entries)
        {
            if (key.Word is "assumption" or "note") continue;
            var span = key.Word switch { "per-week" => LimitSpan.Week, "per-person" => LimitSpan.Person, _ => LimitSpan.Everyone };
            foreach (var item in value.Items)
                limits.Add(item.Word.StartsWith('£') ? new Limit(span, readers.Money.Amount(item), null, item) : new Limit(span, null, readers.Whole(item), item));
        }
        return limits;
    }

    private List<ApprovalRule> Approvals(Yaml? at)
    {
        var rules = new List<ApprovalRule>();
        foreach (var item in at?.Items ?? [])
        {
            if (!Keys.Check(item, ["above", "by", "assumption", "note"], mistakes)) continue;
            if (item["above"] is not { } above || item["by"] is not { } by)
            {
                mistakes.Add(item, "An approval says { above: £100, by: ROLE }.");
                continue;
            }
            var roles = new List<int>();
            foreach (var role in by.Items)
            {
                var number = readers.Vocabulary.Roles.ToList().IndexOf(role.Word);
                if (number < 0) mistakes.Add(role, $"There is no role called '{role.Word}'.{Mistakes.DidYouMean(role.Word, readers.Vocabulary.Roles)}");
                else roles.Add(number);
            }
            rules.Add(new ApprovalRule(readers.Money.Amount(above), roles, item));
        }
        return [.. rules.OrderBy(r => r.Above)];
    }

    private Gate GateOf(Yaml at) => new()
    {
        Needs = at["needs"] is { } needs ? readers.Clauses.Read(needs) : null,
        While = at["while"] is { } w ? readers.Patterns.ReadDays(w) : null,
        NotWhile = at["not-while"] is { } not ? readers.Patterns.ReadDays(not) : null,
        Because = at["because"]?.Word,
        At = at["needs"] ?? at["while"] ?? at["not-while"],
    };
}
