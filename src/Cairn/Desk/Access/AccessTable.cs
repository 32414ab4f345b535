using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// One row: members with one of these roles, at one of these kinds of organisation, for one of these purposes, who have one of these ties,
/// see these categories on one of these grounds. Sets are bits in the order of the vocabulary's lists; a row without <c>at</c> has them all.
/// </summary>
internal sealed record SeesRow(ulong Roles, ulong At, ulong Purposes, ulong Categories, Tie Ties, IReadOnlyList<Ground> Because)
{
    public bool Fits(Seat seat) => (Roles & seat.RoleBit) != 0 && (At & seat.TypeBits) != 0;
}

/// <summary>What no row gives to these seats, whatever it says, except on the grounds named.</summary>
internal sealed record NeverRow(ulong Roles, ulong At, ulong Categories, IReadOnlyList<Ground> Unless)
{
    public bool Forbids(ulong roleBit, ulong typeBits, ulong category, Ground ground) =>
        (Roles & roleBit) != 0 && (At & typeBits) != 0 && (Categories & category) != 0 && !Unless.Contains(ground);
}

/// <summary>Roles, and the kinds of organisation they must be at.</summary>
internal sealed record Holders(ulong Roles, ulong At)
{
    public bool Has(Seat seat) => (Roles & seat.RoleBit) != 0 && (At & seat.TypeBits) != 0;
}

/// <summary>
/// Who sees and does what, as <c>schemes/access.yaml</c> says it: deny unless a row allows. Read by <see cref="AccessFile"/>, which
/// refuses a table that leaves a role, purpose, category or right unsaid.
/// </summary>
public sealed class AccessTable
{
    internal AccessTable(Vocabulary vocabulary, string version)
    {
        Vocabulary = vocabulary;
        Version = version;
        CodeList List(string name) => vocabulary.Lists.First(l => l.Name == name);
        (Roles, Types, Purposes, Categories) = (List("member-roles"), List("organisations"), List("purposes"), List("categories"));
    }

    /// <summary>The first digits of the SHA-256 of the file: a logged look names the table it was decided by.</summary>
    public string Version { get; }

    internal Vocabulary Vocabulary { get; }

    internal CodeList Roles { get; }

    internal CodeList Types { get; }

    internal CodeList Purposes { get; }

    internal CodeList Categories { get; }

    internal List<SeesRow> Sees { get; } = [];

    internal List<NeverRow> Never { get; } = [];

    /// <summary>How long a referral that nothing came of, a claim and a mentor's grant tie someone to a person; both days count.</summary>
    internal Length Referral { get; set; }

    internal Length Claim { get; set; }

    internal Length Mentor { get; set; }

    /// <summary>Categories that a consent covers only where it names them.</summary>
    internal ulong MustName { get; set; }

    /// <summary>Purposes for which a record on hold is not used.</summary>
    internal ulong HoldStops { get; set; }

    /// <summary>What people do not see of their own record here, since it may betray somebody else.</summary>
    internal ulong SelfWithheld { get; set; }

    internal Holders EmergencyBy { get; set; } = new(0, 0);

    internal ulong EmergencyPurposes { get; set; }

    internal ulong EmergencyCategories { get; set; }

    internal TimeSpan EmergencyLasts { get; set; }

    internal Dictionary<Right, Holders> Rights { get; } = [];

    /// <summary>Capacities by role and kind of organisation; those under -1 are had anywhere.</summary>
    internal Dictionary<(int Role, int Type), IReadOnlyList<string>> SaysAs { get; } = [];

    /// <summary>Who records a kind of fact that is about no person and names no capacity.</summary>
    internal Dictionary<About, Holders> Records { get; } = [];

    /// <summary>Categories of which somebody who is tied to the person may write without reading them.</summary>
    internal ulong MayTell { get; set; }

    internal Dictionary<string, string> Nobody { get; } = new(StringComparer.Ordinal);

    internal bool Forbids(ulong roleBit, ulong typeBits, ulong category, Ground ground)
    {
        foreach (var row in Never) if (row.Forbids(roleBit, typeBits, category, ground)) return true;
        return false;
    }

    /// <summary>The word a file uses: <c>works-with</c> for WorksWith.</summary>
    internal static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));

    internal static ulong Bit(CodeList list, string code) => list.Find(code) is >= 0 and var place ? 1UL << place : throw new ArgumentException($"'{code}' is not in the list '{list.Name}'.", nameof(code));
}
