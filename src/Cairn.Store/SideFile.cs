using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>A file beside the log - drafts, messages, sign-ins - which threads use in turn over one connection. What SQLite refuses is thrown as a <see cref="StoreException"/> that names the file.</summary>
internal sealed class SideFile(string file, SqliteConnection connection) : IDisposable
{
    private readonly Lock gate = new();

    public string File => file;

    /// <summary>Keeps the others waiting through several statements. A transaction that was begun and not committed is rolled back.</summary>
    public T Turn<T>(Func<T> use)
    {
        lock (gate)
        {
            try
            {
                return use();
            }
            finally
            {
                if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Database.Run(connection, "ROLLBACK");
            }
        }
    }

    /// <summary>Runs a statement for its effect.</summary>
    public void Run(string sql, params object?[] values) => With(sql, s => { s.Run(values); return true; });

    /// <summary>The first column of the first row; null when there is no row or it is NULL.</summary>
    public object? Value(string sql, params object?[] values) => Row(sql, values)?[0];

    /// <summary>The first row; null when there is none.</summary>
    public object?[]? Row(string sql, params object?[] values) => With(sql, s => s.Row(values));

    public List<object?[]> Rows(string sql, params object?[] values) => With(sql, s => s.Rows(values));

    private T With<T>(string sql, Func<Statement, T> use)
    {
        lock (gate)
        {
            try
            {
                using var statement = new Statement(connection, sql);
                return use(statement);
            }
            catch (SqliteException broken)
            {
                throw StoreException.From(broken, file);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();
}
