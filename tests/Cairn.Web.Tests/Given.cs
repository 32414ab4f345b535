using Cairn.Desk;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>What tests put into a town that has not happened there by itself: a fact, a second verifier; and a small file to give.</summary>
internal static class Given
{
    public static async Task Fact(Town town, string by, string capacity, params (string Column, string? Text)[] cells)
    {
        var (draft, mistakes) = Recording.Read(town.Partnership.Folder, [.. cells, ("said-by", capacity), ("source", "test")], town.Partnership.Today);
        mistakes.ShouldBeEmpty();
        (await Recording.Do(town.Partnership.Folder, new Asking(by, capacity), draft!)).ShouldBeOfType<Reply.Done>();
    }

    /// <summary>A claim that the record alone is asked for, without the pages and what they look at.</summary>
    public static Task Claim(Town town, string by, string capacity, string person, string scheme, string outcome, string? madeBy = null) =>
        Fact(town, by, capacity, ("fact", "claim"), ("person", town.Token(person)), ("from", "2028-03-31"), ("scheme", scheme), ("outcome", outcome), ("time", "1"), ("made-by", madeBy));

    /// <summary>M18, who signs in as an administrator of the council, checks claims there too.</summary>
    public static Task SecondVerifier(Town town) => Fact(town, "M13", "administrator", ("fact", "membership"), ("about", "M18"), ("from", "2028-01-01"), ("role", "verifier"), ("works-for", "Saltby Council"));

    /// <summary>What a settlement would now say of one result.</summary>
    public static SettlementLine Line(Town town, string person, string scheme, string outcome)
    {
        var token = town.Token(person);
        return town.Partnership.Read(r =>
        {
            var found = r.Schemes.First(s => s.Name == scheme);
            return r.Settlement(found).Lines.First(l => l.Subject == r.Facts.Of(Record.About.Person).Find(token) && l.Outcome == found.Find(outcome)!.Number);
        });
    }

    /// <summary>The place of the last fact of a kind that stands about someone.</summary>
    public static long Standing(Town town, string person, string kind)
    {
        var token = town.Token(person);
        return town.Partnership.Read(r =>
        {
            var at = r.Facts.Of(Record.About.Person).Find(token);
            var table = r.Facts.Index.Table(r.Facts.Vocabulary.Find(kind)!)!;
            return Enumerable.Range(table.Start[at], table.Start[at + 1] - table.Start[at]).Where(i => table.Rows[i].KnownAt(r.Today)).Select(i => table.Positions[i] + 1L).Last();
        });
    }

    public static int Facts(Town town) => town.Partnership.Read(r => r.Facts.Columns.Count);

    public static byte[] Pdf(string mark) => System.Text.Encoding.ASCII.GetBytes($"%PDF-1.4\n%{mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
}
