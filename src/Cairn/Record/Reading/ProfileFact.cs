namespace Cairn.Record;

/// <summary>One fact that follows from each row, or from those rows of which the condition holds.</summary>
internal sealed record ProfileFact(Kind Kind, ProfileText Subject, ProfileDay From)
{
    private readonly References names = new();

    public ProfileCondition? When { get; init; }

    public ProfileDay? To { get; init; }

    public ProfileDay? Recorded { get; init; }

    public ProfileText? Id { get; init; }

    public ulong Evidence { get; init; }

    public int SaidBy { get; init; } = -1;

    public IReadOnlyList<(Detail Detail, ProfileText Text)> Details { get; init; } = [];

    /// <summary>The draft, or null when the condition does not hold or something is wrong, which has been noted.</summary>
    public Draft? Draft(ProfileRow row, Vocabulary vocabulary, string? source)
    {
        if (When is not null && !When.Holds(row)) return null;
        var subject = Subject.Of(row, out var good);
        if (good && subject.Length == 0)
        {
            row.Wrong(Subject.Column, "It is not said whom this row is about.");
            good = false;
        }
        if (!From.TryDay(row, out var from)) good = false;
        else if (from is null)
        {
            row.Wrong(From.Column, $"This is empty, but a fact of kind '{Kind.Name}' begins on it; leave the row out with 'when: {{ {From.Column}: given }}' if that is right.");
            good = false;
        }
        int? to = null, recorded = null;
        if (To is not null && !To.TryDay(row, out to)) good = false;
        if (Recorded is not null && !Recorded.TryDay(row, out recorded)) good = false;
        if (from is not { } first) return null;
        var last = Kind.IsSpell ? to ?? Day.Never : first;
        if (last < first)
        {
            row.Wrong(To?.Column ?? From.Column, $"The last day, {Day.Iso(last)}, is before the first, {Day.Iso(first)}.");
            good = false;
        }
        var details = new List<(Detail, string)>();
        foreach (var (detail, value) in Details)
        {
            var text = value.Of(row, out var read);
            good &= read;
            if (read && text.Length > 0) good &= Fits(row, detail, value, text, first, details);
            if (read && text.Length == 0 && detail.Required) good = Lacks(row, detail, value);
        }
        var id = "";
        if (Id is not null)
        {
            id = Id.Of(row, out var read);
            good &= read;
        }
        if (!good) return null;
        return new Draft(Kind, subject, first, last, recorded ?? to ?? first)
        {
            Id = id.Length > 0 ? id : null, Details = details, Evidence = Evidence, SaidBy = SaidBy, Source = source,
        };
    }

    private bool Fits(ProfileRow row, Detail detail, ProfileText value, string text, int onDay, List<(Detail, string)> details)
    {
        if (detail.Type is not DetailType.Words && !DetailText.TryRead(detail, text, onDay, names, out _, out var problem))
        {
            row.Wrong(value.Column, $"{Kind.Name}.{detail.Name}: {problem}");
            return false;
        }
        details.Add((detail, text));
        return true;
    }

    private bool Lacks(ProfileRow row, Detail detail, ProfileText value)
    {
        row.Wrong(value.Column, $"A fact of kind '{Kind.Name}' needs its detail '{detail.Name}', and this is empty.");
        return false;
    }
}
