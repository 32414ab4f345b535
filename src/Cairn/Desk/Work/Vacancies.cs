using Cairn.Record;

namespace Cairn.Desk;

/// <summary>A vacancy at an employer: its place in the record, the reference that offers and jobs name, and what it is. Of so many posts so many people were offered one, and so many have begun.</summary>
public sealed record Vacancy(int Position, string Employer, string Reference, string Job, int From, int To, int Posts, int Offered, int Filled)
{
    /// <summary>What the vocabulary's codes say of it, by the detail's name: as a file has it, and as people read it.</summary>
    public IReadOnlyList<(string Detail, string Code, string Title)> Details { get; init; } = [];

    public int Left => Math.Max(0, Posts - Filled);

    /// <summary>Whether somebody can be put forward on the day: within its days, with a post left.</summary>
    public bool IsOpen(int on) => From <= on && on <= To && Left > 0;

    public string Title(string detail) => Details.FirstOrDefault(d => d.Detail == detail).Title ?? "";

    /// <summary>The details that a job offer or a job takes from it.</summary>
    public IEnumerable<(string Detail, string Value)> For(Kind kind) =>
        Details.Select(d => (d.Detail, d.Code)).Append(("employer", Employer)).Append((Vacancies.Kind, Reference)).Where(d => kind.Find(d.Item1) is not null);
}

/// <summary>Posts that an employer pledged, those that it put up as vacancies since, and the jobs that people began there since, through a vacancy or not.</summary>
public sealed record PledgeKept(string Employer, string Sector, bool IsPublic, int Since, int Pledged, int Offered, int Filled);

/// <summary>What employers hold out and what became of it, from facts alone: an offer and a job name the vacancy's reference, and a job names its employer.</summary>
public static class Vacancies
{
    /// <summary>The kind of fact, and the detail by which an offer or a job names one.</summary>
    public const string Kind = "vacancy";

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<Vacancy> Of(Facts facts)
    {
        var offers = Said.Of(facts, "job-offer").Where(o => o.Code("offer") is "made" or "accepted" or "declined").ToLookup(o => o.Name(Kind) ?? "", o => o.Subject, StringComparer.Ordinal);
        var jobs = Said.Of(facts, "employment").ToLookup(j => j.Name(Kind) ?? "", j => j.Subject, StringComparer.Ordinal);
        return [.. Said.Of(facts, Kind).Select(v => (Said: v, Reference: v.Name("reference") ?? "")).Select(v => new Vacancy(v.Said.Position, v.Said.Subject, v.Reference, v.Said.Name("job") ?? "", v.Said.From, v.Said.To, v.Said.Value("posts") ?? 1, offers[v.Reference].Concat(jobs[v.Reference]).Distinct(StringComparer.Ordinal).Count(), jobs[v.Reference].Distinct(StringComparer.Ordinal).Count())
        {
            Details = [.. Coded(facts, v.Said)],
        }).OrderByDescending(v => v.From).ThenByDescending(v => v.Position)];
    }

    public static Vacancy? At(Facts facts, long position) => Of(facts).FirstOrDefault(v => v.Position == position);

    /// <summary>A line for each employer that has pledged posts, the public sector first. What it offered and filled counts from the day of its first pledge that stands.</summary>
    public static IReadOnlyList<PledgeKept> Pledges(Facts facts, int on)
    {
        var vacancies = Of(facts);
        var jobs = Said.Of(facts, "employment").Where(j => j.From <= on).ToLookup(j => j.Name("employer") ?? "", j => (j.Subject, j.From), StringComparer.Ordinal);
        return [.. Said.Of(facts, "pledge").Where(p => p.From <= on).GroupBy(p => p.Subject, StringComparer.Ordinal).Select(g =>
        {
            var since = g.Min(p => p.From);
            return new PledgeKept(g.Key, g.Last().Title("sector"), g.Last().Code("sector") == "public", since, g.Sum(p => p.Value("posts") ?? 0), vacancies.Where(v => v.Employer == g.Key && v.From >= since && v.From <= on).Sum(v => v.Posts), jobs[g.Key].Where(j => j.From >= since).DistinctBy(j => j.Subject).Count());
        }).OrderByDescending(p => p.IsPublic).ThenBy(p => p.Employer, StringComparer.Ordinal)];
    }

    private static IEnumerable<(string, string, string)> Coded(Facts facts, Said said)
    {
        foreach (var detail in ((string[])["profession", "contract", "sector"]))
            if (said.Code(detail) is { } code) yield return (detail, code, said.Title(detail));
        if (said.Value("hours") is { } hours && facts.Vocabulary.Find(Kind)!.Find("hours") is { } unit)
        {
            var text = (hours / (decimal)Math.Pow(10, unit.Decimals)).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
            yield return ("hours", text, $"{text} {unit.Unit}");
        }
    }
}
