using System.Diagnostics;
using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class NamesTests
{
    [Fact]
    public void A_person_is_found_by_the_beginning_of_a_name_whatever_the_capitals_accents_and_apostrophes()
    {
        using var store = new TempStore();
        var zoe = store.Record("1", Called("Zoë Ann", "O’Neill-Müller"));
        var zo2 = store.Record("2", Called("Zoe", "Ångström"));
        store.Record("3", Called("", "Smith"));
        var names = new NameIndex(store.Folder);
        names.Search("zoe").ShouldBeEmpty("nothing has been taken in yet");
        names.CatchUp();
        foreach (var typed in new[] { "zoe on", "ZOË", "oneill", "O'Neill", "mul", "ann mull", "müller zo" }) names.Search(typed).ShouldContain(n => n.Token == zoe, typed);
        foreach (var typed in new[] { "", "  ", "-", "neill", "zoe smith", "oe" }) names.Search(typed).ShouldBeEmpty(typed);
        names.Search("z").Select(n => n.Token).ShouldBe([zo2, zoe], "by family name, then given name");
        names.Search("smi").ShouldHaveSingleItem().Text.ShouldBe("Smith");
        names[zoe]!.Text.ShouldBe("Zoë Ann O’Neill-Müller");
        names[Token.New()].ShouldBeNull();
    }

    [Fact]
    public void A_name_corrected_taken_back_replaced_or_erased_is_followed_by_position()
    {
        using var store = new TempStore();
        var names = new NameIndex(store.Folder);
        names.CatchUp();
        var ann = store.Record("ann", Called("Ann", "Smyth"), Called("Ann", "Smith") with { Corrects = "#1" });
        string? Now(string token) { names.CatchUp(); return names[token]?.Text; }
        Now(ann).ShouldBe("Ann Smith");
        names.Search("smyth").ShouldBeEmpty();
        store.Record("ann", Called("Ann", "Jones", "2026-06-01"));
        Now(ann).ShouldBe("Ann Jones");
        store.Record("ann", Called("Ann", "Earlier", "2025-06-01"));
        Now(ann).ShouldBe("Ann Jones", "what was recorded later of an earlier day does not count");
        store.Record("ann", Called("", "") with { Retracts = "#3", Details = [] });
        Now(ann).ShouldBe("Ann Smith");
        names.Search("jones").ShouldBeEmpty();
        names.Search("smith").ShouldHaveSingleItem();

        var bob = store.Record("bob", Called("Bob", "Brown"));
        Now(bob).ShouldBe("Bob Brown");
        store.Do((_, _) => Decision.Append("") with { Erasures = [new Erasure(null, ann, "Art. 17")] }).ShouldBeOfType<Reply.Done>();
        Now(ann).ShouldBeNull();
        names.Search("smith").ShouldBeEmpty();
        Now(bob).ShouldBe("Bob Brown");
        var fresh = new NameIndex(store.Folder);
        fresh.CatchUp();
        (fresh[ann], fresh[bob]).ShouldBe((null, names[bob]));
    }

    [Fact]
    public void Following_step_by_step_and_reading_all_at_once_give_the_same()
    {
        using var store = new TempStore();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] given = ["Ann", "Änn", "Bo", "Cy"], family = ["Smith", "Smithers", "Ó Sé", "Lee"];
        var names = new NameIndex(store.Folder);
        for (var n = 1; n <= 150; n++)
        {
            var undone = random.Next(4) == 0 && n > 10 ? random.Next(1, n) : 0;
            var said = Called(given[random.Next(4)], family[random.Next(4)], $"2026-0{random.Next(1, 9)}-01");
            if (undone > 0)
            {
                var subject = store.Folder.Fact(undone)!.Draft.Subject;
                store.Do((_, _) => Decision.Append("") with { Facts = [new NewFact((n % 2 == 0 ? said with { Corrects = $"#{undone}" } : said with { Retracts = $"#{undone}", Details = [] }) with { Subject = subject })] }).ShouldBeOfType<Reply.Done>();
            }
            else store.Record($"p{random.Next(30)}", said);
            if (random.Next(3) == 0) names.CatchUp();
        }
        names.CatchUp();
        var fresh = new NameIndex(store.Folder);
        fresh.CatchUp();
        foreach (var typed in new[] { "a", "b", "c", "s", "sm", "smi", "smithe", "o", "l", "ann le" }) names.Search(typed).ShouldBe(fresh.Search(typed), $"{typed}, seed {seed}");
        names.Search("s").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Five_thousand_people_are_read_in_a_moment_and_searched_in_under_a_millisecond()
    {
        using var store = new TempStore();
        var rows = Enumerable.Range(0, 5000).Select(n => (n + 2, Called($"Given{n % 100:00}", $"Family{n:0000}") with { Subject = $"p{n}" })).ToList();
        (await store.Folder.Do(Sample.Command("import"), Import.Of("hash", "uis", rows))).ShouldBeOfType<Reply.Done>();
        var names = new NameIndex(store.Folder);
        var watch = Stopwatch.StartNew();
        names.CatchUp();
        var read = watch.Elapsed.TotalMilliseconds;
        names.Search("given07").Count.ShouldBe(50);
        var best = Enumerable.Range(0, 50).Min(_ =>
        {
            watch.Restart();
            names.Search("family12 given");
            return watch.Elapsed.TotalMilliseconds;
        });
        watch.Restart();
        names.Search("f").Count.ShouldBe(5000);
        var all = watch.Elapsed.TotalMilliseconds;
        watch.Restart();
        names.CatchUp();
        TestContext.Current.SendDiagnosticMessage($"5,000 names read in {read} ms, searched in {best} ms, all found in {all} ms, caught up in {watch.Elapsed.TotalMilliseconds} ms");
        best.ShouldBeLessThan(1);
        store.Folder.Words("called", after: 4990).Count.ShouldBe(10);
        Should.Throw<StoreException>(() => store.Folder.Words("none")).Trouble.ShouldBe(Trouble.Vocabulary);
    }

    private static Draft Called(string given, string family, string from = "2026-02-01")
    {
        var said = new List<(string, string)>();
        if (given.Length > 0) said.Add(("given", given));
        if (family.Length > 0) said.Add(("family", family));
        return Sample.Fact("called", "", from, null, [.. said]);
    }
}
