using System.CommandLine;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web;
using Microsoft.AspNetCore.Builder;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn serve</c>: the web application, over a data folder or, with <c>--demo</c>, over an invented town.</summary>
internal static class ServeCommand
{
    public static Command Make()
    {
        var demo = new Option<bool>("--demo") { Description = "An invented town; signing in is choosing whom to be." };
        var data = new Option<string?>("--data") { Description = "The data folder. The demo makes one that is gone afterwards unless given." };
        var keys = new Option<string?>("--keys") { Description = "The folder of the keys; keep it apart from the data." };
        var url = new Option<string>("--url") { Description = "Where to listen.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var words = new Option<string?>("--vocabulary") { Description = "The vocabulary; otherwise the nearest facts.yaml." };
        var command = new Command("serve", "Open Cairn in the browser.") { demo, data, keys, url, words };
        command.SetAction(parsed =>
        {
            var isDemo = parsed.GetValue(demo);
            if (!isDemo && parsed.GetValue(data) is null)
            {
                Console.Error.WriteLine("cairn serve needs --data, the folder to serve; or --demo, to look around.");
                return Exit.CommandWrong;
            }
            if (!Uri.TryCreate(parsed.GetValue(url), UriKind.Absolute, out var at) || at.Scheme is not ("http" or "https"))
            {
                Console.Error.WriteLine($"'{parsed.GetValue(url)}' is no address to listen at; write one such as http://127.0.0.1:5080.");
                return Exit.CommandWrong;
            }
            var mistakes = new Mistakes();
            var vocabulary = Files.Vocabulary(Directory.GetCurrentDirectory(), parsed.GetValue(words), mistakes);
            if (Files.Report(mistakes) || vocabulary is null) return Exit.InputWrong;
            var folder = parsed.GetValue(data) ?? Directory.CreateTempSubdirectory("cairn-demo-").FullName;
            try
            {
                return Run(new Settings { DataFolder = folder, KeysFolder = parsed.GetValue(keys), Vocabulary = vocabulary, Url = at, IsDemo = isDemo, DemoFolder = Nearest("demo/saltby"), SchemesFolder = Nearest("schemes") });
            }
            catch (StoreException trouble)
            {
                Console.Error.WriteLine(trouble.Message);
                return Exit.InputWrong;
            }
            finally
            {
                if (parsed.GetValue(data) is null) Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static int Run(Settings settings)
    {
        using var app = Service.Build(settings);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Cairn is open at {settings.Url}{(settings.IsDemo ? ", with an invented town in it" : "")}. Stop it with Ctrl+C."));
        app.Run();
        return Exit.Well;
    }

    private static string? Nearest(string folder)
    {
        for (var at = Directory.GetCurrentDirectory(); at is not null; at = Path.GetDirectoryName(at))
            if (Path.Combine(at, folder) is var found && Directory.Exists(found)) return found;
        return null;
    }
}
