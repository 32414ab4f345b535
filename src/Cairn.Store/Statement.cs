using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>A statement prepared once, its parameters numbered <c>$1</c>, <c>$2</c> and so on; null is NULL.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql, int parameters = 0)
    {
        command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 1; i <= parameters; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
    }

    public int Run(params ReadOnlySpan<object?> values) => With(values).ExecuteNonQuery();

    public object? Value(params ReadOnlySpan<object?> values) => With(values).ExecuteScalar();

    public SqliteDataReader Read(params ReadOnlySpan<object?> values) => With(values).ExecuteReader();

    public void Dispose() => command.Dispose();

    private SqliteCommand With(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}
