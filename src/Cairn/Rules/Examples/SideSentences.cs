using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>The sentences that an example may say of a grant, a budget or a plan: null when one is so, else what is so instead.</summary>
internal static class SideSentences
{
    private const string Sum = @"(?<sum>-?£[\d,.]+)";

    private static readonly (Regex Form, Func<Evaluation, Match, string?> Judge)[] Forms =
    [
        (Form($"^{Sum} is announced$"), (a, m) => Grant(a, g => Pounds(m, g.Announced))),
        (Form($"^{Sum} is allocated$"), (a, m) => a.Scheme.Grant is not null ? Pounds(m, Grants.Of(a).Allocated) : Budget(a, b => Pounds(m, b.Allocations.Sum(x => x.Pence)))),
        (Form($"^{Sum} is unallocated$"), (a, m) => a.Scheme.Grant is not null ? Pounds(m, Grants.Of(a).Unallocated) : Budget(a, b => Pounds(m, b.Unallocated))),
        (Form($"^by need, (?<who>.+) would be allocated {Sum}(?: \\((?<bound>at the floor|at the ceiling)\\))?$"), (a, m) => a.Scheme.Grant is not null ? ByNeed(a, m) : Budget(a, b => Allocation(b, m, x => x.ByNeed is { } pence ? Pounds(m, pence) ?? BoundOf(m, x.Bound) : "need says nothing of them."))),
        (Form($"^by need, {Sum} is divided$"), (a, m) => Grant(a, g => Pounds(m, g.Divided))),
        (Form("^need cannot divide the sum because (?<phrase>.+)$"), (a, m) => Phrase(m, a.Scheme.Grant is not null ? Grants.Of(a).ByNeedRefused : a.Scheme.Budget is not null ? Budgets.Of(a).ByNeedRefused : null)),
        (Form($"^(?:shared equally|in equal parts), (?<who>.+) would be allocated {Sum}$"), (a, m) => Budget(a, b => Allocation(b, m, x => Pounds(m, x.Equal)))),
        (Form($"^(?<who>.+) is allocated {Sum}$"), (a, m) => a.Scheme.Grant is not null ? Grant(a, g => Pounds(m, g.Find(Subject(a, m))?.Allocated ?? 0)) : Budget(a, b => Allocation(b, m, x => Pounds(m, x.Pence)))),
        (Form($"^(?<who>.+) has {Sum} left$"), (a, m) => Budget(a, b => Allocation(b, m, x => Pounds(m, b.PurseOf(x.Subject).Left)))),
        (Form($"^(?<who>.+) has {Sum} held$"), (a, m) => Budget(a, b => Allocation(b, m, x => Pounds(m, b.PurseOf(x.Subject).Held)))),
        (Form(@"^the scheme is ready from (?<day>\d{4}-\d\d-\d\d)$"), (a, m) => Budget(a, b => Day.Iso(b.Ready.From) == m.Groups["day"].Value ? null : $"it is {(b.Ready.Missing.Count > 0 ? $"not ready: {string.Join("; ", b.Ready.Missing)} missing" : $"ready from {Day.Iso(b.Ready.From)}")}.")),
        (Form("^the scheme is not ready because (?<phrase>.+)$"), (a, m) => Budget(a, b => b.Ready.Missing.Count == 0 ? "it is ready." : Phrase(m, string.Join("; ", b.Ready.Missing)))),
        (Form($@"^(?<who>.+) may buy (?:(?<units>\d+) )?(?<item>[\w-]+) for {Sum}(?: with the approval of a (?<role>[\w-]+))?$"), (a, m) => Buys(a, m, v => v is MayNotBuy no ? no.Why : null)),
        (Form($@"^(?<who>.+) may not buy (?:(?<units>\d+) )?(?<item>[\w-]+) for {Sum}(?: with the approval of a (?<role>[\w-]+))? because (?<phrase>.+?)(?: until (?<day>\d{{4}}-\d\d-\d\d))?$"), (a, m) => Buys(a, m, v => v is MayNotBuy no ? Phrase(m, no.Why) ?? Until(m, no) : "it may be bought.")),
        (Form($@"^instead of (?<item>[\w-]+) for {Sum}, (?<who>.+) may buy (?<others>[\w, -]+)$"), (a, m) => Buys(a, m, v => v is MayNotBuy no ? Names(m.Groups["others"].Value, no.Instead) : "it may be bought.")),
        (Form(@"^(?<name>[\w-]+) is (?<n>-?£?[\d,.]+)(?: of (?<of>£?[\d,.]+))?(?: for (?<group>.+?))?(?: in (?<period>\d{4}.*))?$"), (a, m) => Figure(a, m, (f, _) => Count(m, f))),
        (Form(@"^(?<name>[\w-]+) rests on (?<others>.+?)(?: in (?<period>\d{4}.*))?$"), (a, m) => Figure(a, m, (f, i) => Names(m.Groups["others"].Value, f.Subjects.Select(s => References(a, i)[s])))),
        (Form(@"^(?<name>[\w-]+) (?<what>meets|misses) its target(?: in (?<period>\d{4}.*))?$"), (a, m) => Figure(a, m, (f, _) => f.Meets is not { } meets ? "it has no target or no figure." : meets == (m.Groups["what"].Value == "meets") ? null : $"it is {Say(f)} against {f.Target!.Says}.")),
        (Form(@"^(?<name>[\w-]+) is (?<what>better|worse|the same)(?: in (?<period>\d{4}.*))?$"), (a, m) => Figure(a, m, (f, i) => Indicators.Of(a).TrendOf(i, f.Period) is var t && Said(t) == m.Groups["what"].Value ? null : $"it is {Said(t)}.")),
        (Form(@"^(?<n>\d+) (?:people|person|members?|partners?|places?) of (?<group>.+?) (?:are|is) (?<name>[\w-]+)(?: in (?<period>\d{4}.*))?$"), (a, m) => Figure(a, m, (f, _) => f.Numerator == Number(m.Groups["n"].Value) ? null : $"it is {Say(f)}.")),
        (Form("^nothing is paid for twice$"), (a, _) => Twice(a, null, "", "")),
        (Form("^(?<who>.+) is paid for twice, by (?<one>.+) and (?<other>.+)$"), (a, m) => Twice(a, m.Groups["who"].Value, m.Groups["one"].Value, m.Groups["other"].Value)),
    ];

    private static Regex Form(string text) => new(text, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    public static string? Check(Evaluation answer, string sentence, ref bool understood)
    {
        foreach (var (form, judge) in Forms)
        {
            if (form.Match(sentence) is not { Success: true } said) continue;
            understood = true;
            return judge(answer, said);
        }
        return null;
    }

    private static string? Grant(Evaluation a, Func<Grants, string?> judge) => a.Scheme.Grant is null ? "this scheme is not a grant." : judge(Grants.Of(a));

    private static string? Budget(Evaluation a, Func<Budgets, string?> judge) => a.Scheme.Budget is null ? "this scheme is not a budget." : judge(Budgets.Of(a));

    private static int Subject(Evaluation a, Match m) => a.Facts.Subject(a.Scheme.About, m.Groups["who"].Value);

    private static string? Pounds(Match m, long pence) => Pence.TryParse(m.Groups["sum"].Value, out var said) && said == pence ? null : $"it is {Pence.Format(pence)}.";

    private static string? Phrase(Match m, string? why) =>
        why is null ? "nothing is in the way." : why.Contains(m.Groups["phrase"].Value, StringComparison.OrdinalIgnoreCase) ? null : $"the reason is: {why}";

    private static string? Until(Match m, MayNotBuy no) => !m.Groups["day"].Success || Day.Iso(no.EarliestOn) == m.Groups["day"].Value ? null : $"until {Day.Iso(no.EarliestOn)}.";

    private static string? BoundOf(Match m, Bound bound)
    {
        var said = m.Groups["bound"].Value switch { "at the floor" => Bound.Floor, "at the ceiling" => Bound.Ceiling, _ => Bound.None };
        return said == bound ? null : $"it is {(bound is Bound.None ? "neither at the floor nor at the ceiling" : $"at the {bound.ToString().ToLowerInvariant()}")}.";
    }

    private static string? ByNeed(Evaluation a, Match m)
    {
        var grants = Grants.Of(a);
        return grants.Find(Subject(a, m)) is not { ByNeed: { } pence } share ? grants.ByNeedRefused ?? "need says nothing of them." : Pounds(m, pence) ?? BoundOf(m, share.Bound);
    }

    private static string? Allocation(Budgets b, Match m, Func<Allocation, string?> judge) =>
        b.AllocationOf(Subject(b.Answer, m)) is { } found ? judge(found) : $"{m.Groups["who"].Value} has no place.";

    private static string? Buys(Evaluation a, Match m, Func<Verdict, string?> judge) => Budget(a, b => !Pence.TryParse(m.Groups["sum"].Value, out var pence) ? "the amount does not read." : judge(b.Decide(new Ask(m.Groups["who"].Value, m.Groups["item"].Value, pence)
    {
        Units = m.Groups["units"].Success ? int.Parse(m.Groups["units"].Value, CultureInfo.InvariantCulture) : 1,
        Approval = m.Groups["role"].Success ? new Approval(m.Groups["role"].Value) : null,
    })));

    private static string? Names(string said, IEnumerable<string> so)
    {
        var names = so.ToList();
        var wanted = said is "nobody" or "nothing" ? [] : said.Split(", ");
        return names.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal)) ? null : $"it is {(names.Count == 0 ? "nobody" : string.Join(", ", names))}.";
    }

    private static References References(Evaluation a, Indicator i) => Indicators.Of(a).SubjectsOf(i);

    private static string? Figure(Evaluation a, Match m, Func<Figure, Indicator, string?> judge)
    {
        var indicators = Indicators.Of(a);
        if (indicators.Find(m.Groups["name"].Value) is not { } indicator) return $"there is no indicator '{m.Groups["name"].Value}'.{Mistakes.DidYouMean(m.Groups["name"].Value, a.Scheme.Indicators.Select(i => i.Name))}";
        var period = Period.Of(indicator.Per, a.On, a.Scheme);
        if (m.Groups["period"].Success && (!Period.TryParse(m.Groups["period"].Value, out period) || period.Per != indicator.Per)) return $"'{m.Groups["period"].Value}' is not a period of this indicator; write it as {Period.Of(indicator.Per, a.On, a.Scheme)}.";
        if (!m.Groups["group"].Success) return judge(indicators.Figure(indicator, period), indicator);
        for (var by = 0; by < indicator.By.Count; by++)
            foreach (var (group, figure) in indicators.By(indicator, period, by)) if (group == m.Groups["group"].Value) return judge(figure, indicator);
        return judge(new Figure(indicator, period, 0, indicator.HasDenominator ? 0 : null), indicator);
    }

    private static string? Count(Match m, Figure f)
    {
        var whole = m.Groups["of"];
        return f.Numerator == Number(m.Groups["n"].Value) && (whole.Success ? f.Denominator == Number(whole.Value) : f.Denominator is null) ? null : $"it is {Say(f)}.";
    }

    private static decimal? Number(string text) => decimal.TryParse(text.Replace("£", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static string Say(Figure f) => f.Numerator.ToString("0.####", CultureInfo.InvariantCulture) + (f.Denominator is { } whole ? " of " + whole.ToString("0.####", CultureInfo.InvariantCulture) : "");

    private static string Said(Trend trend) => trend switch { Trend.Same => "the same", Trend.Unknown => "not known", _ => trend.ToString().ToLowerInvariant() };

    private static string? Twice(Evaluation a, string? what, string one, string other)
    {
        if (a.Scheme.Plan is not { } plan) return "this scheme is not a plan.";
        var found = new List<(string What, string One, string Other)>();
        if (plan.Activities is { } activities) found.AddRange(Funding.Overlaps(a, activities).Select(o => (o.One.Work, o.One.Fund, o.Other.Fund)));
        if (plan.People is { } people) found.AddRange(Funding.Overlaps(a, people).Select(o => (a.Facts.Of(people.Of.Kind.About)[o.One.Subject], o.One.Fund, o.Other.Fund)));
        var so = found.Count == 0 ? "nothing is paid for twice." : string.Join(" ", found.Select(f => $"{f.What} is paid for by {f.One} and {f.Other}."));
        return what is null ? found.Count == 0 ? null : so : found.Exists(f => f.What == what && (f.One == one && f.Other == other || f.One == other && f.Other == one)) ? null : so;
    }
}
