using System.Collections.Immutable;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Crash;

/// <summary>A small vocabulary and the commands that the tests and the process they kill both give.</summary>
public static class Sample
{
    public const string Funder = "payer:council";

    public static Vocabulary Vocabulary { get; } = Read();

    /// <summary>A fact of the sample vocabulary with details given as name and text.</summary>
    public static Draft Fact(string kind, string subject, string from, string? to, params (string Detail, string Text)[] details)
    {
        var found = Vocabulary.Find(kind) ?? throw new ArgumentException($"No kind {kind}.", nameof(kind));
        var first = DayOf(from);
        var last = to is not null ? DayOf(to) : found.IsSpell ? Day.Never : first;
        return new Draft(found, subject, first, last, first) { Details = [.. details.Select(d => (found.Find(d.Detail)!, d.Text))] };
    }

    public static Store.Command Command(string key, string kind = "record-fact", string content = "") => new(key, kind, "member:sam", "key-worker", content);

    /// <summary>Opens a cap with so many pence in it.</summary>
    public static Decide OpenCap(string cap, long pence) => (_, now) => Decision.Append("opened") with
    {
        Entries = [new Ledger.Command.Open($"open:{cap}", Stamp(now), [new Account(cap, 0), new Account($"{cap}:funder", null), new Account($"{cap}:paid", null)],
            [new Leg(cap, pence), new Leg($"{cap}:funder", -pence)])],
    };

    /// <summary>Pays so many pence from a cap.</summary>
    public static Decide Pay(string cap, string key, long pence) => (_, now) => Decision.Append("paid") with
    {
        Entries = [new Ledger.Command.Post(key, Stamp(now), [new Leg(cap, -pence), new Leg($"{cap}:paid", pence)])],
    };

    /// <summary>A new person, two facts about them with words, and a penny paid: a command that must be there whole or not at all.</summary>
    public static Decide PersonAndPenny(string cap, string key) => (_, now) =>
    {
        var token = Token.New();
        return Decision.Append(key) with
        {
            People = [new PersonReference(token, "crash", key)],
            Facts =
            [
                new NewFact(Fact("housing", token, "2026-01-05", null, ("setting", "hostel")) with { Note = "Said at the door." }),
                new NewFact(Fact("employment", token, "2026-02-01", null, ("contract", "permanent"), ("hours", "37.50"))),
            ],
            Entries = Pay(cap, $"pay:{key}", 1)(null!, now).Entries,
        };
    };

    public static Stamp Stamp(Deciding now) => new(Day.Date(now.Today), now.At, "member:sam", "");

    private static int DayOf(string text) => Day.TryParse(text, out var day) ? day : throw new ArgumentException($"{text} is no date.", nameof(text));

    private static Vocabulary Read()
    {
        var mistakes = new Mistakes();
        return VocabularyFile.Read("facts.yaml", Text, mistakes) ?? throw new InvalidOperationException(string.Join('\n', mistakes.Found));
    }

    public const string Text = """
        vocabulary: sample
        roles: [key-worker, provider]
        evidence: { payslip: Payslip, employer-letter: Letter }
        lists:
          settings: { codes: { rough-sleeping: Rough, hostel: Hostel, tenancy: Tenancy } }
          contracts: { codes: { permanent: Permanent, temporary: Temporary } }
          file-types: { codes: { pdf: PDF, jpeg: JPEG, png: PNG } }
        kinds:
          housing: { is: spell, details: { setting: { list: settings } } }
          employment:
            is: spell
            details:
              contract: { list: contracts }
              hours: { number: hours a week, decimals: 1, max: 100 }
              earnings: money
              employer: name
              story: words
            evidence: [payslip, employer-letter]
          called: { category: identity, details: { given: words, family: words } }
          evidence-file: { details: { file: name, type: { list: file-types }, size: { number: bytes, max: 1000000000 }, same: name, for: name } }
          training: { about: partner, details: { places: { number: places, max: 100 } } }
        """;
}
