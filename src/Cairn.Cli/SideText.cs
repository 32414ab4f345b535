using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary>What a grant, a budget or a plan has to show beside outcomes: who is allocated what and why, and each indicator.</summary>
internal static class SideText
{
    public static void Write(Asked asked, TextWriter o)
    {
        var answer = asked.Answer;
        if (answer.Scheme.Grant is not null) Grant(Grants.Of(answer), asked, o);
        if (answer.Scheme.Budget is not null) Budget(Budgets.Of(answer), asked, o);
        if (answer.Scheme.Indicators.Count > 0) Plan(Indicators.Of(answer), asked, o);
    }

    private static void Grant(Grants grants, Asked asked, TextWriter o)
    {
        o.WriteLine();
        o.WriteLine($"{Pence.Format(grants.Announced)} announced, {Pence.Format(grants.Allocated)} allocated, {Pence.Format(grants.Unallocated)} unallocated.");
        if (grants.ByNeedRefused is { } refused) o.WriteLine($"By need: {refused}");
        o.WriteLine();
        var table = new TextTable("To", ">Allocated", ">By need", "Why");
        foreach (var share in grants.Shares.OrderByDescending(s => s.Allocated)) table.Add(asked.Name(share.Subject), Pence.Format(share.Allocated), share.ByNeed is { } need ? Pence.Format(need) : "", share.Reason);
        table.Write(o);
    }

    private static void Budget(Budgets budgets, Asked asked, TextWriter o)
    {
        o.WriteLine();
        o.WriteLine(budgets.Ready.Missing.Count > 0 ? $"Not open yet: {string.Join("; ", budgets.Ready.Missing)}." : $"Open since {Day.Long(budgets.Ready.From)}.");
        o.WriteLine($"{Pence.Format(budgets.Rules.Sum)} in all, {Pence.Format(budgets.Unallocated)} unallocated.");
        if (budgets.ByNeedRefused is { } refused) o.WriteLine($"By need: {refused}");
        o.WriteLine();
        var table = new TextTable("Person", ">Allocated", ">Equally", ">By need", ">Held", ">Spent", ">Left");
        foreach (var a in budgets.Allocations)
        {
            var purse = budgets.PurseOf(a.Subject);
            table.Add(asked.Name(a.Subject), Pence.Format(a.Pence), Pence.Format(a.Equal), a.ByNeed is { } need ? Pence.Format(need) : "", Pence.Format(purse.Held), Pence.Format(purse.Spent), Pence.Format(purse.Left));
        }
        table.Write(o);
    }

    private static void Plan(Indicators indicators, Asked asked, TextWriter o)
    {
        o.WriteLine();
        var table = new TextTable("Indicator", "Period", ">Figure", "Target", "Trend");
        foreach (var indicator in asked.Answer.Scheme.Indicators)
        {
            if (indicators.Periods(indicator, 1) is not [.., var period]) continue;
            var figure = indicators.Figure(indicator, period);
            table.Add(indicator.Name, $"{period}{(figure.IsFinal ? "" : " so far")}", FigureText.Of(figure), Target(figure), indicators.TrendOf(indicator, period).ToString().ToLowerInvariant());
            for (var by = 0; by < indicator.By.Count; by++)
                foreach (var (group, part) in indicators.By(indicator, period, by)) table.Add($"  {group}", "", FigureText.Of(part), "", "");
        }
        table.Write(o);
    }

    /// <summary>An indicator opened: its definition, its figure, and the subjects and facts behind it.</summary>
    public static bool Open(Asked asked, string name, string? when, TextWriter o)
    {
        var indicators = Indicators.Of(asked.Answer);
        if (indicators.Find(name) is not { } indicator) return false;
        if (when is not null && !Period.TryParse(when, out _))
        {
            o.WriteLine($"'{when}' is not a period; write 2026 Q1, 2026 or 2026-27.");
            return true;
        }
        var period = when is not null && Period.TryParse(when, out var given) ? given : indicators.Periods(indicator, 1)[^1];
        var figure = indicators.Figure(indicator, period);
        o.WriteLine($"{indicator.Title} ({indicator.Name}), {period}{(figure.IsFinal ? "" : ", so far")}");
        o.WriteLine($"{FigureText.Of(figure)}{(Target(figure) is { Length: > 0 } target ? $"; {target}" : "")}");
        foreach (var (what, text) in ((string, string?)[])[("For", indicator.For), ("Owner", indicator.Owner), ("Source", indicator.Source)]) if (text is not null) o.WriteLine($"{what}: {text}");
        o.WriteLine();
        if (figure.Subjects.Count > 0) o.WriteLine($"Counted: {string.Join(", ", figure.Subjects.Select(s => asked.Outside(indicators.SubjectsOf(indicator)[s])))}.");
        if (figure.Facts.Count > 0) o.WriteLine("The facts behind it");
        foreach (var fact in figure.Facts) o.WriteLine($"  {FactText.Line(asked.Answer.Facts, fact)}");
        return true;
    }

    /// <summary>One share of a grant: what was allocated, what need would give and why, and the facts behind it.</summary>
    public static bool OpenShare(Asked asked, int subject, TextWriter o)
    {
        if (asked.Answer.Scheme.Grant is null || Grants.Of(asked.Answer).Find(subject) is not { } share) return false;
        o.WriteLine($"{asked.Name(subject)}: {Pence.Format(share.Allocated)} allocated{(share.ByNeed is { } need ? $"; by need it would be {Pence.Format(need)}" : "")}.");
        o.WriteLine(share.Reason);
        foreach (var fact in share.Facts) o.WriteLine($"  {FactText.Line(asked.Answer.Facts, fact)}");
        return true;
    }

    private static string Target(Figure f) => FigureText.Target(f) is { Length: > 0 } target ? $"target {target}" : "";
}
