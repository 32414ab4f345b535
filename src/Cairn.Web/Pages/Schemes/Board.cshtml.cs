using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Pages.Money;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// A contract on one sheet for those who pay: what was reached and when, how the caps stand, what may still come and how soon, and beside it who
/// is helped and who is not. It names nobody; how many results there were is what they pay for, so that is not hidden.
/// </summary>
public sealed class BoardModel(Partnership partnership) : CairnPage
{
    public sealed record ResultLine(string Title, bool IsPaid, long Reached, long Payable, int MayCome, int? Soonest);

    public sealed record QuarterLine(Period Period, int Reached, long Payable, long SoFar, bool IsFinal);

    public sealed record ComingLine(Period Period, int Results, long Pence);

    public Scheme Scheme { get; private set; } = null!;

    public int Today { get; private set; }

    public IReadOnlyList<CapBar> Caps { get; private set; } = [];

    public IReadOnlyList<ResultLine> Results { get; private set; } = [];

    public IReadOnlyList<QuarterLine> Quarters { get; private set; } = [];

    public IReadOnlyList<ComingLine> Coming { get; private set; } = [];

    public MoneyOverTime Picture { get; private set; } = null!;

    public IReadOnlyList<(Scheme Scheme, IReadOnlyList<IndicatorLine> Lines)> Beside { get; private set; } = [];

    public int Placed { get; private set; }

    public IActionResult OnGet(string name)
    {
        var bank = BankDetailActs.Accounts(partnership.Folder);
        return partnership.Read(read => Look(read, name, bank)) ? Page() : NotFound();
    }

    private bool Look(Reading read, string name, IReadOnlyDictionary<int, BankAccount> bank)
    {
        if (read.Schemes.FirstOrDefault(s => s.Name == name && s.Payers.Count > 0 && s.Outcomes.Any(o => o.Pays.Count > 0)) is not { } scheme) return false;
        (Scheme, Today) = (scheme, read.Today);
        var (answer, book) = (read.Answer(scheme), read.State.Book);
        if (PayRunActs.Look(read.State, scheme, read.Today, "", "", read.Today, partnership.Now, read.State.RecordedBy, bank) is not { Plan: { } plan }) return false;
        // What was reached and is not paid yet is payable, and not to come.
        var coming = PayReports.MayCome(answer, book, plan).Where(c => c.EarliestOn > read.Today && c.Pence.Sum() > 0).ToList();
        Caps = [.. PayReports.Caps(answer, book, plan).Select((c, p) => CapBar.Of(scheme.Payers[p].Title, c))];
        Placed = scheme.About is About.Person ? Enumerable.Range(0, answer.Roll.Count).Count(s => answer.Roll.StandingOf(s) is Standing.HasPlace) : 0;
        Results = [.. scheme.Outcomes.Select((o, i) => new ResultLine(o.Title, o.Pays.Count > 0, answer.Totals[i].Reached, answer.Totals[i].Payable, coming.Count(c => c.Outcome == o), coming.Where(c => c.Outcome == o).Select(c => (int?)c.EarliestOn).Min()))];
        var paid = answer.Achievements.Where(a => a.Payable > 0).OrderBy(a => a.Day).ToList();
        Quarters = [.. InQuarters(paid, read.Today)];
        Coming = [.. coming.GroupBy(c => Period.Of(Per.Quarter, c.EarliestOn, scheme)).OrderBy(g => g.Key.First).Select(g => new ComingLine(g.Key, g.Count(), g.Sum(c => c.Pence.Sum())))];
        Picture = Drawn(paid, coming, read.Today);
        // What is only watched, and divided into groups, is watched for everyone's sake: it stands beside every contract.
        Beside = [.. read.Schemes.Where(s => s.Outcomes.Count == 0 && s.Plan is null && s.Payers.Count == 0 && s.About is About.Person && s.Indicators.Any(i => i.By.Count > 0))
            .Select(s => (s, (IReadOnlyList<IndicatorLine>)[.. s.Indicators.Select(i => IndicatorLine.Of(read.Indicators(s), i))]))];
        return true;
    }

    private IEnumerable<QuarterLine> InQuarters(IReadOnlyList<Achievement> paid, int today)
    {
        long soFar = 0;
        for (Period? at = Period.Of(Per.Quarter, Scheme.Opens, Scheme); at is { } quarter && quarter.First <= today; at = quarter.Next)
        {
            var inIt = paid.Where(a => a.Day >= quarter.First && a.Day <= quarter.Last).ToList();
            soFar += inIt.Sum(a => a.Payable);
            yield return new QuarterLine(quarter, inIt.Count, inIt.Sum(a => a.Payable), soFar, quarter.Last <= today);
        }
    }

    private MoneyOverTime Drawn(IReadOnlyList<Achievement> paid, IReadOnlyList<Coming> coming, int today)
    {
        static IReadOnlyList<SumBy> Summed(IEnumerable<(int Day, long Pence)> parts, long from) => [.. parts.GroupBy(p => p.Day).OrderBy(g => g.Key).Select(g => new SumBy(g.Key, from += g.Sum(p => p.Pence)))];
        var soFar = Summed(paid.Select(a => (a.Day, a.Payable)), 0);
        var more = Summed(coming.Select(c => (c.EarliestOn, c.Pence.Sum())), soFar.Count > 0 ? soFar[^1].Pence : 0);
        var cap = Scheme.MostInAll;
        return new MoneyOverTime($"{Scheme.Title}: money over time", Scheme.Opens, Math.Min(Math.Max(Scheme.RunOffEnds, Scheme.Closes), Day.Last), today, cap, soFar, more);
    }
}
