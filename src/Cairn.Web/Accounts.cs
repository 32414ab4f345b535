using Cairn.Record;

namespace Cairn.Web;

/// <summary>Who can sign in, as the demo's list has them: invented names for the town's members.</summary>
public sealed record Account(string Id, string Name, string Partner, string Line, bool IsPerson);

/// <summary>The names of members. What a member may do is not here: that is in the record.</summary>
public sealed class Accounts(IReadOnlyList<Account> all)
{
    private readonly Dictionary<string, Account> byId = all.ToDictionary(a => a.Id, StringComparer.Ordinal);

    public IReadOnlyList<Account> All => all;

    public Account? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>How a member is shown: by name, or by id where no name is known.</summary>
    public string NameOf(Viewer viewer) => Find(viewer.Id)?.Name ?? viewer.Id;

    /// <summary>A member as other people's pages name them.</summary>
    public string NameOf(string member) => Find(member)?.Name ?? member;
}
