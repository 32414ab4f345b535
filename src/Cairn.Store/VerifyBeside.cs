using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>The part of verifying that looks beside the data: at the look log, and at the evidence files that facts name.</summary>
internal sealed class VerifyBeside(string folder, Action<string, string> add, List<string> notes)
{
    private readonly List<(string Where, string Person, string File)> named = [];

    public long Looks { get; private set; }

    public string LooksHead { get; private set; } = "";

    /// <summary>How many evidence files were found as they should be.</summary>
    public int Files { get; private set; }

    /// <summary>Keeps in mind the evidence file that a fact names.</summary>
    public void Note(FactRow row)
    {
        if (row.Payload is null || row.About != 0 || !row.Payload.StartsWith($"{{\"kind\":\"{EvidenceFiles.Kind}\"", StringComparison.Ordinal)) return;
        using var json = JsonDocument.Parse(row.Payload);
        if (json.RootElement.TryGetProperty("details", out var details) && details.TryGetProperty("file", out var file)) named.Add(($"fact {row.Position}", row.SubjectText, file.GetString()!));
    }

    public void Look(SqliteConnection data, HashSet<string> forgotten)
    {
        LookAtEvidence(forgotten);
        var file = Path.Combine(folder, "looks.db");
        if (!File.Exists(file)) return;
        try
        {
            using var id = new Statement(data, "SELECT id FROM store");
            using var connection = Database.OpenToRead(file, "looks");
            LookAtLooks(connection, id.Value() as byte[] ?? []);
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            add("look log", $"it cannot be read: {broken.Message}");
        }
    }

    private void LookAtEvidence(HashSet<string> forgotten)
    {
        var evidence = Path.Combine(folder, "evidence");
        foreach (var (where, person, file) in named.Where(n => !forgotten.Contains(n.Person)))
        {
            var fault = EvidenceFiles.IsName(file) ? EvidenceFiles.Fault(evidence, file) : "is no name of a file";
            if (fault is null) Files++;
            else add(where, $"its evidence file {file[..Math.Min(8, file.Length)]}… {fault}");
        }
        if (!Directory.Exists(evidence)) return;
        var names = named.Select(n => n.File).ToHashSet(StringComparer.Ordinal);
        if (Directory.GetFiles(evidence).Count(f => !names.Contains(Path.GetFileName(f))) is > 0 and var idle) notes.Add($"{idle} files in {evidence} are named by no fact: forms never sent, or erased facts. The server deletes them after a day.");
    }

    private void LookAtLooks(SqliteConnection connection, byte[] storeId)
    {
        Database.Run(connection, "BEGIN");
        foreach (var (where, what) in Database.Faults(connection, "looks")) add("look log", where == "schema" ? what : $"{where}: {what}");
        using var id = new Statement(connection, "SELECT id FROM store");
        if (id.Value() is not byte[] known || !known.AsSpan().SequenceEqual(storeId)) add("look log", "it is the look log of another store");

        using var people = new Statement(connection, "SELECT token, number FROM person");
        var numbers = people.Rows().ToDictionary(r => Token.Text((byte[])r[0]!), r => (long)r[1]!, StringComparer.Ordinal);
        using var select = new Statement(connection, $"SELECT {LookRow.Fields} FROM look WHERE position > ?1 ORDER BY position LIMIT 1000");
        var (canon, head, position, pairs) = (new Canon(), new byte[32], 0L, new Pairs());
        while (select.Rows(position) is { Count: > 0 } page)
        {
            foreach (var row in page.Select(LookRow.Of))
            {
                var where = $"look {row.Position}";
                if (row.Position != ++position) add(where, $"look {position} is missing before it");
                position = row.Position;
                if (!row.NextHead(head, canon).AsSpan().SequenceEqual(row.Head)) add(where, "the chain is broken here: this look, or the one before it, is not what was recorded");
                head = row.Head;
                Looks++;
                foreach (var token in row.People.Chunk(16)) pairs.Add(numbers.GetValueOrDefault(Token.Text(token)), position);
            }
        }
        LooksHead = Convert.ToHexStringLower(head);
        var index = new Pairs();
        using var shown = connection.CreateCommand();
        shown.CommandText = "SELECT person, look FROM shown";
        using var rows = shown.ExecuteReader();
        while (rows.Read()) index.Add(rows.GetInt64(0), rows.GetInt64(1));
        if (index != pairs) add("look log", "the list of who was shown does not match the looks: it was changed");
    }

    /// <summary>Many pairs in any order as one number, to compare two sets of them without holding either.</summary>
    private record struct Pairs(long Count, ulong Sum)
    {
        public void Add(long person, long look)
        {
            Count++;
            unchecked
            {
                var mixed = ((ulong)person * 0x9E3779B97F4A7C15) ^ ((ulong)look * 0xC2B2AE3D27D4EB4F);
                mixed = (mixed ^ (mixed >> 31)) * 0xBF58476D1CE4E5B9;
                Sum += mixed ^ (mixed >> 29);
            }
        }
    }
}
