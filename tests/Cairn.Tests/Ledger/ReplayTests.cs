using System.Collections.Immutable;
using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

public class ReplayTests
{
    private readonly Till _till = WithCaps();

    public ReplayTests()
    {
        _till.Do(new Command.Post("p", At(1), PayPerson(40_00)));
        _till.Do(new Command.Hold("h", At(2), Pay(10_00)));
        _till.Do(new Command.Hold("h2", At(2), Pay(10_00)));
        _till.Do(new Command.PostHold("ph", At(3), "h", Pay(4_00)));
        _till.Do(new Command.Release("free", At(3), "h2"));
        _till.Do(new Command.Reverse("undo", At(4), "p"));
        _till.Do(new Command.Close("close", At(4)));
    }

    private List<Entry> Log => [.. _till.Book.Entries];

    private string? FaultAfter(string key, Func<Entry, Entry> change) => Book.FirstFault(Log.Select(e => e.Key == key ? change(e) : e));

    [Fact]
    public void A_log_gives_the_same_book_again()
    {
        var again = Book.From(Log);
        again.Entries.ShouldBe(_till.Book.Entries);
        foreach (var account in again.Accounts)
            (again.Balance(account.Key), again.Held(account.Key)).ShouldBe((_till.Book.Balance(account.Key), _till.Book.Held(account.Key)));
        again.ClosedUntil.ShouldBe(April1.AddDays(4));
        again.FollowedBy("h")!.Key.ShouldBe("ph");
        again.FollowedBy("undo").ShouldBeNull();
        again.FollowedBy("nowhere").ShouldBeNull();
        Book.FirstFault(Log).ShouldBeNull();
    }

    [Fact]
    public void A_log_that_was_tampered_with_is_found_out_at_its_entry()
    {
        FaultAfter("p", e => e with { Legs = [e.Legs[0], e.Legs[1], e.Legs[2], new(Paid, 39_99)] })!.ShouldStartWith("Entry 3, p: What goes in");
        FaultAfter("p", e => e with { Legs = PayPerson(99_00) })!.ShouldContain("has £60.00 left");
        FaultAfter("undo", e => e with { Legs = PayPerson(-1) }).ShouldBe("Entry 8, undo: it does not say what would have been recorded.");
        FaultAfter("free", e => e with { Legs = Pay(-1) })!.ShouldStartWith("Entry 7, free: ");
        FaultAfter("h2", e => e with { RecordedAt = Noon })!.ShouldStartWith("Entry 5, h2: it does not say");
        FaultAfter("h2", e => e with { Key = "h" })!.ShouldStartWith("Entry 5, h: ");
        FaultAfter("free", e => e with { Of = null }).ShouldBe("Entry 7, free: There is no hold .");
        FaultAfter("ph", e => e with { Of = null }).ShouldBe("Entry 6, ph: There is no hold .");
        FaultAfter("undo", e => e with { Of = null }).ShouldBe("Entry 8, undo: There is no entry  to reverse.");
        FaultAfter("undo", e => e with { Of = "h" })!.ShouldContain("is a hold");
    }

    [Fact]
    public void Entries_are_equal_when_all_they_say_is_equal()
    {
        var entry = _till.Book.Find("ph")!;
        (entry with { Legs = [.. entry.Legs] }).ShouldBe(entry);
        (entry with { Legs = [.. entry.Legs] }).GetHashCode().ShouldBe(entry.GetHashCode());
        Entry[] others =
        [
            entry with { Key = "x" }, entry with { Kind = EntryKind.Post }, entry with { Of = null }, entry with { By = "x" },
            entry with { EffectiveOn = April1 }, entry with { RecordedAt = Noon }, entry with { Narrative = "x" },
            entry with { Legs = Pay(4_01) }, entry with { Opens = [new("a", 0)] },
        ];
        foreach (var other in others) entry.Equals(other).ShouldBeFalse(other.ToString());
        entry.Equals(null).ShouldBeFalse();
    }

    public static TheoryData<string, string> Unthinkable => new()
    {
        { "key", "Its key is taken" }, { "instant", "recorded before the entry ahead" }, { "open", "already open" },
        { "of", "follows from no other entry" }, { "none", "There is no entry nowhere" }, { "no-of", "There is no entry " },
        { "ended", "already ended or reversed by ph" }, { "not-hold", "ph is of another kind" }, { "hold-reversed", "h3 is of another kind" },
        { "more", "Its legs are not those of h3" }, { "not-negation", "Its legs are not those of q" },
        { "account", "There is no account nowhere" }, { "sum", "differ by £0.01" }, { "reversed-reversal", "undo is of another kind" },
        { "reopened", "closed up to and including 5 April 2026" },
    };

    [Theory]
    [MemberData(nameof(Unthinkable))]
    public void What_no_book_could_have_written_is_not_taken_in(string what, string why)
    {
        _till.Do(new Command.Hold("h3", At(5), Pay(10)));
        _till.Do(new Command.Post("q", At(5), Pay(10)));
        var good = _till.Ask(new Command.Post("x", At(6), Pay(10))).Entry!;
        var bad = what switch
        {
            "key" => good with { Key = "h3" },
            "instant" => good with { RecordedAt = Noon.AddDays(5).AddTicks(-1) },
            "open" => good with { Kind = EntryKind.Open, Opens = [new("new", 0), new(Cap, 0)] },
            "of" => good with { Of = "q" },
            "none" => good with { Kind = EntryKind.Reverse, Of = "nowhere" },
            "no-of" => good with { Kind = EntryKind.Release },
            "ended" => good with { Kind = EntryKind.Release, Of = "h" },
            "not-hold" => good with { Kind = EntryKind.PostHold, Of = "ph" },
            "hold-reversed" => good with { Kind = EntryKind.Reverse, Of = "h3", Legs = Pay(-10) },
            "reversed-reversal" => good with { Kind = EntryKind.Reverse, Of = "undo" },
            "more" => good with { Kind = EntryKind.PostHold, Of = "h3", Legs = Pay(11) },
            "not-negation" => good with { Kind = EntryKind.Reverse, Of = "q" },
            "account" => good with { Legs = [new(Cap, -1), new("nowhere", 1)] },
            "sum" => good with { Legs = [new(Cap, -1), new(Paid, 2)] },
            _ => good with { Kind = EntryKind.Close, Legs = [], EffectiveOn = April1.AddDays(4) },
        };
        var before = (_till.Book.Entries.Count, _till.Book.Balance(Cap), _till.Book.Held(Cap), _till.Book.Has("new"));
        Should.Throw<InvalidDataException>(() => _till.Book.Apply(bad)).Message.ShouldSatisfyAllConditions(
            m => m.ShouldStartWith($"The log cannot hold entry {bad.Key}."), m => m.ShouldContain(why));
        (_till.Book.Entries.Count, _till.Book.Balance(Cap), _till.Book.Held(Cap), _till.Book.Has("new")).ShouldBe(before);
        _till.Book.Apply(good);
    }

    [Fact]
    public void What_was_recorded_stands_even_where_it_would_be_refused_today()
    {
        var good = _till.Ask(new Command.Post("x", At(6), Pay(10))).Entry!;
        _till.Book.Apply(good with { Legs = Pay(500_00), EffectiveOn = April1 });
        _till.Book.Left(Cap)!.Value.ShouldBeLessThan(0);
    }

    [Fact]
    public void An_entry_gives_the_command_that_it_answers()
    {
        foreach (var entry in Log)
        {
            var command = Command.From(entry);
            (command.Key, command.Stamp).ShouldBe((entry.Key, new Stamp(entry.EffectiveOn, entry.RecordedAt, entry.By, entry.Narrative)));
            _till.Ask(command).ShouldBe(new Answer.AlreadyPosted(entry));
        }

        Should.Throw<InvalidDataException>(() => Command.From(Log[0] with { Kind = (EntryKind)99 })).Message.ShouldBe("Entry open is of no known kind: 99.");
    }
}
