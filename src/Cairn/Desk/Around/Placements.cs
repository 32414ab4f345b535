using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// One stay with a bed, by its place in the record: hospital detoxification, rehabilitation, supported housing. Both days count, and today does. The
/// category is that of the fact.
/// </summary>
public sealed record Stay(int Position, string Category, string What, string? Provider, int From, int To, int? PlannedDays, int On)
{
    /// <summary>The spells for which somebody pays, by their first day: who, from and until when.</summary>
    public IReadOnlyList<(string? By, int From, int To)> Funding { get; init; } = [];

    public bool IsNow => From <= On && On <= To;

    /// <summary>The last day of the planned length; null where none was set.</summary>
    public int? PlannedEnd => PlannedDays is { } days ? From + days - 1 : null;

    /// <summary>The last day that is paid for; null where nobody pays, <see cref="Day.Never"/> where no end was set.</summary>
    public int? FundedUntil => Funding.Count == 0 ? null : Funding.Max(f => f.To);

    /// <summary>Nights are not counted: a stay that begins and ends on one day is one bed day.</summary>
    public int BedDays => Math.Max(0, Math.Min(To, On) - From + 1);

    /// <summary>Days from the first to today, or to the end, that nobody pays for.</summary>
    public int UnfundedDays => Enumerable.Range(From, BedDays).Count(d => !IsFunded(d));

    /// <summary>Days after today that are paid for while it goes on; null where the money has no end.</summary>
    public int? FundedDaysLeft
    {
        get
        {
            if (On > To || FundedUntil is not { } until) return 0;
            var last = Math.Min(until, To);
            return last == Day.Never ? null : Enumerable.Range(Math.Max(From, On + 1), Math.Max(0, last - Math.Max(From, On + 1) + 1)).Count(IsFunded);
        }
    }

    /// <summary>Bed days from a day on, up to today.</summary>
    public int DaysSince(int first) => Math.Max(0, Math.Min(To, On) - Math.Max(From, first) + 1);

    /// <summary>Those of them that somebody pays for.</summary>
    public int FundedDaysSince(int first) => Enumerable.Range(Math.Max(From, first), DaysSince(first)).Count(IsFunded);

    public bool IsFunded(int day) => Funding.Any(f => f.From <= day && day <= f.To);
}

/// <summary>The chain of stays of a person, and what is paid for each.</summary>
public static class Placements
{
    private static readonly string[] Settings = ["inpatient", "residential-detox", "residential", "recovery-house"], Homes = ["supported", "recovery-house"];

    /// <summary>By their first day. Money that names no provider counts for every stay in its days.</summary>
    public static IReadOnlyList<Stay> Of(Facts facts, string person, int on)
    {
        var money = Said.Of(facts, "stay-funding", person).OrderBy(m => m.From).ToList();
        Stay With(Stay stay) => stay with { Funding = [.. money.Where(m => (m.Name("provider") is not { } named || named == stay.Provider) && m.From <= stay.To && m.To >= stay.From).Select(m => (m.Name("funded-by"), m.From, m.To))] };
        var treated = Said.Of(facts, "treatment", person).Where(t => Settings.Contains(t.Code("setting"))).Select(t => new Stay(t.Position, "treatment", t.Title("setting"), t.Name("provider"), t.From, t.To, t.Value("planned-days"), on));
        var housed = Said.Of(facts, "housing", person).Where(h => Homes.Contains(h.Code("type"))).Select(h => new Stay(h.Position, "housing", h.Title("type"), h.Name("landlord"), h.From, h.To, null, on));
        return [.. treated.Concat(housed).OrderBy(s => s.From).ThenBy(s => s.Position).Select(With)];
    }
}
