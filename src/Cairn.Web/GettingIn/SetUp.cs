using Cairn.Store;

namespace Cairn.Web.GettingIn;

/// <summary>The very first way in: while nobody can get in, starting the service prints a link that makes one administrator, once, within a day.</summary>
internal static class SetUp
{
    public static void Tell(DataFolder folder, Settings settings)
    {
        if (folder.SignIns.Members.Any(m => m.CanGetIn)) return;
        var secret = folder.SignIns.Invite("", TimeSpan.FromHours(24));
        settings.Tell($"Nobody can sign in yet. To set up, open {Address(settings)}{Links.SetUp(secret)} within 24 hours. It works once.");
    }

    /// <summary>As people reach it: by its first name, and through the proxy where there is one.</summary>
    private static string Address(Settings settings) =>
        settings.Hosts is [var name, ..] ? $"{(settings.IsSecure ? "https" : "http")}://{name}{(settings.Proxy is null && !settings.Url.IsDefaultPort ? $":{settings.Url.Port}" : "")}" : settings.Url.GetLeftPart(UriPartial.Authority);
}
