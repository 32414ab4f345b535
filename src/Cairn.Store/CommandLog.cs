using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>One command as the log holds it, with how many facts and entries there were before it and how many entries it appended.</summary>
public sealed record LoggedCommand(long Position, string Key, string Kind, string By, DateTimeOffset At, string Answer, int FactsBefore, int EntriesBefore, int Entries);

/// <summary>Reads the log's commands, so that what they decided can be decided again.</summary>
internal static class CommandLog
{
    /// <summary>The instants at which facts were recorded, in order, and how many there were after each.</summary>
    public static IReadOnlyList<(DateTimeOffset At, int Facts)> Moments(SqliteConnection connection)
    {
        using var select = new Statement(connection, "SELECT c.recorded_at, f.last FROM (SELECT command, max(position) AS last FROM fact GROUP BY command) f JOIN command c ON c.position = f.command ORDER BY f.last");
        return [.. select.Rows().Select(r => (Rows.Instant((long)r[0]!), (int)(long)r[1]!))];
    }

    public static IReadOnlyList<LoggedCommand> Of(SqliteConnection connection, string kind)
    {
        const string Sql = """
            SELECT c.position, c.key, c.kind, c.asked_by, c.recorded_at, c.answer,
              (SELECT count(*) FROM fact f WHERE f.command < c.position),
              (SELECT count(*) FROM entry e WHERE e.command < c.position),
              (SELECT count(*) FROM entry e WHERE e.command = c.position)
            FROM command c WHERE c.kind = ?1 ORDER BY c.position
            """;
        using var select = new Statement(connection, Sql);
        return [.. select.Rows(kind).Select(r => new LoggedCommand((long)r[0]!, (string)r[1]!, (string)r[2]!, (string)r[3]!,
            DateTimeOffset.FromUnixTimeMilliseconds((long)r[4]!), (string)r[5]!, (int)(long)r[6]!, (int)(long)r[7]!, (int)(long)r[8]!))];
    }
}
