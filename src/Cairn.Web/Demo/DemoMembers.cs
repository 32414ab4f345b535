using Cairn.Record;

namespace Cairn.Web.Demo;

/// <summary>Who of the town would have recorded a fact: the one who works with the person in the capacity in which it is said, or else the first member with such a role.</summary>
internal sealed class DemoMembers
{
    private readonly ILookup<(string Person, string Role), Draft> ties;
    private readonly Dictionary<string, string> roles = new(StringComparer.Ordinal);
    private readonly Vocabulary vocabulary;

    public DemoMembers(IReadOnlyList<Draft> drafts, Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        var undone = drafts.Select(d => d.Corrects).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var standing = drafts.Where(d => d.Id is null || !undone.Contains(d.Id)).ToList();
        ties = standing.Where(d => d.Kind.Name == "works-with").ToLookup(d => (d.Subject, Of(d, "role") ?? ""));
        foreach (var draft in standing)
            if (draft.Kind.Name == "membership" && Of(draft, "role") is { } role) roles.TryAdd(role, draft.Subject);
    }

    public (string Id, string Capacity) Recording(Draft draft)
    {
        var capacity = draft.SaidBy >= 0 ? vocabulary.Roles[draft.SaidBy] : draft.Kind.About is About.Person ? "key-worker" : "administrator";
        var member = Tied(draft, capacity) ?? roles.GetValueOrDefault(capacity) ?? Tied(draft, "key-worker") ?? "demo";
        return (member, capacity);
    }

    /// <summary>Who worked with the person on the day it was recorded: nobody records after leaving.</summary>
    private string? Tied(Draft draft, string role) =>
        ties[(draft.Subject, role)].FirstOrDefault(t => t.From <= draft.Recorded && t.To >= draft.Recorded) is { } tie ? Of(tie, "member-name") : null;

    private static string? Of(Draft draft, string detail) => draft.Details.FirstOrDefault(d => d.Detail.Name == detail).Text;
}
