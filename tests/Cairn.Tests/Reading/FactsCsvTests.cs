using System.Globalization;
using System.Text;
using Cairn.Record;
using static Cairn.Tests.Reading.Words;

namespace Cairn.Tests.Reading;

public class FactsCsvTests
{
    private const string Head = "person,fact,from,to,recorded,id,corrects,retracts,evidence,setting,planned-days,hours,employer,pay\n";

    [Fact]
    public void A_row_becomes_a_fact()
    {
        var facts = Read(Head + "P1,employment,2026-01-05,2026-02-01,2026-02-03,a,,,payslip;own-statement,,,37.5,\"Smith, \"\"Sons\"\"\nLtd\",\"£1,200.50\"\r\n");
        var columns = facts.Columns;
        columns.Count.ShouldBe(1);
        facts.Of(About.Person)[columns.Abouts[0]].ShouldBe("P1");
        (columns.Froms[0], columns.Tos[0], columns.Recordeds[0]).ShouldBe(((ushort)Day.Of(2026, 1, 5), (ushort)Day.Of(2026, 2, 1), (ushort)Day.Of(2026, 2, 3)));
        var kind = Few.Find("employment")!;
        columns.Detail(0, kind.Find("hours")!.Slot).ShouldBe(375);
        columns.Detail(0, kind.Find("pay")!.Slot).ShouldBe(120050);
        facts.Names[columns.Detail(0, kind.Find("employer")!.Slot)].ShouldBe("Smith, \"Sons\"\nLtd");
        columns.EvidenceOf(0).ShouldBe(3UL);
        facts.Id(0).ShouldBe("a");
        facts.Find("a").ShouldBe(0);
    }

    [Fact]
    public void An_empty_end_is_still_going_on_for_a_spell_and_the_same_day_for_an_event()
    {
        var facts = Read("person,fact,from,to,recorded,setting\nP1,treatment,2026-01-05,,,community\nP1,referral,2026-01-05,,,\nP1,treatment,2026-01-05,2026-01-09,,community\n");
        facts.Columns.Tos.ToArray().ShouldBe([(ushort)Day.Never, (ushort)Day.Of(2026, 1, 5), (ushort)Day.Of(2026, 1, 9)]);
        // An empty day of recording is the end where there is one, else the beginning.
        facts.Columns.Recordeds.ToArray().ShouldBe([(ushort)Day.Of(2026, 1, 5), (ushort)Day.Of(2026, 1, 5), (ushort)Day.Of(2026, 1, 9)]);
    }

    [Fact]
    public void A_correction_may_stand_before_what_it_corrects()
    {
        var facts = Read(Head + "P1,employment,2026-01-06,,2026-03-01,b,a,,,,,,,\nP1,employment,2026-01-05,,2026-02-01,a,,,,,,,,\nP1,employment,,,2026-03-02,c,,b,,,,,,\n");
        facts.Columns.Undoes(0).ShouldBe(1);
        facts.Columns.IsRetraction(0).ShouldBeFalse();
        facts.Columns.Undoes(2).ShouldBe(0);
        facts.Columns.IsRetraction(2).ShouldBeTrue();
    }

    [Fact]
    public void A_mark_at_the_start_blank_lines_and_rows_of_nothing_are_passed_over()
    {
        byte[] bom = [0xEF, 0xBB, 0xBF];
        var mistakes = new Mistakes();
        var facts = FactsCsv.Read("f.csv", bom.Concat(Bytes("\r\nperson,fact,from,to,recorded\r\n\r\nP1,referral,2026-01-05,,\r\n,,,,\r\nPé2,referral,2026-01-05,,")).ToArray(), Few, mistakes);
        mistakes.Found.ShouldBeEmpty();
        facts!.Columns.Count.ShouldBe(2);
        facts.Of(About.Person)[1].ShouldBe("Pé2");
    }

    [Fact]
    public void Partners_and_places_stand_in_their_own_column()
    {
        var facts = Read("person,about,fact,from,to,recorded,value\nP1,,referral,2026-01-05,,,\n,Council,protocol,2026-01-05,,,\n,Saltby,reading,2026-01-05,,,-1.25\n");
        facts.Of(About.Partner)[0].ShouldBe("Council");
        facts.Of(About.Place)[0].ShouldBe("Saltby");
        facts.Columns.Detail(2, Few.Find("reading")!.Find("value")!.Slot).ShouldBe(-125);
        Wrong("person,about,fact,from,to,recorded\nCouncil,,protocol,2026-01-05,,\nP1,X,referral,2026-01-05,,\n").ShouldBe([
            "f.csv:2:1: A fact of kind 'protocol' is about a partner; name it in 'about', not in 'person'.",
            "f.csv:3:4: 'about' must be empty here: a fact of kind 'referral' is about a person."]);
    }

    [Fact]
    public void A_detail_called_like_a_column_of_the_file_is_called_by_its_kind_too()
    {
        var facts = Read("person,fact,from,to,recorded,dispute.fact\nP1,dispute,2026-01-05,,,a\n");
        facts.Names[0].ShouldBe("a");
    }

    [Fact]
    public void The_number_of_threads_makes_no_difference()
    {
        var text = new StringBuilder(Head);
        var random = new Random(7);
        for (var i = 0; i < 120_000; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"P{random.Next(5000)},employment,2026-01-{1 + random.Next(28):00},,2026-02-01,");
            text.Append(random.Next(3) == 0 ? "" : $"{i}").Append(",,,payslip,,,").Append(random.Next(60)).Append(",\"Employer ");
            text.Append(random.Next(300)).Append(random.Next(4) == 0 ? "\nand Sons\"" : "\"").Append(",\n");
        }
        var one = Written(text.ToString(), 1);
        one.Length.ShouldBeGreaterThan(6_000_000);
        Written(text.ToString(), 2).ShouldBe(one);
        Written(text.ToString(), 5).ShouldBe(one);
    }

    private static string Written(string csv, int threads)
    {
        using var file = new MemoryStream(Bytes(csv));
        using var written = new StringWriter();
        FactsCsvWriter.Write(FactsCsv.Read("f.csv", file, Few, new Mistakes(), threads)!, written);
        return written.ToString();
    }

    [Fact]
    public void Drafts_carry_their_rows_and_words()
    {
        var mistakes = new Mistakes();
        var drafts = FactsCsv.Drafts("f.csv", Bytes("person,fact,from,to,recorded,id,source,note,reason,said-by\nP1,referral,2026-01-05,,,x,Case system,\"a\nnote\",housing first,key-worker\n\nP2,referral,2026-01-06,,,,,,,\n"), Few, mistakes)!.ToList();
        drafts.Select(d => (d.Row, d.Line)).ShouldBe([(1, 2), (2, 5)]);
        var draft = drafts[0].Draft;
        (draft.Id, draft.Source, draft.Note, draft.SaidBy, draft.Subject).ShouldBe(("x", "Case system", "a\nnote", 1, "P1"));
        draft.Details.Single().Text.ShouldBe("housing first");
    }

    [Fact]
    public void A_draft_may_undo_what_was_stored_before()
    {
        var mistakes = new Mistakes();
        StoredFact stored = id => id == "old" ? (About.Person, "P1", Day.Of(2026, 1, 1)) : null;
        const string csv = "person,fact,from,to,recorded,retracts\nP1,referral,,,2026-02-01,old\n";
        FactsCsv.Drafts("f.csv", Bytes(csv), Few, mistakes, stored)!.Count().ShouldBe(1);
        FactsCsv.Drafts("f.csv", Bytes(csv.Replace("P1", "P2", StringComparison.Ordinal)), Few, mistakes, stored).ShouldBeNull();
        FactsCsv.Drafts("f.csv", Bytes(csv.Replace("old", "older", StringComparison.Ordinal)), Few, mistakes, stored).ShouldBeNull();
        mistakes.Found.Select(m => m.ToString()).ShouldBe([
            "f.csv:2:26: 'old' is a fact about 'P1', not about 'P2'; retract it and record a new one.",
            "f.csv:2:26: There is no fact with the id 'older'; a row can only undo one that has it in 'id'."]);
    }

    [Fact]
    public void The_references_own_example_is_read()
    {
        var guide = File.ReadAllText(Schemes.SchemeFolder.In("docs", "facts-csv.md"));
        var from = guide.IndexOf("```csv\n", StringComparison.Ordinal) + 7;
        var csv = guide[from..guide.IndexOf("```", from, StringComparison.Ordinal)];
        var mistakes = new Mistakes();
        var facts = FactsCsv.Read("facts-csv.md", Bytes(csv), Schemes.SchemeFolder.Vocabulary, mistakes);
        mistakes.Found.ShouldBeEmpty();
        facts!.Columns.Count.ShouldBe(4);
        facts.Columns.Undoes(2).ShouldBe(1);
    }

    [Fact]
    public void A_stream_that_cannot_go_back_is_read_all_the_same()
    {
        using var pipe = new System.IO.Compression.DeflateStream(new MemoryStream(Squeezed("person,fact,from,to,recorded\nP1,referral,2026-01-05,,\n")), System.IO.Compression.CompressionMode.Decompress);
        FactsCsv.Read("f.csv", pipe, Few, new Mistakes())!.Columns.Count.ShouldBe(1);
    }

    private static byte[] Squeezed(string text)
    {
        using var into = new MemoryStream();
        using (var squeeze = new System.IO.Compression.DeflateStream(into, System.IO.Compression.CompressionLevel.Fastest)) squeeze.Write(Bytes(text));
        return into.ToArray();
    }
}
