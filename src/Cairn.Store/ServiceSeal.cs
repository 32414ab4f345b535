namespace Cairn.Store;

/// <summary>
/// Seals what the service keeps of its own - ways in, the keys of its cookies - under the store's keys, bound to what it is for. Nothing
/// about a person belongs here: that goes under their own key.
/// </summary>
public sealed class ServiceSeal
{
    private readonly KeyStore keys;

    internal ServiceSeal(KeyStore keys) => this.keys = keys;

    /// <summary>Seals text for one purpose; for another it does not open.</summary>
    public byte[] Close(string what, string text) => Seal.Close(Key, KeyStore.Partnership, Field(what), 0, text);

    /// <summary>What was sealed; null when it was changed, sealed for something else, or under the keys of another store.</summary>
    public string? Open(string what, ReadOnlySpan<byte> closed) => Seal.Open(Key, KeyStore.Partnership, Field(what), 0, closed);

    /// <summary>A keyed fingerprint of a secret: finds it again, and tells nothing to whoever lacks the keys.</summary>
    public byte[] Fingerprint(string what, string secret) => keys.Fingerprint("service", what, secret);

    private byte[] Key => keys.Find(KeyStore.Partnership)!;

    /// <summary>Hashed, so that whatever the purpose is called, one never reads as another.</summary>
    private static string Field(string what) => $"service {Convert.ToHexStringLower(new Canon().Start("service", []).Add(what).Hash())}";
}
