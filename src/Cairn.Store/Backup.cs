using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>Copies of the data that are whole or not there, and the way back.</summary>
public static class Backup
{
    /// <summary>
    /// Makes a data folder out of a backup and the keys of today, and verifies it before it takes its name. The folder must not be there, or be
    /// empty. Who was erased since the backup stays unreadable, for their key is gone.
    /// </summary>
    public static VerifyReport Restore(string backup, string keysFolder, string target)
    {
        foreach (var needed in new[] { Path.Combine(backup, "cairn.db"), Path.Combine(keysFolder, "keys.db"), Path.Combine(keysFolder, "root.key") })
            if (!File.Exists(needed)) throw new StoreException(Trouble.ReadOnly, $"There is no {needed}; name the folder of the backup, and the folder with keys.db and root.key.");
        VerifyReport? report = null;
        WholeFolder(target, into =>
        {
            foreach (var name in new[] { "cairn.db", "looks.db", "signin.db" })
                if (File.Exists(Path.Combine(backup, name))) CopyFile(Path.Combine(backup, name), Path.Combine(into, name));
            CopyEvidence(Path.Combine(backup, "evidence"), Path.Combine(into, "evidence"));
            // The keys may be in use: they are copied as one moment has them.
            using (var keys = Database.OpenToRead(Path.Combine(keysFolder, "keys.db"), "keys")) Copy(keys, Path.Combine(into, "keys.db"));
            CopyFile(Path.Combine(keysFolder, "root.key"), Path.Combine(into, "root.key"));
            report = Verify.Folder(into);
            if (!report.IsSound) throw new StoreException(Trouble.Damaged, $"Nothing was restored, because what was copied is not sound: {report.Faults[0]}");
        });
        return report!;
    }

    internal static VerifyReport Data(string target, Action<string> copy)
    {
        VerifyReport? report = null;
        WholeFolder(target, into =>
        {
            copy(into);
            report = Verify.Copy(into);
            if (!report.IsSound) throw new StoreException(Trouble.Damaged, $"The copy was not kept, because the data is not sound: {report.Faults[0]}");
        });
        return report!;
    }

    /// <summary>Rewrites a database into a new file without its free pages, in which something deleted might linger.</summary>
    internal static void Copy(SqliteConnection connection, string target)
    {
        using var copy = new Statement(connection, "VACUUM INTO ?1");
        copy.Run(target);
    }

    /// <summary>Copies evidence files, which never change; one that is still being written has another name and is left.</summary>
    internal static void CopyEvidence(string from, string to)
    {
        if (!Directory.Exists(from)) return;
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(f => EvidenceFiles.IsName(Path.GetFileName(f)))) CopyFile(file, Path.Combine(to, Path.GetFileName(file)));
        Durable.Folder(to);
    }

    /// <summary>Makes a file under another name, syncs it, and only then gives it its own.</summary>
    internal static void Whole(string target, Action<string> make)
    {
        target = Path.GetFullPath(target);
        if (Path.Exists(target)) throw new StoreException(Trouble.ReadOnly, $"{target} is there already; a backup never overwrites one.");
        var draft = $"{target}.{Environment.ProcessId}.part";
        Try(target, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(draft);
            make(draft);
            Flush(draft);
            File.Move(draft, target, overwrite: false);
        }, () => File.Delete(draft));
    }

    private static void WholeFolder(string target, Action<string> make)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())) throw new StoreException(Trouble.ReadOnly, $"{target} is there already and is not empty; nothing is ever overwritten.");
        var draft = $"{target}.{Environment.ProcessId}.part";
        Try(target, () =>
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
            Directory.CreateDirectory(draft);
            make(draft);
            foreach (var file in Directory.GetFiles(draft)) Flush(file);
            Durable.Folder(draft);
            if (Directory.Exists(target)) Directory.Delete(target);
            Directory.Move(draft, target);
            Durable.Folder(Path.GetDirectoryName(target)!);
        }, () => { if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true); });
    }

    private static void CopyFile(string from, string to)
    {
        File.Copy(from, to);
        Flush(to);
    }

    private static void Flush(string file)
    {
        using (var written = new FileStream(file, FileMode.Open, FileAccess.ReadWrite)) written.Flush(flushToDisk: true);
        RootKey.OwnerOnly(file);
    }

    private static void Try(string target, Action work, Action clear)
    {
        try
        {
            work();
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
            clear();
        }
    }
}
