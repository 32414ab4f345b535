using System.Globalization;

namespace Cairn.Tests.Desk;

/// <summary>A pay run from the command line, in a store whose bank details were agreed long ago.</summary>
public class PayCommandTests
{
    [Fact]
    public void A_run_is_prepared_shown_approved_written_and_read_back_and_verify_decides_it_again()
    {
        using var cli = new Cli();
        cli.Write("trial.yaml", PayOffice.Text);
        using (var office = new PayOffice(folder: cli.Data).WithBanks())
        {
            office.Reached("Ann", "amy");
            office.Reached("Bob", "ben");
        }
        string Pay(string by, params string[] rest) => cli.Well(["pay-run", .. rest, "--data", "data", "--by", by]);
        string[] settle = ["settle", "trial.yaml", "--data", "data", "--by", "fin"];

        Pay("fin", "prepare", "trial.yaml").ShouldContain("council pays £200.00.");
        var shown = cli.Well("pay-run", "show", "trial", "--data", "data");
        shown.ShouldContain("R0001 of trial: open.");
        shown.ShouldMatch("R0001-1-0001 +council +Homes +£100.00 ");
        cli.Run(settle).Errors.ShouldStartWith("Refused (PaidByRuns)");
        cli.Run("pay-run", "approve", "trial", "--data", "data", "--by", "fin").Errors.ShouldStartWith("Refused (NotYourOwn)");
        cli.Run("pay-run", "file", "trial", "R0001", "--data", "data", "--by", "fin").Status.ShouldBe(1);
        Pay("gus", "approve", "trial").ShouldContain("R0001 is approved: £240.00 to be paid.");
        cli.Run("pay-run", "approve", "trial", "--data", "data", "--by", "gus").Errors.ShouldContain("No pay run of trial waits");
        Pay("fin", "file", "trial", "R0001", "--to", "out").ShouldContain("4 payments, control total £240.00.");
        var first = Directory.EnumerateFiles(cli.In("out")).Order().Select(File.ReadAllText).ToList();
        first.Count.ShouldBe(3);
        Pay("fin", "file", "trial", "R0001", "--to", "out").ShouldContain("nothing was done twice");
        Directory.EnumerateFiles(cli.In("out")).Order().Select(File.ReadAllText).ShouldBe(first);

        var payment = cli.Well("export", "--hledger", "l.journal", "--data", "data").Length > 0 ? File.ReadLines(cli.In("l.journal")).First(l => l.Contains("pay:trial:", StringComparison.Ordinal)) : "";
        var key = payment[payment.IndexOf("pay:trial:", StringComparison.Ordinal)..].Split([' ', ')', ',', ';'])[0];
        cli.Run("approve", key, "--data", "data", "--by", "hal").Errors.ShouldStartWith("Refused (PaidByARun)");
        var today = DateOnly.FromDateTime(DateTime.Today).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        cli.Write("results.csv", $"reference,status,amount,date,reason\nR0001-1-0001,rejected,100,{today},Closed\nR0001-1-0002,paid,100,{today},\n");
        Pay("fin", "results", "trial", "results.csv").ShouldContain("1 paid, 1 rejected");
        Pay("fin", "prepare", "trial").ShouldContain("R0002 is prepared");
        Pay("gus", "withdraw", "trial", "--reason", "Too early.").ShouldContain("R0002 is withdrawn");
        var verified = cli.Well("verify", "--data", "data");
        verified.ShouldContain("2 payments come out the same to the penny");
        verified.ShouldContain("All is sound.");
    }
}
