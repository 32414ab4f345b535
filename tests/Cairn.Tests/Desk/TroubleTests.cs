using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Desk;

/// <summary>What goes wrong around the command: it says so, ends with the status that the reference gives, and writes nothing.</summary>
public class TroubleTests
{
    [Fact]
    public void A_byte_flipped_anywhere_in_an_entry_is_found_by_verify_which_names_it()
    {
        using var cli = Payday.Open(2);
        cli.Well(Payday.Settle);
        var bytes = File.ReadAllBytes(cli.In("data/cairn.db"));
        var at = bytes.AsSpan().IndexOf("\"pence\":10001"u8);
        if (at < 0) at = bytes.AsSpan().IndexOf("pay:many:"u8) + 4;
        bytes[at + 9] ^= 1;
        File.WriteAllBytes(cli.In("data/cairn.db"), bytes);
        var ran = cli.Run("verify", "--data", "data");
        ran.Status.ShouldBe(1);
        ran.Errors.ShouldContain("entry ");
        ran.Errors.ShouldContain("Nothing was changed. Restore a backup");
    }

    [Fact]
    public void A_database_of_a_newer_program_is_refused_and_left_alone()
    {
        using var cli = Payday.Open(1);
        using (var connection = new SqliteConnection($"Data Source={cli.In("data/cairn.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99; PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        Refused(cli, "cairn.db was written by a newer version of this program");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        using var cli = Payday.Open(1);
        File.WriteAllText(cli.In("data/cairn.db"), string.Concat(Enumerable.Repeat("Not a database at all. ", 100)));
        Refused(cli, "cairn.db");
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_so()
    {
        using var cli = Payday.Open(1);
        cli.Write("taken", "a file");
        var ran = cli.Run("import", "--data", "taken/data", "--facts", "many.csv");
        (ran.Status, ran.Said).ShouldBe((1, ""));
        ran.Errors.ShouldStartWith("The folder taken/data cannot be made");
        File.ReadAllText(cli.In("taken")).ShouldBe("a file");
    }

    private static void Refused(Cli cli, string why)
    {
        // SQLite makes its empty companions (-shm, -wal) even to read.
        List<string> Files() => [.. Directory.GetFiles(cli.Data).Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith("-wal", StringComparison.Ordinal)).Order().Select(f => $"{f} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}")];
        var before = Files();
        foreach (var arguments in (string[][])[Payday.Settle, ["verify", "--data", "data"], ["import", "--data", "data", "--facts", "many.csv"]])
        {
            var ran = cli.Run(arguments);
            (ran.Status, ran.Said).ShouldBe((1, ""), arguments[0]);
            ran.Errors.ShouldContain(why);
            ran.Errors.ShouldNotContain("   at ");
            Files().ShouldBe(before, arguments[0]);
        }
    }

    /// <summary>Nothing to do, something wrong in what it was given, something wrong in how it was asked: 0, 1 and 2 for every command.</summary>
    [Theory]
    [InlineData("check", "check many.yaml", "check none.yaml", "check many.yaml --nonsense")]
    [InlineData("evaluate", "evaluate many.yaml --facts many.csv", "evaluate none.yaml --facts many.csv", "evaluate many.yaml")]
    [InlineData("explain", "explain many.yaml P000 into-work --facts many.csv", "explain many.yaml P9 --facts many.csv", "explain many.yaml")]
    [InlineData("import", "import --data data --facts many.csv --by imp", "import --data data --facts none.csv", "import --data data")]
    [InlineData("record", "record referral P000 --from 2026-05-02 --said-by key-worker --source form --data data --by amy", "record referrel P000 --from 2026-05-02 --said-by key-worker --source form --data data", "record referral P000 --from 2026-05-02 --source form --data data")]
    [InlineData("take-on", "take-on many.yaml --paid paid.csv --data data --on 2026-06-30 --by fran", "take-on many.yaml --paid none.csv --data data", "take-on many.yaml --data data")]
    [InlineData("settle", "settle many.yaml --data data --on 2026-06-30 --by fran", "settle none.yaml --data data", "settle many.yaml --data data --on June")]
    [InlineData("approve", null, "approve pay:many:x --data data --by gus", "approve --data data")]
    [InlineData("buy", null, "buy many.yaml P000 gym £24 --data data", "buy many.yaml P000 gym much --data data")]
    [InlineData("bought", null, "bought many.yaml p1 --data data", "bought many.yaml --data data")]
    [InlineData("cancel", null, "cancel many.yaml p1 --data data", "cancel many.yaml --data data")]
    [InlineData("return", null, "return none p1 --data data", "return many.yaml --data data")]
    [InlineData("verify", "verify --data data", "verify --data data/none", "verify")]
    [InlineData("accounts", "accounts --data data", "accounts --data many.csv/x", "accounts --data data --on June")]
    [InlineData("close", "close 2026-03-31 --data data --by fran", "close 2078-03-31 --data data --by fran", "close soon --data data")]
    [InlineData("export", "export --data data --hledger out.journal --facts out.csv", "export --data data --hledger none/out.journal", "export --data data")]
    [InlineData("backup", "backup --data data --to copy", "backup --data data --to many.csv", "backup --data data")]
    [InlineData("restore", null, "restore --from none --keys data --data new", "restore --data new")]
    public void The_exit_status_says_whether_all_is_well_or_the_input_or_the_command_is_wrong(string command, string? well, string input, string wrong)
    {
        using var cli = Payday.Open(1);
        cli.Write("paid.csv", "person,outcome,time,payer,amount,paid_on\nP000,into-work,1,council,100.01,2026-06-20\n");
        cli.Write("many.examples.yaml", "scheme: many\nexamples:\n  - it: pays nothing for nobody\n    facts: []\n    on: 2026-06-30\n    then: [ £0.00 is payable ]\n");
        foreach (var (status, line) in new[] { (0, well), (1, input), (2, wrong) })
        {
            if (line is null) continue;
            var ran = cli.Run(line.Split(' '));
            ran.Status.ShouldBe(status, $"cairn {line}: {ran.Said}{ran.Errors}");
            if (status > 0) ran.Errors.ShouldNotBeEmpty(command);
            ran.Errors.ShouldNotContain("   at ");
        }
    }

    [Theory]
    [InlineData]
    [InlineData("frob")]
    public void Without_a_command_or_with_one_that_is_not_there_it_gives_help_and_ends_with_2(params string[] arguments)
    {
        using var cli = new Cli();
        var ran = cli.Run(arguments);
        (ran.Status, ran.Said).ShouldBe((2, ""));
        ran.Errors.ShouldContain("settle <scheme>");
    }
}
