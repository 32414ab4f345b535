using Cairn.Record;

namespace Cairn.Web;

/// <summary>What the service was told when it started: by the command line, or by a file and the environment (<c>CAIRN_URL</c>, <c>CAIRN_DATA_FOLDER</c> ...).</summary>
public sealed record Settings
{
    /// <summary>The folder of the log, the looks and the evidence.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the keys are; in the data folder when not given, which is for trying out only.</summary>
    public string? KeysFolder { get; init; }

    public required Vocabulary Vocabulary { get; init; }

    /// <summary>Where it listens. On another address than this machine's own, a certificate or a proxy that has one is needed.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:5080");

    /// <summary>The name by which people reach it, where that is not the one it listens on. Passkeys belong to this name: changed, they open nothing any more.</summary>
    public string? Host { get; init; }

    /// <summary>The demo town: signing in is choosing whom to be.</summary>
    public bool IsDemo { get; init; }

    /// <summary>The files of the invented town, where it is the demo.</summary>
    public string? DemoFolder { get; init; }

    /// <summary>Scheme files that are put in force when the store holds none.</summary>
    public string? SchemesFolder { get; init; }

    /// <summary>Tells the time; the demo's own when it is the demo.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A certificate with its key (PFX); without one a proxy in front keeps the connection secret.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>Says something to whoever started it: the link to set up with.</summary>
    public Action<string> Tell { get; init; } = Console.Out.WriteLine;

    /// <summary>Whether browsers reach it over https, so that cookies may demand it.</summary>
    public bool IsSecure => Url.Scheme == Uri.UriSchemeHttps || CertificateFile is not null;

    /// <summary>The password of the certificate file.</summary>
    public string? CertificatePassword { get; init; }
}
