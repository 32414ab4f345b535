namespace Cairn.Store;

/// <summary>Something wrong with a store: where, exactly, and what.</summary>
public sealed record Fault(string Where, string What)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Where}: {What}";
}

/// <summary>What verifying found. Sound means not one fault; <paramref name="Notes"/> are what could not be looked at, and what was lawfully erased.</summary>
public sealed record VerifyReport(IReadOnlyList<Fault> Faults, IReadOnlyList<string> Notes, long Commands, long Facts, long Entries, long Schemes, string Head)
{
    public bool IsSound => Faults.Count == 0;

    /// <summary>How many looks the look log holds.</summary>
    public long Looks { get; init; }

    /// <summary>The head of the looks' chain; empty when there is no look log.</summary>
    public string LooksHead { get; init; } = "";

    /// <summary>How many evidence files facts name that can be read.</summary>
    public int EvidenceFiles { get; init; }
}
