using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>Copies of the data that are whole or not there. To restore is to put the copy, named <c>cairn.db</c>, into a folder with the keys of today.</summary>
internal static class Backup
{
    public static VerifyReport Data(string target, Action<string> copy)
    {
        VerifyReport? report = null;
        Whole(target, draft =>
        {
            copy(draft);
            report = Verify.File(draft);
            if (!report.IsSound) throw new StoreException(Trouble.Damaged, $"The copy was not kept, because the data is not sound: {report.Faults[0]}");
        });
        return report!;
    }

    /// <summary>Rewrites the data into a new file without its free pages, in which something deleted might linger.</summary>
    public static void Copy(SqliteConnection connection, string target)
    {
        using var copy = new Statement(connection, "VACUUM INTO ?1");
        copy.Run(target);
    }

    /// <summary>Makes a file under another name, syncs it, and only then gives it its own.</summary>
    public static void Whole(string target, Action<string> make)
    {
        target = Path.GetFullPath(target);
        if (File.Exists(target)) throw new StoreException(Trouble.ReadOnly, $"{target} is there already; a backup never overwrites one.");
        var draft = $"{target}.{Environment.ProcessId}.part";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(draft);
            make(draft);
            using (var written = new FileStream(draft, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(draft, target, overwrite: false);
        }
        catch (SqliteException broken)
        {
            throw StoreException.From(broken, target);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Trouble.ReadOnly, $"{target} could not be written: {broken.Message}", broken);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
