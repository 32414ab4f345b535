using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Pricing;

/// <summary>
/// A detail of a kind of fact as it stood for everyone when their time began: the last that began by that day, so that nobody is judged by what became of
/// them; where there was none by then, the first after, which is late.
/// </summary>
internal sealed record AtEntry(Kind Kind, Detail Detail, IReadOnlyList<int> Values, IReadOnlyList<bool> IsLate, References Names)
{
    /// <summary>What it is, as a heading.</summary>
    public string Title => Detail == Kind.Main ? Kind.Title : $"{Figures.Words(Detail.Title)} ({Kind.Title.ToLowerInvariant()})";

    /// <summary>A value of a code or name in words.</summary>
    public string Named(int value) => Detail.List is { } list ? list.Codes[value].Title : Names[value];

    /// <summary>Of <c>KIND</c>, its main code, or of <c>KIND.DETAIL</c>; null with what is wrong with it. <see cref="FactColumns.Missing"/> for whoever has no first day or no such detail.</summary>
    /// <param name="text">The kind, and the detail.</param>
    /// <param name="answer">Of whose facts.</param>
    /// <param name="firstDay">When each one's time began.</param>
    /// <param name="fits">The types of detail that will do.</param>
    /// <param name="otherwise">What is said of one that will not, after its name.</param>
    /// <param name="wrong">What is wrong.</param>
    public static AtEntry? Of(string text, Evaluation answer, Func<int, int?> firstDay, DetailType[] fits, string otherwise, out string? wrong)
    {
        var (name, part) = text.Split('.', 2) is [var k, var d] ? (k, d) : (text, null);
        var vocabulary = answer.Facts.Vocabulary;
        wrong = null;
        if (vocabulary.Find(name) is not { } kind) wrong = $"There is no kind of fact '{name}'.{Mistakes.DidYouMean(name, vocabulary.Kinds.Select(x => x.Name))}";
        else if (kind.About != answer.Scheme.About) wrong = $"'{name}' is not about those whom '{answer.Scheme.Name}' is about.";
        else if ((part is null ? kind.Main : kind.Find(part)) is not { } detail) wrong = part is null ? $"'{name}' has no details to tell people apart by." : $"'{name}' has no detail '{part}'.{Mistakes.DidYouMean(part, kind.Details.Select(x => x.Name))}";
        else if (!fits.Contains(detail.Type) || detail.NamesFact) wrong = $"'{name}.{detail.Name}' is {otherwise}";
        else return Of(kind, detail, answer, firstDay);
        return null;
    }

    private static AtEntry Of(Kind kind, Detail detail, Evaluation answer, Func<int, int?> firstDay)
    {
        var (table, known) = (answer.Facts.Index.Table(kind), Math.Min(answer.Known, Day.Last));
        var (values, late) = (new int[answer.Roll.Count], new bool[answer.Roll.Count]);
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = FactColumns.Missing;
            if (firstDay(s) is not { } first) continue;
            // Rows are in the order of their first days.
            for (var r = table?.Start[s] ?? 0; table is not null && r < table.Start[s + 1]; r++)
            {
                if (!table.Rows[r].KnownAt(known) || table.Rows[r].From > answer.On || table.Detail(r, detail.Slot) is not (not FactColumns.Missing and var value)) continue;
                if (table.Rows[r].From > first && values[s] != FactColumns.Missing) break;
                late[s] = table.Rows[r].From > first;
                values[s] = value;
            }
        }
        return new(kind, detail, values, late, answer.Facts.Names);
    }
}
