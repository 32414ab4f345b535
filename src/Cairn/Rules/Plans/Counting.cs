using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>One indicator bound to the record.</summary>
internal sealed class Counting(Evaluation answer, Indicator indicator)
{
    /// <summary>One thing counted: about whom, how much of the numerator and of the denominator, by which facts.</summary>
    private readonly record struct Piece(int Subject, int Fact, decimal Part, decimal Whole, IReadOnlyList<int> Facts, Answered? Answered = null);

    private readonly Binder binder = answer.Bound.Binder;
    private readonly Node? who = indicator.Who is { } w ? answer.Bound.Binder.Bind(w) : null;
    private readonly PieceOf of = new(indicator.Of, answer);
    private readonly PieceOf? outOf = indicator.OutOf is { } whole ? new(whole, answer) : null;
    private readonly Dictionary<Period, List<Piece>> pieces = [];
    private readonly References subjects = answer.Facts.Of(indicator.Of is CountedReadings readings ? readings.Readings.Kind.About : answer.Scheme.About);

    public Figure Figure(Period period, (int By, string Group)? only)
    {
        var counted = Pieces(period);
        if (only is { } group) counted = [.. counted.Where(p => GroupOf(p, period, group.By) == group.Group)];
        var parts = counted.Where(p => p.Part != 0).ToList();
        return new Figure(indicator, period, counted.Sum(p => p.Part), indicator.HasDenominator ? counted.Sum(p => p.Whole) : null)
        {
            Subjects = Distinct(parts), OutOf = indicator.HasDenominator ? Distinct(counted.Where(p => p.Whole != 0)) : [],
            Facts = [.. parts.SelectMany(p => p.Facts).Distinct().Order()],
            Answers = [.. counted.Select(p => p.Answered).OfType<Answered>()],
            IsFinal = period.Last <= answer.On,
        };
    }

    public IEnumerable<string> Groups(Period period, int by) => Pieces(period).Select(p => GroupOf(p, period, by)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private List<int> Distinct(IEnumerable<Piece> of) => [.. of.Select(p => p.Subject).Where(s => s >= 0).Distinct().OrderBy(s => subjects[s], StringComparer.Ordinal)];

    private List<Piece> Pieces(Period period)
    {
        if (!pieces.TryGetValue(period, out var found)) pieces[period] = found = period.First > answer.On ? [] : [.. Count(period.First, Math.Min(period.Last, answer.On))];
        return found;
    }

    private IEnumerable<Piece> Count(int lo, int hi)
    {
        if (indicator.Of is CountedReadings readings) return Read(readings, lo, hi);
        return indicator.Of is CountedAnswers answers ? Enumerable.Range(0, answer.Bound.Subjects).SelectMany(s => Answers(answers, s, lo, hi)) : People(lo, hi);
    }

    private IEnumerable<Piece> People(int lo, int hi)
    {
        // A share of people is of those in the denominator; a sum over them is not cut to them.
        var within = indicator is { Of: CountedPeople, OutOf: CountedPeople };
        // A sum of facts about something else is nobody's own: it counts once, not once for each person.
        var (onlyPart, onlyWhole) = (of.IsNobodys, outOf?.IsNobodys ?? false);
        if (onlyPart || onlyWhole)
        {
            var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
            c.Turn(0, Day.Never, Day.Never);
            var facts = new List<int>();
            yield return new Piece(-1, -1, onlyPart ? of.Amount(c, lo, hi, facts) : 0, onlyWhole ? outOf!.Amount(c, lo, hi, null) : 0, facts);
        }
        if (onlyPart && (onlyWhole || outOf is null)) yield break;
        var one = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        var behind = new List<int>();
        for (var s = 0; s < answer.Bound.Subjects; s++)
        {
            var c = Turn(one, s);
            if (who is not null && who.When(c, 0, hi) > hi) continue;
            var whole = onlyWhole ? 0 : outOf?.Amount(c, lo, hi, null) ?? 0;
            if (within && whole == 0) continue;
            behind.Clear();
            var part = onlyPart ? 0 : of.Amount(c, lo, hi, behind);
            if (part != 0 || whole != 0) yield return new Piece(s, -1, part, whole, behind.Count == 0 ? [] : behind.ToArray());
        }
    }

    /// <summary>Turns a case to a subject, with what it has reached if it has a place in the scheme.</summary>
    private Case Turn(Case c, int subject)
    {
        BoundScheme.Start(c, answer.Roll, subject);
        if (answer.Roll.PlaceOf(subject) > 0) answer.Bound.ReachAll(c);
        return c;
    }

    private IEnumerable<Piece> Answers(CountedAnswers answers, int subject, int lo, int hi)
    {
        var asks = binder.SourceOf(answers.Each.Kind);
        if (asks.First(subject) == asks.End(subject)) yield break;
        var c = Turn(new Case(answer.Scheme.Outcomes.Count, answer.Known), subject);
        if (who is not null && who.When(c, 0, hi) > hi) yield break;
        var fit = binder.Fit(answers.Each);
        var replies = binder.SourceOf(answers.FollowedBy.Kind);
        var replyFit = binder.Fit(answers.FollowedBy);
        var used = new HashSet<int>();
        var calendar = answer.Facts.Vocabulary.WorkingDays;
        for (var r = asks.First(subject); r < asks.End(subject); r++)
        {
            ref readonly var row = ref asks.Rows[r];
            if (row.From > hi) break;
            if (!c.Sees(in row) || !fit.Fits(in row, r)) continue;
            var found = -1;
            for (var n = replies.First(subject); n < replies.End(subject) && found < 0; n++)
            {
                ref readonly var reply = ref replies.Rows[n];
                if (reply.From < row.From || reply.From > answer.On || used.Contains(n) || !c.Sees(in reply) || !replyFit.Fits(in reply, n)) continue;
                if (answers.Same is { } same && (asks.Table.Detail(r, same.Of.Slot) is var mine && (mine == FactColumns.Missing || replies.Table.Detail(n, same.By.Slot) != mine))) continue;
                found = n;
            }
            // An answer is used up even by a fact of an earlier period, so that it never counts in two.
            if (found >= 0) used.Add(found);
            if (row.From < lo) continue;
            var position = asks.Table.Positions[r];
            var answered = found < 0 ? new Answered(subject, position, row.From, -1, Day.Never, false) { WorkingDays = -1 }
                : new Answered(subject, position, row.From, replies.Table.Positions[found], replies.Rows[found].From, InTime(answers.Within, row.From, replies.Rows[found].From, calendar))
                { WorkingDays = calendar.Running(replies.Rows[found].From + 1) - calendar.Running(row.From + 1) };
            yield return new Piece(subject, position, answered.InTime ? 1 : 0, 1, answered.InTime ? [position, answered.AnswerFact] : [], answered);
        }
    }

    private static bool InTime(Length? within, int from, int day, Calendar working) =>
        within is not { } length || day <= (length.Unit is LengthUnit.WorkingDays ? working.Plus(from, length.Count) : length.After(from));

    private IEnumerable<Piece> Read(CountedReadings readings, int lo, int hi)
    {
        var source = binder.SourceOf(readings.Readings.Kind);
        var fit = binder.Fit(readings.Readings);
        var c = new Case(0, answer.Known);
        var last = new SortedDictionary<int, (int Row, int Day, int Position)>();
        for (var r = 0; r < source.Rows.Length; r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From < lo || row.From > hi || !c.Sees(in row) || !fit.Fits(in row, r) || source.Table.Detail(r, readings.Value.Slot) == FactColumns.Missing) continue;
            var position = source.Table.Positions[r];
            var subject = answer.Facts.LeadOf(source.Table.Kind.About, answer.Facts.Columns.Abouts[position]);
            if (!last.TryGetValue(subject, out var so) || row.From > so.Day || row.From == so.Day && position > so.Position) last[subject] = (r, row.From, position);
        }
        foreach (var (subject, (row, _, position)) in last)
            yield return new Piece(subject, position, Scaled(source.Table.Detail(row, readings.Value.Slot), readings.Value),
                readings.OutOf is { } whole && source.Table.Detail(row, whole.Slot) is var n && n != FactColumns.Missing ? Scaled(n, whole) : 0, [position]);
    }

    /// <summary>The group that a piece falls in: its own fact's, where that is of the kind, or else the last recorded of its subject by the period's end.</summary>
    private string GroupOf(Piece piece, Period period, int by)
    {
        var (kind, detail) = indicator.By[by];
        if (answer.Facts.Index.Table(kind) is not { } table) return "";
        var value = FactColumns.Missing;
        if (piece.Fact >= 0 && answer.Facts.Columns.Kinds[piece.Fact] == kind.Number) value = answer.Facts.Columns.Detail(piece.Fact, detail.Slot);
        else if (kind.About == (indicator.Of is CountedReadings r ? r.Readings.Kind.About : answer.Scheme.About) && piece.Subject >= 0 && piece.Subject + 1 < table.Start.Length)
        {
            for (var n = table.Start[piece.Subject + 1] - 1; n >= table.Start[piece.Subject] && value == FactColumns.Missing; n--)
            {
                ref readonly var row = ref table.Rows[n];
                if (row.From <= Math.Min(period.Last, answer.On) && row.Recorded <= answer.Known && answer.Known < row.Until) value = table.Detail(n, detail.Slot);
            }
        }
        return value == FactColumns.Missing ? "" : detail.Type is DetailType.Code ? detail.List!.Codes[value].Name : answer.Facts.Names[value];
    }

    private static decimal Scaled(long value, Detail detail)
    {
        decimal number = value;
        for (var d = detail.Type is DetailType.Money ? 2 : detail.Decimals; d > 0; d--) number /= 10;
        return number;
    }

    /// <summary>A numerator or denominator that is asked of each subject.</summary>
    private sealed class PieceOf
    {
        private readonly bool everyone;
        private readonly Node? clause;
        private readonly BoundQuantity? quantity;
        private readonly Quantity? model;

        /// <summary>A sum of facts that are not about the scheme's own subjects.</summary>
        public bool IsNobodys { get; }

        public PieceOf(Counted counted, Evaluation answer)
        {
            if (counted is CountedPeople people)
            {
                everyone = people.Clause is null;
                clause = people.Clause is { } c ? answer.Bound.Binder.Bind(c) : null;
            }
            else if (counted is CountedSum sum)
            {
                (model, quantity) = (sum.Quantity, answer.Bound.Binder.Bind(sum.Quantity));
                IsNobodys = Wording.Patterns(sum.Quantity).All(p => p.Kind.About != answer.Scheme.About);
            }
        }

        public decimal Amount(Case c, int lo, int hi, List<int>? facts)
        {
            if (everyone) return 1;
            if (clause is not null)
            {
                var day = clause.When(c, lo, hi);
                if (day > hi) return 0;
                if (facts is not null) clause.Because(c, lo, hi, day, facts);
                return 1;
            }
            if (quantity is null) return 0;
            var sum = quantity.Sum(c, lo, hi);
            if (facts is not null && sum.Top != 0) quantity.Because(c, lo, hi, facts);
            var value = (decimal)sum.Top / (decimal)sum.Bottom / (model!.Worth is not null ? 1000 : 1);
            return model.Detail is { } detail ? value == 0 ? 0 : value / Steps(detail) : value;
        }

        private static decimal Steps(Detail detail)
        {
            decimal steps = 1;
            for (var d = detail.Type is DetailType.Money ? 2 : detail.Decimals; d > 0; d--) steps *= 10;
            return steps;
        }
    }
}
