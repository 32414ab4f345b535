using System.Text.Json.Serialization;

namespace Cairn.Store;

/// <summary>
/// The ways in of a member, by their id in the log, or of a person in recovery, by their token. What they may do is not here. All but
/// ids and times is sealed.
/// </summary>
public sealed record Credentials(string Id, bool IsPerson)
{
    /// <summary>What a member is called; a person's name stands in their record and is not kept here.</summary>
    public string Name { get; init; } = "";

    /// <summary>What they type to say who they are: a member's sign-in name, or the code of a person's card. Nobody else has the same.</summary>
    public string? SignInName { get; init; }

    /// <summary>The hash of the password, or of a card's PIN.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>The secret that the authenticator app shares, in base 32.</summary>
    public string? Authenticator { get; init; }

    /// <summary>The last half-minute of which a code was taken; a code is good once.</summary>
    public long LastStep { get; init; }

    /// <summary>Fingerprints of the recovery codes not yet used.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; init; } = [];

    public IReadOnlyList<Passkey> Passkeys { get; init; } = [];

    /// <summary>Who handed over the card, and when.</summary>
    public string? MadeBy { get; init; }

    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>Drawn anew with every change that should end the sessions begun before it.</summary>
    [JsonIgnore]
    public string Stamp { get; init; } = Token.New();

    [JsonIgnore]
    public DateTimeOffset? LastIn { get; init; }

    /// <summary>When it was closed for good: somebody who left.</summary>
    [JsonIgnore]
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether there is any way in at all.</summary>
    [JsonIgnore]
    public bool CanGetIn => ClosedAt is null && (PasswordHash is not null || Passkeys.Count > 0);

    /// <summary>Without any way in, and with all sessions over.</summary>
    public Credentials WithoutWaysIn() => this with { SignInName = null, PasswordHash = null, Authenticator = null, RecoveryCodes = [], Passkeys = [], Stamp = Token.New() };
}

/// <summary>One passkey: its id, and what the browser's answer is checked with.</summary>
public sealed record Passkey(byte[] Id, byte[] PublicKey, DateTimeOffset MadeAt, uint Count, IReadOnlyList<string> Transports, bool BackupEligible, bool BackedUp)
{
    /// <summary>What its owner calls it: "work phone".</summary>
    public string Name { get; init; } = "";
}

/// <summary>Somebody's being signed in: since when, and when they last showed a second factor.</summary>
public sealed record SignedIn(string Account, bool IsPerson, DateTimeOffset BeganAt, DateTimeOffset SureAt);
