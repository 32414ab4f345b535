namespace Cairn.Desk;

/// <summary>How a member, or somebody of their partner, is tied to a person. Without any there is, for them, no such person.</summary>
[Flags]
public enum Tie
{
    None = 0,
    /// <summary>The person themselves.</summary>
    Self = 1,
    /// <summary>A fact says that this very member works with the person.</summary>
    WorksWith = 2,
    /// <summary>The person granted this member to be their mentor, and the time for it is not over.</summary>
    Mentor = 4,
    /// <summary>Somebody of the same partner works with the person; the people of someone who left stay their team's until they are handed over.</summary>
    Team = 8,
    /// <summary>An open referral or enrolment that went to this partner, or to a scheme in which it takes part.</summary>
    Referred = 16,
    /// <summary>An open referral that this partner made.</summary>
    Referrer = 32,
    /// <summary>A claim names the person, and neither this member nor any of their partners made it.</summary>
    Claimed = 64,
    /// <summary>The record was opened in an emergency and the time for it is not over.</summary>
    Emergency = 128,
}

/// <summary>What a look rests on. A row of the table lists those it accepts, in the order in which they are tried.</summary>
public enum Ground
{
    /// <summary>The person agreed to share with this partner, with a partnership it belongs to, or with this member.</summary>
    Consent,
    /// <summary>The person agreed, and named this partner or this member; naming a partnership is not enough.</summary>
    ConsentToPartner,
    /// <summary>The person agreed, and named this very member.</summary>
    ConsentToMember,
    /// <summary>A basis other than consent was recorded about this person.</summary>
    SharingBasis,
    PublicTask,
    LegalObligation,
    VitalInterests,
    LegitimateInterests,
    /// <summary>It is the person's own record.</summary>
    OwnRecord,
    Emergency,
    /// <summary>No person's record is looked at: the role has the right, or may write the fact down.</summary>
    Role,
}

/// <summary>Why not, each further on than the one before; of a member's several seats the one that came furthest speaks.</summary>
public enum Denial
{
    /// <summary>Belongs to no partner on that day, or never did: a leaver.</summary>
    NotAMember,
    /// <summary>What kind of organisation the partner is, is not recorded, so that no row can be said to fit.</summary>
    PartnerUnknown,
    /// <summary>No tie, or nobody of that reference: the two are told apart nowhere.</summary>
    NoTie,
    NotThisPurpose,
    NotThisCategory,
    TieTooWeak,
    /// <summary>A row fits, and the person or a dispute holds it back. Says in words only what <see cref="NoBasis"/> says.</summary>
    Withheld,
    NoBasis,
    /// <summary>The table keeps it from the person themselves here, since it may betray somebody else.</summary>
    KeptFromSelf,
    /// <summary>The role lacks the right.</summary>
    NoRight,
    /// <summary>The member speaks in no capacity in which this kind of fact is recorded.</summary>
    NoCapacity,
}

/// <summary>What a yes rests on: the tie, the seat, the ground, and the fact that is the ground or -1 where standing policy is.</summary>
public sealed record Basis(Ground Ground, Tie Tie, string Role, string Partner, int Fact = -1);

/// <summary>Yes with what it rests on, or no with a reason. The words of a no are the same whatever is true of the person.</summary>
public sealed record Ruling
{
    private static readonly Ruling[] Refusals = [.. Enum.GetValues<Denial>().Select(d => new Ruling { Denial = d })];

    private Ruling()
    {
    }

    public Basis? Basis { get; private init; }

    /// <summary>Null for a yes.</summary>
    public Denial? Denial { get; private init; }

    public bool IsYes => Basis is not null;

    /// <summary>For a no, a sentence for whoever asked; empty for a yes.</summary>
    public string Why => Denial switch
    {
        null => "",
        Desk.Denial.NotAMember => "You do not work for a partner on this day.",
        Desk.Denial.PartnerUnknown => "It is not recorded what kind of organisation you work for. Ask your administrator to add it.",
        Desk.Denial.NoTie => "Nothing was found.",
        Desk.Denial.NotThisPurpose => "Your role does not use people's records for this purpose.",
        Desk.Denial.NotThisCategory => "Your role does not see this kind of fact for this purpose.",
        Desk.Denial.TieTooWeak => "Only those who are closer to the person's support see this.",
        Desk.Denial.KeptFromSelf => "This may hold what other people said. Ask your worker to go through it with you.",
        Desk.Denial.NoRight => "Your role does not do this. Ask your administrator who does.",
        Desk.Denial.NoCapacity => "Your role does not record this kind of fact.",
        _ => "Nothing allows you to see this.",
    };

    public static Ruling Yes(Basis basis) => new() { Basis = basis };

    public static Ruling No(Denial denial) => Refusals[(int)denial];
}

/// <summary>
/// All categories of one person at once. Where <see cref="Exists"/> is false the member has no tie, and the page says that nothing was found.
/// </summary>
public sealed record Sight(bool Exists, IReadOnlyDictionary<string, Ruling> Categories)
{
    /// <summary>Whether anything at all is seen.</summary>
    public bool Any => Categories.Values.Any(r => r.IsYes);

    public bool Sees(string category) => Categories.TryGetValue(category, out var ruling) && ruling.IsYes;
}
