using Cairn.Record;

namespace Cairn.Web;

/// <summary>What the service was told when it started: by the command line, or by a file and the environment.</summary>
public sealed record Settings
{
    /// <summary>The folder of the log, the looks and the evidence.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the keys are; in the data folder when not given, which is for trying out only.</summary>
    public string? KeysFolder { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Where it listens. On another address than this machine's own, a certificate or a proxy that has one is needed.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>The demo town: signing in is choosing whom to be.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The files of the invented town, where it is the demo.</summary>
    public string? DemoFolder { get; init; }

    /// <summary>Scheme files that are put in force when the store holds none.</summary>
    public string? SchemesFolder { get; init; }

    /// <summary>Tells the time; the demo's own when it is the demo.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The names under which people reach it; a request for any other is refused. Empty: any. Passkeys belong to the first: changed, they open nothing any more.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The address of the proxy in front, whose word on the reader's address and on https is taken.</summary>
    public string? Proxy { get; init; }

    /// <summary>Whether readers come by https: to us, or to the proxy.</summary>
    public bool IsSecure => Url.Scheme == Uri.UriSchemeHttps || Proxy is not null;

    /// <summary>A certificate with its key (PFX); without one a proxy in front keeps the connection secret.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Says something to whoever started it: the link to set up with.</summary>
    public Action<string> Tell { get; init; } = Console.Out.WriteLine;

    /// <summary>How often messages are sent; null: only when asked to.</summary>
    public TimeSpan? MessagesEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Where GOV.UK Notify is.</summary>
    public Uri NotifyUrl { get; init; } = Messages.NotifyPost.Usual;

    /// <summary>The key of GOV.UK Notify, and the id of a template of text messages whose one personalisation is <c>words</c>; no text messages without both.</summary>
    public (string Key, string Template)? Notify { get; init; }

    /// <summary>The mail server (smtp: or smtps:) and the address that mail comes from; no mail without both.</summary>
    public (Uri Server, string From)? Mail { get; init; }

    /// <summary>The password of the certificate file.</summary>
    public string? CertificatePassword { get; init; }
}
