using Cairn.Ledger;
using Cairn.Record;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>A scheme's text as it was put in force, its number within the scheme, and the command that did it.</summary>
public sealed record SchemeVersion(string Scheme, int Number, string Text, long Command, DateTimeOffset RecordedAt)
{
    /// <summary>The first day on which it holds: the day it was recorded, or a later one that was agreed on.</summary>
    public int From { get; init; }

    /// <summary>Whether its first day was agreed on by two members, rather than being the day on which somebody put it there.</summary>
    public bool IsAgreed { get; init; }
}

/// <summary>
/// All that has been recorded, in memory, up to a position of the log. The fact at log position p is at p - 1 in the columns, people
/// are named by token, and an erased fact holds its place and says nothing. Seen only inside <see cref="DataFolder.Read"/> or a decision.
/// </summary>
public sealed class State
{
    private readonly Dictionary<UInt128, string> tokens = [];
    private readonly HashSet<string> people = new(StringComparer.Ordinal);
    private readonly HashSet<string> forgotten = new(StringComparer.Ordinal);
    private readonly List<SchemeVersion> schemes = [];
    private readonly References recorders = new();
    private readonly List<int> recordedBy = [];
    private readonly List<(int, About, string)> erasedFacts = [];
    private readonly KeyStore keys;

    internal State(Vocabulary vocabulary, KeyStore keys)
    {
        this.keys = keys;
        Facts = new Facts(vocabulary);
    }

    public Facts Facts { get; }

    public Book Book { get; } = new();

    /// <summary>Every version of every scheme, in the order recorded.</summary>
    public IReadOnlyList<SchemeVersion> Schemes => schemes;

    /// <summary>The position of the last command; 0 while there is none.</summary>
    public long Position { get; private set; }

    /// <summary>The head of the chain, in hexadecimal; publish it with its position, and <see cref="Verify"/> will hold the log to it.</summary>
    public string HeadText => Convert.ToHexStringLower(Head);

    /// <summary>The instant of the last command.</summary>
    public DateTimeOffset LastAt { get; private set; } = DateTimeOffset.UnixEpoch;

    internal byte[] Head { get; private set; } = new byte[32];

    internal int References { get; private set; }

    internal int Erasures { get; private set; }

    internal IReadOnlyCollection<string> ErasedPeople => forgotten;

    /// <summary>The facts that were lawfully erased: their places in the columns, and whom they were about. What they said is gone.</summary>
    public IReadOnlyList<(int Position, About About, string Subject)> ErasedFacts => erasedFacts;

    /// <summary>The token of the person whom a system calls so, or null.</summary>
    public string? FindPerson(string system, string reference) => tokens.GetValueOrDefault(Number(Rows.Lookup(keys, system, reference)));

    /// <summary>Whether the token is a person's whose references have not been erased.</summary>
    public bool IsPerson(string token) => people.Contains(token);

    /// <summary>Whether the person of this token was erased; nobody takes the token again.</summary>
    public bool IsErased(string token) => forgotten.Contains(token);

    /// <summary>The member who recorded the fact at a place in the columns, by a command of its own; null when it came in a file.</summary>
    public string? RecordedBy(int position) => position < recordedBy.Count && recordedBy[position] is >= 0 and var number ? recorders[number] : null;

    /// <summary>
    /// The version of a scheme that holds on a day: the one whose first day came last, and of two that begin on one day the one recorded later. Unless a day
    /// is given the newest, which may have yet to begin; with a command, of what had been recorded by then. Null before the first.
    /// </summary>
    public SchemeVersion? Scheme(string scheme, int on = Day.Never, long command = long.MaxValue) => schemes.Where(s => s.Scheme == scheme && s.From <= on && s.Command <= command).MaxBy(s => (s.From, s.Command));

    /// <summary>The version of a scheme that held at an instant, or null.</summary>
    public SchemeVersion? Scheme(string scheme, DateTimeOffset known) => schemes.Where(s => s.Scheme == scheme && s.RecordedAt <= known && s.From <= LondonTime.DayOf(known)).MaxBy(s => (s.From, s.Command));

    internal void Add(PersonReference person, byte[] lookup)
    {
        References++;
        tokens[Number(lookup)] = person.Token;
        people.Add(person.Token);
    }

    internal void Add(Draft draft, int? undoes, Undoing how, string? by)
    {
        recordedBy.Add(by is null ? -1 : recorders.Number(by));
        Add(draft, undoes, how);
    }

    private void Add(Draft draft, int? undoes, Undoing how)
    {
        var at = Facts.Add(draft with { Id = null, Corrects = null, Retracts = null });
        if (undoes is { } target) Facts.Columns.SetUndoes(at, target - 1, how);
    }

    internal void Add(string stored, string text, long command, DateTimeOffset at)
    {
        var (name, from) = SchemeText.Named(stored);
        schemes.Add(new SchemeVersion(name, 1 + schemes.Count(s => s.Scheme == name), text, command, at) { From = from ?? LondonTime.DayOf(at), IsAgreed = from is not null });
    }

    internal void Moved(long position, DateTimeOffset at, byte[] head)
    {
        Position = position;
        LastAt = at;
        Head = head;
    }

    /// <summary>Reads what has been appended since. An erasure changes what was read before, and asks for a new state: then false.</summary>
    internal bool CatchUp(SqliteConnection connection)
    {
        if (Database.Number(connection, "SELECT coalesce(max(position), 0) FROM command") == Position) return true;
        if (Position > 0 && Database.Number(connection, "SELECT count(*) FROM erasure") > Erasures) return false;
        foreach (var r in Rows.References(connection, References))
        {
            References++;
            if (r.Lookup is null) continue;
            tokens[Number(r.Lookup)] = Token.Text(r.Owner);
            people.Add(Token.Text(r.Owner));
        }
        foreach (var by in Rows.Recorders(connection, Facts.Columns.Count)) recordedBy.Add(by is null ? -1 : recorders.Number(by));
        foreach (var fact in Rows.CodedFacts(connection, Facts.Columns.Count)) Add(fact);
        foreach (var entry in Rows.Entries(connection, Book.Entries.Count)) Book.Apply(Texts.Entry(entry.Key, entry.Payload, entry.RecordedAt));
        foreach (var s in Rows.Schemes(connection, schemes.Count)) Add(s.Scheme, s.Text, s.Command, s.RecordedAt);
        foreach (var erasure in Rows.Erasures(connection, Erasures))
        {
            Erasures++;
            if (erasure.Owner is null) continue;
            forgotten.Add(Token.Text(erasure.Owner));
            keys.Evict(erasure.Owner);
        }
        var last = Rows.Commands(connection, Position).Last();
        Moved(last.Position, Rows.Instant(last.RecordedAt), last.Head);
        return true;
    }

    private void Add(FactRow row)
    {
        var recorded = LondonTime.DayOf(row.RecordedAt);
        var subject = row.SubjectText;
        if (row.Payload is null)
        {
            // What the erased fact had undone stays undone; else it undoes itself, which keeps it out of every table.
            var place = Facts.Columns.Append(Facts.Of((About)row.About).Number(subject), 0, recorded, recorded, recorded);
            Facts.Columns.SetUndoes(place, (int)(row.Undoes ?? row.Position) - 1, Undoing.Retracts);
            erasedFacts.Add((place, (About)row.About, subject));
            return;
        }
        try
        {
            Add(Texts.Fact(row.Payload, subject, recorded, Facts.Vocabulary), (int?)row.Undoes, (Undoing)row.Undoing);
        }
        catch (Exception broken) when (broken is InvalidDataException or ArgumentException)
        {
            throw new StoreException(Trouble.Vocabulary, $"Fact {row.Position} cannot be read with this vocabulary: {broken.Message} Use the vocabulary that the facts were recorded with, or one that adds to it.", broken);
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new StoreException(Trouble.Damaged, $"Fact {row.Position} cannot be read; verify the store, and restore a backup.", broken);
        }
    }

    private static UInt128 Number(byte[] lookup) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(lookup);
}
