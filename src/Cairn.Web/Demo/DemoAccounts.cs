using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Demo;

/// <summary>Whom one can be in the demo: the members and people that <c>members.yaml</c> gives a name and a line, by partner; whoever has left is not among them.</summary>
internal static class DemoAccounts
{
    public static IReadOnlyList<Account> Of(DataFolder folder, string town, int today)
    {
        var mistakes = new Mistakes();
        var file = Path.Combine(town, "members.yaml");
        var root = Yaml.Read(file, File.ReadAllText(file), mistakes) ?? throw new InvalidDataException(string.Join('\n', mistakes.Found));
        var accounts = new List<Account>();
        foreach (var (id, said) in root["members"]!.Entries)
            if (PartnerOf(folder, id.Word, today) is { } partner) accounts.Add(new Account(id.Word, said["name"]!.Word, partner, said["line"]!.Word, false));
        foreach (var (reference, said) in root["people"]?.Entries ?? [])
            if (folder.Read(s => s.FindPerson("saltby", reference.Word)) is { } token) accounts.Add(new Account(token, said["name"]!.Word, "People in recovery", said["line"]!.Word, true));
        return [.. accounts.OrderBy(a => a.IsPerson).ThenBy(a => a.Partner, StringComparer.Ordinal)];
    }

    /// <summary>The partner someone works for on the day; null for whoever has left.</summary>
    private static string? PartnerOf(DataFolder folder, string member, int today) =>
        folder.Read(state => Said.Of(state.Facts, "membership", member).Where(m => m.Covers(today)).Select(m => m.Name("works-for")).FirstOrDefault());
}
