using System.Text;
using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class KeysTests
{
    private static readonly Draft Job = Sample.Fact("employment", "", "2026-02-01", null, ("contract", "permanent"), ("hours", "20"));

    [Fact]
    public async Task Two_hundred_planted_words_are_not_in_the_bytes_of_the_data()
    {
        using var store = new TempStore();
        var words = Enumerable.Range(0, 200).Select(n => $"planted{n:000}").ToList();
        foreach (var part in words.Chunk(8))
        {
            var token = store.Record(part[0], Job with { Note = $"She said {part[1]}.", Id = part[2], Source = "uis", Details = [.. Job.Details, (Job.Kind.Find("story")!, part[3])] });
            store.Record(part[0], Sample.Fact("called", "", "2026-02-01", null, ("given", part[4]), ("family", part[5])));
            store.Folder.Drafts.Save(new DraftKey("member:sam", "contact", token), $"He told me {part[6]}.");
            store.Folder.Drafts.Save(new DraftKey("member:sam", "contact"), $"Of nobody: {part[6]}.");
            await Papers.Keep(store, token, Papers.Pdf(part[7]));
            await store.Folder.Looks.Write(Papers.LookAt(token));
        }
        store.Folder.Fact(1)!.Words!.Note.ShouldBe("She said planted001.");
        var names = new NameIndex(store.Folder);
        names.CatchUp();
        names.Search("PLANTED005").ShouldHaveSingleItem().Text.ShouldBe("planted004 planted005");
        Found().ShouldBeEmpty();
        store.Close();
        Found().ShouldBeEmpty();
        Directory.GetFiles(store.Path, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ShouldContain("drafts.db");

        List<string> Found() => Directory.GetFiles(store.Path, "*", SearchOption.AllDirectories).SelectMany(f =>
        {
            var bytes = File.ReadAllBytes(f);
            return words.SelectMany(w => new[] { Encoding.UTF8.GetBytes(w), Encoding.Unicode.GetBytes(w), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(w))) })
                .Where(w => bytes.AsSpan().IndexOf(w) >= 0).Select(w => $"{f}: {Encoding.UTF8.GetString(w)}");
        }).ToList();
    }

    [Fact]
    public void Equal_words_and_lengths_within_a_block_are_not_told_apart_on_disk()
    {
        using var store = new TempStore();
        foreach (var note in new[] { "No.", "No.", "A longer note, of fifty letters, more or less." }) store.Record("a", Job with { Note = note });
        store.Number("SELECT count(DISTINCT words) * 10 + count(DISTINCT length(words)) FROM fact").ShouldBe(31);
    }

    [Fact]
    public void A_forgotten_person_cannot_be_read_even_from_an_old_copy_and_the_rest_can()
    {
        using var store = new TempStore();
        var gone = store.Record("gone", Job with { Note = "Secret." });
        var kept = store.Record("kept", Job with { Note = "Stays." });
        var old = Path.Combine(store.Path, "old", "cairn.db");
        store.Folder.Backup(Path.GetDirectoryName(old)!).Faults.ShouldBeEmpty();
        var oldKeys = Path.Combine(store.Path, "old-keys.db");
        store.Folder.BackupKeys(oldKeys);

        store.Do((_, _) => Decision.Append("erased") with { Erasures = [new Erasure(null, gone, "Art. 17(1)(b)")] }).ShouldBeOfType<Reply.Done>();
        void LooksErased()
        {
            store.Folder.Fact(1)!.Words.ShouldBeNull();
            store.Folder.Fact(2)!.Words!.Note.ShouldBe("Stays.");
            store.Folder.ReferencesOf(gone).ShouldBeEmpty();
            store.Folder.ReferencesOf(kept).ShouldHaveSingleItem();
            store.Folder.Read(s => (s.FindPerson("uis", "gone"), s.IsPerson(gone), s.Facts.Columns.Count)).ShouldBe((null, false, 2));
            store.Verified().Faults.ShouldBeEmpty();
        }
        LooksErased();
        store.Reopen();
        LooksErased();
        store.Do((_, _) => Decision.Append("more") with { Facts = [new NewFact(Job with { Subject = gone })] }).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("unknown-person");
        store.Do((_, _) => Decision.Append("back") with { People = [new PersonReference(gone, "uis", "gone")] }).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("person-erased");
        store.Record("gone", Job).ShouldNotBe(gone);

        store.Close();
        File.Copy(oldKeys, Path.Combine(store.Path, "keys.db"), overwrite: true);
        store.Reopen();
        store.Folder.Fact(1)!.Words.ShouldBeNull("an old copy of the keys put back forgets again");

        store.Close();
        foreach (var file in Directory.GetFiles(store.Path, "cairn.db*")) File.Delete(file);
        File.Copy(old, store.File);
        store.Reopen();
        store.Folder.Fact(1)!.Words.ShouldBeNull();
        store.Folder.Fact(2)!.Words!.Note.ShouldBe("Stays.");
        store.Verified().Notes.ShouldContain(n => n.StartsWith("The keys of 1 people are missing", StringComparison.Ordinal));
    }

    [Fact]
    public void An_erased_fact_leaves_its_commitment_and_the_clause_and_says_nothing_more()
    {
        using var store = new TempStore();
        store.Record("a", Job, Job with { Corrects = "#1" }, Sample.Fact("employment", "", "2026-02-02", null, ("employer", "Planted & Co")));
        store.Do((_, _) => Decision.Append("erased") with { Erasures = [new Erasure(2, null, "s. 47(1)"), new Erasure(3, null, "s. 47(1)")] }).ShouldBeOfType<Reply.Done>();
        store.Do((_, _) => Decision.Append("again") with { Erasures = [new Erasure(3, null, "s. 47(1)")] }).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("already-erased");
        store.Reopen();
        store.Folder.Fact(3).ShouldBeNull();
        store.Folder.Fact(1).ShouldNotBeNull();
        var index = store.Folder.Read(s => s.Facts.Index.Table(Sample.Vocabulary.Find("employment")!)!.Rows.ToArray());
        index.ShouldHaveSingleItem().Until.ShouldNotBe((ushort)Day.Never, "what the erased fact had corrected stays corrected");
        store.Number("SELECT count(*) FROM fact WHERE payload IS NULL AND length(commitment) = 32").ShouldBe(2);
        store.Number("SELECT count(*) FROM erasure WHERE clause = 's. 47(1)' AND length(erased_on) = 10").ShouldBe(2);
        store.Verified().Faults.ShouldBeEmpty();
        foreach (var file in Directory.GetFiles(store.Path)) File.ReadAllBytes(file).AsSpan().IndexOf("Planted & Co"u8).ShouldBe(-1, file);
    }

    [Fact]
    public void Words_moved_to_another_row_or_person_do_not_open()
    {
        var key = new byte[32];
        byte[] ann = [.. new byte[15], 7], bob = [.. new byte[15], 8];
        var sealedWords = Seal.Close(key, ann, "fact", 3, "words");
        Seal.Open(key, ann, "fact", 3, sealedWords).ShouldBe("words");
        Seal.Open(key, ann, "fact", 4, sealedWords).ShouldBeNull();
        Seal.Open(key, bob, "fact", 3, sealedWords).ShouldBeNull();
        Seal.Open(key, ann, "reference", 3, sealedWords).ShouldBeNull();
        for (var i = 0; i < sealedWords.Length; i++)
        {
            var changed = sealedWords.ToArray();
            changed[i] ^= 1;
            Seal.Open(key, ann, "fact", 3, changed).ShouldBeNull();
        }
    }

    [Fact]
    public void Keys_that_are_missing_open_to_others_or_another_stores_are_refused_and_never_made_anew()
    {
        using var store = new TempStore();
        using var other = new TempStore();
        store.Record("a", Job);
        store.Close();
        other.Close();
        string File_(TempStore of, string name) => Path.Combine(of.Path, name);
        Trouble Refusal() => Should.Throw<StoreException>(store.Reopen).Trouble;

        foreach (var name in new[] { "keys.db", "root.key" })
        {
            File.Move(File_(store, name), File_(store, "away"));
            Refusal().ShouldBe(Trouble.Keys);
            File.Exists(File_(store, name)).ShouldBeFalse();
            File.Copy(File_(other, name), File_(store, name));
            Refusal().ShouldBe(Trouble.Keys);
            File.Move(File_(store, "away"), File_(store, name), overwrite: true);
        }
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(File_(store, "root.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            Refusal().ShouldBe(Trouble.Keys);
            File.SetUnixFileMode(File_(store, "root.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        store.Reopen();
        store.Folder.Read(s => s.FindPerson("uis", "a")).ShouldNotBeNull();
    }
}
