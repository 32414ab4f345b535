using System.Globalization;

namespace Cairn.Record;

/// <summary>
/// A payment made before Cairn was used, by one payer, for one time one person reached an outcome. Posted as an opening entry, so
/// that going live pays nothing twice. The amount is in pence and above nothing.
/// </summary>
public sealed record PaidBefore(string Person, string Outcome, int Time, string Payer, long Pence, DateOnly PaidOn, int Line)
{
    private static readonly string[] Needed = ["person", "outcome", "time", "payer", "amount", "paid_on"];

    /// <summary>
    /// Reads <c>paid.csv</c>: person, outcome, time (1 when empty), payer, amount, paid_on. Null, with every mistake noted, when
    /// anything in it is wrong; that the outcome and the payer are the scheme's is checked by who posts them.
    /// </summary>
    public static IReadOnlyList<PaidBefore>? Read(string file, Stream csv, Mistakes mistakes)
    {
        var noted = new FileMistakes(file, mistakes);
        var rows = new CsvFile(file, csv, (byte)',', Needed.Length + 1, noted);
        if (CsvEncoding.Refusal(rows.Bytes) is { } refusal) noted.Add(new Mistake(file, 1, 1, refusal));
        else if (!rows.Next()) noted.Add(new Mistake(file, 1, 1, $"The file is empty; its first line is {string.Join(',', Needed)}."));
        else if (rows.Sound && !Needed.SequenceEqual(Enumerable.Range(0, Math.Min(rows.Fields.Count, Needed.Length + 1)).Select(i => i < Needed.Length ? rows.Text(i) : "?")))
            rows.Wrong(0, $"The columns must be {string.Join(',', Needed)}, in this order.");
        if (noted.Any) return null;
        var paid = new List<PaidBefore>();
        var seen = new Dictionary<(string, string, int, string), int>();
        while (rows.Next())
        {
            if (!rows.Sound) continue;
            if (rows.Fields.Count != Needed.Length) rows.Wrong(0, $"This row has {rows.Fields.Count} columns, the header {Needed.Length}; is an amount with a comma not in quotes?");
            else if (Row(rows) is { } one)
            {
                if (!seen.TryAdd((one.Person, one.Outcome, one.Time, one.Payer), one.Line))
                    rows.Wrong(0, $"{one.Payer} has paid for this already on line {seen[(one.Person, one.Outcome, one.Time, one.Payer)]}; add the two up, or give the time.");
                paid.Add(one);
            }
        }
        noted.Close(rows.Line);
        return noted.Any ? null : paid;
    }

    private static PaidBefore? Row(CsvFile rows)
    {
        var good = true;
        void Wrong(int column, string what)
        {
            rows.Wrong(column, what);
            good = false;
        }
        for (var i = 0; i < Needed.Length; i++)
        {
            var text = rows.Text(i);
            if (text.Length == 0 && i != 2) Wrong(i, $"'{Needed[i]}' is missing.");
            else if (text != text.Trim()) Wrong(i, $"A space stands before or after '{text.Trim()}'; remove it.");
        }
        var time = 1;
        if (rows.Text(2).Length > 0 && (!int.TryParse(rows.Text(2), NumberStyles.None, CultureInfo.InvariantCulture, out time) || time is < 1 or > 1000)) Wrong(2, $"'{rows.Text(2)}' is not which time it was reached, 1 to 1000.");
        long pence = 0;
        if (rows.Text(4).Length > 0 && (!Cairn.Pence.TryParse(Pounds(rows.Text(4)), out pence) || pence <= 0)) Wrong(4, $"'{rows.Text(4)}' is not an amount above nothing; write it as £1,234.56 or 1234.56.");
        var on = 0;
        if (rows.Text(5).Length > 0 && !Day.TryParse(rows.Text(5), out on)) Wrong(5, Days.Problem(rows.Fields.Field(rows.Bytes, 5)));
        // A column of amounts is in pounds, with or without the sign.
        static string Pounds(string amount) => amount.Contains('£', StringComparison.Ordinal) || amount.EndsWith('p') ? amount : "£" + amount;
        return good ? new PaidBefore(rows.Text(0), rows.Text(1), time, rows.Text(3), pence, Day.Date(on), rows.Line) : null;
    }
}
