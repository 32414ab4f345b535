using Cairn.Record;
using Cairn.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(Cairn.Web.Tests.Town))]

namespace Cairn.Web.Tests;

/// <summary>
/// The demo town, served on a free port of this machine. One is shared by the tests that only look; a test that changes the record
/// opens its own.
/// </summary>
public sealed class Town : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("cairn-web-test-").FullName;
    private WebApplication? app;

    private bool isDemo = true;
    private TimeProvider clock = TimeProvider.System;

    /// <summary>What the service said to whoever started it.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Where its data and keys are.</summary>
    public string Folder => folder;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    public Partnership Partnership => app!.Services.GetRequiredService<Partnership>();

    public IServiceProvider Services => app!.Services;

    public static async Task<Town> Open()
    {
        var town = new Town();
        await town.InitializeAsync();
        return town;
    }

    /// <summary>No town yet: an empty folder, where the first to come sets up.</summary>
    public static async Task<Town> OpenEmpty(TimeProvider clock)
    {
        var town = new Town { isDemo = false, clock = clock };
        await town.InitializeAsync();
        return town;
    }

    public async ValueTask InitializeAsync()
    {
        var mistakes = new Mistakes();
        var vocabulary = VocabularyFile.Read("facts.yaml", await File.ReadAllTextAsync(In("schemes/facts.yaml")), mistakes);
        mistakes.Found.ShouldBeEmpty();
        app = Service.Build(new Settings { DataFolder = folder, Vocabulary = vocabulary!, IsDemo = isDemo, DemoFolder = In("demo/saltby"), SchemesFolder = In("schemes"), Url = new Uri("http://127.0.0.1:0"), Hosts = ["localhost", "127.0.0.1"], Clock = clock, Tell = Told.Add, MessagesEvery = null });
        await app.StartAsync();
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>An address in which {P001} stands for the person whom the town's file calls so, and {consent} or {job} for a consent or a job of theirs.</summary>
    public string Path(string path)
    {
        foreach (var (mark, kind) in ((string, string)[])[("{consent}", "consent"), ("{job}", "employment")])
            if (path.Contains(mark, StringComparison.Ordinal)) return People(path).Replace(mark, $"{Last(kind, People(path).Split('/')[2])}", StringComparison.Ordinal);
        return People(path);
    }

    /// <summary>The place in the log of the last fact of a kind about somebody that stands and runs today.</summary>
    private long Last(string kind, string token) => Partnership.Read(r => Desk.Said.Of(r.Facts, kind, token).Last(c => c.Covers(r.Today)).Position + 1L);

    private string People(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\{(?<who>P\d+)\}", m => Token(m.Groups["who"].Value), System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    public string Token(string reference) => Partnership.Folder.Read(s => s.FindPerson("saltby", reference)) ?? throw new InvalidOperationException($"Nobody is called {reference}.");

    /// <summary>A file of this repository, found upwards from the tests.</summary>
    public static string In(string path)
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(System.IO.Path.Combine(at, "Cairn.slnx"))) at = System.IO.Path.GetDirectoryName(at) ?? throw new InvalidOperationException("Run the tests from within the tree.");
        return System.IO.Path.Combine(at, path);
    }

    public async ValueTask DisposeAsync()
    {
        // Stopped first: what works in the background is otherwise cut off, and says so as a failure.
        if (app is not null) await app.StopAsync();
        if (app is not null) await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
