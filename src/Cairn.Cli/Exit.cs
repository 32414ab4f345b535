namespace Cairn.Cli;

/// <summary>What the command's exit status says.</summary>
internal static class Exit
{
    /// <summary>All is well.</summary>
    public const int Well = 0;

    /// <summary>The input is wrong; each mistake is a line on standard error.</summary>
    public const int InputWrong = 1;

    /// <summary>The command is wrong: an option that is not known, or one that is missing.</summary>
    public const int CommandWrong = 2;
}
