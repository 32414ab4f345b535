using System.Globalization;
using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Something that a person is to be told outside Cairn on a day. Its id is that of one kind, day and person: two appointments on one day are one message.</summary>
public sealed record Message(string Id, string Person, string Words, int On);

/// <summary>What people are to be told, worked out from the record each time; what became of each is kept where it is sent from.</summary>
public static class Notices
{
    /// <summary>Everything that falls on the days from <paramref name="since"/> to <paramref name="on"/>, both counted, by day. Nothing of what was taken back, nor of someone who has died.</summary>
    public static IReadOnlyList<Message> Of(Facts facts, int since, int on)
    {
        var dead = Said.Of(facts, "death").Select(d => d.Subject).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, Message>(StringComparer.Ordinal);
        foreach (var kind in facts.Vocabulary.Kinds.Where(k => k.Notice is not null))
            foreach (var said in Said.Of(facts, kind.Name).Where(s => !dead.Contains(s.Subject)))
            {
                // What is only recorded on the day itself, or later, is nothing to be reminded of.
                var day = kind.Notice!.IsDayBefore ? said.From - 1 : said.RecordedOn;
                if (day < since || day > on || said.RecordedOn > day) continue;
                var id = string.Create(CultureInfo.InvariantCulture, $"{kind.Name}:{Day.Iso(day)}:{said.Subject}");
                found.TryAdd(id, new Message(id, said.Subject, kind.Notice.Words, day));
            }
        return [.. found.Values.OrderBy(m => m.On).ThenBy(m => m.Id, StringComparer.Ordinal)];
    }
}
