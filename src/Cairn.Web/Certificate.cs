using System.Security.Cryptography.X509Certificates;

namespace Cairn.Web;

internal static class Certificate
{
    /// <summary>Reads a certificate with its key; throws when it has none.</summary>
    public static X509Certificate2 Read(string file, string? password)
    {
        var certificate = X509CertificateLoader.LoadPkcs12FromFile(file, password);
        return certificate.HasPrivateKey ? certificate : throw new InvalidOperationException($"{file} holds no key; export the certificate with its private key.");
    }
}
