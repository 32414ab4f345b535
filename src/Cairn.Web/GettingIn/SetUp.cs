using Cairn.Store;

namespace Cairn.Web.GettingIn;

/// <summary>The very first way in: while nobody can get in, starting the service prints a link that makes one administrator, once, within a day.</summary>
internal static class SetUp
{
    public static void Tell(DataFolder folder, Settings settings)
    {
        if (folder.SignIns.Members.Any(m => m.CanGetIn)) return;
        var secret = folder.SignIns.Invite("", TimeSpan.FromHours(24));
        settings.Tell($"Nobody can sign in yet. To set up, open {new Uri(settings.Url, Links.SetUp(secret))} within 24 hours. It works once.");
    }
}
