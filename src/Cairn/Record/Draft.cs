namespace Cairn.Record;

/// <summary>
/// One fact on its way into a record, from a file, a form or an example, its details still as text. Whom it is about is a
/// reference: in a file whatever the file calls them, in a store their token.
/// </summary>
public sealed record Draft(Kind Kind, string Subject, int From, int To, int Recorded)
{
    public string? Id { get; init; }

    /// <summary>The id of the fact that this one replaces.</summary>
    public string? Corrects { get; init; }

    /// <summary>The id of the fact that this one takes back; it says nothing itself then.</summary>
    public string? Retracts { get; init; }

    /// <summary>Each detail recorded, with its text.</summary>
    public IReadOnlyList<(Detail Detail, string Text)> Details { get; init; } = [];

    /// <summary>The kinds of evidence seen, a bit each in the vocabulary's order.</summary>
    public ulong Evidence { get; init; }

    /// <summary>The capacity in which it was said, as a place in the vocabulary's roles; -1 when not stated.</summary>
    public int SaidBy { get; init; } = -1;

    /// <summary>Where it comes from: a system, a file, a form.</summary>
    public string? Source { get; init; }

    /// <summary>Free words; sealed in a store.</summary>
    public string? Note { get; init; }
}
