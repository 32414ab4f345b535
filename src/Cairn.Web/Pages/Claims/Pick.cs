using System.Globalization;

namespace Cairn.Web.Pages.Claims;

/// <summary>One result of one person, as a box to tick or an address names it: by token and the scheme's own names, never by what someone is called.</summary>
public sealed record Pick(string Token, string Scheme, string Outcome, int Time)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Token}.{Scheme}.{Outcome}.{Time}");

    /// <summary>Null when it is none of ours.</summary>
    public static Pick? Parse(string? text) =>
        text?.Split('.') is [{ Length: 32 } token, { Length: > 0 } scheme, { Length: > 0 } outcome, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time > 0 ? new(token, scheme, outcome, time) : null;
}
