using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>Money from one fund for one piece of work, as one fact says it; pence are 0 where the fact has no amount. Both days count.</summary>
public sealed record Stream(int Subject, string Work, string Fund, long Pence, int From, int To, int Fact);

/// <summary>Two streams from different funds for the same work (or person) on the same days, from one to another.</summary>
public sealed record Overlap(Stream One, Stream Other, int From, int To);

/// <summary>What is funded by whom, and where two funds pay for the same thing.</summary>
public static class Funding
{
    /// <summary>Every stream known by the day of the answer, by work, then fund, then day. Records of one person are one subject: two funds each with a record of their own are where money is spent twice unseen.</summary>
    public static IReadOnlyList<Stream> Map(Evaluation answer, FundingWatch watch)
    {
        var facts = answer.Facts;
        var source = answer.Bound.Binder.SourceOf(watch.Of.Kind);
        var fit = answer.Bound.Binder.Fit(watch.Of);
        var amount = watch.Of.Kind.Details.FirstOrDefault(d => d.Type is DetailType.Money && d.Slot >= 0);
        var c = new Case(0, answer.Known);
        var streams = new List<Stream>();
        for (var r = 0; r < source.Rows.Length; r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From > answer.On || !c.Sees(in row) || !fit.Fits(in row, r)) continue;
            var fund = Text(watch.Fund, source.Table.Detail(r, watch.Fund.Slot));
            if (fund.Length == 0) continue;
            var position = source.Table.Positions[r];
            var pence = amount is null ? 0 : Math.Max(0, source.Table.Detail(r, amount.Slot));
            streams.Add(new Stream(facts.LeadOf(watch.Of.Kind.About, facts.Columns.Abouts[position]), watch.By is { } by ? Text(by, source.Table.Detail(r, by.Slot)) : "", fund, pence, row.From, row.To, position));
        }
        return [.. streams.OrderBy(s => s.Work, StringComparer.Ordinal).ThenBy(s => s.Fund, StringComparer.Ordinal).ThenBy(s => s.From).ThenBy(s => s.Fact)];

        string Text(Detail detail, int value) => value == FactColumns.Missing ? "" : detail.Type is DetailType.Code ? detail.List!.Codes[value].Name : facts.Names[value];
    }

    /// <summary>Each pair of streams that pay for the same thing; work that is not named, or is listed as joint, is left out.</summary>
    public static IReadOnlyList<Overlap> Overlaps(Evaluation answer, FundingWatch watch)
    {
        var overlaps = new List<Overlap>();
        foreach (var same in Map(answer, watch).Where(s => watch.By is null || s.Work.Length > 0 && !watch.Joint.Contains(s.Work)).GroupBy(s => (s.Subject, s.Work)))
        {
            var streams = same.ToList();
            for (var i = 0; i < streams.Count; i++)
                for (var j = i + 1; j < streams.Count; j++)
                {
                    var (from, to) = (Math.Max(streams[i].From, streams[j].From), Math.Min(streams[i].To, streams[j].To));
                    if (from <= to && streams[i].Fund != streams[j].Fund) overlaps.Add(new Overlap(streams[i], streams[j], from, to));
                }
        }
        return overlaps;
    }
}
