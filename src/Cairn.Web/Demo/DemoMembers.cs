using Cairn.Record;

namespace Cairn.Web.Demo;

/// <summary>Who of the town would have recorded a fact: the one who works with the person in the capacity in which it is said, or else the first member with such a role.</summary>
internal sealed class DemoMembers
{
    private readonly Dictionary<(string Person, string Role), string> ties = [];
    private readonly Dictionary<string, string> roles = new(StringComparer.Ordinal);
    private readonly Vocabulary vocabulary;

    public DemoMembers(IEnumerable<Draft> drafts, Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        foreach (var draft in drafts)
        {
            if (draft.Kind.Name == "works-with" && Of(draft, "role") is { } tie && Of(draft, "member-name") is { } tied) ties.TryAdd((draft.Subject, tie), tied);
            else if (draft.Kind.Name == "membership" && Of(draft, "role") is { } role) roles.TryAdd(role, draft.Subject);
        }
    }

    public (string Id, string Capacity) Recording(Draft draft)
    {
        var capacity = draft.SaidBy >= 0 ? vocabulary.Roles[draft.SaidBy] : draft.Kind.About is About.Person ? "key-worker" : "administrator";
        var member = ties.GetValueOrDefault((draft.Subject, capacity)) ?? roles.GetValueOrDefault(capacity) ?? ties.GetValueOrDefault((draft.Subject, "key-worker")) ?? "demo";
        return (member, capacity);
    }

    private static string? Of(Draft draft, string detail) => draft.Details.FirstOrDefault(d => d.Detail.Name == detail).Text;
}
