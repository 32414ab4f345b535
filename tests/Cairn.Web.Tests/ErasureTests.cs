using System.Net;
using System.Text;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>Erasing somebody: two members, nothing of them left in any live file nor in a backup of before, and everyone else as they were.</summary>
public sealed class ErasureTests : IAsyncLifetime
{
    private const string Gone = "P005", Other = "P003";

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private DataFolder Folder => town.Partnership.Folder;

    [Fact]
    public async Task Two_hundred_planted_words_are_in_no_live_file_nor_in_a_backup_of_before_once_their_person_is_erased()
    {
        var (gone, other) = (town.Token(Gone), town.Token(Other));
        var words = Enumerable.Range(0, 200).Select(n => $"plantedword{n:000}").ToList();
        var others = Enumerable.Range(0, 20).Select(n => $"otherword{n:000}").ToList();
        var files = await Plant(gone, words);
        var kept = await Plant(other, others);
        Readable(Folder, gone, files, words).ShouldBe(words.Where((_, i) => i % 10 is not (7 or 8)), "what is kept in facts and files; two in ten are in drafts");
        var (backups, keys) = (Directory.CreateTempSubdirectory("cairn-erase-").FullName, town.Folder);
        try
        {
            var old = Path.Combine(backups, "old");
            Folder.Backup(old).Faults.ShouldBeEmpty();
            var paid = town.Partnership.Read(r => r.State.Book.Entries.Count);
            await Erase(Gone);

            Readable(Folder, gone, files, words).ShouldBeEmpty();
            Found(town.Folder, words).ShouldBeEmpty();
            Readable(Folder, other, kept, others).ShouldBe(others.Where((_, i) => i % 10 is not (7 or 8)));
            Folder.Drafts.Find(new DraftKey("M03", "refer:0", other))!.Content.ShouldContain(others[7]);
            Folder.Drafts.Of("M03").ShouldNotContain(d => d.Key.Subject == gone);
            Folder.ReferencesOf(gone).ShouldBeEmpty();
            town.Partnership.Names.CatchUp();
            town.Partnership.Names[gone].ShouldBeNull();
            town.Partnership.Read(r => r.State.Book.Entries.Count).ShouldBe(paid);

            var restored = Path.Combine(backups, "restored");
            Backup.Restore(old, keys, restored);
            Found(old, words).ShouldBeEmpty();
            Found(restored, words).ShouldBeEmpty();
            using var again = DataFolder.Open(restored, town.Partnership.Vocabulary);
            Readable(again, gone, files, words).ShouldBeEmpty();
            again.ReferencesOf(gone).ShouldBeEmpty();
            Readable(again, other, kept, others).ShouldBe(others.Where((_, i) => i % 10 is not (7 or 8)));
        }
        finally
        {
            Directory.Delete(backups, recursive: true);
        }
    }

    [Fact]
    public async Task After_an_erasure_chain_payments_and_looks_are_sound_and_what_stays_says_by_which_clause_the_rest_went()
    {
        using (var worker = await Visitor.SignedIn(town, "M03")) await worker.Open(town.Path("/people/{P001}"));
        var token = town.Token("P001");
        var going = Folder.Read(s => Erasing.Of(s, token, town.Partnership.Today));
        going.Facts.Count.ShouldBeGreaterThan(0);
        going.Staying.ShouldBeGreaterThan(0);
        await Erase("P001");
        var report = Verify.Folder(town.Folder);
        report.Faults.ShouldBeEmpty();
        report.Notes.ShouldContain(n => n.Contains("were lawfully erased", StringComparison.Ordinal));
        var decided = DecidedAgain.Of(Folder);
        decided.Faults.ShouldBeEmpty();
        decided.RestOnErased.ShouldBe(0, "no payment rests on what went");
        var looks = LooksAgain.Of(Folder);
        looks.Faults.ShouldBeEmpty();
        looks.Erased.ShouldBeGreaterThan(0);
        Folder.Read(s => s.ErasedFacts.Count(e => e.Subject == token)).ShouldBe(going.Facts.Count);
        Folder.Read(s => CopyCount(s, token)).ShouldBe(going.Staying + 1, "and who asked for it");
    }

    [Fact]
    public async Task A_look_that_rested_on_an_erased_fact_is_no_fault_and_one_that_never_had_a_ground_is()
    {
        var token = town.Token("P001");
        using (var worker = await Visitor.SignedIn(town, "M03")) await worker.Open(town.Path("/people/{P001}"));
        await Folder.Looks.Write(new Look("M36", town.Partnership.Now, "care", "Consent", ["identity"], "person", [town.Token("P006")]));
        LooksAgain.Of(Folder).Faults.Count.ShouldBe(1);
        var tie = town.Partnership.Read(r => Said.Of(r.Facts, "works-with", token).Last(w => w.Name("member-name") == "M03").Position + 1);
        (await Folder.Do(new Command("erase-one", "erase", "M40", "records-officer", "one"), (_, _) => Decision.Append("") with { Erasures = [new Erasure(tie, null, "Art. 17(1)(d)")] })).ShouldBeOfType<Reply.Done>();
        var again = LooksAgain.Of(Folder);
        again.Faults.Single().Where.ShouldContain("M36");
        again.Erased.ShouldBe(1);
    }

    [Fact]
    public async Task It_takes_two_members_and_a_wish_of_the_person_is_none()
    {
        using var person = await Visitor.SignedIn(town, town.Token("P001"));
        await person.Open("/mine/erase");
        person.Status.ShouldBe(HttpStatusCode.OK);
        await person.Send(("words", "Please."));
        person.Path.ShouldBe("/mine/information");
        person.Text.ShouldContain("You have asked.");
        var wish = Given.Standing(town, "P001", Erasing.Asked);
        using var officer = await Visitor.SignedIn(town, "M40");
        await officer.Open(Links.Erase(wish));
        officer.Status.ShouldBe(HttpStatusCode.NotFound, "no member has put it forward");
        (await Erasing.Do(Folder, new Asking("M40", "records-officer"), town.Token("P001"))).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("not-asked");
        await officer.Open(Links.Erasures);
        await officer.Send(("person", $"{wish}"), ("clause", "consent-withdrawn"));
        var asked = Given.Standing(town, "P001", Erasing.Asked);
        await officer.Open(Links.Erase(asked));
        officer.Status.ShouldBe(HttpStatusCode.NotFound, "who asked does not do it");
        (await Erasing.Do(Folder, new Asking("M40", "records-officer"), town.Token("P001"))).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("asked-by-you");
        foreach (var id in (string[])["M35", "M03", "M07"])
        {
            using var reader = await Visitor.SignedIn(town, id);
            await reader.Open(Links.Erase(asked));
            reader.Status.ShouldBe(HttpStatusCode.NotFound, id);
        }
        await officer.Open(Links.Erasures);
        officer.Text.ShouldNotContain("Heronby");
        await officer.Send(("person", "nobody-of-that-name"), ("clause", "unlawful"));
        officer.Text.ShouldContain("If there is such a person");
        using var lead = await Visitor.SignedIn(town, "M16");
        await lead.Open("/today");
        lead.Text.ShouldContain("1 erasure to do");
        await lead.Open(Links.Erase(asked));
        lead.Text.ShouldContain("Heronby");
        await lead.Send();
        lead.Text.ShouldContain("Choose what you do");
        await lead.Send(("sure", "erase"));
        lead.Text.ShouldContain("The record is erased.");
        await person.Open("/mine/plan");
        person.Path.ShouldStartWith("/sign-in");
        (await Erasing.Do(Folder, new Asking("M16", "safeguarding-lead"), town.Token("P006"))).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("not-asked");
    }

    private static int CopyCount(State state, string token)
    {
        var number = state.Facts.Of(About.Person).Find(token);
        var gone = state.ErasedFacts.Select(e => e.Position).ToHashSet();
        return Enumerable.Range(0, state.Facts.Columns.Count).Count(p => !gone.Contains(p) && state.Facts.Vocabulary.Kinds[state.Facts.Columns.Kinds[p]].About is About.Person && state.Facts.Columns.Abouts[p] == number);
    }

    /// <summary>Asked by the records officer, done by a safeguarding lead.</summary>
    private async Task Erase(string reference)
    {
        using var officer = await Visitor.SignedIn(town, "M40");
        await officer.Open(Links.Erasures);
        await officer.Send(("person", reference), ("clause", "objection"), ("words", "They wrote to us."));
        officer.Text.ShouldContain("If there is such a person");
        using var lead = await Visitor.SignedIn(town, "M16");
        await lead.Open(Links.Erase(Given.Standing(town, reference, Erasing.Asked)));
        await lead.Send(("sure", "erase"));
        lead.Text.ShouldContain("The record is erased.");
    }

    /// <summary>Ten words at a time: names, address, note, goal, complaint, own note, a file, two drafts, a safeguarding concern.</summary>
    private async Task<IReadOnlyList<string>> Plant(string token, List<string> words)
    {
        var files = new List<string>();
        foreach (var (w, n) in words.Chunk(10).Select((w, n) => (w, n)))
        {
            foreach (var (kind, column, word) in new[] { ("called", "family", w[0]), ("contact-details", "address", w[1]), ("contact", "note", w[2]), ("goal-setting", "words", w[3]), ("complaint", "words", w[4]), ("own-note", "words", w[5]), ("safeguarding-concern", "words", w[9]) })
                await Given.Fact(town, "M03", "person", ("fact", kind), ("person", token), ("from", "2028-03-01"), (column, word));
            var saved = (await Folder.Evidence.Save(new MemoryStream(Given.Pdf(w[6])), token)).ShouldBeOfType<EvidenceReply.Saved>();
            await Given.Fact(town, "M03", "key-worker", ("fact", "evidence-file"), ("person", token), ("from", "2028-03-01"), ("file", saved.File), ("type", saved.Type), ("size", $"{saved.Size}"), ("same", saved.Same));
            files.Add(saved.File);
            Folder.Drafts.Save(new DraftKey("M03", $"refer:{n}", token), w[7]);
            Folder.Drafts.Save(new DraftKey("M03", $"kept:{n}"), $"/people/{token}/record/contact {w[8]}");
        }
        return files;
    }

    /// <summary>The words that can be read in facts about somebody and in files.</summary>
    private static IEnumerable<string> Readable(DataFolder folder, string token, IEnumerable<string> files, IReadOnlyList<string> words)
    {
        var text = new StringBuilder();
        var places = folder.Read(s => Enumerable.Range(0, s.Facts.Columns.Count).Where(p => s.Facts.Columns.Abouts[p] == s.Facts.Of(About.Person).Find(token)).Select(p => p + 1L).ToList());
        foreach (var fact in places.Select(folder.Fact).OfType<Cairn.Store.StoredFact>()) text.AppendJoin(' ', fact.Draft.Details.Select(d => d.Text)).Append(' ').AppendLine(fact.Draft.Note);
        foreach (var file in files)
            if (folder.Evidence.Open(file, token) is { } stream)
                using (var reader = new StreamReader(stream)) text.Append(reader.ReadToEnd());
        var all = text.ToString();
        return words.Where(w => all.Contains(w, StringComparison.Ordinal));
    }

    /// <summary>The words in any byte of any file, as UTF-8, UTF-16 or hexadecimal.</summary>
    private static List<string> Found(string folder, IReadOnlyList<string> words) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != "serve.lock").SelectMany(f =>
    {
        using var open = new FileStream(f, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[open.Length];
        open.ReadExactly(bytes);
        return words.Where(w => new[] { Encoding.UTF8.GetBytes(w), Encoding.Unicode.GetBytes(w), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(w))) }.Any(b => bytes.AsSpan().IndexOf(b) >= 0)).Select(w => $"{f}: {w}");
    })];
}
