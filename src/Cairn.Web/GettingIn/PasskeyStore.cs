using System.Globalization;
using Cairn.Store;
using Microsoft.AspNetCore.Identity;

namespace Cairn.Web.GettingIn;

/// <summary>What the framework's check of passkeys reads of our ways in; it writes nothing.</summary>
internal sealed class PasskeyStore(DataFolder folder) : IUserPasskeyStore<Credentials>
{
    public Task<Credentials?> FindByIdAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Open(folder.SignIns.Find(id)));

    public Task<Credentials?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult(Open(folder.SignIns.FindByName(normalizedUserName)));

    public Task<Credentials?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Task.FromResult(folder.SignIns.FindByPasskey(credentialId));

    public Task<string> GetUserIdAsync(Credentials who, CancellationToken cancellationToken) => Task.FromResult(who.Id);

    public Task<string?> GetUserNameAsync(Credentials who, CancellationToken cancellationToken) => Task.FromResult(who.SignInName ?? who.Id)!;

    public Task<string?> GetNormalizedUserNameAsync(Credentials who, CancellationToken cancellationToken) => GetUserNameAsync(who, cancellationToken);

    public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Credentials who, CancellationToken cancellationToken) => Task.FromResult<IList<UserPasskeyInfo>>([.. who.Passkeys.Select(Of)]);

    public Task<UserPasskeyInfo?> FindPasskeyAsync(Credentials who, byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(who.Passkeys.FirstOrDefault(p => p.Id.AsSpan().SequenceEqual(credentialId)) is { } found ? Of(found) : null);

    /// <summary>A passkey as we keep it.</summary>
    internal static Passkey Of(UserPasskeyInfo made, string name) =>
        new(made.CredentialId, made.PublicKey, made.CreatedAt, made.SignCount, made.Transports ?? [], made.IsBackupEligible, made.IsBackedUp) { Name = name };

    private static UserPasskeyInfo Of(Passkey kept) =>
        new(kept.Id, kept.PublicKey, kept.MadeAt, kept.Count, [.. kept.Transports], true, kept.BackupEligible, kept.BackedUp, [], []) { Name = kept.Name };

    private static Credentials? Open(Credentials? found) => found is { ClosedAt: null } ? found : null;

    Task<IdentityResult> IUserStore<Credentials>.CreateAsync(Credentials who, CancellationToken cancellationToken) => throw ReadsOnly();

    Task<IdentityResult> IUserStore<Credentials>.UpdateAsync(Credentials who, CancellationToken cancellationToken) => throw ReadsOnly();

    Task<IdentityResult> IUserStore<Credentials>.DeleteAsync(Credentials who, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserStore<Credentials>.SetUserNameAsync(Credentials who, string? userName, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserStore<Credentials>.SetNormalizedUserNameAsync(Credentials who, string? normalizedName, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserPasskeyStore<Credentials>.AddOrUpdatePasskeyAsync(Credentials who, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw ReadsOnly();

    Task IUserPasskeyStore<Credentials>.RemovePasskeyAsync(Credentials who, byte[] credentialId, CancellationToken cancellationToken) => throw ReadsOnly();

    private static NotSupportedException ReadsOnly() => new("Ways in are changed through SignIns.");

    public void Dispose()
    {
        // The ways in belong to the data folder.
    }
}
