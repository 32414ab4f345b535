using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>All of: the latest day. In order: each from the day of the one before.</summary>
internal sealed class AllNode(AllOf clause, BoundWindow? window, Node[] parts) : Node(clause, window)
{
    private readonly bool inOrder = clause.InOrder;

    protected override int Find(Case c, int lo, int hi)
    {
        if (inOrder) return InOrder(c, lo, hi);
        var latest = 0;
        foreach (var part in parts)
        {
            var day = part.When(c, lo, hi);
            if (day == Day.Never) return Day.Never;
            latest = Math.Max(latest, day);
        }
        return latest;
    }

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        if (inOrder)
        {
            base.FindEach(crowd, asked, answers);
            return;
        }
        parts[0].WhenEach(crowd, asked, answers);
        var (still, days) = crowd.Rent();
        foreach (var part in parts.AsSpan(1))
        {
            var left = 0;
            foreach (ref readonly var question in asked)
            {
                still[left] = question;
                left = unchecked(left + One.If(answers[question.Who] != Day.Never));
            }
            asked = still.AsSpan(0, left);
            part.WhenEach(crowd, asked, days);
            // Never is later than every day.
            foreach (ref readonly var question in asked) answers[question.Who] = Math.Max(answers[question.Who], days[question.Who]);
        }
        crowd.Return();
    }

    private int InOrder(Case c, int lo, int hi)
    {
        var soonEnough = c.SoonEnough;
        c.SoonEnough = -1;
        foreach (var part in parts)
        {
            lo = part.When(c, lo, hi);
            if (lo == Day.Never) break;
        }
        c.SoonEnough = soonEnough;
        return lo;
    }

    public override IEnumerable<(Node Part, int Lo, int Hi)> Parts(Case c, int lo, int hi)
    {
        foreach (var part in parts)
        {
            yield return (part, lo, hi);
            if (!inOrder) continue;
            lo = part.When(c, lo, hi);
            if (lo == Day.Never) (lo, hi) = (1, 0);
        }
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        foreach (var (part, first, last) in Parts(c, lo, hi))
        {
            var when = part.When(c, first, last);
            if (when != Day.Never) part.Because(c, first, last, when, facts);
        }
    }
}

/// <summary>So many of: the day of the one that makes it enough.</summary>
internal sealed class AnyNode(AnyOf clause, BoundWindow? window, Node[] parts) : Node(clause, window)
{
    private readonly int atLeast = clause.AtLeast;

    protected override int Find(Case c, int lo, int hi)
    {
        if (atLeast == 1)
        {
            var first = Day.Never;
            foreach (var part in parts)
            {
                var day = part.When(c, lo, hi);
                if (day <= c.SoonEnough) return day;
                if (day < first) first = day;
            }
            return first;
        }
        Span<int> days = stackalloc int[parts.Length];
        for (var i = 0; i < parts.Length; i++) days[i] = parts[i].When(c, lo, hi);
        days.Sort();
        return days[atLeast - 1];
    }

    protected override void FindEach(Crowd crowd, ReadOnlySpan<Question> asked, Span<int> answers)
    {
        if (atLeast != 1)
        {
            base.FindEach(crowd, asked, answers);
            return;
        }
        parts[0].WhenEach(crowd, asked, answers);
        var (still, days) = crowd.Rent();
        foreach (var part in parts.AsSpan(1))
        {
            var left = 0;
            foreach (ref readonly var question in asked)
            {
                still[left] = question;
                left = unchecked(left + One.If(answers[question.Who] > crowd.SoonEnough(question.Who)));
            }
            asked = still.AsSpan(0, left);
            part.WhenEach(crowd, asked, days);
            foreach (ref readonly var question in asked) answers[question.Who] = Math.Min(answers[question.Who], days[question.Who]);
        }
        crowd.Return();
    }

    public override IEnumerable<(Node Part, int Lo, int Hi)> Parts(Case c, int lo, int hi) => parts.Select(p => (p, lo, hi));

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        foreach (var part in parts)
        {
            var when = part.When(c, lo, hi);
            if (when <= day) part.Because(c, lo, hi, when, facts);
        }
    }
}

/// <summary>None of: known on the window's last day.</summary>
internal sealed class NoneNode(NoneOf clause, BoundWindow? window, Node[] parts) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi)
    {
        if (hi >= Day.Last) return Day.Never;
        var hope = c.Hope;
        c.Hope = Day.Never;
        var answer = hi;
        foreach (var part in parts)
        {
            if (part.When(c, lo, hi) == Day.Never) continue;
            answer = Day.Never;
            break;
        }
        c.Hope = hope;
        return answer;
    }

    public override IEnumerable<(Node Part, int Lo, int Hi)> Parts(Case c, int lo, int hi) => parts.Select(p => (p, lo, hi));

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
    }
}

/// <summary>One branch or the other.</summary>
internal sealed class IfNode(IfThen clause, BoundWindow? window, Node condition, Node then, Node? otherwise) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi)
    {
        var met = condition.When(c, lo, hi);
        if (met == Day.Never) return otherwise?.When(c, lo, hi) ?? Day.Never;
        var day = then.When(c, lo, hi);
        return day == Day.Never ? Day.Never : Math.Max(met, day);
    }

    public override IEnumerable<(Node Part, int Lo, int Hi)> Parts(Case c, int lo, int hi)
    {
        yield return (condition, lo, hi);
        if (condition.When(c, lo, hi) != Day.Never) yield return (then, lo, hi);
        else if (otherwise is not null) yield return (otherwise, lo, hi);
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        foreach (var (part, first, last) in Parts(c, lo, hi))
        {
            var when = part.When(c, first, last);
            if (when != Day.Never) part.Because(c, first, last, when, facts);
        }
    }
}

/// <summary>Another milestone or outcome, on its day.</summary>
internal sealed class ReachedNode(Reached clause, BoundWindow? window, int number) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi)
    {
        var day = c.Reached[number];
        return day >= lo && day <= hi ? day : Day.Never;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
    }
}

/// <summary>Someone's age on a day, from the fact of their birth known then.</summary>
internal sealed class AgedNode(Aged clause, BoundWindow? window, Source births, BoundAnchor on) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi)
    {
        var day = on.Of(c);
        var row = Birth(c);
        if (day == Day.Never || day > hi || row < 0) return Day.Never;
        var born = Day.Date(births.Rows[row].From);
        var date = Day.Date(day);
        var age = date.Year - born.Year - (date < born.AddYears(date.Year - born.Year) ? 1 : 0);
        return age >= clause.Min && age <= clause.Max && date >= born ? Math.Max(lo, day) : Day.Never;
    }

    /// <summary>The last recorded of the known facts of birth, or -1.</summary>
    private int Birth(Case c)
    {
        var found = -1;
        for (var r = births.First(c.Subject); r < births.End(c.Subject); r++)
            if (c.Sees(in births.Rows[r]) && (found < 0 || births.Table.Positions[r] > births.Table.Positions[found])) found = r;
        return found;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        if (Birth(c) is >= 0 and var row) facts.Add(births.Table.Positions[row]);
    }
}
