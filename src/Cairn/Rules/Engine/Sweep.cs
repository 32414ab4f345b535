using System.Numerics;
using System.Runtime.CompilerServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>One evaluation: who joins, who has a place, what they reached. Two passes over everyone, in crowds, a range of references a thread.</summary>
internal sealed class Sweep
{
    private readonly BoundScheme bound;
    private readonly Scheme scheme;
    private readonly int on;
    private readonly int known;
    private readonly Step[] steps;
    private readonly int[] times;

    /// <summary>By outcome: its place in the order of the file, as a bit; all that come after the last bit share it.</summary>
    private const int LastBit = 63;

    /// <summary>An outcome's turn: where its day is kept, the day without which it is never, and its clause.</summary>
    private readonly record struct Step(int Slot, int Gate, int Outcome, Node When);

    public Sweep(BoundScheme bound, int on, int known)
    {
        this.bound = bound;
        this.on = on;
        this.known = known;
        scheme = bound.Scheme;
        times = [.. scheme.Outcomes.Select(o => o.Times)];
        steps = [.. bound.Outcomes.Select(o => new Step(Case.FirstOutcome + o.Outcome.Number, o.When.Gate, o.Outcome.Number, o.When))];
    }

    public Evaluation Run(int threads)
    {
        var answer = new Evaluation(bound, on, known, new Roll(bound, on, known, bound.Enrolment is not null));
        var candidates = new Pile<Candidate>[threads];
        InRanges(threads, (range, first, end) => candidates[range] = Join(answer.Roll, first, end));
        Places.Give(bound, answer.Roll, on, candidates);
        var hits = new Pile<Hit>[threads];
        InRanges(threads, (range, _, _) => hits[range] = Reach(candidates[range]));
        foreach (var list in candidates) list.Free();
        answer.Found = hits;
        return answer;
    }

    /// <summary>Runs over ranges of subjects in the order of their references, one a thread.</summary>
    private void InRanges(int threads, Action<int, int, int> work)
    {
        var subjects = bound.Subjects;
        if (threads == 1) work(0, 0, subjects);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => work(t, (int)((long)subjects * t / threads), (int)((long)subjects * (t + 1) / threads)));
    }

    /// <summary>Finds referral, lot, enrolment and eligibility; gives those who may have a place, in order of reference.</summary>
    private Pile<Candidate> Join(Roll roll, int first, int end)
    {
        var found = new Pile<Candidate>(end - first);
        var crowd = new Crowd(scheme.Outcomes.Count, known, end - first) { ByReferral = true };
        // Eligible on the referral at the earliest, so which day before it does not matter.
        var lots = new int[crowd.Room];
        var eligible = new int[crowd.Room];
        for (var from = first; from < end; from += crowd.Room)
        {
            var asked = Seat(crowd, roll, from, Math.Min(from + crowd.Room, end), lots);
            if (bound.Eligible is { } when) when.WhenEach(crowd, asked, eligible);
            else eligible.AsSpan().Clear();
            found.Keep(found.Count + Candidates(crowd, roll, asked, lots, eligible, found.Room[found.Count..]));
        }
        return found;
    }

    /// <summary>Seats those of a range who are referred, each to be asked about the time up to the referral.</summary>
    private ReadOnlySpan<Question> Seat(Crowd crowd, Roll roll, int first, int end, Span<int> lots)
    {
        var (joining, order, byLot) = (bound.Referral, bound.Order, bound.Lots);
        var referral = roll.Columns.Referral;
        var reader = new Reader(joining.Source);
        var (everyone, days, slots) = (crowd.Everyone, crowd.Days, crowd.Slots);
        var people = 0;
        for (var i = first; i < end; i = unchecked(i + 1))
        {
            var s = order is null ? i : order[i];
            var at = joining.First(reader, s, known);
            if (at < 0) continue;
            ref readonly var row = ref reader.Row(at);
            lots[people] = byLot.Of(in row, at);
            referral[s] = row.From;
            days[unchecked(people * slots)] = row.From;
            everyone[people] = new Question(people, s, 0, row.From);
            people = unchecked(people + 1);
        }
        var seated = everyone.AsSpan(0, people);
        if (bound.Enrolment is { } enrolling) Enrol(crowd, roll, seated, enrolling);
        return seated;
    }

    private void Enrol(Crowd crowd, Roll roll, ReadOnlySpan<Question> seated, Joining enrolling)
    {
        foreach (ref readonly var person in seated)
        {
            var at = enrolling.First(person.Subject, known);
            var day = at < 0 ? Day.Never : enrolling.Day(at);
            crowd.Days[person.Who * crowd.Slots + 1] = day;
            roll.Columns.Enrolment![person.Subject] = (ushort)day;
        }
    }

    /// <summary>Writes down from when each is eligible, and those who may have a place; gives how many.</summary>
    private int Candidates(Crowd crowd, Roll roll, ReadOnlySpan<Question> asked, ReadOnlySpan<int> lots, ReadOnlySpan<int> answers, Span<Candidate> found)
    {
        var (eligible, enrolments) = (roll.Columns.Eligible, bound.Enrolment is not null);
        var count = 0;
        foreach (ref readonly var person in asked)
        {
            var enrolment = enrolments ? crowd.Days[unchecked(person.Who * crowd.Slots + 1)] : Day.Never;
            var day = Math.Max(answers[person.Who], person.Hi);
            eligible[person.Subject] = unchecked((ushort)day);
            found[count] = unchecked(new Candidate(person.Subject, lots[person.Who], (ushort)person.Hi, (ushort)enrolment));
            // Someone enrolled holds the place even if a correction has made them ineligible since.
            count = unchecked(count + One.If(day <= on | enrolment <= on));
        }
        return count;
    }

    /// <summary>Works out what those with a place reached; the hits of a person are in the order of the file.</summary>
    private Pile<Hit> Reach(Pile<Candidate> members)
    {
        var found = new Pile<Hit>(members.Count * 2);
        var crowd = new Crowd(scheme.Outcomes.Count, known, members.Count);
        var reached = new ulong[crowd.Room];
        var gated = new Question[crowd.Slots][];
        foreach (var step in steps) if (step.Gate >= 0) gated[step.Gate] ??= new Question[crowd.Room];
        for (var from = 0; from < members.Count; from += crowd.Room)
        {
            var batch = members.Items.Slice(from, Math.Min(crowd.Room, members.Count - from));
            crowd.Clear(batch.Length);
            crowd.SomeEmpty = false;
            for (var who = 0; who < batch.Length; who++)
            {
                ref readonly var member = ref batch[who];
                var slot = unchecked(who * crowd.Slots);
                crowd.Days[slot] = member.Referral;
                crowd.Days[slot + 1] = member.Enrolment;
                int lo = member.Enrolment != Day.Never ? member.Enrolment : member.Referral;
                crowd.Everyone[who] = new Question(who, member.Subject, lo, bound.To);
                crowd.SomeEmpty |= lo > bound.To;
            }
            Ask(crowd, batch.Length, gated, reached);
            for (var who = 0; who < batch.Length; who++) if (reached[who] != 0) Push(crowd, who, batch[who], reached[who], found);
        }
        return found;
    }

    /// <summary>Asks every outcome of a crowd, each after those it hangs on and only of those who reached them; a bit for each that was reached by the day.</summary>
    private void Ask(Crowd crowd, int people, Question[]?[] gated, ulong[] reached)
    {
        reached.AsSpan(0, people).Clear();
        var left = (Span<int>)stackalloc int[crowd.Slots];
        left.Fill(-1);
        var (_, answers) = crowd.Rent();
        foreach (ref readonly var step in steps.AsSpan())
        {
            ReadOnlySpan<Question> asked = crowd.Everyone.AsSpan(0, people);
            if (step.Gate >= 0)
            {
                if (left[step.Gate] < 0) left[step.Gate] = Through(crowd, asked, step.Gate, gated[step.Gate]);
                asked = gated[step.Gate].AsSpan(0, left[step.Gate]);
            }
            step.When.WhenEach(crowd, asked, answers);
            var bit = Math.Min(step.Outcome, LastBit);
            foreach (ref readonly var question in asked)
            {
                var day = answers[question.Who];
                crowd.Days[unchecked(question.Who * crowd.Slots + step.Slot)] = day;
                reached[question.Who] |= unchecked((ulong)One.If(day <= on)) << bit;
            }
        }
        crowd.Return();
    }

    /// <summary>Those of a crowd for whom a day came.</summary>
    private static int Through(Crowd crowd, ReadOnlySpan<Question> asked, int gate, Span<Question> through)
    {
        var left = 0;
        foreach (ref readonly var question in asked)
        {
            through[left] = question;
            left = unchecked(left + One.If(crowd.Days[unchecked(question.Who * crowd.Slots + gate)] != Day.Never));
        }
        return left;
    }

    private void Push(Crowd crowd, int who, in Candidate member, ulong reached, Pile<Hit> found)
    {
        var days = crowd.Days.AsSpan(who * crowd.Slots + Case.FirstOutcome, times.Length);
        for (; reached != 0; reached &= reached - 1)
        {
            var bit = BitOperations.TrailingZeroCount(reached);
            for (var outcome = bit; outcome < days.Length && (outcome == bit || bit == LastBit); outcome++)
            {
                if (days[outcome] > on) continue;
                found.Push(unchecked(new Hit(member.Subject, (ushort)days[outcome], (ushort)outcome, 1, (ushort)member.Lot)));
                if (times[outcome] > 1) Again(crowd, who, member, outcome, days[outcome], found);
            }
        }
    }

    private void Again(Crowd crowd, int who, in Candidate member, int outcome, int day, Pile<Hit> found)
    {
        var c = crowd.Turn(who, member.Subject);
        for (var time = 2; time <= times[outcome]; time++)
        {
            var next = bound.Again(c, outcome, day);
            // A clause that looks where it says may find the same day again: that is not another time.
            if (next > on || next <= day) return;
            day = next;
            found.Push(unchecked(new Hit(member.Subject, (ushort)day, (ushort)outcome, (ushort)time, (ushort)member.Lot)));
        }
    }
}
