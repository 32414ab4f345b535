namespace Cairn.Bench;

/// <summary>
/// Invents people's histories from a fixed seed: the same number of facts gives the same facts on every machine.
/// About 3% are retracted later by a record of their own, half of those replaced by a corrected fact.
/// </summary>
public sealed class Generator
{
    private static readonly int FirstReferral = Day.Of(2021, 1, 1), LastReferral = Day.Of(2026, 2, 28), LastRecorded = Day.Of(2026, 3, 31);

    private struct Draft
    {
        public int Person, From, To, Recorded, Retracts, Value;
        public byte Kind, Code;
    }

    private readonly Draft[] drafts;
    private int count, person;
    private ulong state;

    private Generator(int facts) => drafts = new Draft[facts];

    /// <summary>100 facts a person with three quarters contacts, or 22 a person and every one read by a rule.</summary>
    public static Facts Make(int facts, bool noisy)
    {
        var people = facts / (noisy ? 100 : 22);
        var generator = new Generator(facts);
        for (var i = 0; i < people; i++)
        {
            // A stride coprime to any number of people here: on one day people arrive in no order.
            generator.person = (int)(i * 2_147_483_647L % people);
            generator.state = (ulong)(generator.person + 1) * 0x9E3779B97F4A7C15;
            generator.Live((int)((i + 1L) * facts / people), noisy ? 75 : 0);
        }
        return generator.InOrderOfRecording(people);
    }

    private void Live(int target, int contacts)
    {
        var referral = FirstReferral + Below(LastReferral - FirstReferral);
        Add(Kind.Referral, 1 + Below(Question.Lots), referral, referral);
        if (Chance(15)) { var again = referral + 30 + Below(700); Add(Kind.Referral, 1 + Below(Question.Lots), again, again); }
        if (Chance(88)) Add(Kind.Dependency, Below(4), referral - Below(1500), Day.Never);
        if (Chance(25)) Add(Kind.Dependency, Below(4), referral - 300 + Below(600), Day.Never);
        Housing(referral);
        if (Chance(45)) for (var n = 1 + Below(6); n > 0; n--) { var day = referral - 1800 + Below(2800); Add(Kind.Offence, Below(5), day, day); }
        Treatment(referral);
        Employment(referral);
        var review = referral - 30;
        for (var n = 0; n < 4 || count < target - contacts; n++)
        {
            review += 20 + Below(40);
            if (review > LastRecorded) review = referral + Below(40);
            Add(Kind.Review, 0, Math.Min(review, LastRecorded), Math.Min(review, LastRecorded), Chance(10 + Math.Min(n, 10) * 2) ? 0 : 1 + Below(28));
        }
        while (count < target && contacts > 0) { var day = Math.Min(referral - 1000 + Below(1500), LastRecorded); Add(Kind.Contact, Below(6), day, day); }
    }

    private void Housing(int referral)
    {
        var day = referral - 200 - Below(700);
        for (var left = 3 + Below(4); left > 0; left--)
        {
            var roll = Below(100) + (day > referral ? 25 : 0);
            var type = roll < 20 ? 0 : roll < 35 ? 1 : roll < 50 ? 2 : roll < 65 ? 3 : 4;
            var last = day + (type == 4 ? 60 + Below(500) : 15 + Below(180));
            Add(Kind.Housing, type, day, left == 1 && Chance(60) ? Day.Never : last);
            day = last + 1 + (Chance(50) ? 0 : Below(40));
        }
    }

    private void Treatment(int referral)
    {
        var day = referral - 60 + Below(250);
        for (var left = Below(4); left > 0; left--)
        {
            var setting = Chance(50) ? Code.Residential : 1 + Below(2);
            var last = day + (setting == 0 ? 25 + Below(170) : 7 + Below(300));
            var reason = Chance(60) ? Code.Completed : 1 + Below(2);
            Add(Kind.Treatment, setting, day, left == 1 && Chance(10) ? Day.Never : last, reason);
            day = last + 1 + Below(90);
        }
    }

    private void Employment(int referral)
    {
        if (Chance(25)) { var before = referral - 900 + Below(600); Add(Kind.Employment, Below(3), before, before + Below(300)); }
        if (!Chance(60)) return;
        var day = referral + Below(700);
        for (var left = 1 + Below(5); left > 0; left--)
        {
            var last = day + 10 + Below(400);
            Add(Kind.Employment, Chance(40) ? Code.Permanent : 1 + Below(2), day, left == 1 && Chance(50) ? Day.Never : last);
            day = last + 1 + (Chance(25) ? -Below(60) : Chance(40) ? 0 : Below(50));
        }
    }

    private void Add(int kind, int code, int from, int to, int value = 0)
    {
        if (from > LastRecorded) return;
        var plannedEnd = Chance(20);
        var recorded = Math.Min(LastRecorded, (to == Day.Never || plannedEnd ? from : to) + Lag());
        var id = count;
        Put(new Draft { Person = person, Kind = (byte)kind, Code = (byte)code, From = from, To = to, Recorded = recorded, Retracts = -1, Value = value });
        if (!Chance(3)) return;
        var back = Math.Min(LastRecorded, recorded + 1 + Below(200));
        Put(new Draft { Person = person, Kind = (byte)kind, Code = (byte)code, From = from, To = to, Recorded = back, Retracts = id, Value = value });
        if (!Chance(50)) return;
        var shift = Below(15);
        Put(new Draft { Person = person, Kind = (byte)kind, Code = (byte)code, From = from - shift, To = to == Day.Never || from == to ? (to == from ? to - shift : to) : to + Below(30), Recorded = back, Retracts = -1, Value = value });
    }

    private void Put(Draft draft)
    {
        if (count < drafts.Length) drafts[count++] = draft;
    }

    private int Lag() => Chance(60) ? Below(4) : Chance(88) ? Below(30) : Below(300);

    private bool Chance(int percent) => Below(100) < percent;

    /// <summary>SplitMix64, so that the facts do not depend on a runtime's own generator.</summary>
    private int Below(int limit)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) >> 33) % limit;
    }

    private Facts InOrderOfRecording(int people)
    {
        var next = new int[Day.Never + 1];
        for (var i = 0; i < count; i++) next[drafts[i].Recorded + 1]++;
        for (var day = 1; day < next.Length; day++) next[day] += next[day - 1];
        var place = new int[count];
        for (var i = 0; i < count; i++) place[i] = next[drafts[i].Recorded]++;
        var facts = new Facts(count, people);
        for (var i = 0; i < count; i++)
        {
            ref var draft = ref drafts[i];
            var id = place[i];
            facts.Person[id] = draft.Person;
            facts.Kind[id] = draft.Kind;
            facts.Code[id] = draft.Code;
            facts.From[id] = draft.From;
            facts.To[id] = draft.To;
            facts.Recorded[id] = draft.Recorded;
            facts.Retracts[id] = draft.Retracts < 0 ? -1 : place[draft.Retracts];
            facts.Value[id] = draft.Value;
        }
        return facts;
    }
}
