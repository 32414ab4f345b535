using Cairn.Ledger;
using Cairn.Record;

namespace Cairn.Store;

/// <summary>Closing the books up to and including a day, for good: what is corrected later falls in the open period. Closing twice is closing once.</summary>
public static class PeriodClosing
{
    public static Task<Reply> Until(DataFolder store, Asking who, int day)
    {
        var key = $"close:{Day.Iso(day)}";
        return store.Do(new Command(key, "close", who.By, who.Capacity, key), (_, now) =>
            Decision.Append("{}") with { Entries = [new Ledger.Command.Close(key, new Stamp(Day.Date(day), now.At, who.By, "Period closed"))] });
    }
}
