using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>
/// Which records are open in an emergency, with the instants at which they were opened. Kept in memory and found again in the log after a restart, so
/// that an hour stays an hour. What a look may then show, and for how long, access decides.
/// </summary>
public sealed class Emergencies(DataFolder folder, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);
    private readonly Lock catching = new();

    /// <summary>Read without a lock: who reads the store asks for it while someone catching up waits for the store.</summary>
    private volatile IReadOnlyList<OpenLook> looks = [];
    private int seen;

    /// <summary>Those that may be open now.</summary>
    public OpenLooks Now
    {
        get
        {
            var now = clock.GetUtcNow();
            return looks.Count == 0 ? OpenLooks.None : new([.. looks.Where(l => l.OpenedAt > now - Kept)], now);
        }
    }

    /// <summary>Takes in what was recorded since. Never asked while reading the store: it reads the log.</summary>
    public void CatchUp()
    {
        lock (catching)
        {
            var today = LondonTime.DayOf(clock.GetUtcNow());
            var (found, count) = folder.Read(state => (New(state.Facts, today), state.Facts.Columns.Count));
            foreach (var position in found)
                if (folder.Fact(position) is { } fact && Of(fact) is { } look) looks = [.. looks, look];
            seen = count;
        }
    }

    private List<long> New(Facts facts, int today)
    {
        var found = new List<long>();
        if (facts.Vocabulary.Find("emergency-look") is not { } kind) return found;
        for (var p = seen; p < facts.Columns.Count; p++)
            if (facts.Columns.Kinds[p] == kind.Number && facts.Columns.Recordeds[p] >= today - 1 && facts.Columns.Undoes(p) < 0) found.Add(p + 1L);
        return found;
    }

    /// <summary>Every record that was ever opened in an emergency, with its instant.</summary>
    internal static IReadOnlyList<OpenLook> All(DataFolder folder) => folder.Vocabulary.Find("emergency-look") is null ? []
        : [.. folder.Words("emergency-look").Select(w => folder.Fact(w.Position)).OfType<Store.StoredFact>().Select(Of).OfType<OpenLook>()];

    private static OpenLook? Of(Store.StoredFact fact)
    {
        string? Said(string name) => fact.Draft.Details.FirstOrDefault(d => d.Detail.Name == name).Text;
        // Only whoever opened it says so; what was typed in about somebody else's look opens nothing.
        return Said("member-name") is { } member && member == fact.By && Said("category") is { } category ? new OpenLook(member, fact.Draft.Subject, [category], fact.RecordedAt) : null;
    }
}
