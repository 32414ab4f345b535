using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Cairn.Desk.Paying;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

/// <summary>Where the money goes: bank details, the payment files, what the bank did, and what is taken back.</summary>
public class PayFileTests
{
    private static readonly XNamespace Pain = Pain001.Namespace;

    [Fact]
    public void Bank_details_proposed_and_confirmed_yesterday_are_not_paid_to_and_the_old_ones_stand()
    {
        using var office = new PayOffice().WithBanks();
        office.On("2026-05-20");
        office.Bank("Homes", "99999999");
        office.On("2026-05-21");
        office.Reached("Ann", "amy");
        Paid(office, office.Pay()).ShouldBe("11223344");
        office.On("2026-05-27");
        office.Reached("Bob", "amy");
        Paid(office, office.Pay()).ShouldBe("11223344", "Monday 25 May is a bank holiday, so the fifth working day is the 28th");
        office.On("2026-05-28");
        office.Reached("Cat", "amy");
        Paid(office, office.Pay()).ShouldBe("99999999");
    }

    private static string Paid(PayOffice office, string run) => office.Accounts[office.File(run).Batches[0].Lines[0].Bank].Number;

    [Fact]
    public void Without_good_bank_details_a_line_is_held_back_and_says_so()
    {
        using var office = new PayOffice().WithBanks("Steps");
        office.Reached("Ann", "amy");
        office.Bank("Homes", "12345678");
        office.Later(1);
        office.Plan().Held.ShouldHaveSingleItem().Why.ShouldBe("Homes has no bank details that two members have agreed and that are 5 working days old");
    }

    [Fact]
    public void Nobody_confirms_their_own_proposal_or_their_own_partners_account()
    {
        using var office = new PayOffice().WithBanks("Steps");
        office.Reached("Ann", "amy");
        var at = int.Parse(PayOffice.Kept(office.BankAs("fin").Propose("Homes", PayOffice.Account("12345678"))).AsSpan(1), null);
        PayOffice.Refused(office.BankAs("fin").Confirm("Homes", at)).ShouldStartWith("NotYourOwn: fin proposed");
        PayOffice.Refused(office.BankAs("amy").Confirm("Homes", at)).ShouldStartWith("NotYourOwn: amy belongs to Homes");
        // The same by recording the facts themselves.
        office.Say("fin", "bank-details-confirmed", "Homes", "2026-05-01", null, ("proposal", $"{at}"));
        office.Say("amy", "bank-details-confirmed", "Homes", "2026-05-01", null, ("proposal", $"{at}"));
        office.Later(30);
        office.Plan().Payouts.ShouldBeEmpty();
        PayOffice.Kept(office.BankAs("gus").Confirm("Homes", at)).ShouldBe("2026-06-17");
    }

    [Theory]
    [InlineData("20-00-0", "12345678", "A", "A sort code is six figures")]
    [InlineData("20-00-00", "1234567", "A", "An account number is eight figures")]
    [InlineData("20-00-00", "12345678", "", "The name on the account")]
    [InlineData("20-00-00", "12345678", "=cmd", "The name on the account")]
    public void What_is_no_account_is_refused(string sortCode, string number, string name, string why)
    {
        BankAccount.TryRead(sortCode, number, name, out _, out var said).ShouldBeFalse();
        said.ShouldStartWith(why);
    }

    [Fact]
    public void Bank_details_are_nowhere_in_the_log_in_clear()
    {
        using var office = new PayOffice().WithBanks();
        office.Store.Dispose();
        var bytes = Directory.EnumerateFiles(office.Path, "cairn.db*").SelectMany(File.ReadAllBytes).ToArray();
        bytes.AsSpan().IndexOf("scheme-payer"u8).ShouldBeGreaterThan(0);
        foreach (var secret in (string[])["11223344", "A. Partner"]) bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)).ShouldBe(-1, secret);
    }

    [Fact]
    public void The_same_file_comes_twice_whatever_was_recorded_between()
    {
        using var office = new PayOffice().WithBanks();
        office.Say("fin", "supplier", "Homes", "2026-04-01", null, ("supplier-number", "S-17"), ("purchase-order", "@SUM(1)"), ("cost-centre", "CC, 4"), ("scheme", "trial"));
        office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        var run = office.Pay();
        var (csv, xml) = (PaymentFile.Csv(office.File(run).Batches[0]), office.Xml(run).Xml);
        csv.ShouldBe("record,batch,line,supplier_number,purchase_order,cost_centre,amount,reference,payee\r\npayment,R0001-1,1,S-17,'@SUM(1),\"CC, 4\",100.00,R0001-1-0001,Homes\r\npayment,R0001-1,2,,,,100.00,R0001-1-0002,Steps\r\ntotal,R0001-1,2,,,,200.00,,\r\n");
        office.Bank("Homes", "99999999");
        office.Say("fin", "supplier", "Homes", "2026-04-01", null, ("supplier-number", "S-99"), ("scheme", "trial"));
        office.Later(20);
        office.Results("R0001-1-0001,rejected,100,2026-05-20,Closed");
        office.Pay();
        PaymentFile.Csv(office.File(run).Batches[0]).ShouldBe(csv);
        office.Xml(run).Xml.ShouldBe(xml);
    }

    [Fact]
    public void The_bank_file_fits_its_schema_adds_up_and_names_nobody()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        var run = office.Pay();
        var xml = office.Xml(run).Xml!;
        var text = Encoding.UTF8.GetString(xml);
        var schemas = new XmlSchemaSet();
        using (var schema = XmlReader.Create(SchemeFolder.In("tests", "judges", "pain.001.001.09-subset.xsd"))) schemas.Add(Pain001.Namespace, schema);
        var document = XDocument.Parse(text);
        document.Validate(schemas, (_, wrong) => throw wrong.Exception);
        Should.Throw<XmlSchemaValidationException>(() => XDocument.Parse(text.Replace("200001", "20000", StringComparison.Ordinal)).Validate(schemas, (_, wrong) => throw wrong.Exception));
        var amounts = document.Descendants(Pain + "InstdAmt").Select(a => decimal.Parse(a.Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        document.Descendants(Pain + "GrpHdr").Single().Element(Pain + "CtrlSum")!.Value.ShouldBe("240.00");
        amounts.Sum().ShouldBe(240m);
        document.Descendants(Pain + "PmtInf").Select(p => (p.Element(Pain + "PmtInfId")!.Value, p.Element(Pain + "NbOfTxs")!.Value, p.Element(Pain + "CtrlSum")!.Value)).ShouldBe([("R0001-1", "2", "200.00"), ("R0001-2", "2", "40.00")]);
        document.Descendants(Pain + "EndToEndId").Select(e => e.Value.Length).Max().ShouldBeLessThanOrEqualTo(18);
        document.Descendants(Pain + "Dt").First().Value.ShouldBe("2026-05-12");
        foreach (var secret in (string[])["Ann", "Bob", office.Person("Ann"), office.Person("Bob")])
            (text + string.Concat(office.File(run).Batches.Select(PaymentFile.Csv))).ShouldNotContain(secret);
    }

    [Fact]
    public void Without_the_payers_own_account_there_is_no_bank_file_and_it_says_why()
    {
        using var office = new PayOffice().WithBanks("Homes", "Council");
        office.Reached("Ann", "amy");
        office.Xml(office.Pay()).Why.ShouldBe("Fund, which pays as fund, had no good bank details when R0001 was prepared.");
    }

    [Fact]
    public void What_the_bank_sends_back_is_paid_again_by_its_own_payer_in_the_next_run_under_the_same_cap()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        office.Pay();
        office.Later(3);
        office.Results("R0001-1-0001,rejected,100.00,2026-05-13,Account closed", "R0001-2-0001,paid,20,2026-05-13,").ShouldBeEmpty();
        (office.Balance("paid:trial:council"), office.Balance("carried:trial:council"), office.Balance("cap:trial:council"), office.Balance("paid:trial:fund")).ShouldBe((0, 100_00, 900_00, 20_00));
        office.File(office.Pay()).Batches.ShouldHaveSingleItem().Lines.Select(l => (l.Sent.Reference, l.Sent.Pence)).ShouldBe([("R0002-1-0001", 100_00L)]);
        (office.Balance("paid:trial:council"), office.Balance("carried:trial:council"), office.Balance("cap:trial:council")).ShouldBe((100_00, 0, 900_00));
    }

    [Fact]
    public void Every_mistake_in_a_file_of_results_is_named_and_nothing_of_it_is_taken()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        office.Pay();
        office.Later(3);
        office.Results("R0001-1-0001,payed,100.00,2026-05-13,", "R0001-2-0001,rejected,20,13/13/2026,", "R0001-2-0001,paid,0,2026-05-13,").Select(m => string.Join(':', m.Split(':').Take(3))).ShouldBe(["r.csv:2:14", "r.csv:3:26", "r.csv:3:37", "r.csv:4:19"]);
        office.Results("R0001-1-0001,paid,99.00,2026-05-13,", "R0001-9-0001,paid,20,2026-05-13,", "R0001-2-0001,paid,20,2026-05-10,").ShouldBe(
        [
            "r.csv:2:19: R0001-1-0001 was sent as £100.00, and this says £99.00.", "r.csv:3:1: No payment of trial has the reference R0001-9-0001. Did you mean 'R0001-1-0001'?",
            "r.csv:4:22: 10 May 2026 is before 11 May 2026, when the run was approved.",
        ]);
        office.Results("R0001-1-0001,paid,100,2026-05-13,", "R0001-1-0001,rejected,100,2026-05-13,No").ShouldHaveSingleItem().ShouldStartWith("r.csv:3:1: R0001-1-0001 stands on line 2 already");
        office.Results("R0001-1-0001,paid,100,2026-05-13,").ShouldBeEmpty();
        office.Results("R0001-1-0001,paid,100,2026-05-14,").ShouldHaveSingleItem().ShouldBe("r.csv:2:1: R0001-1-0001 was read before as paid.");
        office.Results("R0001-1-0001,rejected,100,2026-05-14,It came back").ShouldBeEmpty("a bank sends back what it had paid");
        office.Results("R0001-1-0001,rejected,100,2026-05-14,Again").ShouldHaveSingleItem().ShouldContain("was read before as rejected");
    }

    [Fact]
    public void What_is_taken_back_comes_off_what_its_payee_is_paid_and_what_is_left_over_waits()
    {
        using var office = new PayOffice().WithBanks();
        foreach (var name in (string[])["Ann", "Bob", "Cat"]) office.Reached(name, "amy");
        office.Pay();
        office.TakeBackWork("Ann");
        office.TakeBackWork("Bob");
        office.Reached("Dan", "amy");
        office.Reached("Eve", "ben");
        var run = office.Prepare();
        office.Plan().Payouts.Where(p => p.Payer == 0).Select(p => (p.Payee, p.New, p.Back, p.Pays, p.After)).ShouldBe([("Homes", 100_00L, 200_00L, 0L, -100_00L), ("Steps", 100_00L, 0L, 100_00L, 0L)]);
        // gus approved the payments that it takes back, and fin prepared that they are.
        PayOffice.Kept(office.As("gus").Approve(office.Scheme, run));
        office.File(run).Batches[0].Lines.ShouldHaveSingleItem().Sent.Payee.ShouldBe("Steps");
        // £300 went to Homes and £100 to Steps; Homes owes £100 of it.
        (office.Balance("paid:trial:council"), office.Balance("carried:trial:council"), office.Balance("cap:trial:council")).ShouldBe((400_00, -100_00, 700_00));
        office.Reached("Fay", "amy");
        office.Reached("Gil", "amy");
        office.File(office.Pay()).Batches[0].Lines.ShouldHaveSingleItem().Sent.Pence.ShouldBe(100_00);
        (office.Balance("paid:trial:council"), office.Balance("carried:trial:council")).ShouldBe((500_00, 0));
    }
}
