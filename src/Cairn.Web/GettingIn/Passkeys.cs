using System.Text.Json;
using Cairn.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.GettingIn;

/// <summary>
/// Passkeys: the browser is given a challenge, and its answer is checked by the framework. A challenge is good once, for five minutes,
/// and for whom it was drawn.
/// </summary>
public sealed class Passkeys(DataFolder folder, TimeProvider clock)
{
    /// <summary>How many one may have.</summary>
    public const int Most = 10;

    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string State, string Account, DateTimeOffset Until)> challenges = new(StringComparer.Ordinal);

    /// <summary>Registers what the framework needs to check passkeys that belong to one name, and to no other.</summary>
    internal static void Add(IServiceCollection services, Settings settings)
    {
        services.AddIdentityCore<Credentials>();
        services.AddSingleton<Passkeys>().AddScoped<IUserStore<Credentials>, PasskeyStore>().AddScoped<IPasskeyHandler<Credentials>, PasskeyHandler<Credentials>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            var host = settings.Hosts is [var first, ..] ? first : settings.Url.Host;
            passkeys.ServerDomain = host;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AuthenticatorTimeout = Lasts;
            // Behind a proxy the request does not show the address that people see; the name does not change.
            passkeys.ValidateOrigin = origin => ValueTask.FromResult(!origin.CrossOrigin && Uri.TryCreate(origin.Origin, UriKind.Absolute, out var from)
                && string.Equals(from.Host, host, StringComparison.OrdinalIgnoreCase) && (from.Scheme == Uri.UriSchemeHttps || from.IsLoopback));
        });
    }

    /// <summary>What the browser needs to make a passkey for somebody, as JSON.</summary>
    public async Task<string> ToMake(HttpContext http, Credentials who)
    {
        var name = who.IsPerson ? "Cairn" : who.Name;
        var options = await Handler(http).MakeCreationOptionsAsync(new PasskeyUserEntity { Id = who.Id, Name = who.SignInName is { } typed && !who.IsPerson ? typed : name, DisplayName = name }, http);
        return Keep(options.CreationOptionsJson, options.AttestationState ?? "", who.Id);
    }

    /// <summary>The passkey that the browser made; null when the answer is not to a challenge of ours for them.</summary>
    public async Task<Passkey?> Made(HttpContext http, string challenge, string answer, Credentials who, string name)
    {
        if (Take(challenge) is not { } asked || asked.Account != who.Id) return null;
        var made = await Handler(http).PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = http, CredentialJson = answer, AttestationState = asked.State });
        return made.Succeeded ? PasskeyStore.Of(made.Passkey, name) : null;
    }

    /// <summary>What the browser needs to show a passkey: one of somebody's, or of whoever has one.</summary>
    public async Task<string> ToUse(HttpContext http, Credentials? who)
    {
        var options = await Handler(http).MakeRequestOptionsAsync(who, http);
        return Keep(options.RequestOptionsJson, options.AssertionState ?? "", who?.Id ?? "");
    }

    /// <summary>Whose passkey was shown; null when it is nobody's, or the answer is not to a challenge of ours.</summary>
    public async Task<Credentials?> Used(HttpContext http, string challenge, string answer, string account = "")
    {
        if (Take(challenge) is not { } asked || asked.Account != account) return null;
        var shown = await Handler(http).PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = http, CredentialJson = answer, AssertionState = asked.State });
        if (!shown.Succeeded) return null;
        var used = shown.Passkey;
        return folder.SignIns.Change(folder.SignIns.FindByPasskey(used.CredentialId)?.Id ?? "", who => who is not { ClosedAt: null } ? null : who with { Passkeys = [.. who.Passkeys.Select(p => p.Id.AsSpan().SequenceEqual(used.CredentialId) ? p with { Count = used.SignCount, BackedUp = used.IsBackedUp } : p)] });
    }

    // The handler lives as long as a request, this as long as the service.
    private static IPasskeyHandler<Credentials> Handler(HttpContext http) => http.RequestServices.GetRequiredService<IPasskeyHandler<Credentials>>();

    private string Keep(string options, string state, string account)
    {
        var challenge = Token.New();
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (challenges.Count > 1000) foreach (var (old, c) in challenges.OrderBy(c => c.Value.Until).Take(500).ToList()) challenges.Remove(old);
            challenges[challenge] = (state, account, now + Lasts);
        }
        return $"{{\"challenge\":{JsonSerializer.Serialize(challenge)},\"options\":{options}}}";
    }

    private (string State, string Account)? Take(string challenge)
    {
        lock (gate) return challenges.Remove(challenge, out var asked) && asked.Until >= clock.GetUtcNow() ? (asked.State, asked.Account) : null;
    }
}
