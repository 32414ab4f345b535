namespace Cairn.Web.Frame;

/// <summary>A button that has the browser make or use a passkey. Without scripts it is not drawn; another way stands beside it.</summary>
public sealed record PasskeyButton(string Label, string Options, string Action, bool Makes)
{
    /// <summary>Whether the page has another button that comes first.</summary>
    public bool IsSecond { get; init; }
}
