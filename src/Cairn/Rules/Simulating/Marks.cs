using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>A trace ready to be written into columns: codes and names are numbers already.</summary>
internal sealed class Mark
{
    private readonly int kind;
    private readonly bool isSpell;
    private readonly (int Slot, int Value)[] always, finished, left;
    private readonly (ulong Bits, int Rate)[] evidence;

    public Mark(Assumptions assumed, LifeState? state, Trace trace, Facts facts)
    {
        (kind, isSpell) = (trace.Kind.Number, trace.Kind.IsSpell);
        (int, int)[] Read(IEnumerable<(Detail Detail, string Text)> details) =>
            [.. details.Select(d => DetailText.TryRead(d.Detail, d.Text, assumed.Referred.From, facts.Names, out var value, out var problem) ? (d.Detail.Slot, value) : throw new ArgumentException(problem, nameof(trace))).OrderBy(d => d.Slot)];
        always = Read(trace.Details);
        finished = state is null ? [] : Read(state.Ended.Finished);
        left = state is null ? [] : Read(state.Ended.Left);
        evidence = [.. assumed.Evidence.Where(e => e.Kind == trace.Kind).Select(e => (e.Evidence, e.Found.Number))];
    }

    /// <summary>Whether it is of the day on which a state is entered, rather than of the stay.</summary>
    public bool IsEvent => !isSpell;

    /// <summary>Writes it; <paramref name="ended"/>: whether a stay ended as planned, null while it goes on. Days are of the record.</summary>
    public void Write(FactColumns into, int person, int from, int to, bool? ended, Chance luck, Levels levels, ReadOnlySpan<int> traits)
    {
        var position = into.Append(person, kind, from, isSpell ? to : from, to == Day.Never || !isSpell ? from : to);
        foreach (var (slot, value) in always) into.SetDetail(position, slot, value);
        foreach (var (slot, value) in ended is null ? [] : ended is true ? finished : left) into.SetDetail(position, slot, value);
        for (var i = 0; i < evidence.Length; i++)
            if (luck.Unit(100 + i) < levels.Share(evidence[i].Rate, traits)) into.SetEvidence(position, into.EvidenceOf(position) | evidence[i].Bits);
    }
}
