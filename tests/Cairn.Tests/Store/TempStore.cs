using Cairn.Crash;
using Cairn.Store;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Store;

/// <summary>A data folder of its own for one test, removed afterwards.</summary>
internal sealed class TempStore : IDisposable
{
    public TempStore(FolderOptions? options = null)
    {
        Path = Directory.CreateTempSubdirectory("store-").FullName;
        Options = options;
        Folder = DataFolder.Open(Path, Sample.Vocabulary, options);
    }

    public string Path { get; }

    public FolderOptions? Options { get; set; }

    public DataFolder Folder { get; private set; }

    public string File => System.IO.Path.Combine(Path, "cairn.db");

    private int keys;

    public Reply Do(Decide decide, string? key = null, string content = "") =>
        Folder.Do(Sample.Command(key ?? $"k{++keys}", content: content), decide).GetAwaiter().GetResult();

    /// <summary>Records facts about one person, whom the system "uis" calls by that reference, and gives their token.</summary>
    public string Record(string reference, params Cairn.Record.Draft[] drafts)
    {
        string? token = null;
        var reply = Do((state, _) =>
        {
            token = state.FindPerson("uis", reference);
            var isNew = token is null;
            token ??= Token.New();
            return Decision.Append("recorded") with
            {
                People = isNew ? [new PersonReference(token, "uis", reference)] : [],
                Facts = [.. drafts.Select(d => new NewFact(d with { Subject = token }))],
            };
        });
        reply.ShouldBeOfType<Reply.Done>();
        return token!;
    }

    public void Close() => Folder.Dispose();

    public void Reopen()
    {
        Folder.Dispose();
        Folder = DataFolder.Open(Path, Sample.Vocabulary, Options);
    }

    public VerifyReport Verified() => Verify.Folder(Path);

    /// <summary>Runs SQL on the file behind the store's back.</summary>
    public void Sql(string sql, string file = "cairn.db")
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long Number(string sql, string file = "cairn.db")
    {
        using var connection = new SqliteConnection($"Data Source={System.IO.Path.Combine(Path, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
