using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web;

/// <summary>Who can sign in: in the demo one of the town's members, by an invented name.</summary>
public sealed record Account(string Id, string Name, string Partner, string Line, bool IsPerson);

/// <summary>The names of members. What a member may do is not here: that is in the record.</summary>
public sealed class Accounts(IReadOnlyList<Account> all, DataFolder folder)
{
    private readonly Dictionary<string, Account> byId = all.ToDictionary(a => a.Id, StringComparer.Ordinal);

    /// <summary>Whom one can be in the demo.</summary>
    public IReadOnlyList<Account> All => all;

    /// <summary>The demo's, or one who was invited; null for who is unknown.</summary>
    public Account? Find(string id) => byId.GetValueOrDefault(id) ?? (folder.SignIns.Find(id) is { } who ? new Account(id, who.Name, "", "", who.IsPerson) : null);

    /// <summary>How whoever has signed in is shown to themselves. A person's name stands in their record, and is not looked up for this.</summary>
    public string NameOf(Viewer viewer) => Find(viewer.Id) is { Name.Length: > 0 } found ? found.Name : viewer.IsPerson ? "You" : viewer.Id;

    /// <summary>A member as other people's pages name them.</summary>
    public string NameOf(string member) => Find(member) is { Name.Length: > 0 } found ? found.Name : member;
}
