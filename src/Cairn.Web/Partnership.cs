using System.Collections.Concurrent;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>
/// What all pages share: the data folder, the schemes in force and the day. What a page shows is derived while it is asked for;
/// only a scheme's answer for today is kept until the next command.
/// </summary>
public sealed class Partnership(DataFolder folder, Vocabulary vocabulary, TimeProvider clock)
{
    private readonly ConcurrentDictionary<(string, int), Scheme> schemes = new();
    private (long Position, int On, ConcurrentDictionary<string, Lazy<Evaluation>> Answers) kept;

    public DataFolder Folder => folder;

    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day it is in London.</summary>
    public int Today => LondonTime.DayOf(Now);

    /// <summary>Reads while nobody writes. Keep nothing of what is read but values.</summary>
    public T Read<T>(Func<Reading, T> look) => folder.Read(state => look(new Reading(this, state, Today)));

    /// <summary>The schemes in force, by their names.</summary>
    internal IReadOnlyList<Scheme> SchemesOf(State state) =>
        [.. state.Schemes.GroupBy(s => s.Scheme, StringComparer.Ordinal).Select(versions => Parsed(versions.Last())).OfType<Scheme>().OrderBy(s => s.Name, StringComparer.Ordinal)];

    internal Evaluation Answer(State state, Scheme scheme, int on)
    {
        lock (schemes)
        {
            if (kept.Answers is null || kept.Position != state.Position || kept.On != on) kept = (state.Position, on, new(StringComparer.Ordinal));
        }
        // Asked by several pages at once it is worked out once, with its money, since nothing of it may be worked out later.
        return kept.Answers.GetOrAdd(scheme.Name, _ => new(() => Evaluated(scheme, state, on))).Value;
    }

    private static Evaluation Evaluated(Scheme scheme, State state, int on)
    {
        var answer = Evaluation.Of(scheme, state.Facts, on, Day.Never);
        _ = answer.Achievements;
        return answer;
    }

    private Scheme? Parsed(SchemeVersion version)
    {
        if (schemes.TryGetValue((version.Scheme, version.Number), out var parsed)) return parsed;
        var read = SchemeFile.Read(version.Scheme, version.Text, vocabulary, new Mistakes());
        if (read is not null) schemes[(version.Scheme, version.Number)] = read;
        return read;
    }
}

/// <summary>What has been recorded, and what follows from it today, while nobody writes.</summary>
public sealed class Reading(Partnership partnership, State state, int today)
{
    public State State => state;

    public Facts Facts => state.Facts;

    public int Today => today;

    public IReadOnlyList<Scheme> Schemes => field ??= partnership.SchemesOf(state);

    /// <summary>What a scheme says of everyone today.</summary>
    public Evaluation Answer(Scheme scheme) => partnership.Answer(state, scheme, today);
}
