using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>What kind of trouble a store is in.</summary>
public enum Trouble
{
    /// <summary>The disk is full; nothing of what was being written was kept.</summary>
    DiskFull,
    /// <summary>The folder or file may not be written.</summary>
    ReadOnly,
    /// <summary>Another program holds the file.</summary>
    Busy,
    /// <summary>The file is damaged, or was changed by hand.</summary>
    Damaged,
    /// <summary>The file was written by a newer version of the program.</summary>
    Newer,
    /// <summary>The file belongs to another program.</summary>
    NotOurs,
    /// <summary>The keys are missing, unreadable, or another store's.</summary>
    Keys,
    /// <summary>The device failed, perhaps in the middle of a write: whether the last commands were kept is known only after opening the store again.</summary>
    Device,
    /// <summary>The log holds what the vocabulary given does not know.</summary>
    Vocabulary,
    /// <summary>The store has been closed, or stopped after a failure; open it again.</summary>
    Stopped,
}

/// <summary>The store cannot do what it was asked, for a reason outside the program. The message is for people and says what to do.</summary>
public sealed class StoreException(Trouble trouble, string message, Exception? cause = null) : Exception(message, cause)
{
    public Trouble Trouble { get; } = trouble;

    internal static StoreException From(SqliteException broken, string file) => broken.SqliteErrorCode switch
    {
        13 => new(Trouble.DiskFull, $"The disk that holds {file} is full. Nothing of this was kept; make room and try again.", broken),
        8 or 3 or 23 => new(Trouble.ReadOnly, $"{file} may not be written. Check who owns the folder and its permissions.", broken),
        14 => new(Trouble.ReadOnly, $"{file} cannot be opened. Check that the folder is there and may be written.", broken),
        5 or 6 => new(Trouble.Busy, $"{file} is held by another program. Nothing of this was kept; try again, or stop the other program.", broken),
        11 or 26 => new(Trouble.Damaged, $"{file} is damaged ({broken.Message}). Verify it, and restore a backup.", broken),
        _ => new(Trouble.Device, $"{file} could not be read or written ({broken.Message}). Open the store again to see what was kept.", broken),
    };
}
