using System.Globalization;
using Cairn.Record;
using FsCheck;
using FsCheck.Fluent;
using static Cairn.Tests.Reading.Words;

namespace Cairn.Tests.Reading;

public class FactsCsvProperties
{
    [Fact]
    public void What_is_written_is_read_back_the_same() => Check(random =>
    {
        var facts = Invent(random);
        using var written = new StringWriter();
        FactsCsvWriter.Write(facts, written);
        var back = Read(written.ToString());
        Told(back).ShouldBe(Told(facts));
        using var again = new StringWriter();
        FactsCsvWriter.Write(back, again);
        again.ToString().ShouldBe(written.ToString());
    });

    /// <summary>The quick reader must refuse whatever the careful one refuses; the careful one is the one that drafts with a store go through.</summary>
    [Fact]
    public void A_damaged_file_is_taken_by_both_ways_of_reading_or_by_neither() => Check(random =>
    {
        using var written = new StringWriter();
        FactsCsvWriter.Write(Invent(random), written);
        var csv = Bytes(written.ToString());
        var alphabet = Bytes(",\"\r\n\0;-0129aP \xE9");
        for (var times = random.Next(3); times >= 0; times--) csv[random.Next(csv.Length)] = alphabet[random.Next(alphabet.Length)];
        Mistakes quick = new(), careful = new();
        var facts = FactsCsv.Read("f.csv", csv, Few, quick);
        var drafts = FactsCsv.Drafts("f.csv", csv, Few, careful, _ => null);
        (facts is null).ShouldBe(drafts is null);
        quick.Found.ShouldBe(careful.Found);
        if (facts is null) return;
        var added = new Facts(Few);
        // Adding one by one ties a fact to what it undoes only if that is there, so what is undone goes first.
        var waiting = drafts!.Select(r => r.Draft).ToList();
        while (waiting.Count > 0)
        {
            var ready = waiting.First(d => (d.Corrects ?? d.Retracts) is not { } undone || added.Find(undone) >= 0);
            added.Add(ready);
            waiting.Remove(ready);
        }
        Told(added).Order(StringComparer.Ordinal).ShouldBe(Told(facts).Order(StringComparer.Ordinal));
    });

    private static void Check(Action<Random> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => law(new Random(seed))).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    /// <summary>A record of a few facts with ids that rise, fall or are missing, names that need quotes, and some undone.</summary>
    private static Facts Invent(Random random)
    {
        var facts = new Facts(Few);
        string[] names = ["Smith", "O'Hara, Ltd", "The \"Bell\"", "Two\nLines", "Zoë"];
        var style = random.Next(4);
        for (var i = random.Next(40); i >= 0; i--)
        {
            var kind = Few.Kinds[random.Next(Few.Kinds.Count)];
            var from = random.Next(40_000);
            var to = !kind.IsSpell ? from : random.Next(3) == 0 ? Day.Never : from + random.Next(900);
            var position = facts.Columns.Append(facts.Of(kind.About).Number($"{kind.About}-{random.Next(5)}"), kind.Number, from, to, 41_000 + facts.Columns.Count);
            foreach (var detail in kind.Details)
            {
                if (detail.Slot < 0 || (!detail.Required && random.Next(2) == 0)) continue;
                var value = detail.Type switch
                {
                    DetailType.Code => detail.List!.Name == "needs" ? (from < Day.Of(2022, 4, 1) ? 0 : 1) : random.Next(2),
                    DetailType.Name => facts.Names.Number(names[random.Next(names.Length)]),
                    DetailType.Money => random.Next(-50_000, 90_000),
                    DetailType.Date => random.Next(Day.Last),
                    _ => random.Next(1000),
                };
                facts.Columns.SetDetail(position, detail.Slot, value);
            }
            if (random.Next(3) == 0) facts.Columns.SetEvidence(position, (ulong)random.Next(1, 4));
            if (random.Next(3) == 0) facts.Columns.SetSaidBy(position, (ushort)random.Next(2));
            if (random.Next(4) > 0)
                facts.SetId(position, style switch { 0 => (position * 3).ToString(CultureInfo.InvariantCulture), 1 => $"F{position}", 2 => (1000 - position).ToString(CultureInfo.InvariantCulture), _ => $"a,{position}" });
            var target = random.Next(position + 1);
            var same = facts.Columns.Abouts[target] == facts.Columns.Abouts[position] && Few.Kinds[facts.Columns.Kinds[target]].About == kind.About;
            if (target < position && same && random.Next(2) == 0) facts.Columns.SetUndoes(position, target, random.Next(2) == 0 ? Undoing.Corrects : Undoing.Retracts);
        }
        return facts;
    }

    /// <summary>Each fact in words, by which two records that number their names differently can be compared.</summary>
    private static string[] Told(Facts facts)
    {
        var columns = facts.Columns;
        var told = new string[columns.Count];
        for (var i = 0; i < told.Length; i++)
        {
            var kind = Few.Kinds[columns.Kinds[i]];
            var at = i;
            var details = string.Join('|', kind.Details.Where(d => d.Slot >= 0).Select(d => DetailText.Write(d, facts.Columns.Detail(at, d.Slot), facts.Names)));
            var undone = columns.Undoes(i);
            var subject = facts.Of(kind.About)[columns.Abouts[i]];
            // A retraction says nothing but what it takes back and when.
            told[i] = columns.IsRetraction(i) ? string.Create(CultureInfo.InvariantCulture, $"{subject} retracts {columns.Recordeds[undone]} on {columns.Recordeds[i]}") : string.Create(CultureInfo.InvariantCulture, $"{subject} {kind.Name} {columns.Froms[i]} {columns.Tos[i]} {columns.Recordeds[i]} {details} {columns.EvidenceOf(i)} {columns.SaidBy(i)} {(undone < 0 ? 0 : columns.Recordeds[undone])}");
        }
        return told;
    }
}
