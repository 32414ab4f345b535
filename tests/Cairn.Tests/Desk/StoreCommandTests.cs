namespace Cairn.Tests.Desk;

/// <summary>What people do to a store from the command line: import and correct, record, take on, buy.</summary>
public class StoreCommandTests
{
    private const string Header = "person,fact,from,to,recorded,id,corrects,retracts,evidence,said-by,hours,contract,scheme,outcome,result\n";

    [Fact]
    public void A_file_whose_last_row_is_wrong_leaves_nothing_of_it()
    {
        using var cli = Payday.Open(2);
        cli.Write("more.csv", Header + "P900,referral,2026-05-01,,,a1,,,,,,,many,,\nP900,employment,2026-06-01,,,a2,,,,,30,permanent,,,\nP900,employment,2026-07-01,,,a3,,,,,30,permanant,,,\n");
        var ran = cli.Run("import", "--data", "data", "--facts", "more.csv", "--system", "many", "--by", "imp");
        ran.Status.ShouldBe(1);
        ran.Errors.ShouldContain("more.csv:4:");
        ran.Errors.ShouldContain("Did you mean 'permanent'?");
        cli.Well("verify", "--data", "data").ShouldContain("1 commands, 8 facts, 0 entries");
        cli.Run("explain", "many.yaml", "P900", "--data", "data").Status.ShouldBe(1);
    }

    [Fact]
    public void A_later_file_corrects_a_fact_of_an_earlier_one_by_its_id_and_the_payment_is_proposed_taken_back_and_made_anew()
    {
        using var cli = Payday.Open(2);
        cli.Well(Payday.Settle);
        cli.Write("mended.csv", Header + "P000,employment,2026-06-02,,2026-06-20,m1,P000e,,payslip,,35,permanent,,,\nP001,employment,,,2026-06-20,m2,,P001e,,,,,,,\n");
        cli.Well("import", "--data", "data", "--facts", "mended.csv", "--system", "many", "--by", "imp").ShouldContain("2 facts taken");
        var proposed = cli.Well(Payday.Settle);
        proposed.ShouldContain("0 payments posted, £0.00; 1 to approve.");
        var key = proposed.Split('\n').Single(l => l.StartsWith("To take it back", StringComparison.Ordinal)).Split(' ')[^1];
        cli.Run("approve", key, "--data", "data", "--by", "fran").Errors.ShouldStartWith("Refused (NotYourOwn)");
        cli.Well("approve", key, "--data", "data", "--by", "gus").ShouldContain("is taken back");
        cli.Well(Payday.Settle).ShouldContain("0 payments posted, £0.00; 0 to approve.");
        cli.Well("accounts", "--data", "data").ShouldMatch("paid:many:council +£100.01 ");

        cli.Write("wrong.csv", Header + "P000,employment,2026-06-02,,2026-06-20,w1,P000x,,,,30,permanent,,,\nP001,employment,2026-06-02,,2026-06-20,w2,P000e,,,,30,permanent,,,\n");
        var wrong = cli.Run("import", "--data", "data", "--facts", "wrong.csv", "--system", "many", "--by", "imp");
        wrong.Status.ShouldBe(1);
        wrong.Errors.ShouldContain("There is no fact with the id 'P000x'");
        wrong.Errors.ShouldContain("'P000e' is a fact about 'P000', not about 'P001'");
    }

    [Fact]
    public void One_fact_is_recorded_corrected_and_taken_back_with_who_says_so_and_from_where()
    {
        using var cli = Payday.Open(1);
        string[] by = ["--data", "data", "--said-by", "key-worker", "--source", "phone", "--by", "amy"];
        cli.Well(["record", "employment", "P000", "hours=20", "contract=temporary", "--from", "2026-06-03", "--evidence", "payslip", "--id", "f1", .. by]).ShouldContain("Recorded as #5.");
        cli.Well(["record", "employment", "P000", "hours=20", "contract=temporary", "--from", "2026-06-03", "--evidence", "payslip", "--id", "f1", .. by]).ShouldContain("Recorded as #5.");
        cli.Run(["record", "employment", "P000", "hours=25", "--from", "2026-06-03", "--id", "f1", .. by]).Errors.ShouldStartWith("Refused (IdUsedForSomethingElse)");
        cli.Well(["record", "employment", "P000", "hours=25", "contract=permanent", "--from", "2026-06-04", "--corrects", "f1", "--id", "f2", .. by]).ShouldContain("#6");
        cli.Well(["record", "employment", "P000", "--retracts", "#2", "--note", "It was another person.", .. by]).ShouldContain("#7");
        cli.Well(["record", "referral", "N1", "scheme=many", "--from", "2026-05-05", "--system", "phone", "--new", "--key", "k", .. by]).ShouldContain("#8");
        cli.Well(["record", "referral", "N1", "scheme=many", "--from", "2026-05-05", "--system", "phone", "--new", "--key", "k", .. by]).ShouldContain("nothing was done twice. Recorded as #8.");
        cli.Well("evaluate", "many.yaml", "--data", "data", "--on", "2026-06-30", "--json").ShouldContain("\"on\":\"2026-06-04\"");

        var missing = cli.Run(["record", "employment", "P000", "hours=lots", "--from", "2026-06-03", .. by]);
        (missing.Status, missing.Errors.Contains("'lots' is not a number", StringComparison.Ordinal)).ShouldBe((1, true));
        cli.Run(["record", "employment", "P777", "--from", "2026-06-03", .. by]).Errors.ShouldStartWith("Nobody is called 'P777'.");
        cli.Run(["record", "employment", "P000", "--corrects", "f9", "--from", "2026-06-03", .. by]).Errors.ShouldContain("There is no fact with the id 'f9'");
        cli.Well("verify", "--data", "data").ShouldContain("8 facts");
    }

    [Fact]
    public void Who_recorded_a_claim_by_hand_does_not_settle_it_and_verify_decides_that_again()
    {
        using var cli = Payday.Open(1);
        cli.Well("record", "claim", "P000", "--retracts", "#3", "--said-by", "employment-adviser", "--source", "desk", "--data", "data", "--by", "amy");
        cli.Well("record", "claim", "P000", "outcome=into-work", "--from", "2026-06-10", "--said-by", "employment-adviser", "--source", "desk", "--data", "data", "--by", "amy");
        cli.Well("settle", "many.yaml", "--data", "data", "--on", Payday.On, "--by", "amy").ShouldContain("amy recorded the claim, so somebody else settles it");
        cli.Well(Payday.Settle).ShouldContain("1 payments posted");
        cli.Well("verify", "--data", "data").ShouldContain("1 payments come out the same to the penny");
    }

    [Fact]
    public void What_was_paid_elsewhere_is_taken_on_once_and_settling_pays_only_the_rest()
    {
        using var cli = Payday.Open(3);
        string[] run = ["take-on", "many.yaml", "--paid", "paid.csv", "--data", "data", "--system", "many", "--on", "2026-06-30", "--by", "fran"];
        cli.Write("paid.csv", "person,outcome,time,payer,amount,paid_on\nP000,into-work,1,council,100.01,2026-06-20\nP000,into-work,1,fund,20,2026-06-20\nP001,into-work,,council,\"£90.00\",2026-06-21\n");
        cli.Well(run).ShouldContain("2 payments taken on, £210.01; 0 were there before.");
        cli.Well(run).ShouldContain("nothing was done twice. 2 payments taken on");
        cli.Write("paid.csv", "person,outcome,time,payer,amount,paid_on\nP001,into-work,1,council,90,2026-06-21\nP000,into-work,1,fund,20,2026-06-20\nP000,into-work,1,council,100.01,2026-06-20\n");
        cli.Well(run).ShouldContain("0 payments taken on, £0.00; 2 were there before.");
        // P001 was paid less by the old way, and no fund: it stands as it was.
        cli.Well(Payday.Settle).ShouldContain("1 payments posted, £120.01; 0 to approve.");
        var accounts = cli.Well("accounts", "--data", "data");
        accounts.ShouldMatch("cap:many:council +£19,709.98");
        accounts.ShouldMatch("memo:taken-on:many:council +£190.01");
        cli.Well("verify", "--data", "data").ShouldContain("All is sound.");
    }

    [Fact]
    public void Mistakes_in_what_was_paid_are_named_by_line_all_at_once_and_nothing_is_taken()
    {
        using var cli = Payday.Open(2);
        cli.Write("paid.csv", "person,outcome,time,payer,amount,paid_on\nP000,into-work,1,council,100,2026-06-20\nP009,into-work,1,council,1,2026-06-20\nP001,in-work,1,council,1,2026-06-20\nP001,into-work,2,council,1,2026-06-20\n"
            + "P001,into-work,1,counsel,1,2026-06-20\nP001,into-work,1,fund,600,2026-06-20\nP001,into-work,1,council,1,2026-07-20\n");
        var ran = cli.Run("take-on", "many.yaml", "--paid", "paid.csv", "--data", "data", "--system", "many", "--on", "2026-06-30", "--by", "fran");
        ran.Status.ShouldBe(1);
        var lines = ran.Errors.Split('\n');
        lines.Select(l => l.Split(':')).Where(p => p[0] == "paid.csv").Select(p => p[1]).Order().ShouldBe(["3", "4", "5", "6", "8"]);
        ran.Errors.ShouldContain("paid.csv:3:1: many calls nobody 'P009'.");
        ran.Errors.ShouldContain("paid.csv:4:1: The scheme has no outcome 'in-work'. Did you mean 'into-work'?");
        ran.Errors.ShouldContain("paid.csv:6:1: The scheme has no payer 'counsel'. Did you mean 'council'?");
        cli.Well("accounts", "--data", "data").ShouldNotContain("many");
        cli.Write("paid.csv", "person,outcome,time,payer,amount,paid_on\nP000,into-work,1,council,400,2026-06-20\nP000,into-work,1,fund,100.01,2026-06-20\n");
        cli.Run("take-on", "many.yaml", "--paid", "paid.csv", "--data", "data", "--system", "many", "--on", "2026-06-30", "--by", "fran").Errors.ShouldContain("paid.csv:3:1: The cap of a person has £100.00 left, and this was £100.01.");
    }

    [Fact]
    public void A_purchase_is_refused_for_a_missing_protocol_then_for_a_limit_then_held_and_paid_for()
    {
        using var cli = new Cli();
        File.Copy(Schemes.SchemeFolder.In("schemes", "personal-budgets.yaml"), cli.In("personal-budgets.yaml"));
        cli.Write("people.csv", "person,fact,from,to,recorded,id,substance,area,setting,scheme\nAnn,dependency,2024-01-05,,,1,heroin,,,\nAnn,residence,2024-01-05,,,2,,arun,,\n"
            + "Ann,treatment,2026-04-20,,,3,,,community,\nAnn,referral,2026-05-01,,,4,,,,personal-budgets\n");
        cli.Well("import", "--data", "data", "--facts", "people.csv", "--system", "care", "--by", "imp");
        string[] Buy(string item, string amount, string on, params string[] more) => ["buy", "personal-budgets.yaml", "Ann", item, amount, "--data", "data", "--on", on, "--by", "kay", .. more];
        var early = cli.Run(Buy("acupuncture", "£25", "2026-05-04"));
        (early.Status, early.Errors.Split(':')[0]).ShouldBe((1, "Refused (NotReady)"));
        cli.Write("agreed.csv", "about,fact,from,to,recorded,id,what,scheme\nCouncil,protocol,2026-05-05,,,1,safeguarding,personal-budgets\nCouncil,framework-agreed,2026-05-05,,,2,,personal-budgets\n");
        cli.Well("import", "--data", "data", "--facts", "agreed.csv", "--system", "board", "--by", "imp");
        cli.Well(Buy("acupuncture", "£25", "2026-05-06", "--key", "p1")).ShouldContain("£25.00 is held for acupuncture as p1; £2,975.00 is left.");
        cli.Well(Buy("acupuncture", "£25", "2026-05-06", "--key", "p1")).ShouldContain("nothing was done twice. £25.00 is held");
        var limit = cli.Run(Buy("acupuncture", "£25", "2026-05-07"));
        limit.Status.ShouldBe(1);
        limit.Errors.ShouldBe("Refused (ItemLimitInWeek): At most 1 session of Acupuncture a week, Monday to Sunday: 1 session so far, and 1 session asked for. At the earliest on 11 May 2026. Instead there is: peer-art, gym.\n");
        cli.Run(Buy("home-start", "£240", "2026-05-11")).Errors.ShouldStartWith("Refused (ApprovalNeeded)");
        cli.Run(Buy("home-start", "£240", "2026-05-11", "--approved-by", "team-manager", "--approver", "kay")).Errors.ShouldStartWith("Refused (ApproverAsked)");
        cli.Well(Buy("acupuncture", "£25", "2026-05-11", "--key", "p2"));
        cli.Run(Buy("gym", "£24", "2026-05-11", "--key", "p2")).Errors.ShouldStartWith("Refused (key-used-for-something-else)");

        string[] Step(string verb, string purchase, params string[] more) => [verb, "personal-budgets", purchase, .. more, "--data", "data", "--on", "2026-05-20", "--by", "fran", "--vocabulary", "facts.yaml"];
        cli.Well(Step("bought", "p1", "£22.50")).ShouldBe("p1 is paid: £22.50.\n");
        cli.Well(Step("bought", "p1", "£22.50")).ShouldContain("nothing was done twice");
        cli.Run(Step("cancel", "p1")).Errors.ShouldStartWith("Refused (HoldAlreadyEnded)");
        cli.Well(Step("cancel", "p2")).ShouldContain("what was held is free again");
        cli.Run(Step("bought", "p3")).Errors.ShouldStartWith("Refused (NoSuchPurchase)");
        cli.Well("accounts", "--data", "data").ShouldMatch("budget:personal-budgets:person:[0-9a-f]{32} +£2,977.50 +£0.00");
        cli.Well(Step("return", "p1")).ShouldContain("£22.50 is free again");
        // Facts and ledger say the same is left.
        cli.Well("evaluate", "personal-budgets.yaml", "--data", "data", "--on", "2026-05-31").ShouldContain("£3,000");
        cli.Well("verify", "--data", "data").ShouldContain("All is sound.");
    }
}
