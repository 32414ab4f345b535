using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Cairn.Bench;

/// <summary>
/// The best loop that we could write for these rules and no others: what the engine is held against. Two passes over
/// static ranges of people (who is eligible, then what the cohort reached), limits found by counting; nothing is allocated on one thread.
/// </summary>
public sealed unsafe class HandLoop
{
    private const int Ahead = 8;

    private readonly Question question;
    private readonly Tables tables;
    private readonly int known, people, threads;
    private readonly Row* referral, housing, offence, dependency, treatment, employment, review;
    private readonly int* referralAt, housingAt, offenceAt, dependencyAt, treatmentAt, employmentAt, reviewAt;

    /// <summary>Per day: three years earlier, and twelve months later.</summary>
    private readonly int[] since = new int[Day.Never], within = new int[Day.Never];

    /// <summary>Per person lot and referral day if eligible, otherwise 0; then lot, outcome and day of what was reached, part by part in order of (person, outcome).</summary>
    private readonly uint[] place, reached;
    private readonly int[] reachedCount, member;
    private readonly Cut places, money;

    public HandLoop(Tables tables, Question question, int threads)
    {
        this.tables = tables;
        this.question = question;
        this.threads = threads;
        known = question.Known;
        people = tables.People;
        referral = Table(Kind.Referral, out referralAt);
        housing = Table(Kind.Housing, out housingAt);
        offence = Table(Kind.Offence, out offenceAt);
        dependency = Table(Kind.Dependency, out dependencyAt);
        treatment = Table(Kind.Treatment, out treatmentAt);
        employment = Table(Kind.Employment, out employmentAt);
        review = Table(Kind.Review, out reviewAt);
        var earliest = tables.Rows[Kind.Referral].Min(row => row.From);
        for (int day = earliest; day <= known; day++) (since[day], within[day]) = (Day.AddMonths(day, -36), Day.AddMonths(day, 12));
        place = new uint[people];
        member = new int[people];
        reached = new uint[people * Question.Outcomes];
        reachedCount = new int[threads];
        places = new Cut(earliest, known, threads);
        money = new Cut(earliest, known, threads);
    }

    public Answer Evaluate()
    {
        InParts(FindEligible);
        places.FindBuckets(question.Places);
        InParts(NarrowPlaces);
        places.FindDays();
        InParts(FindReached);
        money.FindBuckets(question.Cap);
        InParts(NarrowMoney);
        money.FindDays();
        return Pay();
    }

    private void InParts(Action<int> pass)
    {
        if (threads == 1) pass(0);
        else Parallel.For(0, threads, pass);
    }

    private int First(int part) => (int)((long)people * part / threads);

    private void FindEligible(int part)
    {
        places.Clear(part);
        var counts = places.Coarse(part);
        for (int person = First(part), last = First(part + 1); person < last; person++)
        {
            place[person] = 0;
            var row = referral + referralAt[person];
            var end = referral + referralAt[person + 1];
            while (row < end && !Visible(row)) row++;
            if (row == end || row->From > known) continue;
            int day = row->From;
            if (!Any(dependency, dependencyAt, person, day) || !(Homeless(person, day) || Offended(person, since[day], day))) continue;
            place[person] = ((uint)row->A << 16) | (uint)day;
            places.Count(counts, row->A, day, 1);
        }
    }

    private void NarrowPlaces(int part)
    {
        var counts = places.Fine(part);
        for (int person = First(part), last = First(part + 1); person < last; person++)
        {
            var at = place[person];
            if (at != 0) places.CountFine(counts, (int)(at >> 16), (int)(at & 0xFFFF), 1);
        }
    }

    private void FindReached(int part)
    {
        money.Clear(part);
        var counts = money.Coarse(part);
        var left = places.Left[part];
        var start = First(part);
        var end = start;
        for (int person = start, last = First(part + 1); person < last; person++)
        {
            var at = place[person];
            if (at == 0) continue;
            var cut = places.OnDay[at >> 16];
            member[end] = person;
            if ((at & 0xFFFF) < cut || ((at & 0xFFFF) == cut && left[at >> 16]-- > 0)) end++;
        }
        var next = start * Question.Outcomes;
        var days = stackalloc int[Question.Outcomes];
        for (var m = start; m < end; m++)
        {
            if (m + Ahead < end) Fetch(member[m + Ahead]);
            var at = place[member[m]];
            var lot = (int)(at >> 16);
            var found = Outcomes(member[m], (int)(at & 0xFFFF), days);
            for (; found != 0; found &= found - 1)
            {
                var outcome = System.Numerics.BitOperations.TrailingZeroCount(found);
                reached[next++] = ((uint)lot << 19) | ((uint)outcome << 16) | (uint)days[outcome];
                money.Count(counts, lot, days[outcome], Question.Prices[outcome]);
            }
        }
        reachedCount[part] = next;
    }

    /// <summary>The cohort skips about, which the processor cannot foresee: its rows are asked for a few people ahead.</summary>
    private void Fetch(int person)
    {
        if (!Sse.IsSupported) return;
        var rows = (byte*)(review + reviewAt[person]);
        Sse.Prefetch0(rows);
        Sse.Prefetch0(rows + 64);
        Sse.Prefetch0(rows + 128);
        Sse.Prefetch0(treatment + treatmentAt[person]);
    }

    /// <summary>A bit for each outcome reached, and its day. The cheap question before each costly one.</summary>
    private int Outcomes(int person, int day, int* days)
    {
        var found = TwoClearReviews(person, day, out days[6]) ? 1 << 6 : 0;
        var rehab = RehabCompleted(person, day);
        if (rehab == Day.Never) return found;
        days[0] = rehab;
        found |= 1;
        if (Sustained(housing + housingAt[person], housing + housingAt[person + 1], Code.Settled, rehab, Math.Min(rehab + 364, known), 182, out days[1])) found |= 1 << 1;
        if (rehab + 364 <= known && !Offended(person, rehab, rehab + 364))
        {
            days[7] = rehab + 364;
            found |= 1 << 7;
        }
        var job = PermanentJob(person, rehab);
        if (job == Day.Never) return found;
        days[2] = job;
        found |= 1 << 2;
        var work = employment + employmentAt[person];
        var end = employment + employmentAt[person + 1];
        // Fifty-two weeks hold twenty-six, and those thirteen: the shorter is reached first or not at all.
        if (!Sustained(work, end, -1, job, known, 91, out days[3])) return found;
        found |= 1 << 3;
        if (!Sustained(work, end, -1, job, known, 182, out days[4])) return found;
        found |= 1 << 4;
        if (Sustained(work, end, -1, job, known, 364, out days[5])) found |= 1 << 5;
        return found;
    }

    private int RehabCompleted(int person, int day)
    {
        var first = Day.Never;
        var end = treatment + treatmentAt[person + 1];
        for (var row = treatment + treatmentAt[person]; row < end; row++)
            if (row->A == Code.Residential && row->B == Code.Completed && row->To <= known && row->To >= day && row->To - row->From >= 83 && row->To < first && Visible(row))
                first = row->To;
        return first;
    }

    private int PermanentJob(int person, int rehab)
    {
        var last = Math.Min(within[rehab], known);
        var end = employment + employmentAt[person + 1];
        for (var row = employment + employmentAt[person]; row < end && row->From <= last; row++)
            if (row->A == Code.Permanent && row->From >= rehab && Visible(row)) return row->From;
        return Day.Never;
    }

    /// <summary>Counts without branching: whether a review is clear cannot be foreseen, and a wrong guess costs more than the row.</summary>
    private bool TwoClearReviews(int person, int day, out int on)
    {
        int need = day, hits = 0;
        on = 0;
        var end = review + reviewAt[person + 1];
        for (var row = review + reviewAt[person]; row < end; row++)
        {
            int from = row->From;
            // All ones where the review is clear, known, and not before what is needed.
            var hit = ((row->B - 1) & (need - 1 - from) & (from - known - 1) & (known - row->Until) & (row->Recorded - known - 1)) >> 31;
            on = (from & hit) | (on & ~hit);
            need += (from + 80 - need) & hit;
            hits -= hit;
            if (hits == 2) return true;
        }
        return false;
    }

    /// <summary>
    /// The first day on which some stretch holds <paramref name="length"/> of the days with at most 28 without. Each run of joined days
    /// keeps its offset (gap days before it) and its index (days before it); offsets only grow, so one step along finds the earliest run near enough.
    /// </summary>
    [SkipLocalsInit]
    private bool Sustained(Row* row, Row* end, int code, int first, int last, int length, out int on)
    {
        var room = (int)(end - row);
        var offsets = stackalloc int[room];
        var indexes = stackalloc int[room];
        int runs = 0, near = 0, index = 0, covered = first - 1;
        on = 0;
        for (; row < end && row->From <= last; row++)
        {
            if ((row->A != code && code >= 0) || row->To <= covered || !Visible(row)) continue;
            var start = Math.Max((int)row->From, covered + 1);
            covered = Math.Min((int)row->To, last);
            var offset = start - index;
            if (runs == 0 || offset != offsets[runs - 1]) (offsets[runs], indexes[runs++]) = (offset, index);
            while (offsets[near] < offset - 28) near++;
            on = Math.Max(index, indexes[near] + length - 1) + offset;
            if (on <= covered) return true;
            index = covered + 1 - offset;
        }
        return false;
    }

    private bool Homeless(int person, int day)
    {
        var end = housing + housingAt[person + 1];
        for (var row = housing + housingAt[person]; row < end && row->From <= day; row++)
            if (row->A <= Code.Hostel && Visible(row)) return true;
        return false;
    }

    private bool Offended(int person, int first, int last)
    {
        var end = offence + offenceAt[person + 1];
        for (var row = offence + offenceAt[person]; row < end && row->From <= last; row++)
            if (row->From >= first && Visible(row)) return true;
        return false;
    }

    private bool Any(Row* rows, int* at, int person, int last)
    {
        var end = rows + at[person + 1];
        for (var row = rows + at[person]; row < end && row->From <= last; row++)
            if (Visible(row)) return true;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Visible(Row* row) => (uint)(known - row->Recorded) < (uint)(row->Until - row->Recorded);

    private void NarrowMoney(int part)
    {
        var counts = money.Fine(part);
        for (var i = First(part) * Question.Outcomes; i < reachedCount[part]; i++)
        {
            var at = reached[i];
            money.CountFine(counts, (int)(at >> 19), (int)(at & 0xFFFF), Question.Prices[(at >> 16) & 7]);
        }
    }

    private Answer Pay()
    {
        var lines = new Line[Question.Outcomes];
        var left = money.Left[0];
        for (var part = 0; part < threads; part++)
        {
            for (var i = First(part) * Question.Outcomes; i < reachedCount[part]; i++)
            {
                var at = reached[i];
                var (lot, outcome, day) = ((int)(at >> 19), (int)((at >> 16) & 7), (int)(at & 0xFFFF));
                var due = Question.Prices[outcome];
                var paid = day < money.OnDay[lot] ? due : 0;
                if (day == money.OnDay[lot])
                {
                    paid = Math.Min(due, left[lot]);
                    left[lot] -= paid;
                }
                ref var line = ref lines[outcome];
                line = new Line(line.Count + 1, line.Days + day, line.Due + due, line.Paid + paid);
            }
        }
        return new Answer(lines);
    }

    private Row* Table(int kind, out int* start)
    {
        // Both arrays are pinned for their life.
        start = (int*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tables.Start[kind]));
        return (Row*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tables.Rows[kind]));
    }
}
