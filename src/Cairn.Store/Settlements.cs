using System.Globalization;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Store;

/// <summary>What a settlement answered: of which scheme, as at which day, how many payments were posted and of how many pence, how many wait for approval to be taken back.</summary>
public sealed record SettlementAnswer(string Scheme, string Version, int On, int Posted, long Pence, int ToApprove)
{
    internal string Text() => string.Create(CultureInfo.InvariantCulture, $$"""{"scheme":"{{Scheme}}","version":"{{Version}}","on":"{{Day.Iso(On)}}","posted":{{Posted}},"pence":{{Pence}},"to-approve":{{ToApprove}}}""");

    /// <summary>Reads the answer of a settlement as the log holds it.</summary>
    public static SettlementAnswer Read(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var at = json.RootElement;
        if (!Day.TryParse(at.GetProperty("on").GetString(), out var on)) throw new InvalidDataException("A settlement does not say of which day it is.");
        return new(at.GetProperty("scheme").GetString()!, at.GetProperty("version").GetString()!, on, at.GetProperty("posted").GetInt32(), at.GetProperty("pence").GetInt64(), at.GetProperty("to-approve").GetInt32());
    }
}

/// <summary>Settling a scheme: posting what is payable, claimed and verified and has not been posted, decided from all that is recorded at that moment.</summary>
public static class Settlements
{
    /// <summary>The command's kind in the log.</summary>
    public const string Kind = "settle";

    /// <summary>
    /// Settles a scheme as at a day, and keeps its text when that is new. The lines name people by token; there are none when the same was done
    /// before. Refused by an earlier day than that of the last settlement, by which what was paid since would look wrong.
    /// </summary>
    public static async Task<(Reply Reply, IReadOnlyList<(SettlementLine Line, string? Person)> Lines)> Do(DataFolder store, Asking who, Scheme scheme, string text, int on)
    {
        IReadOnlyList<(SettlementLine, string?)> lines = [];
        var asked = new Command(who.KeyFor(Kind), Kind, who.By, who.Capacity, $"{scheme.Name} {scheme.Version} {Day.Iso(on)}", who.Source);
        var reply = await store.Do(asked, (state, now) =>
        {
            if (PayRuns.Pays(state.Facts, scheme.Name)) return Decision.Refuse("PaidByRuns", $"{scheme.Name} is paid by pay runs, which two members look at. Prepare one with: cairn pay-run prepare {scheme.Name}");
            if (Latest(now.Answers(Kind), scheme.Name) is { } later && later > on)
                return Decision.Refuse("SettledLater", $"{scheme.Name} was settled as at {Day.Long(later)}, and by an earlier day what was paid since would look wrong. Settle as at that day or later.");
            var (keep, changed) = GivenText.Of(state, scheme.Name, text, on, now.Today);
            if (changed is not null) return changed;
            var settled = Decide(state, scheme, on, now.At, who.By, position => now.RecordedBy(position + 1L));
            if (settled.Refusal is { } refusal) return Decision.Refuse(refusal.Name, refusal.Why);
            lines = Named(state, scheme, settled);
            var posts = settled.Lines.Where(l => l.What is Settled.Posts).ToList();
            var answer = new SettlementAnswer(scheme.Name, scheme.Version, on, posts.Count, posts.Sum(l => l.Total), settled.Lines.Count(l => l.What is Settled.ToReverse));
            return Decision.Append(answer.Text()) with { Entries = settled.Commands, Schemes = keep };
        });
        return (reply, lines);
    }

    /// <summary>What settling would do if it were done now by this member; nothing is recorded.</summary>
    public static (DeskRefusal? Refusal, IReadOnlyList<(SettlementLine Line, string? Person)> Lines) Preview(DataFolder store, string by, Scheme scheme, int on, DateTimeOffset at) => store.Read(state =>
    {
        var settled = Decide(state, scheme, on, at > state.LastAt ? at : state.LastAt, by, state.RecordedBy);
        return (settled.Refusal, Named(state, scheme, settled));
    });

    private static Settlement Decide(State state, Scheme scheme, int on, DateTimeOffset at, string by, RecordedBy recordedBy) =>
        Settle.Decide(Evaluation.Of(scheme, state.Facts, on, Day.Never), state.Book, at, by, recordedBy);

    private static IReadOnlyList<(SettlementLine, string?)> Named(State state, Scheme scheme, Settlement settled) =>
        [.. settled.Lines.Select(l => (l, l.Subject >= 0 ? state.Facts.Of(scheme.About)[l.Subject] : null))];

    internal static int? Latest(IReadOnlyList<string> answers, string scheme) =>
        answers.Select(SettlementAnswer.Read).Where(a => a.Scheme == scheme).Select(a => (int?)a.On).Max();
}
