using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.Tests;

/// <summary>Every endpoint of the running service, opened as every role: the table in docs/doors.md is what came out, and a new page is in it or this fails.</summary>
public sealed partial class EndpointTests(Town town)
{
    /// <summary>What stands in an address for each part of it: always of the person P001, so that whoever has no tie to them is told nothing.</summary>
    private string Filled(string route) => Part().Replace(route, m => m.Groups["name"].Value switch
    {
        "token" => town.Token("P001"),
        "kind" => "contact",
        "position" => FirstFact(),
        "scheme" => "rehab-to-work",
        "name" => "saltby-plan",
        "indicator" => "into-work",
        "outcome" => "into-permanent-work",
        var other => Values.GetValueOrDefault(other) ?? throw new InvalidOperationException($"The route {route} has a part '{other}' for which this test knows no value; give it one."),
    });

    /// <summary>Values for parts that name nothing of the person's.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["number"] = "1", ["asked"] = "1", ["item"] = "counselling", ["purchase"] = "P037-college", ["id"] = new string('0', 32), ["one"] = new string('0', 32), ["other"] = new string('0', 32), ["task"] = "help", ["payer"] = "council", ["time"] = "1", ["run"] = "R0005", ["proposal"] = "1", ["seed"] = "1", ["change"] = "C0001", ["secret"] = new string('0', 64) };

    [Fact]
    public async Task Each_endpoint_answers_each_role_as_the_table_says()
    {
        var routes = town.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => (Route: "/" + e.RoutePattern.RawText!.TrimStart('/'), Page: e.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath)).DistinctBy(e => e.Route).OrderBy(e => e.Route, StringComparer.Ordinal).ToList();
        routes.Select(r => r.Page).OfType<string>().Distinct().Order(StringComparer.Ordinal).ShouldBe(Doors.Table.Keys.Order(StringComparer.Ordinal));
        var answers = new Dictionary<(string, string), string>();
        foreach (var (id, role) in Readers.Named)
        {
            using var reader = await Readers.SignIn(town, id);
            foreach (var (route, page) in routes)
            {
                // It leads out of this site for everyone, and ends the session that the rest of the walk needs.
                if (route == Links.Leave)
                {
                    answers[(route, role)] = "yes";
                    continue;
                }
                await reader.Open(Filled(route));
                answers[(route, role)] = reader.Path.StartsWith("/sign-in?back", StringComparison.Ordinal) ? "sign in" : reader.Status switch { HttpStatusCode.OK => "yes", HttpStatusCode.NotFound => "", var s => ((int)s).ToString(CultureInfo.InvariantCulture) };
                // The door itself, whatever access says behind it.
                if (page is not null && Doors.Table[page].Who is Who.Member && id is ['P', ..]) answers[(route, role)].ShouldBe("", $"{route} for {role}");
                if (page is not null && Doors.Table[page].Who is Who.Person && id is ['M', ..]) answers[(route, role)].ShouldBe("", $"{route} for {role}");
                if (page is not null && Doors.Table[page].Who is not Who.Anyone && id.Length == 0) answers[(route, role)].ShouldBe("sign in", route);
            }
        }
        var text = new StringBuilder("# Who may open which page\n\nWritten by a test that opens every address of the running demo as each of these readers. \"yes\" is a page; empty is \"Page not found\", the same as for an\naddress that does not exist. Where an address names a person it is P001's. What is on a page follows from [access](access.md).\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| page | {string.Join(" | ", Readers.Named.Select(r => r.Role))} |\n|---|{string.Concat(Readers.Named.Select(_ => "---|"))}\n");
        foreach (var (route, _) in routes) text.Append(CultureInfo.InvariantCulture, $"| `{route}` | {string.Join(" | ", Readers.Named.Select(r => answers[(route, r.Role)]))} |\n");
        var file = Town.In("docs/doors.md");
        if (Environment.GetEnvironmentVariable("CAIRN_WRITE_DOCS") == "1") await File.WriteAllTextAsync(file, text.ToString(), TestContext.Current.CancellationToken);
        (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldBe(text.ToString());
    }

    private string FirstFact() => FirstFact(town.Token("P001"));

    private string FirstFact(string token) => town.Partnership.Read(r =>
    {
        var subject = r.Facts.Of(Record.About.Person).Find(token);
        var treatment = r.Facts.Vocabulary.Find("treatment")!;
        return (r.Facts.Index.Table(treatment)!.Positions[r.Facts.Index.Table(treatment)!.Start[subject]] + 1).ToString(CultureInfo.InvariantCulture);
    });

    [GeneratedRegex(@"\{(?<name>[a-z]+)[^}]*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
