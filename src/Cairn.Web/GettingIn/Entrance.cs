using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;

namespace Cairn.Web.GettingIn;

/// <summary>Who comes in, or why not in words: the same words, and about the same time, whatever of it was wrong and whether or not there is such a name.</summary>
public sealed record Entered(Credentials? Who, string? Why)
{
    /// <summary>The address has had its tries: answered as 429.</summary>
    public bool IsTooMany { get; init; }
}

/// <summary>The ways in, each one function. None says which part was wrong.</summary>
public sealed class Entrance(DataFolder folder, Passwords passwords, Throttle throttle, Passkeys passkeys, TimeProvider clock)
{
    private SignIns Ins => folder.SignIns;

    /// <summary>A member's name, password, and a code of their app or one of their recovery codes.</summary>
    public Entered ByPassword(HttpContext http, string name, string password, string code) =>
        Try(http, name.ToUpperInvariant(), "The sign-in name, the password or the code is not right. A code from the app is good once.", () =>
        {
            var who = Ins.FindByName(name);
            return passwords.Match(who is { IsPerson: false, Authenticator: not null } ? who.PasswordHash : null, password) ? TakeCode(who!.Id, code) : null;
        });

    /// <summary>A person's card: the code printed on it, and the PIN.</summary>
    public Entered ByCard(HttpContext http, string code, string pin) =>
        Try(http, Codes.Read(code), "The code or the PIN is not right, or the card was taken back.", () =>
        {
            var who = Ins.FindByName(Codes.Read(code));
            return passwords.Match(who is { IsPerson: true } ? who.PasswordHash : null, Codes.Read(pin)) ? who : null;
        });

    public async Task<Entered> ByPasskey(HttpContext http, string challenge, string answer)
    {
        if (throttle.TooMany(Address(http))) return Many;
        return await passkeys.Used(http, challenge, answer) is { ClosedAt: null } who ? new Entered(who, null) : new Entered(null, "That passkey was not taken. Try again, or choose another way.");
    }

    /// <summary>The second factor once more, of somebody who is signed in: a member's code, a person's PIN.</summary>
    public Entered Again(HttpContext http, Viewer viewer, string typed) => Try(http, viewer.Id, "That was not right. A code from the app is good once.", () =>
        viewer.IsPerson ? Ins.Find(viewer.Id) is { } who && passwords.Match(who.PasswordHash, Codes.Read(typed)) ? who : null : TakeCode(viewer.Id, typed));

    /// <summary>Signs somebody in on this browser. Whoever was before is signed out.</summary>
    public static Task SignIn(HttpContext http, Credentials who) => http.SignInAsync(new Viewer(who.Id, who.IsPerson).Principal());

    /// <summary>Uses up a code: one of the app's is good once, and so is a recovery code.</summary>
    private Credentials? TakeCode(string id, string typed)
    {
        var code = Codes.Read(typed);
        var kept = Codes.Kept(folder.Seal, code);
        return Ins.Change(id, who =>
            who is not { Authenticator: { } secret, ClosedAt: null } ? null
            : code.Length == 6 && Authenticator.Step(secret, code, clock.GetUtcNow()) is { } step ? step > who.LastStep ? who with { LastStep = step } : null
            : who.RecoveryCodes.Contains(kept) ? who with { RecoveryCodes = [.. who.RecoveryCodes.Where(c => c != kept)] }
            : null);
    }

    private Entered Try(HttpContext http, string name, string wrong, Func<Credentials?> check)
    {
        var address = Address(http);
        if (throttle.TooMany(address)) return Many;
        if (throttle.Wait(name, address) is { Ticks: > 0 } wait) return new Entered(null, $"Wait {InWords(wait)}, and try again.");
        if (check() is { } who)
        {
            throttle.Succeeded(name, address);
            return new Entered(who, null);
        }
        throttle.Failed(name, address);
        return new Entered(null, wrong);
    }

    private static Entered Many => new(null, "Too many tries. Wait a minute, and try again.") { IsTooMany = true };

    private static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static string InWords(TimeSpan wait) => (int)Math.Ceiling(wait.TotalSeconds) is var seconds && seconds == 1 ? "1 second" : seconds < 120 ? $"{seconds} seconds" : $"{(seconds + 59) / 60} minutes";
}
