using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads what is paid: payers and their caps, prices by date, evidence.</summary>
internal sealed class MoneyReader(Vocabulary vocabulary, Mistakes mistakes)
{
    public List<Payer> Payers(Yaml? at)
    {
        var payers = new List<Payer>();
        foreach (var (key, value) in at?.Entries ?? [])
        {
            if (value.IsMap) Keys.Check(value, ["title", "cap", "years", "note", "assumption"], mistakes);
            var years = new Dictionary<int, long>();
            foreach (var (year, cap) in value["years"]?.Entries ?? [])
            {
                if (int.TryParse(year.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is >= 1950 and <= 2078) years[y] = Amount(cap);
                else mistakes.Add(year, $"'{year.Word}' is not a financial year; write the year in which it begins, such as 2026.");
            }
            payers.Add(new Payer(key.Word, value["title"]?.Word ?? key.Word, value["cap"] is { } c ? Amount(c) : null, years));
        }
        return payers;
    }

    public long Amount(Yaml at)
    {
        if (Pence.TryParse(at.Word, out var pence) && pence >= 0 && at.Word.StartsWith('£')) return pence;
        mistakes.Add(at, $"'{at.Word}' is not an amount of money; write it as £1,234.56.");
        return 0;
    }

    /// <summary>Percentages of a payer each, in the payers' order; together they must be the whole.</summary>
    public List<int> Shares(Yaml? at, IReadOnlyList<Payer> payers)
    {
        if (at is null) return [];
        Keys.Check(at, [.. payers.Select(p => p.Name)], mistakes);
        var shares = payers.Select(p => at[p.Name] is { } share ? Percent(share) : 0).ToList();
        if (shares.Sum() != 10_000) mistakes.Add(at, $"The shares come to {Percentage(shares.Sum())}, not to 100%; the parts must make the whole.");
        return shares;
    }

    private static string Percentage(int hundredths) => (hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private int Percent(Yaml at)
    {
        if (QuantityReader.Percent(at.Word) is { } percent) return percent;
        mistakes.Add(at, $"'{at.Word}' is not a percentage; write it as 60%.");
        return 0;
    }

    /// <summary>Reads <c>pays:</c>: prices by date for each payer, or, where there is one payer or shares, the prices alone.</summary>
    public List<PriceList> Pays(Yaml? at, IReadOnlyList<Payer> payers, bool shared)
    {
        if (at is null) return [];
        if (payers.Count == 0)
        {
            mistakes.Add(at, "Nobody pays: name the payer under 'payers:'.");
            return [];
        }
        if (!at.IsMap || at.Entries.Count == 0 || at["per-unit"] is not null || Day.TryParse(at.Entries[0].Key.Word, out _))
        {
            if (payers.Count > 1 && !shared) mistakes.Add(at, $"There are {payers.Count} payers; say what each pays: {string.Join(", ", payers.Select(p => p.Name))}.");
            return [new PriceList(payers[0].Name, Prices(at))];
        }
        var lists = new List<PriceList>();
        foreach (var (key, value) in at.Entries)
        {
            if (payers.All(p => p.Name != key.Word)) mistakes.Add(key, $"'{key.Word}' is not one of the payers.{Mistakes.DidYouMean(key.Word, payers.Select(p => p.Name))}");
            lists.Add(new PriceList(key.Word, Prices(value)));
        }
        // A percentage on top is of the first payer's price, so that payer comes first.
        return [.. lists.OrderBy(l => payers.ToList().FindIndex(p => p.Name == l.Payer))];
    }

    private List<Price> Prices(Yaml at)
    {
        if (!at.IsMap || at["per-unit"] is not null) return Price(0, at) is { } only ? [only] : [];
        var prices = new List<Price>();
        foreach (var (key, value) in at.Entries)
        {
            if (!Day.TryParse(key.Word, out var from))
            {
                mistakes.Add(key, $"'{key.Word}' is not the date from which a price holds; write 2026-04-01: £500.");
                continue;
            }
            if (prices.Count > 0 && prices[^1].From >= from) mistakes.Add(key, "Prices stand in order of date, the earliest first.");
            if (Price(from, value) is { } price) prices.Add(price);
        }
        return prices;
    }

    private Price? Price(int from, Yaml at)
    {
        if (at.IsMap && at["per-unit"] is { } unit)
        {
            Keys.Check(at, ["per-unit", "because"], mistakes);
            return new Price(from, Amount(unit)) { PerUnit = true, Because = at["because"]?.Word };
        }
        if (at.IsMap)
        {
            Keys.Check(at, ["price", "because", "assumption"], mistakes);
            return at["price"] is { } price && Price(from, price) is { } plain ? plain with { Because = at["because"]?.Word ?? at["assumption"]?.Word } : null;
        }
        var text = at.Word;
        if (text.EndsWith(" on top", StringComparison.Ordinal))
        {
            if (QuantityReader.Percent(text[..^7]) is { } percent) return new Price(from, 0) { OnTop = percent };
        }
        else if (text.IndexOf(" over ", StringComparison.Ordinal) is > 0 and var over && text.EndsWith(" places", StringComparison.Ordinal))
        {
            if (Pence.TryParse(text[..over], out var sum) && int.TryParse(text[(over + 6)..^7], NumberStyles.None, CultureInfo.InvariantCulture, out var places) && places > 0)
                return new Price(from, sum) { OverPlaces = places };
        }
        else if (text.StartsWith('£') && Pence.TryParse(text, out var pence) && pence >= 0)
        {
            return new Price(from, pence);
        }
        if (text.StartsWith('£') && decimal.TryParse(text[1..], NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _))
            mistakes.Add(at, $"'{text}' has parts of a penny; write whole pence, or share a sum out as '£100,000 over 12 places'.");
        else mistakes.Add(at, $"'{text}' is not a price; write £500, '£100,000 over 12 places', '20% on top' or {{ per-unit: £10 }}.");
        return null;
    }

    /// <summary>One of these: <c>[payslip, employer-letter]</c>. All of these: <c>{ all: [signed-form, [payslip, employer-letter]] }</c>.</summary>
    public EvidenceRule? Evidence(Yaml at)
    {
        if (!at.IsMap) return new EvidenceRule([Kinds(at)]);
        if (!Keys.Check(at, ["all", "note", "assumption"], mistakes) || at["all"] is not { } all) return null;
        return new EvidenceRule(all.Items.Select(Kinds).ToList<IReadOnlyList<int>>());
    }

    private List<int> Kinds(Yaml at)
    {
        var kinds = new List<int>();
        foreach (var item in at.Items)
        {
            var kind = -1;
            for (var i = 0; i < vocabulary.Evidence.Count; i++) if (vocabulary.Evidence[i] == item.Word) kind = i;
            if (kind < 0) mistakes.Add(item, $"'{item.Word}' is not a kind of evidence in the vocabulary.{Mistakes.DidYouMean(item.Word, vocabulary.Evidence)}");
            else kinds.Add(kind);
        }
        return kinds;
    }
}
