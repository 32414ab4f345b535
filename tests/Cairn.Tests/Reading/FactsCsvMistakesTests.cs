using System.Text;
using Cairn.Record;
using static Cairn.Tests.Reading.Words;

namespace Cairn.Tests.Reading;

public class FactsCsvMistakesTests
{
    private const string Head = "person,fact,from,to,recorded,id,corrects,retracts,evidence,said-by,setting,planned-days,hours\n";

    [Fact]
    public void Every_mistake_of_a_file_is_said_at_once_with_its_place_and_what_to_do() =>
        Wrong(Head
            + "P1,treatmnt,2026-01-05,,,,,,,,,,\n"
            + "P1,treatment,2026-02-30,,,,,,,,residental,,\n"
            + "P1,treatment,01/04/2026,,,,,,payslp,keyworker,community,1001,\n"
            + "P1,treatment,46023,,,,,,,,community,,7.5\n"
            + "P1,employment,2026-03-05,2026-03-04,,,,,,,,,37.55\n"
            + "P1,referral,2026-03-05,2026-03-06\n"
            + "P1,treatment,2026-03-05T10:00,,,,,,,,,,\n"
            + ",referral,,,,,,,,,,,\n"
            + "P1 ,referral,2026-01-05,2026-01-06,,,,,,,,,\n").ShouldBe([
            "f.csv:2:4: There is no kind of fact called 'treatmnt'. Did you mean 'treatment'?",
            "f.csv:3:14: '2026-02-30' is not a date: there is no 30 February 2026.",
            "f.csv:3:32: 'residental' is not in the list settings. Did you mean 'residential'?",
            "f.csv:4:14: '01/04/2026' is not written year first; write it as 2026-04-01.",
            "f.csv:4:57: '1001' is not a number of days from 0 to 1000, in whole numbers.",
            "f.csv:4:30: There is no kind of evidence called 'payslp'. Did you mean 'payslip'?",
            "f.csv:4:37: There is no role called 'keyworker'. Did you mean 'key-worker'?",
            "f.csv:5:14: '46023' looks like the number by which Excel keeps a date; write it as 2026-01-01.",
            "f.csv:5:38: A fact of kind 'treatment' has no detail 'hours'; leave it empty (it has setting, planned-days).",
            "f.csv:6:26: The last day, 2026-03-04, is before the first, 2026-03-05.",
            "f.csv:6:45: '37.55' is not a number of hours a week from 0 to 168.",
            "f.csv:7:24: This row has 4 columns, the header 13; is a comma missing?",
            "f.csv:8:14: '2026-03-05T10:00' has more than a day; write 2026-03-05, a day has no hour here.",
            "f.csv:8:38: A fact of kind 'treatment' needs its detail 'setting'.",
            "f.csv:9:11: The day it began ('from') is missing.",
            "f.csv:9:1: It is not said whom this is about; give a reference in 'person'.",
            "f.csv:10:25: A fact of kind 'referral' is an event of one day; leave 'to' empty.",
            "f.csv:10:1: A space or line break stands before or after 'P1'; remove it.",
        ]);

    [Fact]
    public void A_row_that_undoes_what_it_cannot_is_refused() =>
        Wrong("person,fact,from,to,recorded,id,corrects,retracts\n"
            + "P1,referral,2026-01-05,,,a,,\n"
            + "P1,referral,2026-01-05,,,a,,\n"
            + "P1,referral,2026-01-05,,2026-02-01,b,nothing,\n"
            + "P1,referral,2026-01-05,,2026-02-01,c,c,\n"
            + "P1,referral,2026-01-05,,2026-01-04,d,,a\n"
            + "P2,referral,2026-01-05,,2026-02-01,e,a,\n"
            + "P1,referral,2026-01-05,,2026-02-01,f,a,a\n"
            + "P1,referral,2026-01-05,,2026-02-01,g,h,\n"
            + "P1,referral,2026-01-05,,2026-02-01,h,g,\n"
            + "P1,referal,2026-01-05,,2026-02-01,i,,\n"
            + "P1,referral,2026-01-05,,2026-02-01,j,i,\n").ShouldBe([
            "f.csv:3:26: The id 'a' stands already on line 2; each fact has its own.",
            "f.csv:8:40: A row either corrects a fact or retracts it; leave one of the two empty.",
            "f.csv:11:4: There is no kind of fact called 'referal'. Did you mean 'referral'?",
            "f.csv:4:38: There is no fact with the id 'nothing'; a row can only undo one that has it in 'id'.",
            "f.csv:5:38: This fact corrects itself; name the fact that was wrong.",
            "f.csv:6:39: This retracts 'a' on 2026-01-04, before that was recorded on 2026-01-05; check 'recorded' of both.",
            "f.csv:7:38: 'a' is a fact about 'P1', not about 'P2'; retract it and record a new one.",
        ]);

    [Fact]
    public void Facts_that_undo_each_other_in_a_circle_are_refused() =>
        Wrong("person,fact,from,to,recorded,id,corrects\nP1,referral,2026-01-05,,,a,c\nP1,referral,2026-01-05,,,b,a\nP1,referral,2026-01-05,,,c,b\n")
            .ShouldBe(["f.csv:2:28: 'a' and 'c' undo each other in a circle; take one of them out."]);

    [Theory]
    [InlineData("person;fact;from;to;recorded\n", "f.csv:1:1: The columns are separated by semicolons; save the file with commas.")]
    [InlineData("person\tfact\tfrom\tto\trecorded\n", "f.csv:1:1: The columns are separated by tabs; save the file with commas.")]
    [InlineData("", "f.csv:1:1: The file is empty; its first line names the columns: person,fact,from,to,recorded and the details.")]
    [InlineData("person,fact,from,recorded,from\n", "f.csv:1:27: The column 'from' stands twice; keep one.|f.csv:1:1: The column 'to' is missing; add it, empty where nothing is known.")]
    [InlineData("fact,from,to,recorded,settting\n", "f.csv:1:23: There is no column 'settting'. Did you mean 'setting'?|f.csv:1:1: The column 'person' is missing (or 'about', for facts about something else).")]
    public void A_header_that_cannot_be_read_under_is_refused(string csv, string said) => string.Join('|', Wrong(csv)).ShouldBe(said);

    [Fact]
    public void Files_that_are_no_text_in_UTF_8_are_called_what_they_are()
    {
        const string csv = "person,fact,from,to,recorded\nP1,referral,2026-01-05,,\nRené,referral,2026-01-05,,\n";
        Wrong([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(csv)]).ShouldBe(["f.csv:1:1: The file is in UTF-16 ('Unicode text'); save it as 'CSV UTF-8'."]);
        Wrong(Encoding.BigEndianUnicode.GetBytes(csv)).ShouldBe(["f.csv:1:1: The file is in UTF-16 ('Unicode text'); save it as 'CSV UTF-8'."]);
        Wrong(Encoding.Latin1.GetBytes(csv)).ShouldBe(["f.csv:3:4: The byte 0xE9 here is not UTF-8; the file looks like Windows-1252. Save it as 'CSV UTF-8'."]);
        Wrong(csv.Replace("René", "Ren\0", StringComparison.Ordinal)).ShouldBe(["f.csv:3:4: A NUL byte stands here; the file is damaged or no text. Export it again as 'CSV UTF-8'."]);
    }

    [Fact]
    public void Quotes_gone_wrong_are_found_and_what_follows_is_still_read() =>
        Wrong("person,fact,from,to,recorded\nP\"1,referral,2026-01-05,,\n\"P1\"x,referral,2026-01-05,,\nP1,refferal,2026-01-05,,\n\"P3,referral,2026-01-05,,\nP1,refferal,2026-01-05,,\n").ShouldBe([
            "f.csv:2:2: A quote stands inside a field that is not in quotes; put the whole field in quotes and double the quote inside it.",
            "f.csv:3:5: Something follows the closing quote; a quote inside a field in quotes is doubled: \"\".",
            "f.csv:4:4: There is no kind of fact called 'refferal'. Did you mean 'referral'?",
            "f.csv:5:1: A quote is opened here and never closed; close it, or double it if it belongs to the text.",
            "f.csv:6:4: There is no kind of fact called 'refferal'. Did you mean 'referral'?",
        ]);

    [Fact]
    public void Lines_are_physical_lines_and_columns_are_characters() =>
        Wrong("person,fact,from,to,recorded,employer,hours\nP1,employment,2026-01-05,,,\"Ä &\nÖ\",200\nP1,refferal,,,,,\n").ShouldBe([
            "f.csv:3:4: '200' is not a number of hours a week from 0 to 168.",
            "f.csv:4:4: There is no kind of fact called 'refferal'. Did you mean 'referral'?",
            "f.csv:4:13: The day it began ('from') is missing.",
        ]);

    [Fact]
    public void A_line_of_thirty_million_bytes_is_refused_by_its_number_and_takes_little_memory()
    {
        var csv = Bytes("person,fact,from,to,recorded\nP1,referral,2026-01-05,,\n" + new string('x', 30_000_000) + "\nP1,refferal,2026-01-05,,\n");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Wrong(csv).ShouldBe([
            "f.csv:3:1: This line is longer than 1,000,000 bytes; was a line break lost?",
            "f.csv:4:4: There is no kind of fact called 'refferal'. Did you mean 'referral'?",
        ]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(20_000_000);
    }

    [Fact]
    public void A_quote_that_swallows_a_million_bytes_is_refused_where_it_was_opened()
    {
        var rows = string.Concat(Enumerable.Repeat("P1,referral,2026-01-05,,\n", 100_000));
        Wrong("person,fact,from,to,recorded\n" + "P1,\"referral,2026-01-05,,\n" + rows).ShouldContain(m => m.StartsWith("f.csv:2:4: A quote is opened here", StringComparison.Ordinal));
    }

    [Fact]
    public void Ten_thousand_mistakes_are_counted_and_the_first_two_hundred_said()
    {
        var said = Wrong("person,fact,from,to,recorded\n" + string.Concat(Enumerable.Repeat("P1,refferal,2026-01-05,,\n", 10_000)));
        said.Length.ShouldBe(201);
        said[199].ShouldStartWith("f.csv:201:4: ");
        said[200].ShouldBe("f.csv:10001:1: ... and 9,800 more mistakes. Put these right first.");
    }

    [Fact]
    public void A_code_out_of_use_on_the_day_is_refused() =>
        Wrong("person,fact,from,to,recorded,need\nP1,housing-need,2022-04-01,,,old\nP1,housing-need,2022-03-31,,,old\n")
            .ShouldBe(["f.csv:2:30: 'old' may be used until 31 March 2022; this fact is of 1 April 2022."]);
}
