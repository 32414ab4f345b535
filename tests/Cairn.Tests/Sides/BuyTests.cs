using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Sides;

public class BuyTests
{
    private static readonly Scheme Scheme = SideScheme.Read("""
        scheme: test
        money: budget
        runs: { from: 2026-04-01, to: 2026-12-31 }
        places: 3
        budget: { sum: £100 }
        framework:
          book: { price: £10, provider: shop }
          kit: { up-to: £99, provider: shop }
          class: { up-to: £20, provider: school, at-most: { per-person: £30 } }
        """);

    private static readonly Facts Two = SideScheme.Facts("person: [Ann, Ben], referral: any, on: 2026-05-01");

    private static Stamp At(int minute, string on = "2026-06-01") =>
        new(DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), new DateTimeOffset(2026, 6, 1, 9, 0, 0, TimeSpan.Zero).AddMinutes(minute), "kay", "");

    private static Budgets Answer(Facts facts) => Budgets.Of(Scheme, facts, SideScheme.On("2026-06-01"), Record.Day.Never);

    private static Book Opened(Budgets answer)
    {
        var book = new Book();
        foreach (var command in Buy.Allocate(answer, book, At(0))) Do(book, command);
        return book;
    }

    private static Answer Do(Book book, Command command)
    {
        var answer = book.Decide(command);
        if (answer is Answer.Posted(var entry)) book.Apply(entry);
        return answer;
    }

    [Fact]
    public void Allocating_opens_the_pot_and_a_purse_for_each_place_and_again_does_nothing()
    {
        var answer = Answer(Two);
        var book = Opened(answer);
        book.Balance(Buy.Purse(Scheme, "Ann")).ShouldBe(3_334);
        book.Balance(Buy.Purse(Scheme, "Ben")).ShouldBe(3_333);
        book.Balance(Buy.Pot(Scheme)).ShouldBe(3_333);
        Buy.Allocate(answer, book, At(1)).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_allocation_moves_only_the_difference_whatever_was_spent()
    {
        var facts = SideScheme.Facts("person: [Ann, Ben], referral: any, on: 2026-05-01", "person: Ann, personal-allocation: { amount: 70 }, from: 2026-05-01", "person: Ben, personal-allocation: { amount: 20 }, from: 2026-05-01");
        var book = Opened(Answer(Two));
        Do(book, Buy.Hold(Answer(Two), book, new Ask("Ann", "book", 1_000), "p1", At(1)).Command!);
        Do(book, Buy.Pay(Scheme, book, "p1", At(2)));
        var later = Budgets.Of(Scheme with { Budget = Scheme.Budget! with { Share = BudgetShare.Recorded } }, facts, SideScheme.On("2026-06-01"), Record.Day.Never);
        foreach (var command in Buy.Allocate(later, book, At(3, "2026-06-02"))) Do(book, command).ShouldBeOfType<Answer.Posted>();
        book.Balance(Buy.Purse(Scheme, "Ann")).ShouldBe(6_000);
        book.Balance(Buy.Purse(Scheme, "Ben")).ShouldBe(2_000);
        book.Balance(Buy.Pot(Scheme)).ShouldBe(1_000);
        Buy.Allocate(later, book, At(4, "2026-06-03")).ShouldBeEmpty();
    }

    [Fact]
    public void A_purchase_is_held_then_paid_for_less_and_the_rest_is_free_again()
    {
        var answer = Answer(Two);
        var book = Opened(answer);
        var (verdict, hold) = Buy.Hold(answer, book, new Ask("Ann", "kit", 3_000), "p1", At(1));
        verdict.ShouldBeOfType<MayBuy>().LeftAfter.ShouldBe(334);
        Do(book, hold!);
        book.Left(Buy.Purse(Scheme, "Ann")).ShouldBe(334);
        Do(book, Buy.Pay(Scheme, book, "p1", At(2), 2_900)).ShouldBeOfType<Answer.Posted>();
        book.Left(Buy.Purse(Scheme, "Ann")).ShouldBe(434);
        book.Balance(Buy.Provider(Scheme, "shop")).ShouldBe(2_900);
        Do(book, Buy.Return(Scheme, "p1", At(3))).ShouldBeOfType<Answer.Posted>();
        book.Left(Buy.Purse(Scheme, "Ann")).ShouldBe(3_334);
    }

    [Fact]
    public void The_same_purchase_asked_for_twice_is_held_once_even_when_nothing_is_left()
    {
        var answer = Answer(Two);
        var book = Opened(answer);
        Do(book, Buy.Hold(answer, book, new Ask("Ann", "kit", 3_334), "p1", At(1)).Command!);
        var again = Buy.Hold(answer, book, new Ask("Ann", "kit", 3_334), "p1", At(2, "2026-06-02"));
        Do(book, again.Command!).ShouldBeOfType<Answer.AlreadyPosted>();
        book.Held(Buy.Purse(Scheme, "Ann")).ShouldBe(3_334);
        Buy.Hold(answer, book, new Ask("Ann", "book", 1_000), "p2", At(3)).Verdict.ShouldBeOfType<MayNotBuy>().Reason.ShouldBe(Refusal.TooLittleLeft);
    }

    [Fact]
    public void A_key_used_for_another_purchase_is_refused_by_the_book()
    {
        var answer = Answer(Two);
        var book = Opened(answer);
        Do(book, Buy.Hold(answer, book, new Ask("Ann", "book", 1_000), "p1", At(1)).Command!);
        Do(book, Buy.Hold(answer, book, new Ask("Ann", "kit", 1_001), "p1", At(2)).Command!).ShouldBeOfType<Refused.KeyUsedForSomethingElse>();
    }

    /// <summary>Whatever is asked, held, paid and given back, in any order: facts and book say the same is left, and no purse is passed.</summary>
    [Fact]
    public void The_book_and_the_facts_agree_on_what_is_left()
    {
        var steps = Gen.Choose(0, 3).Zip(Gen.Choose(0, 1)).Zip(Gen.Choose(1, 2_500)).ListOf();
        Prop.ForAll(steps.ToArbitrary(), asked =>
        {
            var lines = new List<string> { "person: [Ann, Ben], referral: any, on: 2026-05-01" };
            var book = Opened(Answer(Two));
            var held = new List<(string Purchase, string Person, long Pence)>();
            var n = 0;
            foreach (var ((what, who), pence) in asked)
            {
                var person = who == 0 ? "Ann" : "Ben";
                var minute = ++n;
                void Fact(string purchase, string name, string state, long amount) => lines.Add($"person: {name}, purchase: {{ item: kit, amount: {amount / 100m:0.00}, state: {state}, reference: {purchase} }}, on: 2026-06-01");
                if (what < 2 || held.Count == 0)
                {
                    var (verdict, command) = Buy.Hold(Answer(SideScheme.Facts([.. lines])), book, new Ask(person, "kit", pence), $"p{n}", At(minute));
                    if (command is null)
                    {
                        verdict.ShouldBeOfType<MayNotBuy>().Reason.ShouldBe(Refusal.TooLittleLeft);
                        book.Left(Buy.Purse(Scheme, person))!.Value.ShouldBeLessThan(pence);
                        continue;
                    }
                    Do(book, command).ShouldBeOfType<Answer.Posted>();
                    held.Add(($"p{n}", person, pence));
                    Fact($"p{n}", person, "approved", pence);
                    continue;
                }
                var (purchase, owner, amount) = held[0];
                held.RemoveAt(0);
                Do(book, what == 2 ? Buy.Pay(Scheme, book, purchase, At(minute)) : Buy.Cancel(Scheme, purchase, At(minute))).ShouldBeOfType<Answer.Posted>();
                Fact(purchase, owner, what == 2 ? "bought" : "refused", amount);
            }
            var answer = Answer(SideScheme.Facts([.. lines]));
            foreach (var allocation in answer.Allocations)
            {
                var left = book.Left(Buy.Purse(Scheme, answer.Answer.Facts.Of(About.Person)[allocation.Subject]));
                answer.PurseOf(allocation.Subject).Left.ShouldBe(left!.Value);
                left.Value.ShouldBeGreaterThanOrEqualTo(0);
            }
        }).QuickCheckThrowOnFailure();
    }
}
