using System.Text.RegularExpressions;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Pages.People;

namespace Cairn.Web;

/// <summary>
/// Says what the record keeps by its name as people say it: schemes and results by their titles, members by what they are called. Of what
/// has no title the name stays.
/// </summary>
public sealed partial class Plainly(IReadOnlyList<Scheme> schemes, Func<string, string> nameOf)
{
    /// <summary>The strip with its details and what is missing said so, wherever it is drawn or listed.</summary>
    public LifeStrip Strip(LifeStrip strip, Facts facts) => strip with
    {
        Schemes = [.. strip.Schemes.Select(s => s with { Clocks = [.. s.Clocks.Select(c => c.Missing is { } missing ? c with { Missing = Rule(missing, s.Scheme) } : c)] })],
        Lanes = [.. strip.Lanes.Select(l => l with { Facts = [.. l.Facts.Select(f => Fact(f, facts))] })],
        Others = [.. strip.Others.Select(f => Fact(f, facts))],
        Facts = [.. strip.Facts.Select(f => Fact(f, facts))],
    };

    /// <summary>A detail that holds a name; anything else as it was.</summary>
    public string Detail(string detail, string text, string? scheme) => detail switch
    {
        "scheme" => schemes.FirstOrDefault(s => s.Name == text)?.Title ?? text,
        "outcome" => Outcome(text, scheme) ?? text,
        "member-name" or "by-member" or "mentor" or "only-member" or "owner" => nameOf(text),
        _ => text,
    };

    /// <summary>A rule read aloud, with the steps that it names by their titles, and no hyphens in what a kind of fact is called.</summary>
    public static string Rule(string text, Scheme scheme) => Hyphened().Replace(Quoted().Replace(text, q => scheme.Find(q.Groups["name"].Value) is { Title.Length: > 0 } found ? $"‘{found.Title}’" : q.Value), k => k.Value.Replace('-', ' '));

    private StripFact Fact(StripFact fact, Facts facts)
    {
        if (!fact.Kind.Details.Any(d => d.Type is DetailType.Name && (d.Name is "scheme" or "outcome" || FactForm.NamesMember(d)))) return fact;
        var said = fact.Kind.Details.Where(d => d.Slot >= 0 && d.Type is DetailType.Name && facts.Columns.Detail(fact.Position, d.Slot) >= 0).ToDictionary(d => d.Name, d => facts.Names[facts.Columns.Detail(fact.Position, d.Slot)], StringComparer.Ordinal);
        var details = fact.Details;
        foreach (var (name, text) in said)
        {
            var plain = Detail(name, text, said.GetValueOrDefault("scheme"));
            if (plain != text) details = details.Replace($": {text}", $": {plain}", StringComparison.Ordinal);
        }
        // That it is the first time goes without saying, as does that a name is a member's.
        foreach (var member in fact.Kind.Details.Where(FactForm.NamesMember)) details = details.Replace($"{char.ToLowerInvariant(member.Title[0])}{member.Title[1..]}: ", "", StringComparison.Ordinal);
        return fact with { Details = Once().Replace(details, "") };
    }

    private string? Outcome(string outcome, string? scheme) => schemes.Where(s => scheme is null || s.Name == scheme).Select(s => s.Find(outcome)?.Title).FirstOrDefault(t => t is not null);

    [GeneratedRegex("'(?<name>[a-z0-9-]+)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w-])[a-z]+(-[a-z]+)+(?= \(| starts| happens| ends| lasts| at some time)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hyphened();

    [GeneratedRegex(@"(, )?(which time it was reached: |(?<!\d))1 times", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Once();
}
