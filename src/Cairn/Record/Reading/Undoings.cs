using System.Text;

namespace Cairn.Record;

/// <summary>
/// The corrections and retractions of a file, kept until every row is read, since a row may undo one that stands further
/// down. Then each is tied to the fact it names, or found to be wrong.
/// </summary>
internal sealed class Undoings(Facts facts)
{
    private readonly List<(int Position, int Wanted, Undoing How, int Line, int Column)> rows = [];
    private readonly References wanted = new();

    /// <summary>The ids of rows that were wrong themselves: what undoes one of them is not called wrong as well.</summary>
    public References Spoilt { get; } = new();

    public void Add(int position, ReadOnlySpan<byte> id, Undoing how, int line = 0, int column = 0) => rows.Add((position, wanted.Number(id), how, line, column));

    /// <summary>
    /// Ties each row to what it undoes; false when one cannot be. With a place to note it every wrong one is noted there;
    /// <paramref name="stored"/> finds facts that were recorded before this file.
    /// </summary>
    public bool Resolve(StoredFact? stored, Action<int, int, string>? complain)
    {
        var good = true;
        var columns = facts.Columns;
        foreach (var row in rows)
        {
            var target = facts.Ids.Find(wanted.Utf8(row.Wanted));
            var problem = target >= 0 ? Problem(row.Position, target, row.How) : NotHere(row.Position, row.Wanted, row.How, stored);
            if (problem is null)
            {
                if (target >= 0) columns.SetUndoes(row.Position, target, row.How);
                continue;
            }
            good = false;
            if (complain is null) return false;
            complain(row.Line, row.Column, problem);
        }
        return good && NoCircles(complain);
    }

    private string? Problem(int position, int target, Undoing how)
    {
        var columns = facts.Columns;
        if (target == position) return $"This fact {Verb(how)} itself; name the fact that was wrong.";
        var about = AboutOf(position);
        if (about != AboutOf(target) || columns.Abouts[position] != columns.Abouts[target])
            return $"'{facts.Id(target)}' is a fact about '{facts.Of(AboutOf(target))[columns.Abouts[target]]}', not about '{facts.Of(about)[columns.Abouts[position]]}'; retract it and record a new one.";
        return columns.Recordeds[position] < columns.Recordeds[target] ? Early(facts.Id(target), columns.Recordeds[target], columns.Recordeds[position], how) : null;
    }

    private string? NotHere(int position, int id, Undoing how, StoredFact? stored)
    {
        if (Spoilt.Find(wanted.Utf8(id)) >= 0) return null;
        var name = Encoding.UTF8.GetString(wanted.Utf8(id));
        if (stored?.Invoke(name) is not { } earlier) return $"There is no fact with the id '{name}'; a row can only undo one that has it in 'id'.";
        var about = AboutOf(position);
        var subject = facts.Of(about)[facts.Columns.Abouts[position]];
        if (earlier.About != about || earlier.Subject != subject) return $"'{name}' is a fact about '{earlier.Subject}', not about '{subject}'; retract it and record a new one.";
        return facts.Columns.Recordeds[position] < earlier.Recorded ? Early(name, earlier.Recorded, facts.Columns.Recordeds[position], how) : null;
    }

    /// <summary>Facts that undo each other in a circle would all be gone, and none would say why.</summary>
    private bool NoCircles(Action<int, int, string>? complain)
    {
        var columns = facts.Columns;
        var seenBy = new Dictionary<int, int>();
        for (var i = 0; i < rows.Count; i++)
        {
            var at = rows[i].Position;
            while (columns.Undoes(at) >= 0 && seenBy.TryAdd(at, i)) at = columns.Undoes(at);
            if (columns.Undoes(at) < 0 || seenBy[at] != i || !InCircle(at)) continue;
            if (complain is null) return false;
            complain(rows[i].Line, rows[i].Column, $"'{facts.Id(at)}' and '{facts.Id(columns.Undoes(at))}' undo each other in a circle; take one of them out.");
            return false;
        }
        return true;

        bool InCircle(int start)
        {
            var at = columns.Undoes(start);
            for (var steps = 0; at >= 0 && at != start && steps < rows.Count; steps++) at = columns.Undoes(at);
            return at == start;
        }
    }

    private About AboutOf(int position) => facts.Vocabulary.Kinds[facts.Columns.Kinds[position]].About;

    private static string Early(string id, int recorded, int undone, Undoing how) =>
        $"This {Verb(how)} '{id}' on {Day.Iso(undone)}, before that was recorded on {Day.Iso(recorded)}; check 'recorded' of both.";

    private static string Verb(Undoing how) => how is Undoing.Corrects ? "corrects" : "retracts";
}

/// <summary>Finds a fact recorded before the file being read, by its id in its source: whom it is about and when it was recorded; null when there is none.</summary>
public delegate (About About, string Subject, int Recorded)? StoredFact(string id);
