using System.Text;
using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Reading;

public partial class ImportProfileTests
{
    private static readonly Vocabulary Vocabulary = SchemeFolder.Vocabulary;

    private static readonly string Guide = File.ReadAllText(SchemeFolder.In("docs", "import-profiles.md"));

    [GeneratedRegex("^```(?<what>\\w+)\n(?<text>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex Snippets();

    private static List<string> Pieces(string what) => [.. Snippets().Matches(Guide).Where(m => m.Groups["what"].Value == what).Select(m => m.Groups["text"].Value)];

    [Fact]
    public void The_guides_pieces_read_the_guides_file()
    {
        var csv = Pieces("csv").Single();
        var drafts = Pieces("yaml").Select(piece => Drafts(Whole(piece), csv)).ToList();
        drafts.Count.ShouldBe(4);
        Told(drafts[0]).ShouldBe([
            "harbour-17 treatment 2026-04-01 2026-06-29 2026-06-29 setting=residential reason=completed provider=Harbour House",
            "harbour-18 treatment 2026-04-02 never 2026-04-02 setting=residential provider=Harbour House",
            "harbour-19 treatment 2026-04-03 2026-04-10 2026-04-10 setting=residential reason=left-early provider=Elm Court"]);
        drafts[0][0].Draft.ShouldSatisfyAllConditions(d => d.Id.ShouldBe("17-stay"), d => d.Source.ShouldBe("Harbour case system"), d => Vocabulary.Roles[d.SaidBy].ShouldBe("treatment-provider"), d => d.Evidence.ShouldNotBe(0UL));
        Told(drafts[1]).ShouldBe(["harbour-17 questionnaire 2026-06-29 2026-06-29 2026-06-29 wellbeing-score=12"]);
        Told(drafts[2]).ShouldContain("harbour-19 treatment 2026-04-03 never 2026-04-03 setting=recovery-house planned-days=28");
        Told(drafts[3])[..2].ShouldBe([
            "harbour-17 treatment 2026-04-01 2026-06-29 2026-04-15 setting=residential",
            "harbour-17 contact 2026-05-01 2026-05-01 2026-05-01 "]);
        Told(drafts[3]).ShouldContain("harbour-18 treatment 2026-04-02 never 2026-04-16 setting=residential");
    }

    /// <summary>A piece of the guide made whole by what it leaves out.</summary>
    private static string Whole(string piece)
    {
        if (piece.StartsWith("profile:", StringComparison.Ordinal)) return piece;
        const string head = "profile: p\nreads: { delimiter: semicolon }\ndates: dd/MM/yyyy\nperson: \"harbour-{Ref}\"\n";
        return piece.StartsWith("details:", StringComparison.Ordinal)
            ? head + "facts:\n  - fact: treatment\n    from: Admitted\n    " + piece.Replace("\n", "\n    ", StringComparison.Ordinal) : head + piece;
    }

    [Fact]
    public void Every_mistake_of_a_profile_is_said_where_it_stands() => Wrong("""
        profile: p
        reads: { encoding: latin-1 }
        dates: dd/mm/yyyy
        person: "{Ref}"
        fact: x
        facts:
          - fact: treatmnt
          - fact: treatment
            to: Left
            details: { setting: residental, resaon: { column: How } }
          - fact: contact
            from: Admitted +
            to: Left
            evidence: payslp
        """).ShouldBe([
            "p.yaml:5:1: 'fact' is not known here. Did you mean 'facts'?",
            "p.yaml:2:20: 'latin-1' is not one of utf-8, windows-1252.",
            "p.yaml:3:8: 'dd/mm/yyyy' is not one of iso, dd/MM/yyyy, d/M/yyyy, dd/MM/yy, dd-MM-yyyy, dd.MM.yyyy, d MMM yyyy, dd-MMM-yyyy, dd-MMM-yy, MM/dd/yyyy, yyyyMMdd, excel. Did you mean 'dd/MM/yyyy'?",
            "p.yaml:7:11: There is no kind of fact called 'treatmnt'. Did you mean 'treatment'?",
            "p.yaml:8:5: Say on which day the fact begins: 'from:'.",
            "p.yaml:10:25: 'residental' is not in the list settings. Did you mean 'residential'?",
            "p.yaml:10:37: A fact of kind 'treatment' has no detail 'resaon'. Did you mean 'reason'?",
            "p.yaml:13:9: A fact of kind 'contact' is an event of one day; leave 'to' out.",
            "p.yaml:12:11: Write a day as a date, a named day or a column, with lengths added: 'admission + STAY - 1 days'.",
            "p.yaml:14:15: There is no kind of evidence called 'payslp'. Did you mean 'payslip'?",
        ]);

    [Fact]
    public void Every_wrong_row_is_said_at_once() => WrongRows("""
        profile: p
        person: "{Ref}"
        dates: dd/MM/yyyy
        facts:
          - fact: treatment
            id: "{Ref}"
            from: In
            to: In + Stay - 1 days
            details: { setting: residential, reason: { column: How, codes: { C: completed, D: left-early } }, planned-days: "{Plan}" }
        """, "Ref,In,Stay,How,Plan\n1,01/04/2026,90,X,90\n2,2026-04-01,ninety,C,90\n3,01/04/2026,0,C,9000\n1,01/04/2026,5,,\n,,,,\n4,01/04/2026\n5,01/04/2026,5,,\n5,02/04/2026,5,,\n").ShouldBe([
            "in.csv:2:17: 'X' is not among the codes that the profile has for 'How': C, D.",
            "in.csv:3:3: '2026-04-01' is not a date written as dd/MM/yyyy, or lies outside 1900-01-01 to 2079-06-05.",
            "in.csv:4:3: The last day, 2026-03-31, is before the first, 2026-04-01.",
            "in.csv:4:18: treatment.planned-days: '9000' is not a number of days from 0 to 1000, in whole numbers.",
            "in.csv:6:1: It is not said whom this row is about.",
            "in.csv:6:2: This is empty, but a fact of kind 'treatment' begins on it; leave the row out with 'when: { In: given }' if that is right.",
            "in.csv:7:3: This row has 2 columns, the header 5; is a delimiter missing, or not in quotes?",
            "in.csv:9:1: A second fact with the id '5' follows from this row; build the id from columns that no two rows share.",
        ]);

    [Fact]
    public void A_column_that_the_file_lacks_is_said_where_the_profile_names_it() =>
        WrongRows("profile: p\nperson: \"{ID}\"\nfacts:\n  - fact: contact\n    from: Admited\n", "ID,Admitted\n1,2026-04-01\n")
            .ShouldBe(["p.yaml:5:11: in.csv has no column 'Admited'. Did you mean 'Admitted'?"]);

    [Fact]
    public void Windows_letters_and_excels_numbers_are_read()
    {
        CsvBytes("profile: p\nreads: { encoding: windows-1252 }\ndates: excel\nperson: \"{Wer}\"\nfacts:\n  - fact: contact\n    from: Am\n", Encoding.Latin1.GetBytes("Wer,Am\nJosé,46113.75\nZoë,1\n"))
            .ShouldBe(["José contact 2026-04-01 2026-04-01 2026-04-01 ", "Zoë contact 1900-01-01 1900-01-01 1900-01-01 "]);
    }

    [Fact]
    public void The_housing_support_grant_is_read_whole()
    {
        var mistakes = new Mistakes();
        var profile = ImportProfile.Read("profile.yaml", File.ReadAllText(SchemeFolder.In("demo", "housing-support-grant", "profile.yaml")), Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        using var file = File.OpenRead(OpenData.Path("hsg-allocations", "hsg_allocations_2022_25.csv"));
        var facts = profile!.Record("hsg.csv", file, Vocabulary, mistakes)!;
        string.Join('\n', mistakes.Found).ShouldBe("");
        facts.Of(About.Place).Count.ShouldBe(28);
        var amount = Vocabulary.Find("allocation")!.Find("amount")!;
        Enumerable.Range(0, facts.Columns.Count).Sum(p => (long)facts.Columns.Detail(p, amount.Slot)).ShouldBe(41_805_823_00L);
    }

    [Fact]
    public void Outcomes_already_paid_are_read_and_doubled_ones_refused()
    {
        var mistakes = new Mistakes();
        using var csv = new MemoryStream(Words.Bytes(Pieces("paid").Single()));
        var paid = PaidBefore.Read("paid.csv", csv, mistakes);
        mistakes.Found.ShouldBeEmpty();
        paid!.Select(p => (p.Person, p.Outcome, p.Time, p.Payer, p.Pence)).ShouldBe([("harbour-17", "into-work", 1, "council", 833_334L), ("harbour-17", "work-13-weeks", 1, "council", 100_000L)]);
        using var wrong = new MemoryStream(Words.Bytes("person,outcome,time,payer,amount,paid_on\nP1,job,1,council,0,2026-02-01\nP1,job,0,council,\"1,5\",01/02/2026\nP1,job,,council,5,2026-02-01\nP1,job,1,council,5,2026-03-01\n"));
        PaidBefore.Read("paid.csv", wrong, mistakes).ShouldBeNull();
        mistakes.Found.Select(m => m.ToString()).ShouldBe([
            "paid.csv:2:18: '0' is not an amount above nothing; write it as £1,234.56 or 1234.56.",
            "paid.csv:3:8: '0' is not which time it was reached, 1 to 1000.",
            "paid.csv:3:19: '1,5' is not an amount above nothing; write it as £1,234.56 or 1234.56.",
            "paid.csv:3:24: '01/02/2026' is not written year first; write it as 2026-02-01.",
            "paid.csv:5:1: council has paid for this already on line 4; add the two up, or give the time.",
        ]);
    }

    private static IReadOnlyList<RowDraft> Drafts(string profile, string csv)
    {
        var mistakes = new Mistakes();
        var read = ImportProfile.Read("p.yaml", profile, Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        using var file = new MemoryStream(Words.Bytes(csv));
        var drafts = read!.Drafts("in.csv", file, Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return drafts!;
    }

    private static List<string> CsvBytes(string profile, byte[] csv)
    {
        using var file = new MemoryStream(csv);
        return Told(ImportProfile.Read("p.yaml", profile, Vocabulary, new Mistakes())!.Drafts("in.csv", file, Vocabulary, new Mistakes())!);
    }

    private static List<string> Told(IReadOnlyList<RowDraft> drafts) => [.. drafts.Select(d => d.Draft).Select(d =>
        $"{d.Subject} {d.Kind.Name} {Day.Iso(d.From)} {Day.Iso(d.To)} {Day.Iso(d.Recorded)} {string.Join(' ', d.Details.Select(x => $"{x.Detail.Name}={x.Text}"))}")];

    private static string[] Wrong(string profile)
    {
        var mistakes = new Mistakes();
        ImportProfile.Read("p.yaml", profile, Vocabulary, mistakes).ShouldBeNull();
        return [.. mistakes.Found.Select(m => m.ToString())];
    }

    private static string[] WrongRows(string profile, string csv)
    {
        var mistakes = new Mistakes();
        var read = ImportProfile.Read("p.yaml", profile, Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        using var file = new MemoryStream(Words.Bytes(csv));
        read!.Drafts("in.csv", file, Vocabulary, mistakes).ShouldBeNull();
        return [.. mistakes.Found.Select(m => m.ToString())];
    }
}
