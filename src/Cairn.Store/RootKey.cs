using System.Security.Cryptography;
using System.Text;

namespace Cairn.Store;

/// <summary>
/// The key that wraps all others: 32 random bytes in hexadecimal in a file that its owner alone may read, made when first needed.
/// Whoever has it and the key store reads everything; copy it by hand and keep the copy elsewhere.
/// </summary>
internal static class RootKey
{
    public static byte[] Read(string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                // Written whole under another name and then named without overwriting, so that no one ever reads half a key.
                var draft = $"{file}.{Environment.ProcessId}.new";
                using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
                {
                    OwnerOnly(draft);
                    stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Seal.KeySize)) + "\n"));
                    stream.Flush(flushToDisk: true);
                }
                try { File.Move(draft, file, overwrite: false); }
                catch (IOException) when (File.Exists(file)) { File.Delete(draft); }
            }
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != UnixFileMode.None)
                throw new StoreException(Trouble.Keys, $"Others than its owner may read or use {file}; run: chmod 600 {file}");
            var key = Convert.FromHexString(File.ReadAllText(file).Trim());
            return key.Length == Seal.KeySize ? key : throw new FormatException();
        }
        catch (FormatException broken)
        {
            throw new StoreException(Trouble.Keys, $"{file} is not a root key (64 hexadecimal figures); restore it from its copy.", broken);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Trouble.ReadOnly, $"{file} could not be read or made: {broken.Message}", broken);
        }
    }

    public static void OwnerOnly(string file)
    {
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
