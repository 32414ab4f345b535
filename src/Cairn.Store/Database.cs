using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>
/// Opens the database files with the settings that durability rests on, and brings them to the newest form by numbered
/// migrations, each in one transaction. A file of a newer program, or of another one, is refused and left alone.
/// </summary>
internal static class Database
{
    private const int ApplicationId = 0x4341_524E;

    /// <summary>Opens a file for writing. What is appended to has a write-ahead log; keys and drafts use a rollback journal, which keeps no copy of what was dropped.</summary>
    public static SqliteConnection Open(string file, string form, TimeSpan patience)
    {
        var connection = Connect(file, SqliteOpenMode.ReadWriteCreate, patience);
        try
        {
            if (form is "data" or "looks") Run(connection, "PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 2000;");
            Run(connection, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;");
            Migrate(connection, form, file);
            return connection;
        }
        catch (SqliteException broken)
        {
            connection.Dispose();
            throw StoreException.From(broken, file);
        }
        catch (StoreException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file for writing, of at most so many pages, and makes of it what is needed; closed again when that fails.</summary>
    public static T Use<T>(string file, string form, TimeSpan patience, int? mostPages, Func<SqliteConnection, T> make)
    {
        var connection = Open(file, form, patience);
        try
        {
            if (mostPages is { } pages) Run(connection, $"PRAGMA max_page_count = {pages}");
            return make(connection);
        }
        catch (Exception broken)
        {
            connection.Dispose();
            if (broken is SqliteException sql) throw StoreException.From(sql, file);
            throw;
        }
    }

    /// <summary>Opens a file to read it, changing nothing; refused like <see cref="Open"/> when it is not ours to read.</summary>
    public static SqliteConnection OpenToRead(string file, string form)
    {
        // A folder that may not be written needs the file taken as immutable, which is right only while nothing is left in a write-ahead log.
        SqliteConnection connection;
        try
        {
            connection = Connect(file, SqliteOpenMode.ReadOnly, TimeSpan.FromSeconds(5));
            Number(connection, "SELECT count(*) FROM sqlite_schema");
        }
        catch (SqliteException) when (!File.Exists(file + "-wal"))
        {
            connection = Connect($"file:{Uri.EscapeDataString(file).Replace("%2F", "/", StringComparison.Ordinal)}?immutable=1", SqliteOpenMode.ReadOnly, TimeSpan.FromSeconds(5));
        }
        try
        {
            Look(connection, form, file);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Connect(string file, SqliteOpenMode mode, TimeSpan patience)
    {
        var text = new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 1 };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            // SQLite's own waiting starts at a millisecond; the driver's above it sleeps for 150.
            Run(connection, $"PRAGMA busy_timeout = {(int)patience.TotalMilliseconds}");
            return connection;
        }
        catch (SqliteException broken) when (mode is not SqliteOpenMode.ReadOnly)
        {
            connection.Dispose();
            throw StoreException.From(broken, file);
        }
    }

    private static void Migrate(SqliteConnection connection, string form, string file)
    {
        var scripts = Scripts(form);
        while (Look(connection, form, file) is var version && version < scripts.Count)
        {
            Run(connection, "BEGIN IMMEDIATE");
            // Asked again inside the transaction: another process may have been quicker.
            if (Refuse(connection, form, file) == version)
                Run(connection, $"{scripts[version]}; PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version + 1}");
            Run(connection, "COMMIT");
        }
    }

    /// <summary>The version of the file, as it is at one moment: another process may be making it between one reading and the next.</summary>
    private static int Look(SqliteConnection connection, string form, string file)
    {
        Run(connection, "BEGIN");
        try
        {
            return Refuse(connection, form, file);
        }
        finally
        {
            Run(connection, "COMMIT");
        }
    }

    /// <summary>The version of the file; throws when this program has no business with it. Within a transaction, since it reads three times.</summary>
    private static int Refuse(SqliteConnection connection, string form, string file)
    {
        var newest = Scripts(form).Count;
        var application = Number(connection, "PRAGMA application_id");
        var version = Number(connection, "PRAGMA user_version");
        var tables = Number(connection, "SELECT count(*) FROM sqlite_schema");
        if (application == 0 && version == 0 && tables == 0) return 0;
        if (application != ApplicationId) throw new StoreException(Trouble.NotOurs, $"{file} was not made by this program; choose another folder.");
        if (version > newest)
            throw new StoreException(Trouble.Newer, $"{file} was written by a newer version of this program (form {version}; this one knows {newest}). Install the newer version; nothing was changed.");
        return (int)version;
    }

    /// <summary>The schema that the migrations give, name by name, to compare a file with.</summary>
    public static List<string> Schema(SqliteConnection? of, string form)
    {
        using var fresh = of is null ? new SqliteConnection("Data Source=:memory:;Pooling=False") : null;
        if (fresh is not null)
        {
            fresh.Open();
            foreach (var script in Scripts(form)) Run(fresh, script);
        }
        var schema = new List<string>();
        using var select = (of ?? fresh!).CreateCommand();
        select.CommandText = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
        using var rows = select.ExecuteReader();
        while (rows.Read()) schema.Add(rows.GetString(0));
        return schema;
    }

    /// <summary>What SQLite itself finds wrong with a file, and what of its schema is not as the migrations give it.</summary>
    public static IEnumerable<(string Where, string What)> Faults(SqliteConnection of, string form)
    {
        using (var check = new Statement(of, "PRAGMA integrity_check(100)"))
            foreach (var line in check.Rows()) if (line[0] is string text and not "ok") yield return ("SQLite's own check", text);
        using (var check = new Statement(of, "PRAGMA foreign_key_check"))
            foreach (var line in check.Rows()) yield return ($"{line[0]} {line[1]}", "what it points at is missing");
        var (expected, found) = (Schema(null, form), Schema(of, form));
        foreach (var other in found.Except(expected)) yield return ("schema", $"this was added or changed: {other.Split('\n')[0]}");
        foreach (var missing in expected.Except(found)) yield return ("schema", $"this is missing or changed: {missing.Split('\n')[0]}");
        // SQLite's own check does not hold the number of a row to its constraint.
        if (!expected.Except(found).Any() && Number(of, "SELECT count(*) FROM store") + Number(of, "SELECT count(*) FROM store WHERE only = 1") != 2) yield return ("store", "the one row that binds it to its keys is not as it was made");
    }

    private static List<string> Scripts(string form)
    {
        var from = Assembly.GetExecutingAssembly();
        return from.GetManifestResourceNames().Where(n => n.Contains($".{form}-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(from.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            }).ToList();
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
