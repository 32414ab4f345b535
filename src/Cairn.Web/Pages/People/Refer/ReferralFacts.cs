using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>What a referral records when it is sent, and what a scheme says of it beforehand.</summary>
internal static class ReferralFacts
{
    /// <summary>All its facts, told in one command. What the member may not record was not asked.</summary>
    public static Telling Tell(Partnership partnership, Form form, ReferralDraft draft, string member, string madeBy)
    {
        var telling = new Telling(partnership, form);
        var capacities = partnership.Read(r => partnership.Vocabulary.Kinds.ToDictionary(k => k.Name, k => r.Access.CapacitiesFor(member, k) is [var first, ..] ? first : "", StringComparer.Ordinal));
        var names = partnership.Read(r => Enumerable.Range(0, r.Facts.Names.Count).Select(n => r.Facts.Names[n]).ToList());
        string Named(string option) => option.Length > 1 && int.TryParse(option.AsSpan(1), out var number) && number >= 0 && number < names.Count ? names[number] : "";
        void Say(string kind, params (string, string?)[] cells) => telling.Say(kind, draft.Token, capacities[kind], cells);
        // What is told of their needs is told of the day on which they were referred; what is agreed to counts from now.
        var then = Day.Iso(draft.MadeOn(partnership.Today));
        string Of(string task, string question) => draft.Of(task, question);

        if (draft.IsNew)
        {
            Say("called", ("given", Of("about", "given")), ("family", Of("about", "family")));
            Say("birth", ("from", draft.Iso("about", "birth")));
            Say("contact-details", ("phone", Of("contact", "phone")), ("address", Of("contact", "address")), ("safe", Of("contact", "safe")));
            if (Of("contact", "interpreter") == "yes") Say("support-need", ("need", "interpreter"));
        }
        if (Of("help", "substance") is { Length: > 0 } substance) Say("dependency", ("substance", substance), ("main", "yes"), ("from", draft.Iso("help", "since") is { Length: > 0 } since ? since : then));
        if (Of("needs", "level") is { Length: > 0 } level) Say("complexity", ("level", level), ("from", then));
        if (Of("needs", "home") is { Length: > 0 } home) Say("housing", (partnership.Vocabulary.Find("housing")!.Main!.Name, home), ("from", draft.Iso("needs", "home-since") is { Length: > 0 } since2 ? since2 : then));
        if (Of("needs", "went") is { Length: > 0 } went) Say("engagement-history", ("went", went), ("from", then));
        if (Of("needs", "offence") is { Length: > 0 } step) Say("offence", ("step", step), ("from", draft.Iso("needs", "offence-day")));
        foreach (var (goal, i) in Of("goals", "goals").Split(',', StringSplitOptions.RemoveEmptyEntries).Select((g, i) => (g, i))) Say("goal-setting", ("from", then), ("goal", goal), ("words", i == 0 ? Of("goals", "words") : ""));
        if (Of("consent", "agrees") == "yes")
            foreach (var with in Of("consent", "with").Split(',').Select(Named))
                foreach (var category in Of("consent", "categories").Split(','))
                    Say("consent", ("purpose", "care"), ("category", category), ("with", with), ("way", Of("consent", "way")), ("to", draft.Iso("consent", "until")));
        Say("referral", ("from", then), ("id", draft.Reference), ("scheme", Of("scheme", "scheme") is "-" or "" ? "" : Of("scheme", "scheme")), ("by", Of("help", "by")), ("reason", Of("help", "reason")), ("made-by", madeBy), ("to-partner", Named(Of("partner", "partner"))));
        return telling;
    }

    /// <summary>What the scheme says of the person with what was answered and what of their record the member sees: whether they are eligible, and each condition. Null where the scheme sets none.</summary>
    public static Reason? Verdict(Partnership partnership, Scheme scheme, ReferralDraft draft, IReadOnlyList<long> seen, IReadOnlyList<Draft> told)
    {
        if (scheme.Eligible is null || scheme.Outcomes.FirstOrDefault(o => o.When is not null) is not { } outcome) return null;
        var facts = new Facts(partnership.Vocabulary);
        foreach (var before in seen.Select(partnership.Folder.Fact).OfType<Store.StoredFact>()) facts.Add(before.Draft with { Id = null, Corrects = null, Retracts = null, Recorded = partnership.Today });
        var referral = partnership.Vocabulary.Find("referral")!;
        foreach (var told1 in told.Where(d => d.Kind != referral)) facts.Add(told1 with { Id = null, Recorded = partnership.Today });
        var on = draft.MadeOn(partnership.Today);
        facts.Add(new Draft(referral, draft.Token, on, on, partnership.Today) { Details = [(referral.Find("scheme")!, scheme.Name)] });
        var answer = Evaluation.Of(scheme, facts, partnership.Today, Day.Never);
        return Explanation.Of(answer, facts.Subject(About.Person, draft.Token), outcome)?.Eligible;
    }

    /// <summary>The facts of a person that stand and that the viewer sees, by their places in the log.</summary>
    public static IReadOnlyList<long> Seen(OpenRecord record)
    {
        var facts = record.Read.Facts;
        var found = new List<long>();
        foreach (var kind in facts.Vocabulary.Kinds.Where(k => k.About is About.Person && record.Sees(k.Category)))
            if (facts.Index.Table(kind) is { } table && record.Subject >= 0 && record.Subject + 1 < table.Start.Length)
                for (var r = table.Start[record.Subject]; r < table.Start[record.Subject + 1]; r++) if (table.Rows[r].Until == Day.Never) found.Add(table.Positions[r] + 1L);
        return found;
    }
}
