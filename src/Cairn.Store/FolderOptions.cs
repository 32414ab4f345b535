namespace Cairn.Store;

/// <summary>How a data folder is opened where the usual does not do.</summary>
public sealed record FolderOptions
{
    /// <summary>Where <c>keys.db</c> and <c>root.key</c> are; beside the data when not given.</summary>
    public string? KeysFolder { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How long to wait for another process that is writing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The most pages of 4 KB that the data, and as many that the looks, may take; no limit when not given.</summary>
    public int? MostPages { get; init; }

    /// <summary>Whether to serve from the folder, which one process does at a time; commands beside it need not ask.</summary>
    public bool Serve { get; init; }
}
