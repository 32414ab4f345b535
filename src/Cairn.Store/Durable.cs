using System.Runtime.InteropServices;

namespace Cairn.Store;

/// <summary>Makes the names in a folder durable, as flushing a file makes its content: a renamed file is else not surely found after a power cut.</summary>
internal static class Durable
{
    /// <summary>Makes a folder that is not there yet, so that it is surely found again.</summary>
    public static void Make(string folder)
    {
        if (Directory.Exists(folder)) return;
        Directory.CreateDirectory(folder);
        Folder(Path.GetDirectoryName(folder)!);
    }

    public static void Folder(string folder)
    {
        // Windows syncs names with the file; elsewhere a folder is opened like a file, which .NET does not do.
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, 0);
        if (handle < 0) throw new IOException($"{folder} could not be opened to be made durable.");
        var failed = Sync(handle) != 0;
        _ = Close(handle);
        if (failed) throw new IOException($"{folder} could not be made durable.");
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
