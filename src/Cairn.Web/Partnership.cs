using System.Collections.Concurrent;
using Cairn.Desk;
using Cairn.Desk.Pricing;
using Cairn.Desk.Published;
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
    /// <summary>The name under which the store keeps the access table: it has versions as schemes have, so that a look can be decided again.</summary>
    public const string Policy = "access";

    private const string OfExamples = SchemeChangeActs.OfExamples;

    private readonly ConcurrentDictionary<(string, int), Scheme> schemes = new();
    private readonly ConcurrentDictionary<(string, Period), Lazy<IReadOnlyList<Breakdown>>> told = new();
    private readonly Lock keeping = new();
    private Derived kept = new(-1, 0);
    private (int Number, AccessTable Table)? table;

    public DataFolder Folder => folder;

    /// <summary>The name under which the store keeps the examples of a scheme, put in force beside it.</summary>
    public static string ExamplesOf(string scheme) => scheme + OfExamples;

    /// <summary>What people are called, in memory only.</summary>
    public NameIndex Names { get; } = new(folder);

    /// <summary>Records that are open in an emergency.</summary>
    public Emergencies Emergencies { get; } = new(folder, clock);

    public Vocabulary Vocabulary => vocabulary;

    /// <summary>The instant.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The day it is in London.</summary>
    public int Today => LondonTime.DayOf(Now);

    /// <summary>Reads while nobody writes. Keep nothing of what is read but values.</summary>
    public T Read<T>(Func<Reading, T> look)
    {
        Names.CatchUp();
        Emergencies.CatchUp();
        return folder.Read(state => look(new Reading(this, state, Today)));
    }

    /// <summary>Whether two tokens are of one person, the same or records read as one.</summary>
    public bool AreOne(string one, string other) => one == other || Read(r => r.Facts.RecordsOf(one).Contains(other, StringComparer.Ordinal));

    /// <summary>The schemes in force today, by their names.</summary>
    internal IReadOnlyList<Scheme> SchemesOf(State state)
    {
        var today = Today;
        var names = state.Schemes.Select(s => s.Scheme).Where(s => s != Policy && !s.EndsWith(OfExamples, StringComparison.Ordinal) && !SchemeChangeActs.IsProposal(s)).Distinct(StringComparer.Ordinal);
        return [.. names.Select(name => state.Scheme(name, today)).OfType<SchemeVersion>().Select(Parsed).OfType<Scheme>().OrderBy(s => s.Name, StringComparer.Ordinal)];
    }

    internal Evaluation Answer(State state, Scheme scheme, int on) => Kept(state, on).Of(scheme.Name, () => Evaluated(scheme, state, on));

    /// <summary>Who may see what at this instant: what was worked out for today, with the emergency looks that are open now.</summary>
    internal Access Access(State state, int on) => Kept(state, on).Of("", () => new Access(state.Facts, Table(state), on, on, state.RecordedBy)).With(Emergencies.Now);

    internal Derived Kept(State state, int on)
    {
        lock (keeping) return kept.IsFor(state.Position, on) ? kept : kept = new(state.Position, on);
    }

    private AccessTable Table(State state)
    {
        var version = state.Scheme(Policy) ?? throw new InvalidOperationException("No access table is in force.");
        if (table?.Number != version.Number) table = (version.Number, AccessFile.Read("access.yaml", version.Text, vocabulary, new Mistakes()) ?? throw new InvalidOperationException("The access table in force cannot be read."));
        return table.Value.Table;
    }

    /// <summary>The tables of a scheme's groups in a period that has been told. They rest on what was known then, and on the rules that held then, so they are worked out once.</summary>
    internal IReadOnlyList<Breakdown> Breakdowns(Reading read, Scheme scheme, Period period)
    {
        var then = Then(read.State, scheme, period.Last + Breakdown.ToldAfter).Scheme;
        return told.GetOrAdd((then.Version, period), _ => new(() => Breakdown.Of(then, read.Facts, period))).Value;
    }

    /// <summary>What an evaluator may have of a scheme, in the groups into which any scheme divides its figures.</summary>
    internal IReadOnlyList<ExtractFile> Extract(Reading read, Scheme scheme) => Kept(read.State, read.Today).Of(scheme.Name, () =>
    {
        var by = read.Schemes.SelectMany(s => s.Indicators).SelectMany(i => i.By).Where(b => b.Kind.About is About.Person && b.Detail.List?.Codes.Count < Grouping.Most).Select(b => $"{b.Kind.Name}.{b.Detail.Name}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return Desk.Published.Extract.Of(read.Facts, day => Then(read.State, scheme, day), read.Today, [.. by], null, out var wrong) ?? throw new InvalidOperationException(wrong);
    });

    /// <summary>The rules as they held on a day, with the text of their file; before the first of them, the first.</summary>
    private (Scheme Scheme, string Text) Then(State state, Scheme scheme, int day)
    {
        var version = state.Scheme(scheme.Name, day) ?? state.Schemes.First(s => s.Scheme == scheme.Name);
        return (Parsed(version) ?? scheme, version.Text);
    }

    internal Settlement Settlement(State state, Scheme scheme, int on) =>
        Kept(state, on).Of(scheme.Name, () => Settle.Decide(Answer(state, scheme, on), state.Book, Now, "", state.RecordedBy));

    private static Evaluation Evaluated(Scheme scheme, State state, int on)
    {
        var answer = Evaluation.Of(scheme, state.Facts, on, Day.Never);
        // Its money too, since nothing of it may be worked out later, when several pages read it.
        _ = answer.Achievements;
        return answer;
    }

    internal Scheme? Parsed(SchemeVersion version)
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

    /// <summary>The other versions of a scheme that can be read, the last to hold first: for what was decided by one of them.</summary>
    public IEnumerable<Scheme> Earlier(Scheme scheme) =>
        state.Schemes.Where(s => s.Scheme == scheme.Name).OrderByDescending(s => (s.From, s.Command)).Select(partnership.Parsed).OfType<Scheme>().Where(s => s.Version != scheme.Version).DistinctBy(s => s.Version);

    /// <summary>Who may see what, now.</summary>
    public Access Access => field ??= partnership.Access(state, today);

    /// <summary>What wants doing today, with what the schemes in force and the access table say of mentors.</summary>
    public Reminders Reminders => partnership.Kept(state, today).Of("", () => new Reminders(Facts, today) { MeetEvery = Mentors.Every(Schemes), MentorUntil = Access.MentorUntil });

    /// <summary>What someone is called; null when that is not recorded. Only for whoever may see it.</summary>
    public string? Name(string token) => partnership.Names[token]?.Text;

    /// <summary>What a scheme says of everyone today.</summary>
    public Evaluation Answer(Scheme scheme) => partnership.Answer(state, scheme, today);

    /// <summary>A scheme's indicators today, each figure worked out when it is first asked for.</summary>
    public Indicators Indicators(Scheme scheme) => Kept(scheme, () => Rules.Indicators.Of(Answer(scheme)));

    /// <summary>A budget's allocations and purchases today.</summary>
    public Budgets Budgets(Scheme scheme) => Kept(scheme, () => Rules.Budgets.Of(Answer(scheme)));

    /// <summary>A grant's shares today.</summary>
    public Grants Grants(Scheme scheme) => Kept(scheme, () => Rules.Grants.Of(Answer(scheme)));

    /// <summary>The results of a scheme that are paid on a claim, by the person's number.</summary>
    internal ILookup<int, ClaimLine> Claims(Scheme scheme) => Kept(scheme, () => Claiming.Of(Answer(scheme), Settlement(scheme), state.RecordedBy).ToLookup(l => l.Reached.Subject));

    /// <summary>What a settlement of the scheme would post today, and what stands in the way of the rest. Posts nothing.</summary>
    public Settlement Settlement(Scheme scheme) => partnership.Settlement(state, scheme, today);

    private T Kept<T>(Scheme scheme, Func<T> derive) where T : class => partnership.Kept(state, today).Of(scheme.Name, derive);
}
