using Cairn.Crash;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class DraftTests
{
    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public void A_half_filled_form_is_there_after_a_lost_sign_in_until_it_is_sent()
    {
        var clock = new Clock();
        using var store = new TempStore(new FolderOptions { Clock = clock });
        var ann = store.Record("ann", Sample.Fact("housing", "", "2026-01-05", null));
        var key = new DraftKey("member:sam", "contact", ann);
        store.Folder.Drafts.Find(key).ShouldBeNull();
        store.Folder.Drafts.Save(key, "phone=1");
        clock.Now = clock.Now.AddMinutes(5);
        store.Folder.Drafts.Save(key, "phone=12 é");
        store.Folder.Drafts.Save(key with { Subject = "" }, "of nobody");
        store.Folder.Drafts.Save(key with { Member = "member:kim" }, "Kim's");
        store.Reopen();
        store.Folder.Drafts.Find(key).ShouldBe(new SavedDraft("phone=12 é", clock.Now));
        store.Folder.Drafts.Of("member:sam").Select(d => d.Key.Subject).ShouldBe([ann, ""], ignoreOrder: true);
        store.Folder.Drafts.Delete(key);
        store.Folder.Drafts.Delete(key);
        store.Folder.Drafts.Find(key).ShouldBeNull();
        store.Folder.Drafts.Find(key with { Member = "member:kim" })!.Content.ShouldBe("Kim's");
        Should.Throw<ArgumentException>(() => store.Folder.Drafts.Save(key, new string('x', 200_001)));
    }

    [Fact]
    public void After_thirty_days_a_draft_is_not_shown_and_is_swept()
    {
        var clock = new Clock();
        using var store = new TempStore(new FolderOptions { Clock = clock });
        var (old, young) = (new DraftKey("member:sam", "old"), new DraftKey("member:sam", "young"));
        store.Folder.Drafts.Save(old, "old");
        clock.Now = clock.Now.AddDays(1);
        store.Folder.Drafts.Save(young, "young");
        clock.Now = clock.Now.AddDays(29);
        store.Folder.Drafts.Find(old).ShouldNotBeNull("thirty days count in full");
        clock.Now = clock.Now.AddSeconds(1);
        store.Folder.Drafts.Find(old).ShouldBeNull();
        store.Folder.Drafts.Of("member:sam").ShouldHaveSingleItem().Key.ShouldBe(young);
        store.Folder.Drafts.Sweep().ShouldBe(1);
        store.Folder.Drafts.Sweep().ShouldBe(0);
        store.Number("SELECT count(*) FROM draft", "drafts.db").ShouldBe(1);
    }

    [Fact]
    public void A_draft_about_the_erased_or_moved_to_another_row_does_not_open()
    {
        using var store = new TempStore();
        var ann = store.Record("ann", Sample.Fact("housing", "", "2026-01-05", null));
        var key = new DraftKey("member:sam", "contact", ann);
        store.Folder.Drafts.Save(key, "her words");
        store.Sql("INSERT INTO draft SELECT 'member:eve', form, subject, sealed, saved_at FROM draft", "drafts.db");
        store.Folder.Drafts.Find(key with { Member = "member:eve" }).ShouldBeNull();
        store.Folder.Drafts.Find(key).ShouldNotBeNull();
        store.Do((_, _) => Decision.Append("") with { Erasures = [new Erasure(null, ann, "Art. 17")] }).ShouldBeOfType<Reply.Done>();
        store.Folder.Drafts.Find(key).ShouldBeNull();
        Should.Throw<StoreException>(() => store.Folder.Drafts.Save(key, "again")).Trouble.ShouldBe(Trouble.Keys);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_first_draft_about_someone_while_facts_are_recorded_gives_them_one_key()
    {
        using var store = new TempStore();
        using var other = DataFolder.Open(store.Path, Sample.Vocabulary);
        for (var n = 0; n < 10; n++)
        {
            var token = Token.New();
            store.Do((_, _) => Decision.Append("") with { Facts = [new NewFact(Sample.Fact("training", "college", "2026-01-05", "2026-01-05"))] }, $"f{n}");
            store.Do((_, _) => Decision.Append("") with { People = [new PersonReference(token, "uis", $"p{n}")] }, $"p{n}").ShouldBeOfType<Reply.Done>();
            Parallel.Invoke(
                () => store.Folder.Drafts.Save(new DraftKey("m", "one", token), "one"),
                () => other.Drafts.Save(new DraftKey("m", "two", token), "two"),
                () => store.Do((_, _) => Decision.Append("") with { Facts = [new NewFact(Sample.Fact("housing", token, "2026-01-05", null) with { Note = "three" })] }, $"h{n}").ShouldBeOfType<Reply.Done>());
            store.Folder.Drafts.Find(new DraftKey("m", "one", token))!.Content.ShouldBe("one");
            store.Folder.Drafts.Find(new DraftKey("m", "two", token))!.Content.ShouldBe("two");
        }
        store.Reopen();
        store.Folder.Drafts.Of("m").Count.ShouldBe(20);
        store.Folder.Fact(2)!.Words!.Note.ShouldBe("three");
        store.Verified().Faults.ShouldBeEmpty();
    }
}
