using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Published;

/// <summary>One file of an extract.</summary>
public sealed record ExtractFile(string Name, string Text);

/// <summary>
/// What an evaluator from outside may have without seeing anybody's record: the people of each year, how far they came and how soon, by group, as CSV with a
/// dictionary, the rules and hashes. No count from 1 to 4 is told, nor what would give one away; pounds only where they say no more than a count that is told.
/// The same record and rules give the same bytes.
/// </summary>
public static class Extract
{
    private const string Hidden = "hidden";

    private const int Quarter = 91;

    /// <param name="facts">The record.</param>
    /// <param name="rulesOn">The scheme's rules as they held on a day, with the text of their file.</param>
    /// <param name="today">The day on which it is told: years that cannot be told yet are left out.</param>
    /// <param name="by">Groups, each a kind of fact, <c>KIND</c> or <c>KIND.DETAIL</c>.</param>
    /// <param name="followed">The kind of spell on whose days people were in view; null where they always were.</param>
    /// <param name="wrong">What is wrong with the groups, where nothing is given.</param>
    public static IReadOnlyList<ExtractFile>? Of(Facts facts, Func<int, (Scheme Scheme, string Text)> rulesOn, int today, IReadOnlyList<string> by, Kind? followed, out string? wrong)
    {
        wrong = null;
        // What is wrong with a name is said before there is anybody to tell of.
        var now = Evaluation.Of(rulesOn(today).Scheme, facts, today, Day.Never);
        foreach (var detail in by) if (Grouping.Of(detail, now, _ => null, out wrong) is null) return null;
        var cohorts = YearCohort.Of(facts, day => rulesOn(day).Scheme, today, followed);
        var (people, results, times, steps) = (new List<string[]>(), new List<string[]>(), new List<string[]>(), new List<string[]>());
        foreach (var cohort in cohorts)
        {
            var isShown = cohort.People.Count > CountTable.Small;
            people.Add([$"{cohort.Year}", Day.Iso(cohort.Year.First), Day.Iso(cohort.Year.Last), Day.Iso(cohort.Year.Last + Breakdown.ToldAfter), Day.Iso(cohort.Until), Day.Iso(cohort.Until + Breakdown.ToldAfter), Told(cohort.People.Count), cohort.Rules.Version, isShown ? cohort.Hash : Hidden]);
            if (!isShown) continue;
            var furthest = new Furthest(cohort);
            var may = Few.MayTell(furthest.Told, [.. cohort.Steps.Select(o => cohort.Who(o).ToHashSet())]);
            foreach (var (number, outcome) in cohort.Steps.Index())
            {
                results.Add(Result(cohort, outcome, may[number]));
                times.AddRange(may[number] ? Times(cohort, outcome) : [[$"{cohort.Year}", outcome.Name, "Too few to tell apart", Hidden]]);
            }
            if (!furthest.IsTold) continue;
            steps.AddRange(furthest.Everyone());
            foreach (var detail in by)
            {
                if (Grouping.Of(detail, cohort.Answer, s => Backtest.FirstDay(cohort.Answer, s), out wrong) is not { } groups) return null;
                steps.AddRange(furthest.By(groups));
            }
        }
        List<ExtractFile> files =
        [
            Csv("cohorts", ["cohort", "first_day", "last_day", "who_as_known_on", "followed_until", "reached_as_known_on", "people", "rules", "people_sha256"], people),
            Csv("results", ["cohort", "outcome", "title", "people_who_reached_it", "pounds_each"], results),
            Csv("times", ["cohort", "outcome", "when", "people"], times),
            Csv("steps", ["cohort", "by", "group", "furthest_step", "people"], steps),
            Csv("dictionary", ["file", "column", "means", "values"], Dictionary(followed)),
            .. cohorts.Select(c => c.Until + Breakdown.ToldAfter).Append(today).Select(rulesOn).DistinctBy(r => r.Scheme.Version).Select(r => new ExtractFile($"rules-{r.Scheme.Version}.yaml", r.Text)),
        ];
        files.Insert(0, new("README.txt", ReadMe(rulesOn(today).Scheme, cohorts, by)));
        files.Add(new("SHA256SUMS", string.Concat(files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(f.Text)))}  {f.Name}\n"))));
        return files;
    }

    /// <summary>A number, or that it is hidden.</summary>
    private static string Told(int? people) => people is null or (> 0 and <= CountTable.Small) ? Hidden : people.Value.ToString(CultureInfo.InvariantCulture);

    private static string[] Result(YearCohort cohort, Outcome outcome, bool isTold)
    {
        var reached = cohort.Who(outcome).Count();
        var paid = cohort.Answer.Achievements.Where(a => a.Outcome == outcome.Number && a.Subject >= 0 && cohort.Has(a.Subject)).Select(a => a.Payable).ToList();
        // One price for all of them tells no more than how many they are.
        var each = isTold && outcome.Pays.Count > 0 && paid.Count == reached && paid.Distinct().ToList() is [var price] ? string.Create(CultureInfo.InvariantCulture, $"{price / 100}.{price % 100:00}") : "";
        return [$"{cohort.Year}", outcome.Name, outcome.Title, isTold ? Told(reached) : Hidden, each];
    }

    /// <summary>How soon one outcome came, of everyone, in quarters of 91 days from each one's first day; those it did not come to, by why they were seen no longer.</summary>
    private static IEnumerable<string[]> Times(YearCohort cohort, Outcome outcome)
    {
        var whole = cohort.People.Count < Guarded.Fewest;
        string When(int s) => !cohort.View.TryGetValue(s, out var view) ? NotReached[3]
            : cohort.Reached(s, outcome) is { } day && day <= view.To ? whole ? "Reached" : Days(Math.Max(0, day - view.From) / Quarter)
            : NotReached[view.Why switch { Until.TimeRanOut => 0, Until.LeftView => 1, _ => 2 }];
        var counts = cohort.People.CountBy(When).ToDictionary(StringComparer.Ordinal);
        var quarters = cohort.View.Values.Select(v => (v.To - v.From) / Quarter + 1).DefaultIfEmpty(1).Max();
        // An empty quarter says something, and that nobody died need not be said.
        List<string> columns = [.. whole ? ["Reached"] : Enumerable.Range(0, quarters).Select(Days), .. NotReached.Where(counts.ContainsKey)];
        var cells = new int[1, columns.Count];
        foreach (var (i, column) in columns.Index()) cells[0, i] = counts.GetValueOrDefault(column);
        var table = new CountTable([""], columns, cells).WithColumnsTogether(neighbours: true);
        return table.Columns.Index().Select(c => (string[])[$"{cohort.Year}", outcome.Name, c.Item, Told(table.Column(c.Index))]);
    }

    private static readonly string[] NotReached = ["Not reached: still in view at the end", "Not reached: left view before", "Not reached: died", "Never in view"];

    private static string Days(int quarter) => $"Days {quarter * Quarter} to {(quarter + 1) * Quarter - 1}";

    /// <summary>The last step in the order of the file that each came to: one table a kind of group, all with the same columns, so that they do not give away together what each hides.</summary>
    private sealed class Furthest
    {
        private readonly YearCohort cohort;
        private readonly CountTable all;
        private readonly Dictionary<int, int> columnOf = [];

        public Furthest(YearCohort cohort)
        {
            this.cohort = cohort;
            var steps = cohort.Steps;
            List<string> titles = ["None of them", .. steps.Select(o => o.Title)];
            var own = cohort.People.ToDictionary(s => s, s => Enumerable.Range(0, steps.Count).LastOrDefault(i => cohort.Reached(s, steps[i]) is not null, -1) + 1);
            all = Table([""], titles, own, _ => 0).WithColumnsTogether(neighbours: true);
            // Neighbours are put together in order, so that the columns left begin one after another.
            foreach (var (s, column) in own) columnOf[s] = all.First.ToList().FindLastIndex(first => first <= column);
        }

        /// <summary>Whether there are people enough to tell how far they came.</summary>
        public bool IsTold => cohort.People.Count >= Guarded.Fewest;

        /// <summary>Everyone, and where it is told those of each column, and of each and all after it: the counts that can be read off.</summary>
        public IEnumerable<IReadOnlySet<int>> Told => [cohort.People.ToHashSet(), .. IsTold ? Enumerable.Range(0, all.Columns.Count).SelectMany(c => (IReadOnlySet<int>[])[columnOf.Where(o => o.Value == c).Select(o => o.Key).ToHashSet(), columnOf.Where(o => o.Value >= c).Select(o => o.Key).ToHashSet()]) : []];

        public IEnumerable<string[]> Everyone() => all.Columns.Index().Select(c => (string[])[$"{cohort.Year}", "", "Everyone", c.Item, Extract.Told(all.Column(c.Index))]);

        public IEnumerable<string[]> By(Grouping by)
        {
            var names = by.Groups.ToList();
            var table = Guarded.Of(Table([.. names, "No longer placed"], all.Columns, columnOf, s => Backtest.FirstDay(cohort.Answer, s) is null ? names.Count : names.IndexOf(by.Of(s))));
            for (var r = 0; r < table.Groups.Count && !table.IsWithheld; r++)
            {
                if (table.Group(r) == 0) continue;
                for (var c = 0; c < table.Columns.Count; c++) yield return [$"{cohort.Year}", by.Title, table.Groups[r], table.Columns[c], Extract.Told(table.Cell(r, c))];
                yield return [$"{cohort.Year}", by.Title, table.Groups[r], "All", Extract.Told(table.Group(r))];
            }
        }

        private static CountTable Table(IReadOnlyList<string> groups, IReadOnlyList<string> columns, Dictionary<int, int> columnOf, Func<int, int> group)
        {
            var cells = new int[groups.Count, columns.Count];
            foreach (var (s, column) in columnOf) cells[group(s), column]++;
            return new(groups, columns, cells);
        }
    }

    private static List<string[]> Dictionary(Kind? followed) =>
    [
        ["cohorts.csv", "cohort", "People who had a place by the end of this financial year and by the end of no earlier one. Nobody is in two.", "2026/27"],
        ["cohorts.csv", "first_day, last_day", "The year.", "date"],
        ["cohorts.csv", "who_as_known_on", "Who had a place, as it had been recorded by this day. Nobody is added or left out afterwards.", "date"],
        ["cohorts.csv", "followed_until", "What they had reached by this day counts.", "date"],
        ["cohorts.csv", "reached_as_known_on", "... as it had been recorded by this day.", "date"],
        ["cohorts.csv", "people", "How many they are.", $"number, or {Hidden}: from 1 to 4"],
        ["cohorts.csv", "rules", "The version of the rules that held on the day they were told. The file rules-VERSION.yaml has them in full.", "text"],
        ["cohorts.csv", "people_sha256", "A hash over the record's own tokens for these people. A later extract of the same people has the same.", "SHA-256"],
        ["results.csv", "outcome, title", "The result's name in the rules, and its title.", "text"],
        ["results.csv", "people_who_reached_it", "How many of the cohort reached it at least once.", $"number, or {Hidden}: from 1 to 4 did or did not, or so many fewer than another step"],
        ["results.csv", "pounds_each", "What is payable for each of them, where it is one amount for all and each reached it once; otherwise it would tell more than the count.", "pounds"],
        ["times.csv", "when", $"How many days after somebody's enrolment, or referral where there is none, it first came; or why it did not. {(followed is null ? "Everyone is taken to be in view until the end, or their death." : $"Somebody is in view until the last day of their last '{followed.Title}', or their death.")} Small ones are put together with their neighbours.", "days, in quarters of 91"],
        ["times.csv", "people", "How many.", $"number, or {Hidden} where results.csv hides it"],
        ["steps.csv", "by, group", "What people are grouped by, as it stood when their time began, or first after. Not recorded: it never was.", "text"],
        ["steps.csv", "furthest_step", "The last step, in the order of the rules, that somebody reached by then. Small ones are put together. All: how many the group has.", "text"],
        ["steps.csv", "people", "How many.", $"number, or {Hidden}: from 1 to 4, what would give such a number away, or that a whole group went one way"],
    ];

    private static string ReadMe(Scheme scheme, IReadOnlyList<YearCohort> cohorts, IReadOnlyList<string> by)
    {
        var small = cohorts.Where(c => c.People.Count < Guarded.Fewest).Select(c => $"{c.Year}").ToList();
        string[] says =
        [
            $"{scheme.Title} ({scheme.Name})",
            "",
            cohorts.Count == 0 ? "Nothing can be told yet. People must have had a place by the end of a financial year, and another year and 60 days must have passed." : $"{cohorts.Count} {(cohorts.Count == 1 ? "cohort" : "cohorts")} of people, each of one financial year, followed to the end of the next. dictionary.csv says what each column means.",
            "",
            "What it shows: how many people reached what, and how soon. It names nobody.",
            "What it does not show: that the scheme was the reason. For that, others like them who had no place would have to be looked at too.",
            "",
            "Counts from 1 to 4 are hidden, and as much more as would give one away. Do not add to these tables others that cut the same people in another way.",
            .. small.Count > 0 ? (string[])[$"Fewer than {Guarded.Fewest} people: {string.Join(", ", small)}. They are not told by group or by quarter. With so few no result, good or bad, shows that a scheme works."] : [],
            .. by.Count == 0 ? (string[])["No groups were asked for, so steps.csv is empty."] : [],
            "",
            "A cohort, once told, does not change: who is in it and what they reached are as they were known on the days in cohorts.csv, by the rules that held then.",
            "SHA256SUMS has a hash of each file. To check them: sha256sum -c SHA256SUMS",
        ];
        return string.Concat(says.Select(line => line + "\n"));
    }

    private static ExtractFile Csv(string name, string[] heads, IReadOnlyList<string[]> rows) => new($"{name}.csv", string.Concat(rows.Prepend(heads).Select(r => string.Join(',', r.Select(CsvCell.Of)) + "\r\n")));
}
