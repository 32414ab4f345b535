using System.Text.Json;
using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>
/// The JSON Schema that editors use knows the very keys that the readers know: at each place a key that cannot be is written,
/// and the reader names those that can.
/// </summary>
public partial class SchemaTests
{
    private const string Outcome = "outcomes: { it: { when: { starts: { employment: any } }, ";
    private const string Budget = "money: budget\nplaces: 2\nbudget: { sum: £100, ";

    /// <summary>Where in the schema the keys of a place are listed, and a scheme with a key at that place that nobody knows.</summary>
    private static readonly (string Definition, string Scheme)[] Places =
    [
        ("", "zzzzzzzzz: 1"),
        ("runs", "runs: { from: 2026-04-01, zzzzzzzzz: 1 }"),
        ("lots", "lots: { by: lot, zzzzzzzzz: 1 }"),
        ("payer", "payers: { council: { zzzzzzzzz: 1 } }"),
        ("outcome", Outcome + "zzzzzzzzz: 1 } }"),
        ("claim", Outcome + "claim: { zzzzzzzzz: 1 } } }"),
        ("evidenceAll", Outcome + "evidence: { zzzzzzzzz: 1 } } }"),
        ("perUnit", "payers: { council: { cap: £1 } }\n" + Outcome + "pays: { per-unit: £1, zzzzzzzzz: 1 } } }"),
        ("priced", "payers: { council: { cap: £1 } }\n" + Outcome + "pays: { 2026-04-01: { price: £1, zzzzzzzzz: 1 } } } }"),
        ("cohort", "outcomes: { it: { cohort: { share: { starts: { employment: any } }, is: 70% or more, zzzzzzzzz: 1 } } }"),
        ("together", "eligible: { holds: { together: { employment: any }, of: hours, is: 1 or more, zzzzzzzzz: 1 } }"),
        ("carried", "eligible: { holds: { carried: { review: any }, at-most: 1 weeks, zzzzzzzzz: 1 } }"),
        ("budget", Budget + "zzzzzzzzz: 1 }"),
        ("limits", Budget + "at-most: { zzzzzzzzz: 1 } }"),
        ("approval", Budget + "approvals: { above: £1, by: commissioner, zzzzzzzzz: 1 } }"),
        ("item", Budget + "share: equal }\nframework: { gym: { price: £1, zzzzzzzzz: 1 } }"),
        ("notAllowed", Budget + "share: equal }\nnot-allowed: { cash: { because: no, zzzzzzzzz: 1 } }"),
        ("budgetNeed", Budget + "by-need: { zzzzzzzzz: 1 } }"),
        ("need", "money: grant\nabout: place\ngrant: { announced: £1, allocated: { allocation: any }, by-need: { zzzzzzzzz: 1 } }"),
        ("grant", "money: grant\nabout: place\ngrant: { announced: £1, allocated: { allocation: any }, zzzzzzzzz: 1 }"),
        ("plan", "money: plan\nplan: { zzzzzzzzz: 1 }"),
        ("funding", "money: plan\nplan: { owner: x }\nfunding: { zzzzzzzzz: 1 }"),
        ("indicator", "indicators: { it: { per: year, people: { dependency: any }, zzzzzzzzz: 1 } }"),
        ("target", "indicators: { it: { per: year, people: { dependency: any }, target: { is: 1 or more, zzzzzzzzz: 1 } } }"),
        .. new[] { ("count", "{ offence: any }"), ("days", "{ hospital: any }"), ("total", "{ timesheet: any }, of: hours") }.SelectMany(t => new[]
        {
            ($"quantity-{t.Item1}", $"outcomes: {{ it: {{ cohort: {{ mean: {{ {t.Item1}: {t.Item2}, zzzzzzzzz: 1 }}, is: 3 or less }} }} }}"),
            ($"units-{t.Item1}", $"outcomes: {{ it: {{ units: {{ {t.Item1}: {t.Item2}, within: 6 months, fewer-than: 30, zzzzzzzzz: 1 }} }} }}"),
        }),
        .. new[] { "all", "any", "none", "in-order", "if", "holds", "starts", "happens", "leaves", "sustains", "lacks", "count", "days", "total", "measure", "age", "reached" }
            .Select(shape => ($"shape-{shape}", $"eligible: {{ {shape}: [ {{ dependency: any }} ], zzzzzzzzz: 1 }}")),
    ];

    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(SchemeFolder.In("schemes", "scheme.schema.json"))).RootElement;

    public static TheoryData<string> Definitions => [.. Places.Select(p => p.Definition)];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void The_schema_knows_the_keys_that_the_reader_knows(string definition)
    {
        var mistakes = new Mistakes();
        SchemeFile.Read("place", "scheme: place\n" + Places.Single(p => p.Definition == definition).Scheme, SchemeFolder.Vocabulary, mistakes);
        var said = mistakes.Found.Select(m => Known().Match(m.What)).FirstOrDefault(m => m.Success);
        said.ShouldNotBeNull(string.Join('\n', mistakes.Found));
        Listed(definition).ShouldBe(said.Groups["keys"].Value.Split(", ").Order(StringComparer.Ordinal));
    }

    /// <summary>As an editor does it: read by the library that the YAML language server uses, and held to the schema by ajv.</summary>
    [Fact]
    public void Every_scheme_is_valid_to_an_editor()
    {
        var judge = SchemeFolder.In("tests", "judges");
        if (!Directory.Exists(Path.Combine(judge, "node_modules", "ajv"))) Assert.Skip("ajv is not here: run 'npm ci' in tests/judges, as ./test does.");
        var schemes = new[] { "schemes", "tests/Cairn.Tests/Schemes/definitions", "tests/Cairn.Tests/Schemes/conventions", "demo/uis", "demo/help" }
            .SelectMany(f => SchemeFolder.Schemes(f.Split('/'))).Where(f => File.ReadLines(SchemeFolder.In(f)).Any(l => l.StartsWith("scheme:", StringComparison.Ordinal))).ToList();
        schemes.Count.ShouldBeGreaterThan(15);
        Ran.In(SchemeFolder.Root, "node", ["tests/judges/schema.mjs", "schemes/scheme.schema.json", .. schemes]).Said.Trim().ShouldBe($"{schemes.Count} valid");
    }

    private static IEnumerable<string> Listed(string definition)
    {
        var at = definition.Length == 0 ? Schema : Schema.GetProperty("$defs").GetProperty(definition);
        var keys = at.TryGetProperty("propertyNames", out var names) ? names.GetProperty("enum").EnumerateArray().Select(k => k.GetString()!) : at.GetProperty("properties").EnumerateObject().Select(k => k.Name);
        return keys.Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("^'zzzzzzzzz' is not known here. Known: (?<keys>.*)\\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Known();
}
