using Cairn.Tests.Docs;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Pricing;

/// <summary><c>cairn compare</c>, <c>cairn backtest</c> and <c>cairn extract</c> as they are typed.</summary>
public sealed class CommandTests : IDisposable
{
    private static readonly string Scheme = SchemeFolder.In("schemes", "rehab-to-work.yaml");
    private static readonly string Town = SchemeFolder.In("demo", "saltby", "facts.csv");
    private static readonly string England = SchemeFolder.In("assumptions", "england.yaml");

    private readonly string folder = Directory.CreateTempSubdirectory("cairn-pricing-").FullName;
    private readonly string other;

    public CommandTests()
    {
        File.Copy(SchemeFolder.In("schemes", "facts.yaml"), Path.Combine(folder, "facts.yaml"));
        other = Path.Combine(folder, "other.yaml");
        File.WriteAllText(other, File.ReadAllText(Scheme).Replace("for: 26 weeks", "for: 52 weeks", StringComparison.Ordinal).Replace("  work-26-weeks:", "  work-52-weeks:", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Two_contracts_are_compared_by_simulation_and_on_the_town_in_one_report()
    {
        var (exit, said) = Cairn("compare", Scheme, other, "--assume", England, "--draws", "40", "--facts", Town, "--on", "2028-03-31", "--people", "--out", "report");
        exit.ShouldBe(0, said);
        said.ShouldContain("Only A has \"Keeps work of 16 hours a week or more for 26 weeks\" (work-26-weeks).");
        said.ShouldContain("On 31 March 2028, A would pay £30,000.03 and B £30,000.03: £0.00 more and £0.00 less.");
        said.ShouldContain("work-52-weeks  not reached   2027-12-21");
        var page = File.ReadAllText(Path.Combine(folder, "report", "report.html"));
        (page.Split("<svg").Length - 1).ShouldBe(8);
        page.Split(" id=\"").Skip(1).Select(part => part.Split('"')[0]).ShouldBeUnique();
        foreach (var table in (string[])["payers", "outcomes", "risk", "whose", "record-payers", "record-outcomes", "record-people"]) File.Exists(Path.Combine(folder, "report", $"{table}.csv")).ShouldBeTrue(table);
        Cairn("compare", Scheme, other, "--assume", England, "--draws", "40", "--threads", "1").Said.ShouldBe(Cairn("compare", Scheme, other, "--assume", England, "--draws", "40", "--threads", "3").Said);
    }

    [Fact]
    public void Without_people_asked_for_a_comparison_names_nobody()
    {
        var (exit, said) = Cairn("compare", Scheme, other, "--facts", Town, "--on", "2028-03-31");
        exit.ShouldBe(0, said);
        said.ShouldNotMatch(@"\bP\d\d\d\b");
    }

    [Fact]
    public void A_backtest_says_what_it_was_asked_of_so_that_it_can_be_asked_again()
    {
        var (exit, said) = Cairn("backtest", Scheme, "--facts", Town, "--on", "2028-03-31", "--by", "sex", "--out", "report");
        exit.ShouldBe(0, said);
        said.ShouldContain("£30,000.03 would have been paid, for 3 people.");
        said.ShouldContain("£10,000.01 is due and would not have been paid, in 1 case, because evidence is missing.");
        said.ShouldContain(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Town))));
        said.ShouldContain("the curve rests on fewer than 10");
        File.ReadAllLines(Path.Combine(folder, "report", "groups.csv"))[0].ShouldBe("Sex,Referred,Eligible,With a place,Paid for,Payable,For each with a place");
        string Hash(string text) => text.Split('\n').Single(l => l.Contains("SHA-256 of the lines above", StringComparison.Ordinal));
        Hash(Cairn("backtest", Scheme, "--facts", Town, "--on", "2028-03-31", "--by", "sex").Said).ShouldBe(Hash(said));
        Hash(Cairn("backtest", Scheme, "--facts", Town, "--on", "2028-03-30", "--by", "sex").Said).ShouldNotBe(Hash(said));
    }

    [Fact]
    public void An_extract_is_a_folder_whose_hashes_hold()
    {
        var (exit, said) = Cairn("extract", SchemeFolder.In("schemes", "saltby-hubs.yaml"), "--facts", Town, "--on", "2029-06-30", "--by", "sex,complexity", "--out", "figures");
        exit.ShouldBe(0, said);
        said.ShouldContain("2 cohorts of people");
        said.ShouldContain("Fewer than 20 people: 2026/27.");
        var into = Path.Combine(folder, "figures");
        foreach (var line in File.ReadAllLines(Path.Combine(into, "SHA256SUMS")))
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(into, line[66..])))).ShouldBe(line[..64], line);
        Directory.GetFiles(into).Length.ShouldBe(8);
        string.Concat(Directory.GetFiles(into, "*.csv").Select(File.ReadAllText)).ShouldNotMatch(@"\bP\d\d\d\b");
    }

    [Theory]
    [InlineData(2, "Say what to compare them on", "compare", "SCHEME", "SCHEME")]
    [InlineData(2, "--by and --people are for a record", "compare", "SCHEME", "SCHEME", "--assume", "ENGLAND", "--people")]
    [InlineData(2, "--draws is from 10", "compare", "SCHEME", "SCHEME", "--assume", "ENGLAND", "--draws", "3")]
    [InlineData(2, "Required argument missing", "compare", "SCHEME")]
    [InlineData(2, "--on is a date", "compare", "SCHEME", "SCHEME", "--facts", "TOWN", "--on", "May")]
    [InlineData(1, "no-such.yaml", "compare", "SCHEME", "no-such.yaml", "--facts", "TOWN")]
    [InlineData(1, "There is no kind of fact 'complexty'. Did you mean 'complexity'?", "compare", "SCHEME", "SCHEME", "--facts", "TOWN", "--by", "complexty")]
    [InlineData(1, "'housing-support-grant' has no outcomes", "compare", "SCHEME", "GRANT", "--facts", "TOWN")]
    [InlineData(1, "pays nobody for people's results", "compare", "SCHEME", "GRANT", "--assume", "ENGLAND")]
    [InlineData(2, "Say where the facts are", "backtest", "SCHEME")]
    [InlineData(1, "There is no kind of fact 'arm'", "backtest", "SCHEME", "--facts", "TOWN", "--by", "arm")]
    [InlineData(1, "There is no kind of fact 'folow-up'. Did you mean 'follow-up'?", "backtest", "SCHEME", "--facts", "TOWN", "--followed", "folow-up")]
    [InlineData(1, "'death' has no first and last day about a person", "backtest", "SCHEME", "--facts", "TOWN", "--followed", "death")]
    [InlineData(1, "has no results that a person reaches", "backtest", "GRANT", "--facts", "TOWN")]
    [InlineData(1, "is neither a number, a code nor a name", "backtest", "SCHEME", "--facts", "TOWN", "--alike", "referral.reason")]
    [InlineData(2, "--ties", "backtest", "SCHEME", "--facts", "TOWN", "--alike", "sex", "--ties", "none")]
    [InlineData(2, "Option '--out' is required", "extract", "SCHEME", "--facts", "TOWN")]
    [InlineData(1, "has no results that a person reaches", "extract", "GRANT", "--facts", "TOWN", "--out", "figures")]
    [InlineData(1, "There is no kind of fact 'arm'", "extract", "HUBS", "--facts", "TOWN", "--on", "2029-06-30", "--by", "arm", "--out", "figures")]
    [InlineData(1, "There is no kind of fact 'arm'", "extract", "HUBS", "--facts", "TOWN", "--on", "2027-06-30", "--by", "arm", "--out", "figures")]
    [InlineData(1, "--known is not for this command", "extract", "HUBS", "--facts", "TOWN", "--known", "2029-06-30", "--out", "figures")]
    [InlineData(1, "other.yaml:1:1:", "backtest", "SCHEME", "--facts", "OTHER")]
    public void What_is_wrong_is_said_with_the_exit_status_that_fits(int status, string because, params string[] words)
    {
        var (exit, said) = Cairn([.. words.Select(w => w switch { "SCHEME" => Scheme, "TOWN" => Town, "ENGLAND" => England, "GRANT" => SchemeFolder.In("schemes", "housing-support-grant.yaml"), "HUBS" => SchemeFolder.In("schemes", "saltby-hubs.yaml"), "OTHER" => other, _ => w })]);
        said.ShouldContain(because);
        exit.ShouldBe(status, said);
    }

    private Ran Cairn(params string[] words) => Ran.In(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Cairn.Cli.dll"), .. words]);
}
