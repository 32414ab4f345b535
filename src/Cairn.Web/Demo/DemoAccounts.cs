using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Demo;

/// <summary>Whom one can be in the demo: everyone with a membership.</summary>
internal static class DemoAccounts
{
    public static IReadOnlyList<Account> Of(DataFolder folder) => folder.Read(state =>
    {
        var facts = state.Facts;
        var kind = facts.Vocabulary.Find("membership")!;
        var accounts = new List<Account>();
        for (var p = 0; p < facts.Columns.Count; p++)
        {
            if (facts.Columns.Kinds[p] != kind.Number) continue;
            var id = facts.Of(About.Member)[facts.Columns.Abouts[p]];
            accounts.Add(new Account(id, $"{FactText.Detail(facts, p, kind.Find("role")!)} {id}", FactText.Detail(facts, p, kind.Find("works-for")!), "", false));
        }
        return accounts.DistinctBy(a => a.Id).ToList();
    });
}
