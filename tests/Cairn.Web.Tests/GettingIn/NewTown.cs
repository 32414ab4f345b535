using System.Net;
using AngleSharp.Html.Dom;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.GettingIn;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>Somebody with an authenticator app.</summary>
internal sealed record Somebody(string Name, string Password, string Secret, IReadOnlyList<string> RecoveryCodes);

/// <summary>A partnership from its first start: set up, joined and signed in to as people would.</summary>
internal sealed class NewTown : IAsyncDisposable
{
    public const string Password = "correct-horse-battery";

    private NewTown(Town town, SetClock clock) => (Town, Clock) = (town, clock);

    public Town Town { get; }

    public SetClock Clock { get; }

    public DataFolder Folder => Town.Partnership.Folder;

    public static async Task<NewTown> Open()
    {
        var clock = new SetClock();
        return new NewTown(await Town.OpenEmpty(clock), clock);
    }

    /// <summary>The path of the link that was printed at the start.</summary>
    public string SetUpLink => new Uri(Town.Told.Single().Split(' ').Single(w => w.StartsWith("http", StringComparison.Ordinal))).AbsolutePath;

    /// <summary>The first administrator, signed in.</summary>
    public async Task<(Visitor Visitor, Somebody Who)> SetUp(string type = "treatment-provider")
    {
        var visitor = new Visitor(Town);
        await visitor.Open(SetUpLink);
        await visitor.Send(("partner", "Northside Recovery"), ("type", type), ("name", "Ada Quill"));
        return (visitor, await Join(visitor));
    }

    /// <summary>Invites somebody and has them join.</summary>
    public async Task<(Visitor Visitor, Somebody Who)> Invite(Visitor administrator, string name, string role)
    {
        var visitor = new Visitor(Town);
        await visitor.Open(await LinkFor(administrator, name, role));
        return (visitor, await Join(visitor));
    }

    public static async Task<string> LinkFor(Visitor administrator, string name, string role)
    {
        await administrator.Open("/members/invite");
        await administrator.Send(("name", name), ("role", role), ("partner", "Northside Recovery"));
        return new Uri(administrator.Page.QuerySelector("#link")!.TextContent).AbsolutePath;
    }

    /// <summary>On the page of a link: takes a password and the secret, and keeps the recovery codes.</summary>
    public async Task<Somebody> Join(Visitor visitor)
    {
        var name = visitor.Page.QuerySelector("#sign-in-name")!.TextContent;
        var secret = visitor.Page.QuerySelector("#secret")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        await visitor.Send(("password", Password), ("code", Code(secret)));
        visitor.Path.ShouldBe("/me/codes");
        return new Somebody(name, Password, secret, [.. visitor.Page.QuerySelectorAll("#codes li").Select(c => c.TextContent)]);
    }

    /// <summary>The code that the app shows now.</summary>
    public string Code(string secret) => Authenticator.Code(secret, Clock.Now.ToUnixTimeSeconds() / 30);

    /// <summary>Signs in with a password and the app, half a minute after whatever came before.</summary>
    public async Task<Visitor> SignIn(Somebody who, string? back = null, string? code = null)
    {
        Clock.Pass(TimeSpan.FromSeconds(31));
        var visitor = new Visitor(Town);
        await visitor.Open(back is null ? "/sign-in" : $"/sign-in?back={Uri.EscapeDataString(back)}");
        return await visitor.Send(("name", who.Name), ("password", who.Password), ("code", code ?? Code(who.Secret)));
    }

    /// <summary>A person with whom a member works, from today.</summary>
    public async Task<string> PersonOf(string member)
    {
        var token = Token.New();
        var today = Town.Partnership.Today;
        var (draft, mistakes) = Recording.Read(Folder, [("fact", "works-with"), ("person", token), ("from", Day.Iso(today)), ("role", "key-worker"), ("member-name", member), ("said-by", "key-worker")], today);
        mistakes.ShouldBeEmpty();
        (await Recording.Do(Folder, new Asking(member, "key-worker"), draft!, new PersonReference(token, "test", token))).ShouldBeOfType<Reply.Done>();
        return token;
    }

    /// <summary>The id in the record of who signs in with a name.</summary>
    public string Id(Somebody who) => Folder.SignIns.FindByName(who.Name)!.Id;

    public static IHtmlFormElement FormWith(Visitor visitor, string field) => (IHtmlFormElement)visitor.Page.QuerySelector($"main form [name='{field}']")!.Closest("form")!;

    public ValueTask DisposeAsync() => Town.DisposeAsync();
}
