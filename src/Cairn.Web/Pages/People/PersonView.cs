using Cairn.Desk;
using Cairn.Pictures;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>One fact as the page lists it: when, what, who said so, what became of it.</summary>
public sealed record FactLine(long Position, string When, string What, string Details, string Evidence, string By, int Recorded, bool IsGhost, string Note)
{
    public Kind? Kind { get; init; }
}

/// <summary>A scheme that somebody is in: their standing in a sentence, and the clock of each result with how far it is.</summary>
public sealed record SchemeSeen(string Scheme, string Title, string Standing, IReadOnlyList<StripClock> Clocks)
{
    /// <summary>Its phases in their order, to whoever has a place; none where it has none.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    /// <summary>The phase they are in: that of the last result reached, the first before any is.</summary>
    public string? Phase { get; init; }

    public static SchemeSeen Of(StripScheme seen)
    {
        var phases = seen.Standing is Rules.Standing.HasPlace ? seen.Scheme.Phases : [];
        var furthest = phases.LastOrDefault(p => seen.Clocks.Any(c => c.State is ClockState.Reached && c.Outcome.Phase == p)) ?? (phases.Count > 0 ? phases[0] : null);
        return new(seen.Scheme.Name, seen.Scheme.Title, StripTable.Standing(seen), seen.Clocks) { Phases = [.. phases.Select(FactForm.Titled)], Phase = furthest is null ? null : FactForm.Titled(furthest) };
    }
}

/// <summary>What the page of one person shows, drawn only from what the viewer may see.</summary>
public sealed record PersonView(string Token, string Name)
{
    public IReadOnlyList<(string Role, string Member)> Workers { get; init; } = [];

    /// <summary>Whether the viewer works with them, and may hand them a card to sign in with.</summary>
    public bool IsTheirWorker { get; init; }

    /// <summary>Whether the viewer may say who may know of them.</summary>
    public bool MayRestrict { get; init; }

    /// <summary>Whether there is a budget of theirs that the viewer may look at.</summary>
    public bool HasBudget { get; init; }

    /// <summary>Whether the viewer sees their plan, and where they stay: what leads to nothing is not linked to.</summary>
    public bool SeesPlan { get; init; }

    public bool SeesStays { get; init; }

    public bool SeesAddress { get; init; }

    public IReadOnlyList<SchemeSeen> Schemes { get; init; } = [];

    public string? WideStrip { get; init; }

    public string? NarrowStrip { get; init; }

    public IReadOnlyList<ToDo> Work { get; init; } = [];

    /// <summary>What comes next of each job: the check that is not due yet.</summary>
    public IReadOnlyList<string> NextChecks { get; init; } = [];

    /// <summary>Whether the viewer may find them a mentor, or end what they have.</summary>
    public bool MayMatch { get; init; }

    /// <summary>Whether the viewer is their mentor, and writes down when they meet.</summary>
    public bool IsMentor { get; init; }

    public IReadOnlyList<FactLine> Facts { get; init; } = [];

    /// <summary>The records that are read as one here, by twos, as it was said of them.</summary>
    public IReadOnlyList<(string One, string Other)> Joined { get; init; } = [];

    /// <summary>Whether this viewer may look at the two records side by side, and take it back.</summary>
    public bool MayPart { get; init; }

    /// <summary>Categories that are not shown, with the reason.</summary>
    public IReadOnlyList<(string Category, string Why)> Hidden { get; init; } = [];

    /// <summary>With members called as <paramref name="nameOf"/> says.</summary>
    public static PersonView Of(OpenRecord record, string viewer, Func<string, string> nameOf)
    {
        var read = record.Read;
        var facts = read.Facts;
        var categories = facts.Vocabulary.Lists.First(l => l.Name == "categories").Codes;
        var view = new PersonView(record.Token, record.Name)
        {
            SeesAddress = record.Sees("address"),
            MayRestrict = read.Access.MayRecord(viewer, facts.Vocabulary.Find("restriction")!, record.Token).IsYes,
            HasBudget = record.Sees("money") && Mine.BudgetView.Of(record).Count > 0,
            SeesPlan = record.Sees("plan") && record.Subject >= 0,
            SeesStays = record.Sees("treatment") || record.Sees("housing"),
            Joined = !record.Sees("identity") ? [] : Twins.Joined(facts, record.Token),
            MayPart = read.Access.May(viewer, Right.MatchDuplicates).IsYes,
            Hidden = [.. categories.Where(c => !record.Sees(c.Name)).Select(c => (c.Title, record.Sight.Categories[c.Name].Why))],
        };
        if (record.Subject < 0 || !categories.Any(c => record.Sees(c.Name))) return view;
        var answers = read.Schemes.Where(s => s.About is About.Person && s.Outcomes.Count > 0).Select(read.Answer).ToList();
        var strip = new Plainly(read.Schemes, nameOf).Strip(LifeStrip.Of(facts, record.Subject, answers, record.Sees, read.Today, Day.Last), facts);
        var person = new HashSet<int> { record.Subject };
        return view with
        {
            IsTheirWorker = record.IsTheirWorker,
            Workers = record.Sees("plan") ? [.. WorkersOf(facts, record.Token, read.Today)] : [],
            Schemes = [.. strip.Schemes.Select(SchemeSeen.Of)],
            WideStrip = strip.Lanes.Count == 0 ? null : StripDrawing.Draw(strip, record.Name, StripLayout.Wide, "wide"),
            NarrowStrip = strip.Lanes.Count == 0 ? null : StripDrawing.Draw(strip, record.Name, StripLayout.Narrow, "narrow"),
            Work = [.. read.Reminders.Of(person).Where(t => t.IsFor(read.Access.Of(viewer)) && record.Sees(t.Category))],
            NextChecks = !record.Sees("work") ? [] : [.. JobChecks.Of(facts, record.Subject, read.Today).Where(c => c.On - read.Today > JobChecks.Notice).Select(c => c.Says)],
            IsMentor = MentorContactModel.IsMentor(read, viewer, record.Token),
            MayMatch = record.Sees("plan") && MentorModel.Asked.All(k => read.Access.MayRecord(viewer, facts.Vocabulary.Find(k)!, record.Token).IsYes),
            Facts = [.. strip.Facts.Where(f => f.Fate is not Fate.Completed && f.Kind.Name != Store.EvidenceFiles.Kind).Reverse().Select(f => Line(read, record.Token, f))],
        };
    }

    private static FactLine Line(Reading read, string token, StripFact fact)
    {
        var recorder = read.State.RecordedBy(fact.Position);
        var isDisputed = !fact.IsGhost && FactModel.DisputesOf(read, token, fact.Position + 1L).Any();
        return new FactLine(fact.Position + 1L, fact.Kind.IsSpell ? fact.To == Day.Never ? $"Since {Day.Long(fact.From)}" : $"{Day.Long(fact.From)} to {Day.Long(fact.To)}" : Day.Long(fact.From), StripTable.Title(fact), fact.Details, string.Join(", ", fact.Evidence),
            recorder ?? "from a file", fact.Recorded, fact.IsGhost, fact.Fate is Fate.Corrected ? $"Corrected on {Day.Long(fact.Until)}" : fact.Fate is Fate.TakenBack ? $"Taken back on {Day.Long(fact.Until)}" : isDisputed ? "The person disagrees" : "") { Kind = fact.Kind };
    }

    /// <summary>Who works with somebody on a day, and as what: the key worker first, then a caseworker, and then in the order in which they began.</summary>
    internal static IEnumerable<(string Role, string Member)> WorkersOf(Facts facts, string token, int on) =>
        Said.Of(facts, "works-with", token).Where(t => t.Covers(on)).OrderBy(t => t.Code("role") switch { "key-worker" => 0, "caseworker" => 1, _ => 2 }).ThenBy(t => t.From).Select(t => (t.Title("role") is { Length: > 0 } role ? role : "Works with them", t.Name("member-name"))).Where(t => t.Item2 is not null).Select(t => (t.Item1, t.Item2!));
}
