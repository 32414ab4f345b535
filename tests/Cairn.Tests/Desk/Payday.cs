using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Desk;

/// <summary>A store in which many payments wait to be settled.</summary>
internal static class Payday
{
    public const int People = 200;
    public const string On = "2026-06-30";

    /// <summary>The cap leaves the last few without: 199 times £100.01, and £98.01.</summary>
    public const string Scheme = """
        scheme: many
        money: contract
        runs: { from: 2026-04-01, to: 2029-03-31 }
        payers: { council: { cap: £20,000 }, fund: {} }
        person-cap: £500
        outcomes:
          into-work:
            when: { starts: { employment: { contract: permanent } } }
            pays: { council: £100.01, fund: 20% on top }
            evidence: payslip
        """;

    public const long Council = 20_000_00;
    public const long Fund = People * 20_00L;

    public static Cli Open(int people = People)
    {
        var cli = new Cli();
        cli.Write("many.yaml", Scheme);
        var csv = new StringBuilder("person,fact,from,to,recorded,id,evidence,said-by,hours,contract,scheme,outcome,result\n");
        for (var i = 0; i < people; i++)
        {
            var p = string.Create(CultureInfo.InvariantCulture, $"P{i:000}");
            csv.Append(CultureInfo.InvariantCulture, $"{p},referral,2026-05-01,,,{p}r,,,,,many,,\n{p},employment,2026-06-01,,,{p}e,payslip,,30,permanent,,,\n");
            csv.Append(CultureInfo.InvariantCulture, $"{p},claim,2026-06-10,,,{p}c,,employment-adviser,,,many,into-work,\n{p},verification,2026-06-12,,,{p}v,,verifier,,,many,into-work,verified\n");
        }
        cli.Well("import", "--data", "data", "--facts", cli.Write("many.csv", csv.ToString()), "--by", "imp");
        return cli;
    }

    public static string[] Settle { get; } = ["settle", "many.yaml", "--data", "data", "--on", On, "--by", "fran"];

    /// <summary>A copy of the folder as it is, under another.</summary>
    public static string Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "data"));
        foreach (var file in (string[])["many.yaml", "facts.yaml", "data/cairn.db", "data/keys.db", "data/root.key"]) File.Copy(Path.Combine(from, file), Path.Combine(to, file));
        return to;
    }

    /// <summary>How many payments the log holds, by SQL and not by us.</summary>
    public static long Payments(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "data", "cairn.db")};Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT count(*) FROM entry WHERE key LIKE 'pay:%'";
        return (long)select.ExecuteScalar()!;
    }
}
