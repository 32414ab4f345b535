using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class RecordingTests
{
    private static readonly int Today = Day.Of(new DateOnly(2026, 3, 1));
    private static readonly Asking Sam = new("member:sam", "key-worker", "form");

    [Fact]
    public async Task A_form_is_recorded_as_a_fact_once_however_often_it_is_sent()
    {
        using var store = new TempStore();
        var token = Token.New();
        var cells = Job(token, ("employer", "Quay, \"Dry\" Dock"), ("story", "She said,\nover two lines: yes."), ("note", "n"));
        var (draft, mistakes) = Recording.Read(store.Folder, cells, Today);
        mistakes.ShouldBeEmpty();
        var asking = Sam with { Key = "form-1" };
        (await Recording.Do(store.Folder, asking, draft!, new PersonReference(token, "cairn", token))).ShouldBe(new Reply.Done(1, "#1"));
        (await Recording.Do(store.Folder, asking, draft!, new PersonReference(token, "cairn", token))).ShouldBe(new Reply.DoneBefore(1, "#1"));
        (await Recording.Do(store.Folder, asking, draft! with { Note = "other" })).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("key-used-for-something-else");
        var fact = store.Folder.Fact(1)!;
        fact.Words!.Details["story"].ShouldBe("She said,\nover two lines: yes.");
        fact.Draft.Details.Select(d => d.Text).ShouldContain("Quay, \"Dry\" Dock");
        (fact.By, fact.Capacity, fact.Source, fact.CommandKey).ShouldBe(("member:sam", "key-worker", "form", "form-1"));
    }

    [Theory]
    [InlineData("hours", "many", "hours")]
    [InlineData("contract", "permnent", "contract")]
    [InlineData("from", "31/02/2026", "from")]
    [InlineData("to", "2025-01-01", "to")]
    [InlineData("said-by", "plumber", "said-by")]
    [InlineData("evidence", "rumour", "evidence")]
    [InlineData("corrects", "#99", "corrects")]
    [InlineData("wages", "1", "wages")]
    [InlineData("fact", "emploiment", "fact")]
    public void What_is_wrong_is_said_of_its_cell(string column, string text, string said)
    {
        using var store = new TempStore();
        var token = store.Record("ann", Sample.Fact("housing", "", "2026-01-05", null));
        var cells = Job(token, ("note", "a note\nof \"two\" lines, with a comma"), ("story", "x")).Where(c => c.Column != column).Append((column, text)).ToList();
        var (draft, mistakes) = Recording.Read(store.Folder, cells, Today);
        draft.ShouldBeNull();
        var one = mistakes.ShouldHaveSingleItem();
        one.Column.ShouldBe(said, one.What);
        one.What.ShouldEndWith(one.What.Contains('?', StringComparison.Ordinal) ? "?" : ".");
    }

    [Fact]
    public void Every_mistake_is_said_at_once_each_of_its_own_cell()
    {
        using var store = new TempStore();
        var token = store.Record("ann", Sample.Fact("housing", "", "2026-01-05", null));
        var cells = Job(token).Select(c => c.Column switch { "hours" => (c.Column, "many"), "contract" => (c.Column, "none"), "from" => (c.Column, "soon"), _ => c }).ToList();
        Recording.Read(store.Folder, cells, Today).Mistakes.Select(m => m.Column).ShouldBe(["from", "contract", "hours"], ignoreOrder: true);
        Recording.Read(store.Folder, [.. cells, ("hours", "1")], Today).Mistakes.ShouldHaveSingleItem().ShouldBe(("hours", "'hours' is given twice."));
    }

    [Fact]
    public async Task A_fact_of_another_person_is_not_corrected_and_an_id_is_used_once()
    {
        using var store = new TempStore();
        var (ann, bob) = (store.Record("ann", Sample.Fact("housing", "", "2026-01-05", null)), store.Record("bob", Sample.Fact("housing", "", "2026-01-05", null)));
        Recording.Read(store.Folder, [.. Job(bob), ("corrects", "#1")], Today).Mistakes.ShouldHaveSingleItem().Column.ShouldBe("corrects");
        var first = Recording.Read(store.Folder, [.. Job(ann), ("id", "J1")], Today).Draft!;
        (await Recording.Do(store.Folder, Sam, first)).ShouldBeOfType<Reply.Done>();
        (await Recording.Do(store.Folder, Sam, first)).ShouldBe(new Reply.Nothing("#3"));
        (await Recording.Do(store.Folder, Sam, first with { Note = "more" })).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("IdUsedForSomethingElse");
        var back = Recording.Read(store.Folder, [("fact", "employment"), ("person", ann), ("retracts", "J1"), ("said-by", "key-worker"), ("source", "form")], Today);
        back.Mistakes.ShouldBeEmpty();
        (await Recording.Do(store.Folder, Sam, back.Draft!)).ShouldBe(new Reply.Done(4, "#4"));
        store.Folder.Read(s => s.Facts.Columns.Undoes(3)).ShouldBe(2);
    }

    private static List<(string Column, string? Text)> Job(string token, params (string, string?)[] more) =>
        [("fact", "employment"), ("person", token), ("from", "2026-02-01"), ("to", ""), ("contract", "permanent"), ("hours", "20"), ("said-by", "key-worker"), ("source", "form"), .. more];
}
