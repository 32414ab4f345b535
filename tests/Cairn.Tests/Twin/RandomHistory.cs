using Cairn.Record;

namespace Cairn.Tests.Twin;

/// <summary>Random facts about a few people over some four years, near enough to each other to touch, overlap and fall on one day.</summary>
public sealed class RandomHistory(Random random)
{
    private static readonly int First = Day.Of(2024, 1, 1);
    private static readonly string[] Spells = ["housing", "housing", "employment", "employment", "employment", "treatment", "benefit", "dependency", "hospital"];
    private static readonly string[] Events = ["offence", "review", "review", "review", "qualification", "session", "session", "session", "claim", "claim"];
    private readonly List<Draft> drafts = [];
    private readonly List<int> days = [First + 500];

    public List<Draft> Write(bool enrolments)
    {
        var people = random.Next(1, 13);
        for (var i = 0; i < random.Next(0, 4); i++) Add("source-return", "town", 400);
        for (var i = random.Next(0, 7); i > 0; i--) Add(Pick(["training", "protocol", "contract-let", "contract-let"]), Pick(["Hub", "Shelter", "Aldi"]), 200);
        for (var p = 0; p < people; p++)
        {
            var who = $"P{(p * 7 + 3) % 13}";
            days.RemoveRange(1, days.Count - 1);
            if (random.Next(12) > 0) Add("referral", who, 1);
            if (random.Next(8) == 0) Add("referral", who, 1);
            if (random.Next(3) > 0) Born(who);
            if (enrolments && random.Next(3) > 0) Add("enrolment", who, 1);
            if (random.Next(4) == 0) Add("comparison", who, 1);
            for (var n = random.Next(0, random.Next(4, 25)); n > 0; n--) Add(random.Next(5) < 3 ? Pick(Spells) : Pick(Events), who, Pick([10, 60, 200, 400]));
        }
        for (var i = drafts.Count - 1; i > 0; i--) Swap(i, random.Next(i + 1));
        for (var n = random.Next(3) == 0 ? random.Next(1, 8) : 0; n > 0 && drafts.Count > 0; n--) Undo(random.Next(drafts.Count));
        if (random.Next(3) == 0) Join(random.Next(1, 5));
        return drafts;
    }

    /// <summary>More about the same people, and corrections of what is there, all recorded from a day on.</summary>
    public List<Draft> Later(IReadOnlyList<Draft> known, int recorded)
    {
        drafts.AddRange(known);
        var more = drafts.Count;
        for (var n = random.Next(1, 12); n > 0 && more > 0; n--)
        {
            if (random.Next(2) == 0) Undo(random.Next(more));
            else if (random.Next(3) == 0) Add(Pick(["referral", "enrolment"]), drafts[random.Next(more)].Subject, 1);
            else Add(random.Next(2) == 0 ? Pick(Spells) : Pick(Events), drafts[random.Next(more)].Subject, 200);
        }
        return drafts.Skip(more).Select(d => d with { Recorded = Math.Max(d.Recorded, recorded + random.Next(3)) }).ToList();
    }

    /// <summary>More about the same people that begins on a day or after it.</summary>
    public List<Draft> From(int first, IReadOnlyList<Draft> known)
    {
        foreach (var who in known.Where(d => d.Kind.About is About.Person).Select(d => d.Subject).Distinct())
            for (var n = random.Next(6); n > 0; n--) Add(random.Next(5) < 3 ? Pick(Spells) : Pick(Events), who, 300);
        return drafts.Select(d => d with { From = first + Math.Abs(d.From - first) % 200, To = !d.Kind.IsSpell ? first + Math.Abs(d.From - first) % 200 : d.To == Day.Never ? Day.Never : first + Math.Abs(d.From - first) % 200 + d.To - d.From }).ToList();
    }

    /// <summary>Says of records that they are of one person, or that they are not, and takes some of that back.</summary>
    private void Join(int times)
    {
        var people = drafts.Where(d => d.Kind.About is About.Person).Select(d => d.Subject).Append("P99").Distinct().ToList();
        for (; times > 0; times--)
        {
            var day = SomeDay();
            var kind = TestVocabulary.Words.Find("same-person")!;
            var link = new Draft(kind, Pick(people), day, day, day + Pick([0, 0, 10, 300])) { Id = $"j{drafts.Count}", Details = [(kind.Find("same")!, random.Next(5) > 0 ? "yes" : "no"), (kind.Find("as")!, Pick(people))] };
            drafts.Insert(random.Next(drafts.Count + 1), link);
            if (random.Next(3) == 0) drafts.Add(link with { Id = null, Details = [], Retracts = link.Id, Recorded = link.Recorded + Pick([0, 1, 30, random.Next(400)]) });
            else if (random.Next(5) == 0) drafts.Add(link with { Id = $"j{drafts.Count}", Corrects = link.Id, Details = [(kind.Find("same")!, "no"), link.Details[1]], Recorded = link.Recorded + random.Next(200) });
        }
    }

    private T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private void Swap(int i, int j) => (drafts[i], drafts[j]) = (drafts[j], drafts[i]);

    /// <summary>Any day, or one on or near a day that something else began or ended on.</summary>
    private int SomeDay() => random.Next(3) == 0 ? First + random.Next(1200) : Pick(days) + Pick([0, 0, 1, 1, 2, 7, -1, 28, 30, 91, random.Next(-40, 200)]);

    private void Born(string who)
    {
        var birth = Day.PlusMonths(Pick(days) + Pick([0, 0, 1, -1, random.Next(400)]), -12 * random.Next(15, 27));
        drafts.Add(new Draft(TestVocabulary.Words.Find("birth")!, who, birth, birth, First + random.Next(700)));
    }

    private void Add(string kindName, string who, int longest)
    {
        var kind = TestVocabulary.Words.Find(kindName)!;
        var from = SomeDay();
        var to = !kind.IsSpell ? from : random.Next(6) == 0 ? Day.Never : from + random.Next(longest);
        days.Add(from);
        if (kind.IsSpell && to != Day.Never) days.Add(to);
        drafts.Add(Say(kind, who, from, to, from + Pick([0, 0, 0, 1, 14, random.Next(300)])));
    }

    private Draft Say(Kind kind, string who, int from, int to, int recorded)
    {
        var details = kind.Details.Where(d => d.Name is "scheme" or "time" ? random.Next(3) == 0 : random.Next(7) > 0).Select(d => (d, Value(d))).ToList();
        return new Draft(kind, who, from, to, recorded)
        {
            Details = details,
            Evidence = random.Next(2) == 0 ? (ulong)random.Next(8) : 0,
            SaidBy = random.Next(-1, 3),
        };
    }

    private string Value(Detail detail) => detail.Name switch
    {
        "scheme" => Pick(["test", "test", "other"]),
        "as" => $"P{random.Next(13)}",
        "with" => Pick(["Hub", "Aldi"]),
        "outcome" => Pick(["result-1", "result-1", "result-2", "result-3"]),
        "employer" => Pick(["Aldi", "Boots", "Council"]),
        "hours" when detail.Decimals == 1 => Pick(["8", "10", "15.5", "16", "16", "20", "37.5"]),
        "earnings" => Pick(["100", "250.50", "1000.01", "2000", "333.33"]),
        "until" => Day.Iso(SomeDay()),
        "alcohol-days" => Pick(["0", "0", "3", "8", "28"]),
        "guided-hours" => Pick(["50", "325", "400"]),
        "planned-days" => Pick(["28", "84", "91", "180"]),
        _ when detail.List is { } list => Pick(list.Codes).Name,
        _ => random.Next(Math.Max(0, detail.Min), detail.Max + 1).ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private void Undo(int target)
    {
        var old = drafts[target];
        if (old.Id is null) drafts[target] = old = old with { Id = $"f{target}" };
        var recorded = old.Recorded + Pick([0, 1, 30, random.Next(400), -random.Next(60)]);
        if (random.Next(2) == 0) drafts.Add(Say(old.Kind, old.Subject, old.From, old.To, recorded) with { Retracts = old.Id });
        else
        {
            var from = old.From + random.Next(-20, 20);
            var to = !old.Kind.IsSpell ? from : old.To == Day.Never ? from + random.Next(200) : Math.Max(from, old.To + random.Next(-30, 30));
            drafts.Add(Say(old.Kind, old.Subject, from, to, recorded) with { Corrects = old.Id, Id = random.Next(2) == 0 ? $"f{drafts.Count}" : null });
        }
    }
}
