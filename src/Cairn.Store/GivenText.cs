using Cairn.Record;

namespace Cairn.Store;

/// <summary>What becomes of a scheme's text that is given with a command, as `cairn settle` is given a file: it is kept where its words are new.</summary>
public static class GivenText
{
    /// <summary>
    /// What to keep: nothing where the text holds today, or held on the day that is asked about, which must not bring it back in force. Where two members
    /// have agreed on a change before, another text is refused: nobody undoes that alone.
    /// </summary>
    public static (IReadOnlyList<SchemeText> Keep, Decision? Refusal) Of(State state, string scheme, string text, int on, int today)
    {
        if (state.Scheme(scheme, today)?.Text == text || state.Scheme(scheme, on)?.Text == text) return ([], null);
        if (state.Schemes.Any(s => s.Scheme == scheme && s.IsAgreed))
            return ([], Decision.Refuse("ChangedByTwo", $"The rules of {scheme} are changed by two members, and this file says neither what they are on {Day.Long(on)} nor today. Propose the change on the scheme's page."));
        return ([new SchemeText(scheme, text)], null);
    }
}
