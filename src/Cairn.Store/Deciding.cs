namespace Cairn.Store;

/// <summary>What a decision may ask besides the state. Good only while deciding.</summary>
public sealed class Deciding
{
    private readonly Appender appender;
    private readonly Func<long, NewFact, bool> saysTheSame;

    internal Deciding(DateTimeOffset at, Appender appender, Func<long, NewFact, bool> saysTheSame)
    {
        At = at;
        this.appender = appender;
        this.saysTheSame = saysTheSame;
    }

    /// <summary>The instant that the command is recorded at; never before that of the last one. Ledger stamps carry it.</summary>
    public DateTimeOffset At { get; }

    /// <summary>The day that it falls on in London.</summary>
    public int Today => LondonTime.DayOf(At);

    /// <summary>The position of the fact that a source gave this id, or null.</summary>
    public long? FindFact(string source, string id) => appender.FindFact(source, id);

    /// <summary>The position of the fact recorded from a row of a file, or null.</summary>
    public long? FindRow(string fileHash, int row) => appender.FindRow(fileHash, row);

    /// <summary>The member who recorded the fact at a position by a command of its own; null when it came in a file.</summary>
    public string? RecordedBy(long position) => appender.RecordedBy(position);

    /// <summary>What the commands of a kind were answered, in order.</summary>
    public IReadOnlyList<string> Answers(string kind) => appender.Answers(kind);

    /// <summary>Whether the fact at a position is about the same and says the same; when it was recorded does not matter.</summary>
    public bool SaysTheSame(long position, NewFact fact) => saysTheSame(position, fact);
}
