using System.Globalization;
using Cairn.Store;
using Microsoft.AspNetCore.Identity;

namespace Cairn.Web.GettingIn;

/// <summary>What the framework's check of passkeys reads of our ways in; it writes nothing.</summary>
public sealed class PasskeyStore(DataFolder folder) : IUserPasskeyStore<Credentials>
{
    public Task<Credentials?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(Open(folder.SignIns.Find(userId)));

    public Task<Credentials?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult(Open(folder.SignIns.FindByName(normalizedUserName)));

    public Task<Credentials?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(folder.SignIns.FindByPasskey(credentialId));

    public Task<string> GetUserIdAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.Id);

    public Task<string?> GetUserNameAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult(user.SignInName ?? user.Id)!;

    public Task<string?> GetNormalizedUserNameAsync(Credentials user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Credentials user, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([.. user.Passkeys.Select(Of)]);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Credentials user, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(user.Passkeys.FirstOrDefault(p => p.Id.AsSpan().SequenceEqual(credentialId)) is { } found ? Of(found) : null);

    /// <summary>A passkey as we keep it.</summary>
    internal static Passkey Of(UserPasskeyInfo made, string name) =>
        new(made.CredentialId, made.PublicKey, made.CreatedAt, made.SignCount, made.Transports ?? [], made.IsBackupEligible, made.IsBackedUp, made.AttestationObject, made.ClientDataJson) { Name = name };

    private static UserPasskeyInfo Of(Passkey kept) =>
        new(kept.Id, kept.PublicKey, kept.MadeAt, kept.Count, [.. kept.Transports], true, kept.BackupEligible, kept.BackedUp, kept.Attestation, kept.MadeFor) { Name = kept.Name };

    private static Credentials? Open(Credentials? found) => found is { ClosedAt: null } ? found : null;

    Task<IdentityResult> IUserStore<Credentials>.CreateAsync(Credentials user, CancellationToken cancellationToken) => throw ReadsOnly();

    Task<IdentityResult> IUserStore<Credentials>.UpdateAsync(Credentials user, CancellationToken cancellationToken) => throw ReadsOnly();

    Task<IdentityResult> IUserStore<Credentials>.DeleteAsync(Credentials user, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserStore<Credentials>.SetUserNameAsync(Credentials user, string? userName, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserStore<Credentials>.SetNormalizedUserNameAsync(Credentials user, string? normalizedName, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserPasskeyStore<Credentials>.AddOrUpdatePasskeyAsync(Credentials user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserPasskeyStore<Credentials>.RemovePasskeyAsync(Credentials user, byte[] credentialId, CancellationToken cancellationToken) => throw ReadsOnly();

    private static NotSupportedException ReadsOnly() => new("Ways in are changed through SignIns.");

    public void Dispose()
    {
        // The ways in belong to the data folder.
    }
}
