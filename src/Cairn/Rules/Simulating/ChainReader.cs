using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>Reads the parts of a life and the states that people move between. Rates that are used are noted, so that one that is not can be named.</summary>
internal sealed class ChainReader(Vocabulary vocabulary, Mistakes mistakes, RateReader numbers, IReadOnlyList<Rate> rates, ISet<string> used)
{
    private static readonly string[] StateKeys = ["fact", "lasts", "then", "finished", "left", "leaves", "also", "ends-all", "last", "note"], CauseKeys = ["rate", "while", "times"];

    private List<(Yaml Name, Yaml At, List<Yaml> States)> named = [];

    public List<Chain> Read(Yaml? at)
    {
        if (at is null || at.Entries.Count == 0) return [];
        named = [.. at.Entries.Select(e => (e.Key, e.Value, (e.Value["states"]?.Entries ?? []).Select(s => s.Key).ToList()))];
        return [.. named.Select((c, i) => Chain(c.Name, c.At, i))];
    }

    private Chain Chain(Yaml name, Yaml at, int number)
    {
        Keys.Check(at, ["begins", "states", "note"], mistakes);
        if (at["begins"] is null) mistakes.Add(name, $"Say where people begin: 'begins:' with a state of '{name.Word}', or states with their shares.");
        if (at["states"] is null) mistakes.Add(name, $"'{name.Word}' has no 'states:'.");
        var states = (at["states"]?.Entries ?? []).Select((s, i) => State(number, s.Key, s.Value, i)).ToList();
        var begins = at["begins"] is { } b ? numbers.Shares(b).Select(s => (StateOf(number, s.Name), s.Share)).Where(s => s.Item1 >= 0).ToList() : [];
        return new Chain(name.Word, number, name) { States = states, Begins = begins };
    }

    private LifeState State(int chain, Yaml name, Yaml at, int number)
    {
        Keys.Check(at, StateKeys, mistakes);
        var then = (at["then"] is not { } t ? [] : t.IsWord ? [(StateOf(chain, t), (Rate?)null)] : t.Entries.Select(e => (StateOf(chain, e.Key), e.Value.Word == "otherwise" ? null : RateOf(e.Value, isShare: true)))).Where(x => x.Item1 >= 0).ToList();
        var leaves = (at["leaves"]?.Entries ?? []).Select(e => Cause(chain, e.Key, e.Value)).OfType<Cause>().ToList();
        var (ends, last, lasts) = (at["ends-all"] is { } e && Keys.Yes(e, mistakes), at["last"] is { } l && Keys.Yes(l, mistakes), numbers.Lasts(at["lasts"]));
        if ((at["lasts"] is null) != (at["then"] is null)) mistakes.Add(name, $"A planned stay has both 'lasts:' and 'then:'; '{name.Word}' has one of the two.");
        if (then.Count > 1 && then[^1].Item2 is not null) mistakes.Add(at["then"]!, "The last place after a planned stay takes those who are left: write 'otherwise' for it.");
        if (at["then"] is null && at["leaves"] is null && !ends && !last) mistakes.Add(name, $"Nobody ever leaves '{name.Word}'. Give it 'leaves:' or 'lasts:' and 'then:', or say 'last: yes' if that is meant.");
        var trace = at["fact"] is { } fact ? Trace(fact) : null;
        var ended = trace is null ? ([], []) : (Details(trace.Kind, at["finished"]), Details(trace.Kind, at["left"]));
        var also = (at["also"]?.Entries ?? []).Select(x => PlaceOf(x.Key, x.Value)).OfType<Place>().ToList();
        return new LifeState(name.Word, number, name) { Trace = trace, Ended = ended, Lasts = lasts, Then = then, Leaves = leaves, Also = also, EndsAll = ends, IsLast = last };
    }

    private Cause? Cause(int chain, Yaml to, Yaml at)
    {
        if (at.IsMap) Keys.Check(at, CauseKeys, mistakes);
        var rate = RateOf(at.IsMap ? at["rate"] ?? at : at, isShare: false);
        var target = StateOf(chain, to);
        if (rate is null || target < 0) return null;
        var during = (at["while"]?.Entries ?? []).Select(w => (Chain: ChainOf(w.Key), w.Value)).Where(w => w.Chain >= 0).Select(w => (w.Chain, (IReadOnlyList<int>)[.. w.Value.Items.Select(s => StateOf(w.Chain, s)).Where(s => s >= 0)])).ToList();
        var times = (at["times"]?.Entries ?? []).Select(w => (Chain: ChainOf(w.Key), w.Value)).Where(w => w.Chain >= 0).SelectMany(w => w.Value.Entries.Select(s => (new Place(w.Chain, StateOf(w.Chain, s.Key)), numbers.Times(s.Value)))).Where(w => w.Item1.State >= 0).ToList();
        return new Cause(target, rate) { While = during, Times = times };
    }

    /// <summary>The rate of a name, of the sort that is wanted.</summary>
    public Rate? RateOf(Yaml at, bool isShare)
    {
        if (rates.FirstOrDefault(r => r.Name == at.Word) is not { } rate)
        {
            mistakes.Add(at, $"There is no rate '{at.Word}'.{Mistakes.DidYouMean(at.Word, rates.Select(r => r.Name))} Write it under 'rates:'.");
            return null;
        }
        used.Add(rate.Name);
        if (rate.IsShare == isShare) return rate;
        mistakes.Add(at, isShare ? $"'{at.Word}' is a monthly rate; what follows a planned stay takes a share." : $"'{at.Word}' is a share; a way out at no set time takes a monthly rate, 'a-month:'.");
        return null;
    }

    /// <summary>A state of another chain, as <c>chain: state</c>.</summary>
    public Place? PlaceOf(Yaml chain, Yaml state) => ChainOf(chain) is >= 0 and var c && StateOf(c, state) is >= 0 and var s ? new Place(c, s) : null;

    private int ChainOf(Yaml at)
    {
        var found = named.FindIndex(c => c.Name.Word == at.Word);
        if (found < 0) mistakes.Add(at, $"There is no chain '{at.Word}'.{Mistakes.DidYouMean(at.Word, named.Select(c => c.Name.Word))}");
        return found;
    }

    private int StateOf(int chain, Yaml at)
    {
        var states = named[chain].States;
        var found = states.FindIndex(s => s.Word == at.Word);
        if (found < 0) mistakes.Add(at, $"'{named[chain].Name.Word}' has no state '{at.Word}'.{Mistakes.DidYouMean(at.Word, states.Select(s => s.Word))}");
        return found;
    }

    /// <summary>A fact of a life: <c>{ housing: hostel }</c>, <c>{ treatment: { setting: residential } }</c>, or a kind alone.</summary>
    public Trace? Trace(Yaml at)
    {
        var (key, value) = at.IsWord ? (at, null) : at.Entries.FirstOrDefault(e => e.Key.Word != "only") is var e ? (e.Key ?? at, e.Value) : (at, null);
        if (vocabulary.Find(key.Word) is not { } kind)
        {
            mistakes.Add(key, $"'{key.Word}' is not a kind of fact in the vocabulary.{Mistakes.DidYouMean(key.Word, vocabulary.Kinds.Select(k => k.Name))}");
            return null;
        }
        return new Trace(kind, Details(kind, value), key);
    }

    private List<(Detail, string)> Details(Kind kind, Yaml? value)
    {
        if (value is null || value.IsWord && value.Word == "any") return [];
        var pairs = value.IsMap ? value.Entries.Select(e => (e.Key, Detail: kind.Find(e.Key.Word), e.Value)).ToList() : [(value, kind.Main, value)];
        var details = new List<(Detail, string)>();
        foreach (var (key, detail, text) in pairs)
        {
            if (detail is null) mistakes.Add(key, $"A fact of kind '{kind.Name}' has no detail '{key.Word}'.{Mistakes.DidYouMean(key.Word, kind.Details.Select(d => d.Name))}");
            else if (detail.Slot < 0) mistakes.Add(key, $"'{detail.Name}' is free words, which no rule reads.");
            else if (!DetailText.TryRead(detail, text.Word, Day.Of(2026, 4, 1), new References(), out _, out var problem)) mistakes.Add(text, problem);
            else details.Add((detail, text.Word));
        }
        return details;
    }
}
