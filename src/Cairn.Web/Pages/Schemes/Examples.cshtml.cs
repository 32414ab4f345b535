using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>A scheme's worked examples, run now against the rules in force: what is recorded of somebody invented, and what follows from it.</summary>
public sealed partial class ExamplesModel(Partnership partnership) : CairnPage
{
    /// <summary>A sentence of an example; what is so instead where it does not hold.</summary>
    public sealed record Sentence(string Says, string? Instead);

    public sealed record Worked(string It, IReadOnlyList<string> Facts, string On, IReadOnlyList<Sentence> Then)
    {
        public bool Holds => Then.All(t => t.Instead is null);
    }

    public Scheme Scheme { get; private set; } = null!;

    public IReadOnlyList<Worked> Examples { get; private set; } = [];

    public IActionResult OnGet(string name)
    {
        var (scheme, text) = partnership.Read(r => (r.Schemes.FirstOrDefault(s => s.Name == name), r.State.Scheme(Partnership.ExamplesOf(name), r.Today)?.Text));
        if (scheme is null) return NotFound();
        Scheme = scheme;
        // Examples written for another vocabulary say nothing of the rules; those that can be read are run.
        if (text is not null) Examples = [.. ExamplesFile.Read(Partnership.ExamplesOf(name), text, partnership.Vocabulary, new Mistakes()).Select(Work)];
        return Page();
    }

    private Worked Work(Example example)
    {
        var facts = example.Record(partnership.Vocabulary);
        var answer = Evaluation.Of(Scheme, facts, example.On, example.Known);
        string Fact(int at) => $"{facts.Of(partnership.Vocabulary.Kinds[facts.Columns.Kinds[at]].About)[facts.Columns.Abouts[at]]}: {FactText.Plain(facts, at)}";
        return new(example.It, [.. Enumerable.Range(0, facts.Columns.Count).Select(Fact)], Day.Long(example.On), [.. example.Then.Select(t => new Sentence(Plainer(t.Word), Sentences.Check(answer, t.Word) is { } wrong ? Plainer(wrong) : null))]);
    }

    /// <summary>Results by their titles, payers by theirs, and days in words.</summary>
    private string Plainer(string sentence) => Words().Replace(sentence, w => DateOnly.TryParseExact(w.Value, "yyyy-MM-dd", out var day) ? Day.Long(Day.Of(day.Year, day.Month, day.Day))
        : Scheme.Find(w.Value) is { Title.Length: > 0 } outcome ? $"‘{outcome.Title}’" : Scheme.Payers.FirstOrDefault(p => p.Name == w.Value)?.Title ?? w.Value);

    [GeneratedRegex(@"[a-z0-9]+(-[a-z0-9]+)*", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Words();
}
