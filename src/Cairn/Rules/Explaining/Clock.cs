using Cairn.Record;

namespace Cairn.Rules;

/// <summary>
/// The clock of a clause that must last: its first day (never, while no day counts), the days counted of those needed, and the
/// gap days used of those allowed in all (null: only each gap is limited, or none is counted).
/// </summary>
public sealed record Clock(int Since, int Counted, int Needed, int Gaps, int? GapsAllowed)
{
    /// <summary>The days that count, as spans with both ends counting; what lies between two of them is a gap.</summary>
    public IReadOnlyList<(int From, int To)> Spans { get; init; } = [];

    /// <summary>The clock has started.</summary>
    public bool Runs => Since != Day.Never;
}
