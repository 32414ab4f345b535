using Cairn.Desk.Change;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Store;

/// <summary>A change as it is proposed: the whole text of the rules and of their examples, the version they were written on, the first day, why, and what was foreseen of it.</summary>
public sealed record NewRules(string Scheme, string Text, string Examples, string Before, int StartsOn, string Foreseen, string Foresaw, string Why);

/// <summary>
/// Changing a running scheme: one member proposes, another answers. The proposed text is kept as a version under a name of its own, so that what was
/// approved is what was read; approved, it is put in force from its first day. Nothing that was posted is touched.
/// </summary>
public sealed class SchemeChangeActs(DataFolder store, Asking who)
{
    public const string OfExamples = ".examples";
    private const string Proposed = ".proposed";
    private readonly string by = who.By;

    /// <summary>Whether a stored version is a proposal, and not rules that hold.</summary>
    public static bool IsProposal(string scheme) => scheme.EndsWith(Proposed, StringComparison.Ordinal);

    /// <summary>What two texts of rules, and of their examples, are named together by: the version they are written on.</summary>
    public static string Version(string text, string examples) => SchemeFile.Version(examples.Length == 0 ? text : $"{text}\n---\n{examples}");

    /// <summary>The newest rules of a scheme and their examples, which may have yet to begin, and from when they hold; null without the scheme.</summary>
    public static (string Text, string Examples, int From)? Newest(State state, string scheme) =>
        state.Scheme(scheme) is { } rules ? (rules.Text, state.Scheme(scheme + OfExamples)?.Text ?? "", rules.From) : null;

    /// <summary>The text and examples that were proposed, and those they were written on; empty where they are not there.</summary>
    public static ((string Text, string Examples) Proposed, (string Text, string Examples) Before) Texts(State state, SchemeProposal proposal)
    {
        string Of(string name, string version) => state.Schemes.LastOrDefault(s => s.Scheme == name && SchemeFile.Version(s.Text) == version)?.Text ?? "";
        string Before(string name) => state.Scheme(name, Day.Never, CommandOf(state, proposal))?.Text ?? "";
        return ((Of(proposal.Scheme + Proposed, proposal.Version), Of(proposal.Scheme + OfExamples + Proposed, proposal.Examples)), (Before(proposal.Scheme), Before(proposal.Scheme + OfExamples)));
    }

    /// <summary>Whether the rules are another by now than those it was written on: it would undo what was changed since.</summary>
    public static bool IsOvertaken(State state, SchemeProposal proposal) => Newest(state, proposal.Scheme) is not { } now || Version(now.Text, now.Examples) != proposal.Before;

    /// <summary>Proposes a change; the answer is its number. The rules stay as they are. Refused where nothing differs, where the rules were changed meanwhile, or for a day that is over.</summary>
    public Task<Reply> Propose(NewRules rules) =>
        store.Do(new Command(who.KeyFor("scheme-change"), "scheme-change", by, who.Capacity, $"{rules.Scheme} {Version(rules.Text, rules.Examples)} {rules.Before} {rules.StartsOn} {rules.Why}", who.Source), (state, now) =>
        {
            if (Newest(state, rules.Scheme) is not { } newest) return Decision.Refuse("NoSuchScheme", $"There is no scheme {rules.Scheme}.");
            if (Version(newest.Text, newest.Examples) != rules.Before) return Decision.Refuse("ChangedSince", "The rules have been changed since this page was opened. Open it again, and put your change into the rules as they are now.");
            if (newest.Text == rules.Text && newest.Examples == rules.Examples) return Decision.Refuse("Unchanged", "Nothing is changed yet.");
            if (rules.StartsOn < now.Today) return Decision.Refuse("Over", "Rules hold from today on at the earliest. No day that is over gets other rules.");
            if (rules.StartsOn < newest.From) return Decision.Refuse("BeforeTheLast", $"Rules that were agreed before hold from {Day.Long(newest.From)}. These can hold from that day at the earliest.");
            var number = SchemeProposal.Next(state.Facts);
            var fact = Recording.Fact(state, "scheme-change", number, now.Today, who.Capacity, ("scheme", rules.Scheme), ("version", SchemeFile.Version(rules.Text)), ("before", rules.Before), ("examples", rules.Examples.Length == 0 ? "" : SchemeFile.Version(rules.Examples)), ("starts", Day.Iso(rules.StartsOn)), ("foreseen", rules.Foreseen), ("foresaw", rules.Foresaw), ("words", rules.Why));
            SchemeText[] texts = [new(rules.Scheme + Proposed, rules.Text), .. rules.Examples.Length == 0 ? Array.Empty<SchemeText>() : [new(rules.Scheme + OfExamples + Proposed, rules.Examples)]];
            return Decision.Append(number) with { Facts = [fact], Schemes = texts };
        });

    /// <summary>
    /// Approves a change and puts it in force from its day, or from today where that has passed; the answer is the day. What it would do is worked out again at
    /// that moment, and where that is not what this member saw, nothing is done.
    /// </summary>
    public Task<Reply> Approve(string number, string seen, Func<State, Scheme, Scheme, int, string?> foresee) =>
        Answer(number, ProposalState.Approved, "", (state, now, proposal) =>
        {
            if (IsOvertaken(state, proposal)) return Decision.Refuse("ChangedSince", $"The rules have been changed since {number} was proposed, and it would undo that. It has to be proposed again on the rules as they are now.");
            var (text, examples) = Texts(state, proposal).Proposed;
            var newest = Newest(state, proposal.Scheme)!.Value;
            if (Read(state, newest.Text) is not { } before || Read(state, text) is not { } after) return Decision.Refuse("CannotBeRead", $"The rules of {number} cannot be read any more. They have to be proposed again.");
            if (foresee(state, before, after, now.Today) != seen) return Decision.Refuse("ComesOutOtherwise", "The record has moved since you opened this page, and the change now comes out otherwise. Look at it again.");
            var from = proposal.WouldHoldFrom(now.Today);
            SchemeText[] texts = [.. text == newest.Text ? Array.Empty<SchemeText>() : [new(proposal.Scheme, text) { From = from }], .. examples == newest.Examples ? Array.Empty<SchemeText>() : [new(proposal.Scheme + OfExamples, examples) { From = from }]];
            return Decision.Append(Day.Iso(from)) with { Facts = [Recording.Fact(state, "scheme-change-answer", number, now.Today, who.Capacity, ("result", "approved"), ("starts", Day.Iso(from)))], Schemes = texts };
        });

    /// <summary>Says no, with the reason for who proposed it; or takes one's own proposal back.</summary>
    public Task<Reply> Refuse(string number, string why, bool withdraws) =>
        Answer(number, withdraws ? ProposalState.Withdrawn : ProposalState.Refused, why, (state, now, _) =>
            Decision.Append(number) with { Facts = [Recording.Fact(state, "scheme-change-answer", number, now.Today, who.Capacity, ("result", withdraws ? "withdrawn" : "refused"), ("words", why))] });

    private Task<Reply> Answer(string number, ProposalState answer, string why, Func<State, Deciding, SchemeProposal, Decision> decide) =>
        store.Do(new Command(who.KeyFor("scheme-change-answer"), "scheme-change-answer", by, who.Capacity, $"{number} {answer} {why}", who.Source), (state, now) =>
            SchemeProposal.All(state.Facts, p => now.RecordedBy(p + 1L)).FirstOrDefault(p => p.Number == number) is not { } proposal ? Decision.Refuse("NoSuchProposal", $"Nothing is proposed as {number}.")
                : proposal.WhyNot(answer, by) is { } no ? Decision.Refuse(no.Name, no.Why) : decide(state, now, proposal));

    /// <summary>The command that stored a proposal's text, for what was in force before it.</summary>
    private static long CommandOf(State state, SchemeProposal proposal) =>
        state.Schemes.LastOrDefault(s => s.Scheme == proposal.Scheme + Proposed && SchemeFile.Version(s.Text) == proposal.Version)?.Command ?? 0;

    private static Scheme? Read(State state, string text) => SchemeFile.Read("scheme", text, state.Facts.Vocabulary, new Mistakes());
}
