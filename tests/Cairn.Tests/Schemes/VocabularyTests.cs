using Cairn.Record;

namespace Cairn.Tests.Schemes;

public class VocabularyTests
{
    private static readonly string[] Reserved =
        ["person", "about", "fact", "from", "to", "recorded", "id", "corrects", "retracts", "source", "evidence", "note", "on", "known", "said-by", "partner", "member", "group", "place", "any", "not"];

    /// <summary>A detail is a column of the CSV and a key of an example: it must not be one that already means something.</summary>
    [Fact]
    public void No_kind_or_detail_is_called_what_a_column_of_the_facts_file_is_called()
    {
        SchemeFolder.Vocabulary.Kinds.Where(k => Reserved.Contains(k.Name)).Select(k => k.Name).ShouldBeEmpty();
        SchemeFolder.Vocabulary.Kinds.SelectMany(k => k.Details.Where(d => Reserved.Contains(d.Name)).Select(d => $"{k.Name}.{d.Name}")).ShouldBeEmpty();
    }

    [Fact]
    public void No_title_or_name_speaks_of_people_with_contempt()
    {
        string[] words = ["client", "addict", "abuse", "junkie", "clean", "dirty", "user", "patient", "alcoholic", "offender"];
        var said = SchemeFolder.Vocabulary.Kinds.SelectMany(k => k.Details.Select(d => d.Title).Append(k.Title).Append(k.Name))
            .Concat(SchemeFolder.Vocabulary.Lists.SelectMany(l => l.Codes.SelectMany(c => new[] { c.Title, c.Name })));
        said.Where(s => s.ToLowerInvariant().Split(' ', ',').Any(words.Contains)).ShouldBeEmpty();
    }

    [Fact]
    public void An_answer_that_a_national_list_gave_up_is_refused_for_a_new_fact_and_read_in_an_old_one()
    {
        var need = SchemeFolder.Vocabulary.Find("housing-need")!.Main!;
        DetailText.TryRead(need, "urgent-problem", Day.Of(2022, 3, 31), new References(), out _, out _).ShouldBeTrue();
        DetailText.TryRead(need, "urgent-problem", Day.Of(2022, 4, 1), new References(), out _, out var why).ShouldBeFalse();
        why.ShouldContain("31 March 2022");
        DetailText.TryRead(need, "no-home", Day.Of(2022, 3, 31), new References(), out _, out _).ShouldBeFalse();
    }

    /// <summary>Every code that names a national one has it from the table in the data; none is made up.</summary>
    [Fact]
    public void No_national_code_is_made_up()
    {
        var table = SchemeFolder.Data("ndtms-codelists", "ndtms_codes.csv");
        if (table is null) Assert.Skip("The national code lists are not here: set CAIRN_DATA to the folder that holds ndtms-codelists.");
        var known = File.ReadLines(table).Skip(1).Select(l => l.Split(',')).Select(f => (List: f[0], Code: f[1])).ToHashSet();
        var pairs = new (string Ours, string Theirs)[]
        {
            ("substances", "substance"), ("injecting", "injecting_status"), ("modalities", "treatment_modality"), ("leaving-reasons", "modality_exit_status"),
            ("discharge-reasons", "discharge_reason"), ("housing-needs", "accommodation_need"), ("work-statuses", "employment_status"), ("ethnic-groups", "ethnicity"), ("children", "parental_status"),
        };
        var coded = SchemeFolder.Vocabulary.Lists.Where(l => l.Codes.Any(c => c.Ndtms is not null)).ToList();
        coded.Select(l => l.Name).ShouldBe(pairs.Select(p => p.Ours), ignoreOrder: true);
        foreach (var list in coded)
            list.Codes.Where(c => c.Ndtms is not null && !known.Contains((pairs.First(p => p.Ours == list.Name).Theirs, c.Ndtms))).Select(c => c.Name).ShouldBeEmpty();
    }

    [Fact]
    public void The_calendar_has_the_bank_holidays_that_moved_and_those_that_were_added()
    {
        var calendar = SchemeFolder.Vocabulary.FindCalendar("bank-holidays")!;
        foreach (var day in new[] { Day.Of(2020, 5, 8), Day.Of(2022, 6, 2), Day.Of(2022, 6, 3), Day.Of(2022, 9, 19), Day.Of(2023, 5, 8), Day.Of(2026, 4, 3), Day.Of(2026, 12, 28) }) calendar.StopsOn(day).ShouldBeTrue(Day.Iso(day));
        foreach (var day in new[] { Day.Of(2020, 5, 4), Day.Of(2022, 5, 30), Day.Of(2026, 12, 26) }) calendar.StopsOn(day).ShouldBeFalse(Day.Iso(day));
    }
}
