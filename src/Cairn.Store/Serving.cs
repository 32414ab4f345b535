using System.Globalization;

namespace Cairn.Store;

/// <summary>
/// The lock of the process that serves from a folder. The operating system holds it, and frees it however the process ends;
/// <c>serve.who</c> beside it only says whose it is.
/// </summary>
internal static class Serving
{
    public static FileStream Begin(string folder)
    {
        var (held, who) = (Path.Combine(folder, "serve.lock"), Path.Combine(folder, "serve.who"));
        FileStream serving;
        try
        {
            serving = new FileStream(held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(held))
        {
            throw new StoreException(Trouble.Busy, $"{folder} is served already, by {Holder(who)}. Stop that one first, or give this one a folder of its own; commands beside it may go on.");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Trouble.ReadOnly, $"{held} cannot be made: {broken.Message}", broken);
        }
        File.WriteAllText(who, string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}, since {DateTimeOffset.UtcNow:yyyy-MM-dd HH:mm} UTC"));
        return serving;
    }

    private static string Holder(string who)
    {
        try
        {
            return File.ReadAllText(who);
        }
        catch (IOException)
        {
            return "another process";
        }
    }
}
