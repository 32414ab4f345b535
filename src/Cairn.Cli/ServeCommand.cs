using System.CommandLine;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web;
using Cairn.Web.Messages;
using Microsoft.AspNetCore.Builder;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary>
/// <c>cairn serve</c>: the web application, over a data folder or, with <c>--demo</c>, over an invented town. Each option may stand on the command
/// line, in the environment (<c>--url</c> as <c>CAIRN_SERVE_URL</c>) or in a file given with <c>--config</c>; the first of these counts.
/// </summary>
internal static class ServeCommand
{
    private static readonly Option<bool> Demo = new("--demo") { Description = "An invented town; signing in is choosing whom to be." };
    private static readonly Option<string?> Config = new("--config") { Description = "A YAML file with any of the options below by name, such as url: https://cairn.example.org." };

    private static readonly Option<string?>
        Data = new("--data") { Description = "The data folder. The demo makes one that is gone afterwards unless given." },
        Keys = new("--keys") { Description = "The folder of the keys; keep it apart from the data." },
        Url = new("--url") { Description = "Where to listen; http://127.0.0.1:5080 unless given." },
        Words = new("--vocabulary") { Description = "The vocabulary; otherwise the nearest facts.yaml, or the program's own." },
        Schemes = new("--schemes") { Description = "The folder of access.yaml and the schemes; otherwise the nearest one called schemes, or the program's own." },
        Town = new("--town") { Description = "The folder of the demo's town; otherwise demo/saltby." },
        Hosts = new("--hosts") { Description = "The names under which people reach it, with ; between them. Any unless given." },
        Proxy = new("--proxy") { Description = "The address of the proxy in front, whose word on the reader's address and https is taken." },
        Certificate = new("--certificate") { Description = "A PFX file with the certificate and its key." },
        Notify = new("--notify-key") { Description = "The key of GOV.UK Notify for text messages; better in the environment than here." },
        NotifyTemplate = new("--notify-template") { Description = "The id of a Notify template for text messages that says ((words))." },
        Mail = new("--mail") { Description = "The mail server, such as smtps://name:password@mail.example.org:465; better in the environment than here." },
        MailFrom = new("--mail-from") { Description = "The address that mail comes from." },
        Password = new("--certificate-password") { Description = "Its password; better in the environment than here." };

    private static readonly Option<string?>[] Settable = [Data, Keys, Url, Words, Schemes, Town, Hosts, Proxy, Certificate, Password, Notify, NotifyTemplate, Mail, MailFrom];

    public static Command Make()
    {
        var command = new Command("serve", "Open Cairn in the browser.") { Demo, Config };
        foreach (var option in Settable) command.Options.Add(option);
        command.SetAction(Serve);
        return command;
    }

    private static int Serve(ParseResult parsed)
    {
        var mistakes = new Mistakes();
        var file = parsed.GetValue(Config) is { } path ? ReadFile(path, mistakes) : [];
        string? Value(Option<string?> option) => parsed.GetValue(option) ?? Environment.GetEnvironmentVariable($"CAIRN_SERVE_{Name(option).Replace('-', '_').ToUpperInvariant()}") ?? file.GetValueOrDefault(Name(option));
        if (Files.Report(mistakes)) return Exit.InputWrong;
        var isDemo = parsed.GetValue(Demo);
        if (!isDemo && Value(Data) is null) return Wrong("cairn serve needs --data, the folder to serve; or --demo, to look around.");
        if (!Uri.TryCreate(Value(Url) ?? "http://127.0.0.1:5080", UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) return Wrong($"'{Value(Url)}' is no address to listen at; write one such as http://127.0.0.1:5080.");
        if (url.Scheme == "https" && Value(Certificate) is null) return Wrong("To listen with https it needs --certificate; or listen with http behind a proxy that has one, and name the proxy with --proxy.");
        if (Value(Notify) is null != Value(NotifyTemplate) is null) return Wrong("Text messages need both --notify-key and --notify-template.");
        if (Value(Notify) is { } key && !NotifyPost.IsKey(key)) return Wrong("--notify-key is not the key of a Notify service: it ends with two ids of 36 characters.");
        if (Value(Mail) is null != Value(MailFrom) is null) return Wrong("Mail needs both --mail and --mail-from.");
        Uri? mail = null;
        if (Value(Mail) is { } server && (!Uri.TryCreate(server, UriKind.Absolute, out mail) || mail.Scheme is not ("smtp" or "smtps"))) return Wrong("--mail is no mail server; write one such as smtps://mail.example.org:465.");
        var vocabulary = Files.Vocabulary(Directory.GetCurrentDirectory(), Value(Words), mistakes);
        if (Files.Report(mistakes) || vocabulary is null) return Exit.InputWrong;
        var folder = Value(Data) ?? Directory.CreateTempSubdirectory("cairn-demo-").FullName;
        try
        {
            return Run(new Settings
            {
                DataFolder = folder, KeysFolder = Value(Keys), Vocabulary = vocabulary, Url = url, IsDemo = isDemo, DemoFolder = Value(Town) ?? Files.Nearest("demo/saltby"), SchemesFolder = Value(Schemes) ?? Files.Nearest("schemes"),
                Hosts = Value(Hosts)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [], Proxy = Value(Proxy), CertificateFile = Value(Certificate), CertificatePassword = Value(Password),
                Notify = Value(Notify) is { } notify ? (notify, Value(NotifyTemplate)!) : null, Mail = mail is not null ? (mail, Value(MailFrom)!) : null,
            });
        }
        catch (StoreException trouble)
        {
            Console.Error.WriteLine(trouble.Message);
            return Exit.InputWrong;
        }
        finally
        {
            if (Value(Data) is null) Directory.Delete(folder, recursive: true);
        }
    }

    private static int Run(Settings settings)
    {
        using var app = Service.Build(settings);
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"Cairn is open at {settings.Url}{(settings.IsDemo ? ", with an invented town in it" : "")}. Stop it with Ctrl+C."));
        app.Run();
        return Exit.Well;
    }

    private static Dictionary<string, string> ReadFile(string path, Mistakes mistakes)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) mistakes.Add(new Mistake(path, 1, 1, "There is no such file; name one that is there with --config.", null));
        else if (Yaml.Read(Files.Shown(path), File.ReadAllText(path), mistakes) is { } root && Record.Keys.Check(root, [.. Settable.Select(Name)], mistakes))
            foreach (var (key, value) in root.Entries) found[key.Word] = value.Word;
        return found;
    }

    private static string Name(Option<string?> option) => option.Name.TrimStart('-');

    private static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return Exit.CommandWrong;
    }
}
