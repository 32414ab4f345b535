using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Cairn.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;

// Not a RootCommand, which would call itself by the assembly's name.
var root = new Command("cairn", "Cairn: from a fact about a person to a paid pound, and why.")
{
    new HelpOption(),
    new VersionOption(),
    CheckCommand.Make(),
    EvaluateCommand.Make(),
    SimulateCommand.Make(),
    CompareCommand.Make(),
    BacktestCommand.Make(),
    ExtractCommand.Make(),
    ExplainCommand.Make(),
    ImportCommand.Make(),
    RecordCommand.Make(),
    TakeOnCommand.Make(),
    SettleCommand.Make(),
    ApproveCommand.Make(),
    PayRunCommands.Make(),
    BankDetailCommands.Make(),
    BuyCommands.Buy(),
    BuyCommands.Bought(),
    BuyCommands.Cancel(),
    BuyCommands.Return(),
    ServeCommand.Make(),
    VerifyCommand.Make(),
    LedgerCommands.Accounts(),
    LedgerCommands.Close(),
    LedgerCommands.Export(),
    EraseCommand.Make(),
    BackupCommands.Backup(),
    BackupCommands.Restore(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
    if (parsed.CommandResult.Command == root) root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = Console.Error });
    else Console.Error.WriteLine($"See cairn {parsed.CommandResult.Command.Name} --help.");
    return Exit.CommandWrong;
}
try
{
    return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (IOException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return Exit.InputWrong;
}
catch (UnauthorizedAccessException trouble)
{
    Console.Error.WriteLine(trouble.Message);
    return Exit.InputWrong;
}
