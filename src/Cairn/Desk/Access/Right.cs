namespace Cairn.Desk;

/// <summary>What a role may do that is not a look at one person. The table names every one of them, if only to say that nobody may.</summary>
public enum Right
{
    Claim,
    Verify,
    PreparePayRun,
    ApprovePayRun,
    /// <summary>One of the two people whom it takes.</summary>
    ChangeBankDetails,
    /// <summary>Propose a change to a scheme's rules: the first of the two people whom it takes.</summary>
    EditSchemes,
    /// <summary>Say yes or no to it: the second.</summary>
    ApproveSchemeChanges,
    SeeSchemes,
    SeeMoney,
    /// <summary>Counts and sums in which nobody is named.</summary>
    SeeFigures,
    InviteMembers,
    ManagePartners,
    /// <summary>Say whether two records are of one person, without those who entered them being told.</summary>
    MatchDuplicates,
    /// <summary>Make one record of two, and undo it.</summary>
    Merge,
    ReviewEmergencies,
    ApprovePurchases,
    AnswerComplaints,
    /// <summary>Say which entries may be in the copy that a person asked for.</summary>
    ReviewCopies,
    /// <summary>Put an erasure forward: the first of the two people whom it takes.</summary>
    AskErasure,
    /// <summary>Do it: the second.</summary>
    Erase,
}
