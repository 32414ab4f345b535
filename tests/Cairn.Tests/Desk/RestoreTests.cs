using System.Globalization;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Tests.Desk;

public class RestoreTests
{
    [Fact]
    public void A_settled_folder_backed_up_and_restored_by_the_commands_verifies_and_pays_nothing_twice()
    {
        using var cli = Payday.Open(5);
        cli.Well(Payday.Settle);
        cli.Well("backup", "--data", "data", "--to", "copy", "--keys", "apart/keys.db").ShouldContain("Wrote copy: 20 facts and ");
        File.Copy(cli.In("data/root.key"), cli.In("apart/root.key"));
        var restored = cli.Well("restore", "--from", "copy", "--keys", "apart", "--data", "new");
        restored.ShouldContain("Restored new: 20 facts and ");
        var again = cli.Run("restore", "--from", "copy", "--keys", "apart", "--data", "new");
        (again.Status, again.Errors.Contains("nothing is ever overwritten", StringComparison.Ordinal)).ShouldBe((1, true));
        cli.Well("verify", "--data", "new").ShouldContain("All is sound.");
        cli.Well("settle", "many.yaml", "--data", "new", "--on", Payday.On, "--by", "fran").ShouldContain("0 payments posted");
    }

    [Fact]
    public async Task A_preview_says_what_settling_then_does_and_records_nothing()
    {
        using var cli = Payday.Open(5);
        var mistakes = new Mistakes();
        var vocabulary = VocabularyFile.Read("facts.yaml", File.ReadAllText(cli.In("facts.yaml")), mistakes)!;
        var scheme = SchemeFile.Read("many.yaml", Payday.Scheme, vocabulary, mistakes)!;
        Day.TryParse(Payday.On, out var on).ShouldBeTrue();
        using var store = DataFolder.Open(cli.Data, vocabulary);
        var (refusal, preview) = Settlements.Preview(store, "fran", scheme, on, DateTimeOffset.UtcNow);
        refusal.ShouldBeNull();
        store.Commands(Settlements.Kind).ShouldBeEmpty();

        var asking = new Asking("fran", "finance-officer", Key: "run-1");
        var (reply, lines) = await Settlements.Do(store, asking, scheme, Payday.Scheme, on);
        var answer = SettlementAnswer.Read(reply.ShouldBeOfType<Reply.Done>().Answer);
        (answer.Posted, answer.Pence, answer.On).ShouldBe((5, 5 * 120_01L, on));
        lines.Select(Said).ShouldBe(preview.Select(Said));
        lines.Count(l => store.Read(s => s.IsPerson(l.Person ?? ""))).ShouldBe(5);
        (await Settlements.Do(store, asking, scheme, Payday.Scheme, on)).Reply.ShouldBeOfType<Reply.DoneBefore>();
        (await Settlements.Do(store, asking with { Key = "run-2" }, scheme, Payday.Scheme, on - 1)).Reply.ShouldBeOfType<Reply.Refused>().Name.ShouldBe("SettledLater");

        static string Said((Cairn.Desk.SettlementLine Line, string? Person) l) => string.Create(CultureInfo.InvariantCulture, $"{l.Line.What} {l.Line.Key} {l.Line.Total} {l.Person}");
    }
}
