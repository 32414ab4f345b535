using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Cairn.Store;

/// <summary>
/// A statement prepared once and run often, its parameters numbered <c>?1</c>, <c>?2</c> and so on: null, a whole number, text or bytes.
/// Straight on SQLite's own interface, because the driver looks every parameter up by name at every run.
/// </summary>
internal sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    private readonly sqlite3_stmt statement = Prepare(connection, sql);

    /// <summary>Runs it for its effect.</summary>
    public void Run(params ReadOnlySpan<object?> values)
    {
        Step(values);
        Reset();
    }

    /// <summary>The first column of the first row; null when there is no row or it is NULL.</summary>
    public object? Value(params ReadOnlySpan<object?> values) => Row(values)?[0];

    /// <summary>The first row, its columns as numbers, text or bytes; null when there is none.</summary>
    public object?[]? Row(params ReadOnlySpan<object?> values)
    {
        var row = Step(values) ? Columns() : null;
        Reset();
        return row;
    }

    /// <summary>Every row, read before any is given.</summary>
    public List<object?[]> Rows(params ReadOnlySpan<object?> values)
    {
        var rows = new List<object?[]>();
        for (var more = Step(values); more; more = Step([])) rows.Add(Columns());
        Reset();
        return rows;
    }

    public void Dispose() => statement.Dispose();

    private object?[] Columns()
    {
        var row = new object?[raw.sqlite3_column_count(statement)];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = raw.sqlite3_column_type(statement, i) switch
            {
                raw.SQLITE_INTEGER => raw.sqlite3_column_int64(statement, i),
                raw.SQLITE_TEXT => raw.sqlite3_column_text(statement, i).utf8_to_string(),
                raw.SQLITE_BLOB => raw.sqlite3_column_blob(statement, i).ToArray(),
                _ => null,
            };
        }
        return row;
    }

    private bool Step(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Check(values[i] switch
            {
                null => raw.sqlite3_bind_null(statement, i + 1),
                long number => raw.sqlite3_bind_int64(statement, i + 1, number),
                int number => raw.sqlite3_bind_int64(statement, i + 1, number),
                // Nothing at all would be bound as NULL.
                "" => raw.sqlite3_bind_text(statement, i + 1, ""),
                string text => raw.sqlite3_bind_text(statement, i + 1, Encoding.UTF8.GetBytes(text).AsSpan()),
                byte[] bytes => raw.sqlite3_bind_blob(statement, i + 1, bytes),
                var other => throw new ArgumentException($"SQLite is given no {other.GetType().Name}.", nameof(values)),
            });
        }
        var result = raw.sqlite3_step(statement);
        Check(result);
        return result == raw.SQLITE_ROW;
    }

    private void Check(int result)
    {
        if (result is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        var why = new SqliteException($"SQLite: {raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}", result & 0xFF, result);
        Reset();
        throw why;
    }

    private void Reset()
    {
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }

    private static sqlite3_stmt Prepare(SqliteConnection connection, string sql)
    {
        var result = raw.sqlite3_prepare_v2(connection.Handle, sql, out var statement);
        return result == raw.SQLITE_OK ? statement : throw new SqliteException($"SQLite: {raw.sqlite3_errmsg(connection.Handle).utf8_to_string()}", result & 0xFF, result);
    }
}
