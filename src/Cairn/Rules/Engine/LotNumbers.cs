using System.Runtime.CompilerServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>The lots of a scheme numbered from 0 without holes, one for each value that a referral may name and one for none.</summary>
internal sealed class LotNumbers
{
    private readonly Dictionary<int, int>? named;
    private readonly int codes;

    private readonly Source referrals;

    /// <summary>Whether it is a code in the row itself, where none is later than every code.</summary>
    private readonly bool inRow;

    public LotNumbers(Scheme scheme, Source referrals)
    {
        this.referrals = referrals;
        Slot = scheme.Lots?.By.Slot ?? -1;
        codes = scheme.Lots?.By.List?.Codes.Count ?? 0;
        if (scheme.Lots is not null && codes == 0)
        {
            named = [];
            for (var row = 0; row < referrals.Rows.Length; row++) named.TryAdd(referrals.Table.Detail(row, Slot), named.Count);
        }
        inRow = Slot == 0 && codes > 0;
        Count = (named?.Count ?? codes) + 1;
    }

    /// <summary>The slot of the detail that names the lot; -1 for a scheme without lots, which is all lot 0.</summary>
    public int Slot { get; }

    public int Count { get; }

    /// <summary>The lot that a row of the referral names.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(in Row row, int at) => inRow ? Math.Min(row.A, codes) : Slot < 0 ? 0 : Elsewhere(at);

    private int Elsewhere(int row)
    {
        var detail = referrals.Table.Detail(row, Slot);
        return named is not null ? named[detail] : detail == FactColumns.Missing ? codes : detail;
    }
}
