using System.Text;

namespace Cairn.Record;

/// <summary>A text made from a row: words with columns in braces, a column through a list of codes, or the first case that holds.</summary>
internal abstract class ProfileText
{
    /// <summary>The column to point at when the text is wrong; null where it comes from none.</summary>
    public abstract string? Column { get; }

    /// <summary>The text for a row, empty where nothing is given; not good when a mistake has been noted.</summary>
    public abstract string Of(ProfileRow row, out bool good);

    /// <summary>Words in which <c>{COLUMN}</c> stands for a column's text; empty as soon as one of those columns is.</summary>
    public sealed class Template(IReadOnlyList<(string Text, bool IsColumn)> parts) : ProfileText
    {
        public override string? Column { get; } = parts.FirstOrDefault(p => p.IsColumn).Text;

        public override string Of(ProfileRow row, out bool good)
        {
            good = true;
            var text = new StringBuilder();
            foreach (var (part, isColumn) in parts)
            {
                if (isColumn && row[part].Length == 0) return "";
                text.Append(isColumn ? row[part] : part);
            }
            return text.ToString();
        }
    }

    /// <summary>A column whose texts are replaced; one that is not in the list is wrong unless it is said what it becomes otherwise.</summary>
    public sealed class Coded(string column, IReadOnlyDictionary<string, string> codes, string? otherwise) : ProfileText
    {
        public override string? Column => column;

        public override string Of(ProfileRow row, out bool good)
        {
            var text = row[column];
            good = true;
            if (codes.TryGetValue(text, out var code)) return code;
            if (text.Length == 0) return "";
            if (otherwise is not null) return otherwise;
            good = false;
            row.Wrong(column, $"'{text}' is not among the codes that the profile has for '{column}': {string.Join(", ", codes.Keys)}.");
            return "";
        }
    }

    /// <summary>The text of the first case whose condition holds; empty when none does.</summary>
    public sealed class Cases(IReadOnlyList<(ProfileCondition When, ProfileText Is)> cases) : ProfileText
    {
        public override string? Column => cases[0].When.Column;

        public override string Of(ProfileRow row, out bool good)
        {
            foreach (var (when, text) in cases)
                if (when.Holds(row)) return text.Of(row, out good);
            good = true;
            return "";
        }
    }

    /// <summary>A day, as the vocabulary writes dates.</summary>
    public sealed class OfDay(ProfileDay day) : ProfileText
    {
        public override string? Column => day.Column;

        public override string Of(ProfileRow row, out bool good)
        {
            good = day.TryDay(row, out var found);
            return found is { } known ? Day.Iso(known) : "";
        }
    }
}
