using System.Diagnostics;
using System.Globalization;
using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

public class HledgerTests
{
    private static string Journal(Book book)
    {
        var to = new StringWriter();
        HledgerJournal.Write(book, to);
        return to.ToString();
    }

    [Fact]
    public void A_small_book_is_written_line_by_line()
    {
        var till = new Till();
        till.Do(new Command.Open("open", At(1, narrative: "Council's share; first year"), [new("payer", null), new("cap", 0), new("memo:k:a", -5)], [new("payer", -100_00), new("cap", 100_00)]));
        till.Do(new Command.Hold("h", At(3), [new("cap", -40_05), new("payer", 40_05)]));
        till.Do(new Command.PostHold("pay", At(2) with { EffectiveOn = April1.AddDays(3), RecordedAt = Noon.AddDays(3).AddMilliseconds(250) }, "h", [new("cap", -30_00), new("payer", 30_00)]));
        till.Do(new Command.Open("early", At() with { RecordedAt = Noon.AddDays(4) }, [new("x", 0), new("y", 0)], []));
        Journal(till.Book).ShouldBe(
            """
            ; Written by Cairn. One transaction an entry; the code is the entry's key.
            commodity 1000.00 GBP
            commodity 1000.00 "memo:k"
            account cap  ; limit: 0.00 GBP
            account cap:held
            account memo:k:a  ; limit: -0.05 "memo:k"
            account memo:k:a:held
            account payer  ; limit: none
            account payer:held
            account x  ; limit: 0.00 GBP
            account x:held
            account y  ; limit: 0.00 GBP
            account y:held

            ; 2026-04-01 open (early) x, y

            2026-04-02 * (open) Council's share, first year
                ; recorded:2026-04-02T12:00:00Z, by:member-1, kind:open
                payer  -100.00 GBP
                cap  100.00 GBP

            2026-04-04 ! (h)
                ; recorded:2026-04-04T12:00:00Z, by:member-1, kind:hold
                cap:held  40.05 GBP
                cap  -40.05 GBP

            2026-04-04 * (pay)
                ; recorded:2026-04-04T12:00:00.25Z, by:member-1, kind:post-hold, of:h
                cap  -30.00 GBP
                payer  30.00 GBP
                cap:held  -40.05 GBP
                cap  40.05 GBP

            2026-04-04 * What the book believes
                cap  0.00 GBP = 70.00 GBP
                cap:held  0.00 GBP = 0.00 GBP
                memo:k:a  0.00 "memo:k" = 0.00 "memo:k"
                memo:k:a:held  0.00 "memo:k" = 0.00 "memo:k"
                payer  0.00 GBP = -70.00 GBP
                payer:held  0.00 GBP = 0.00 GBP
                x  0.00 GBP = 0.00 GBP
                x:held  0.00 GBP = 0.00 GBP
                y  0.00 GBP = 0.00 GBP
                y:held  0.00 GBP = 0.00 GBP

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void An_empty_book_is_an_empty_journal() => Journal(new Book()).ShouldBe("; Written by Cairn. One transaction an entry; the code is the entry's key.\n");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Hledger_checks_the_journal_and_comes_to_the_same_balances(int seed)
    {
        var book = Histories.Random(seed, 400);
        book.OpenHolds().ShouldNotBeEmpty();
        var file = Path.Combine(Path.GetTempPath(), $"cairn-{Guid.NewGuid():N}.journal");
        File.WriteAllText(file, Journal(book));
        try
        {
            Hledger("check", "--strict", "-f", file);
            Hledger("check", "ordereddates", "-f", file);
            var rows = Hledger("balance", "-f", file, "--flat", "--empty", "--no-total", "-O", "csv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1);
            var balances = rows.Select(r => r.Trim('"', '\r').Split("\",\"")).ToDictionary(r => r[0], r => Pounds(r[1]), StringComparer.Ordinal);
            foreach (var account in book.Accounts)
            {
                var held = balances.GetValueOrDefault(account.Key + ":held");
                held.ShouldBe(book.Held(account.Key), account.Key);
                (balances.GetValueOrDefault(account.Key) + held).ShouldBe(book.Balance(account.Key), account.Key);
            }

            balances.Keys.Select(k => k.EndsWith(":held", StringComparison.Ordinal) ? k[..^5] : k).ShouldAllBe(k => book.Has(k));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static long Pounds(string amount) =>
        amount == "0" ? 0 : (long)(decimal.Parse(amount.Split(' ')[0], CultureInfo.InvariantCulture) * 100);

    private static string Hledger(params string[] arguments)
    {
        var start = new ProcessStartInfo("hledger", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C.UTF-8";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, errors.Result);
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("hledger is not installed here, so the journal was not checked by it.");
            return "";
        }
    }
}
