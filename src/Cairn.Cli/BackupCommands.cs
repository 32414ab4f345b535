using System.CommandLine;
using Cairn.Store;
using Command = System.CommandLine.Command;

namespace Cairn.Cli;

/// <summary><c>cairn backup</c>: a verified copy of the data, and apart from it a copy of the keys; <c>cairn restore</c>: the way back.</summary>
internal static class BackupCommands
{
    public static Command Backup()
    {
        var folder = new Folder();
        var to = new Option<string>("--to") { Description = "The new folder for the copy.", Required = true };
        var keys = new Option<string?>("--keys") { Description = "A new file for the wrapped keys; keep it apart from the data, and 30 days at most." };
        var command = new Command("backup", "Copy facts, looks and evidence, without keys, and verify the copy.") { to, keys };
        folder.AddTo(command, acts: false);
        command.SetAction(parsed => folder.Open(parsed, (store, _) =>
        {
            var report = store.Backup(parsed.GetValue(to)!);
            Console.WriteLine($"Wrote {parsed.GetValue(to)}: {Said(report)}, verified.");
            if (parsed.GetValue(keys) is { } keyFile)
            {
                store.BackupKeys(keyFile);
                Console.WriteLine($"Wrote {keyFile}. Without it and root.key nobody can read the names and words.");
            }
            return Exit.Well;
        }));
        return command;
    }

    public static Command Restore()
    {
        var from = new Option<string>("--from") { Description = "The folder that backup wrote.", Required = true };
        var keys = new Option<string>("--keys") { Description = "The folder with the keys of today: keys.db and root.key.", Required = true };
        var to = new Option<string>("--data") { Description = "The new data folder; it must not be there, or be empty.", Required = true };
        var command = new Command("restore", "Make a data folder from a backup and the keys, and verify it. Nothing is overwritten.") { from, keys, to };
        command.SetAction(parsed =>
        {
            try
            {
                var report = Store.Backup.Restore(parsed.GetValue(from)!, parsed.GetValue(keys)!, parsed.GetValue(to)!);
                foreach (var note in report.Notes) Console.WriteLine(note);
                Console.WriteLine($"Restored {parsed.GetValue(to)}: {Said(report)}, verified. Who was erased since the backup stays unreadable; erase them here again.");
                return Exit.Well;
            }
            catch (StoreException trouble)
            {
                Console.Error.WriteLine(trouble.Message);
                return Exit.InputWrong;
            }
        });
        return command;
    }

    private static string Said(VerifyReport report) =>
        $"{report.Facts} facts and {report.Entries} entries{(report.Looks > 0 ? $", {report.Looks} looks" : "")}{(report.EvidenceFiles > 0 ? $", {report.EvidenceFiles} evidence files" : "")}";
}
