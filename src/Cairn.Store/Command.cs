using Cairn.Record;

namespace Cairn.Store;

/// <summary>
/// What somebody asks of the store. The key makes it safe to ask again: the same key and content are answered as the first time
/// and act once; another content under the same key is refused. Only what was kept is remembered: a refused command is decided
/// anew. No field may hold a person's name or story.
/// </summary>
/// <param name="Key">Up to 200 characters, chosen by whoever asks.</param>
/// <param name="Kind">The verb: record-fact, settle, import.</param>
/// <param name="By">The key of the member who asks.</param>
/// <param name="Capacity">In what role.</param>
/// <param name="Content">All that is asked, in one spelling; only its keyed fingerprint is kept.</param>
/// <param name="Source">The system, file or form it comes from; may be empty.</param>
public sealed record Command(string Key, string Kind, string By, string Capacity, string Content, string Source = "");

/// <summary>What a source calls a person: of "uis", "UIS-17". Identity, so sealed; the token stands for it everywhere else.</summary>
public sealed record PersonReference(string Token, string System, string Reference);

/// <summary>
/// A fact to append. A person as subject is a token. <c>Corrects</c> and <c>Retracts</c> name a fact by the id its source gave it, or
/// as <c>#17</c> by its position. With a source and an id, or a file and a row counted from 1, the fact is recorded only once.
/// </summary>
public sealed record NewFact(Draft Draft, string? FileHash = null, int Row = 0);

/// <summary>The text of a scheme, or of the access table, as it stands from now on, or from the day given; numbered from 1 within its name.</summary>
public sealed record SchemeText(string Scheme, string Text)
{
    /// <summary>The first day on which it holds, where two members agreed on one.</summary>
    public int? From { get; init; }

    /// <summary>The name it is stored under, which says the day too: the chain then holds it, and what was stored before reads as it did.</summary>
    internal string Stored => From is { } day ? $"{Scheme}@{Day.Iso(day)}" : Scheme;

    internal static (string Scheme, int? From) Named(string stored) =>
        stored.LastIndexOf('@') is > 0 and var at && Day.TryParse(stored[(at + 1)..], out var day) ? (stored[..at], day) : (stored, null);
}

/// <summary>
/// What the law has erased: one fact, whose coded content goes and whose commitment stays, or a person, whose key and
/// references go so that their names and words cannot be read again.
/// </summary>
public sealed record Erasure(int? Fact, string? Person, string Clause);

/// <summary>
/// What follows from a command: rows to append, all or none, with the answer; or nothing; or a refusal. Ledger commands are
/// decided in their order against the book when they are appended, and the first that is refused refuses the whole.
/// </summary>
public sealed record Decision
{
    private Decision() { }

    /// <summary>The name of a refusal; null when it is none.</summary>
    public string? Refusal { get; private init; }

    /// <summary>The answer in canonical text, stored and given again; of a refusal, the reason in a sentence. Coded words only.</summary>
    public string Answer { get; private init; } = "";

    public IReadOnlyList<PersonReference> People { get; init; } = [];

    public IReadOnlyList<NewFact> Facts { get; init; } = [];

    public IReadOnlyList<Ledger.Command> Entries { get; init; } = [];

    public IReadOnlyList<SchemeText> Schemes { get; init; } = [];

    public IReadOnlyList<Erasure> Erasures { get; init; } = [];

    /// <summary>Evidence files that are deleted once what is erased is durable.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    internal bool IsEmpty => People.Count + Facts.Count + Entries.Count + Schemes.Count + Erasures.Count == 0;

    /// <summary>Appends what is given beside it. A decision that appends nothing is answered and leaves no trace.</summary>
    public static Decision Append(string answer) => new() { Answer = answer };

    /// <summary>An expected refusal by name, with a sentence for people.</summary>
    public static Decision Refuse(string name, string why) => new() { Refusal = name, Answer = why };
}

/// <summary>Decides a command from what has been recorded. Pure: it may be called with no trace left, and must not keep the state.</summary>
public delegate Decision Decide(State state, Deciding now);

/// <summary>The store's answer to a command, given only when it is durable.</summary>
public abstract record Reply
{
    private Reply() { }

    /// <summary>Done now, as the command of this position in the log.</summary>
    public sealed record Done(long Position, string Answer) : Reply;

    /// <summary>Done before, under the same key; the answer is that of then.</summary>
    public sealed record DoneBefore(long Position, string Answer) : Reply;

    /// <summary>There was nothing to append.</summary>
    public sealed record Nothing(string Answer) : Reply;

    /// <summary>Refused by name; <paramref name="Ledger"/> when it was the ledger that refused.</summary>
    public sealed record Refused(string Name, string Why, Ledger.Refused? Ledger = null) : Reply;
}
