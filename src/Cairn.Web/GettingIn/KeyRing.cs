using System.Security.Cryptography;
using System.Xml.Linq;
using Cairn.Store;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.GettingIn;

/// <summary>Seals the keys that forms and short-lived cookies are protected with, under the keys of the store.</summary>
internal sealed class KeyRing(ServiceSeal seal) : IXmlEncryptor
{
    internal const string What = "key ring";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(new XElement("sealed", Convert.ToBase64String(seal.Close(What, plaintextElement.ToString(SaveOptions.DisableFormatting)))), typeof(KeyRingOpener));
}

/// <summary>Opens what <see cref="KeyRing"/> has sealed; made by the framework, which finds it by its name in the file.</summary>
public sealed class KeyRingOpener(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) =>
        XElement.Parse(services.GetRequiredService<DataFolder>().Seal.Open(KeyRing.What, Convert.FromBase64String(encryptedElement.Value)) ?? throw new CryptographicException("This key of the web service belongs to another store."));
}
