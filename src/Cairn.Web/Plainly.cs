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
        "member-name" or "by-member" or "mentor" or "only-member" or "owner" or "with" => nameOf(text),
        _ => text,
    };

    /// <summary>A rule read aloud, with the steps that it names by their titles, and so the kinds of fact where their names are no words.</summary>
    public static string Rule(string text, Scheme scheme)
    {
        string? Title(string name) => scheme.Outcomes.Select(o => o.When).Append(scheme.Eligible).OfType<Clause>().SelectMany(scheme.KindsBehind).FirstOrDefault(k => k.Name == name)?.Title.Split(':')[0];
        var plain = Lacking().Replace(text, l => Title(l.Groups["name"].Value) is { } kind ? $"Nothing{l.Groups["fits"].Value} is recorded under ‘{kind}’" : l.Value);
        plain = Quoted().Replace(plain, q => scheme.Find(q.Groups["name"].Value) is { Title.Length: > 0 } found ? $"‘{found.Title}’" : q.Value);
        return Joined().Replace(plain, j => Title(j.Value.ToLowerInvariant()) is not { } kind ? j.Value : char.IsUpper(j.Value[0]) ? kind : char.ToLowerInvariant(kind[0]) + kind[1..]);
    }

    private StripFact Fact(StripFact fact, Facts facts)
    {
        if (!fact.Kind.Details.Any(d => d.Type is DetailType.Name && (d.Name is "scheme" or "outcome" or "with" || FactForm.NamesMember(d)))) return fact;
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

    [GeneratedRegex("No fact of the kind '(?<name>[a-z0-9-]+)'(?<fits> that fits)? is recorded", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lacking();

    [GeneratedRegex(@"(?<![\w'‘-])[A-Za-z][a-z]*(-[a-z]+)+(?![\w'’-])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Joined();

    [GeneratedRegex(@"(, )?(which time it was reached: |(?<!\d))1 times", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Once();
}
