using System.Diagnostics;
using Cairn.Crash;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class EvidenceTests
{
    private static readonly Cairn.Record.Draft Home = Sample.Fact("housing", "", "2026-01-05", null);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(200_001)]
    public async Task A_file_comes_back_byte_for_byte_whatever_its_size(int padding)
    {
        using var store = new TempStore();
        var token = store.Record("a", Home);
        var given = Papers.Pdf("Payslip, May", padding);
        var saved = (await Papers.Save(store, token, given)).ShouldBeOfType<EvidenceReply.Saved>();
        (saved.Type, saved.Size).ShouldBe(("pdf", given.LongLength));
        Papers.Bytes(store.Folder.Evidence.Open(saved.File, token)!).ShouldBe(given);
        Directory.GetFiles(Path.Combine(store.Path, "evidence")).Select(Path.GetFileName).ShouldBe([saved.File]);
    }

    [Fact]
    public async Task What_is_not_taken_is_refused_by_name_and_leaves_nothing()
    {
        using var store = new TempStore();
        var token = store.Record("a", Home);
        async Task<NotKept> Refusal(byte[] content, EvidenceLimits? limits = null) => (await Papers.Save(store, token, content, limits)).ShouldBeOfType<EvidenceReply.Refused>().Name;
        (await Refusal([])).ShouldBe(NotKept.Empty);
        (await Refusal("MZ, a program that calls itself payslip.pdf"u8.ToArray())).ShouldBe(NotKept.NotAllowed);
        (await Refusal([0x50, 0x4B, 3, 4, .. new byte[100]])).ShouldBe(NotKept.NotAllowed);
        (await Refusal(Papers.Pdf("large", 100_000), new EvidenceLimits { MostBytes = 90_000 })).ShouldBe(NotKept.TooLarge);
        (await Refusal(Papers.Jpeg("x", side: 60_000))).ShouldBe(NotKept.TooLarge);
        (await Refusal(Papers.Png("x", side: uint.MaxValue))).ShouldBe(NotKept.TooLarge);
        (await Refusal(Papers.Pdf("cut")[..^4])).ShouldBe(NotKept.Damaged);
        (await Refusal([0xFF, 0xD8, 0xFF, 0xD9])).ShouldBe(NotKept.Damaged);
        Directory.GetFiles(Path.Combine(store.Path, "evidence")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_picture_cut_anywhere_is_damaged()
    {
        using var store = new TempStore();
        var token = store.Record("a", Home);
        foreach (var whole in new[] { Papers.Jpeg(""), Papers.Png("") })
        {
            (await Papers.Save(store, token, whole)).ShouldBeOfType<EvidenceReply.Saved>();
            for (var length = 8; length < whole.Length; length += 3)
                (await Papers.Save(store, token, whole[..length])).ShouldBeOfType<EvidenceReply.Refused>($"{length} bytes").Name.ShouldBe(NotKept.Damaged);
        }
    }

    [Fact]
    public async Task Where_a_photograph_was_taken_is_left_out_and_which_way_up_is_kept()
    {
        using var store = new TempStore();
        var token = store.Record("a", Home);
        foreach (var given in new[] { Papers.Jpeg("51.5N 0.1W"), Papers.Png("51.5N 0.1W") })
        {
            var saved = (await Papers.Save(store, token, given)).ShouldBeOfType<EvidenceReply.Saved>();
            var kept = Papers.Bytes(store.Folder.Evidence.Open(saved.File, token)!);
            given.AsSpan().IndexOf("51.5N"u8).ShouldBeGreaterThan(0);
            kept.AsSpan().IndexOf("51.5N"u8).ShouldBe(-1);
            if (saved.Type == "png") kept.ShouldBe(Papers.Png("")[..^0].Where((_, i) => i is < 33 or >= 57).ToArray());
            else
            {
                kept.AsSpan().IndexOf((byte[])[.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]).ShouldBe(24);
                kept.AsSpan().IndexOf("ICC_PROFILE"u8).ShouldBeGreaterThan(0);
                // Cleaned once, there is nothing more to leave out.
                var again = (await Papers.Save(store, token, kept)).ShouldBeOfType<EvidenceReply.Saved>();
                Papers.Bytes(store.Folder.Evidence.Open(again.File, token)!).ShouldBe(kept);
            }
        }
    }

    [Fact]
    public async Task The_same_content_given_for_another_claim_is_found_and_lies_on_disk_as_another_file()
    {
        using var store = new TempStore();
        var (ann, bob) = (store.Record("ann", Home), store.Record("bob", Home));
        var first = await Papers.Keep(store, ann, Papers.Pdf("payslip"));
        var second = await Papers.Keep(store, bob, Papers.Pdf("payslip"));
        var other = await Papers.Keep(store, bob, Papers.Pdf("another"));
        (second.Same == first.Same, second.File == first.File, other.Same == first.Same).ShouldBe((true, false, false));
        store.Folder.Read(s => EvidenceFiles.Same(s, first.Same)).ShouldBe([3L, 4L]);
        store.Folder.Read(s => EvidenceFiles.Same(s, new string('0', 32))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_missing_changed_or_anothers_is_not_shown_and_verify_names_its_fact()
    {
        using var store = new TempStore();
        var (ann, bob) = (store.Record("ann", Home), store.Record("bob", Home));
        var saved = await Papers.Keep(store, ann, Papers.Pdf("payslip", 70_000));
        var path = Path.Combine(store.Path, "evidence", saved.File);
        var whole = File.ReadAllBytes(path);
        store.Folder.Drafts.Save(new DraftKey("m", "f", bob), "so that bob has a key");
        Should.Throw<StoreException>(() => Papers.Bytes(store.Folder.Evidence.Open(saved.File, bob)!)).Message.ShouldContain("another person's");
        store.Verified().EvidenceFiles.ShouldBe(1);

        for (var at = 0; at < whole.Length; at += 1_111)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 4;
            File.WriteAllBytes(path, flipped);
            Should.Throw<StoreException>(() => store.Folder.Evidence.Open(saved.File, ann)).Trouble.ShouldBe(Trouble.Damaged);
        }
        store.Verified().Faults.ShouldHaveSingleItem().ToString().ShouldBe($"fact 3: its evidence file {saved.File[..8]}… is not what was saved: it was changed");
        File.WriteAllBytes(path, whole[..^1]);
        Should.Throw<StoreException>(() => store.Folder.Evidence.Open(saved.File, ann)).Trouble.ShouldBe(Trouble.Damaged);
        File.Delete(path);
        store.Verified().Faults.ShouldHaveSingleItem().What.ShouldContain("is missing");
        Should.Throw<StoreException>(() => store.Folder.Evidence.Open(saved.File, ann)).Message.ShouldContain("is missing");
    }

    [Fact]
    public async Task Pieces_swapped_or_cut_off_with_the_name_made_to_fit_still_do_not_open()
    {
        using var store = new TempStore();
        var ann = store.Record("ann", Home);
        var saved = await Papers.Keep(store, ann, Papers.Pdf("payslip", 200_000));
        var whole = File.ReadAllBytes(Path.Combine(store.Path, "evidence", saved.File));
        const int Piece = (1 << 16) + 28;
        byte[][] forged =
        [
            whole[..(16 + Piece)],
            [.. whole[..16], .. whole[(16 + Piece)..(16 + (2 * Piece))], .. whole[16..(16 + Piece)], .. whole[(16 + (2 * Piece))..]],
            [.. whole, .. whole[^28..]],
        ];
        foreach (var bytes in forged)
        {
            var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
            File.WriteAllBytes(Path.Combine(store.Path, "evidence", name), bytes);
            Should.Throw<StoreException>(() => Papers.Bytes(store.Folder.Evidence.Open(name, ann)!)).Message.ShouldContain("does not match its seal");
        }
    }

    [Fact]
    public async Task Files_that_no_fact_has_named_for_a_day_are_swept_and_the_others_stay()
    {
        using var store = new TempStore();
        var ann = store.Record("ann", Home);
        var kept = await Papers.Keep(store, ann, Papers.Pdf("kept"));
        var never = (await Papers.Save(store, ann, Papers.Pdf("never sent"))).ShouldBeOfType<EvidenceReply.Saved>();
        var erased = await Papers.Keep(store, ann, Papers.Pdf("erased"));
        store.Do((_, _) => Decision.Append("") with { Erasures = [new Erasure(3, null, "s. 47(1)")] }).ShouldBeOfType<Reply.Done>();
        store.Folder.SweepEvidence().ShouldBe(0, "a form may still be sent");
        store.Verified().Notes.ShouldContain(n => n.StartsWith("2 files", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Path.Combine(store.Path, "evidence"))) File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        store.Folder.SweepEvidence().ShouldBe(2);
        Directory.GetFiles(Path.Combine(store.Path, "evidence")).Select(Path.GetFileName).ShouldBe([kept.File]);
        new[] { never.File, erased.File }.ShouldNotContain(kept.File);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_sealed_for_who_is_unknown_or_was_erased()
    {
        using var store = new TempStore();
        var gone = store.Record("gone", Home);
        (await Should.ThrowAsync<StoreException>(() => Papers.Save(store, Token.New(), Papers.Pdf("x")))).Trouble.ShouldBe(Trouble.Keys);
        store.Do((_, _) => Decision.Append("") with { Erasures = [new Erasure(null, gone, "Art. 17")] }).ShouldBeOfType<Reply.Done>();
        (await Should.ThrowAsync<StoreException>(() => Papers.Save(store, gone, Papers.Pdf("x")))).Trouble.ShouldBe(Trouble.Keys);
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_in_the_middle_of_a_file_leaves_none()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits the size of files with the shell's ulimit.");
        using var store = new TempStore();
        var token = store.Record("ann", Home with { Note = "So that she has a key." });
        store.Close();
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        foreach (var argument in new[] { "-c", "trap '' XFSZ; ulimit -f 200; exec dotnet \"$0\" evidence \"$1\" \"$2\"", typeof(Sample).Assembly.Location, store.Path, token }) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        (await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await errors).ShouldContain("Nothing of this was kept");
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        Directory.GetFiles(Path.Combine(store.Path, "evidence")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Killed_at_any_moment_every_acknowledged_file_is_whole_and_none_is_half_under_its_name()
    {
        using var store = new TempStore();
        var token = store.Record("ann", Home with { Note = "So that she has a key." });
        store.Close();
        var acknowledged = new List<string>();
        for (var kill = 0; kill < 5; kill++) acknowledged.AddRange(await Killed.After(kill * 20, "evidence", store.Path, token));
        store.Reopen();
        acknowledged.ShouldNotBeEmpty();
        foreach (var file in acknowledged) Papers.Bytes(store.Folder.Evidence.Open(file, token)!).Length.ShouldBe(300_014);
        foreach (var file in Directory.GetFiles(Path.Combine(store.Path, "evidence")).Where(f => !f.EndsWith(".part", StringComparison.Ordinal)))
            Papers.Bytes(store.Folder.Evidence.Open(Path.GetFileName(file), token)!).Length.ShouldBe(300_014);
    }
}
