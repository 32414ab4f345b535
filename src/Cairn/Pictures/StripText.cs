using System.Globalization;
using System.Text;
using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>The strip as plain lines: for the command line, and for whoever does not see the picture.</summary>
public static class StripText
{
    /// <summary>Writes the clocks and then every fact by lane, naming the person as given.</summary>
    public static string Write(LifeStrip strip, string who)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title(strip, who)}\n");
        foreach (var scheme in strip.Schemes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{scheme.Scheme.Title}. {scheme.Stands}\n");
            foreach (var clock in scheme.Clocks) text.Append(CultureInfo.InvariantCulture, $"  Clock: {Words.Small(clock.Outcome.Title)}. {clock.Status}\n");
        }
        foreach (var lane in strip.Lanes) Write(text, lane.Lane.Title, strip, lane.Facts);
        Write(text, "Other facts", strip, strip.Others);
        return text.ToString();
    }

    /// <summary>"Life strip of P005 on 31 March 2028, from what had been recorded by then."</summary>
    internal static string Title(LifeStrip strip, string who) =>
        $"Life strip of {who} on {Day.Long(strip.On)}, from {(strip.Known >= Day.Last ? "all that is recorded" : $"what had been recorded by {(strip.Known == strip.On ? "then" : Day.Long(strip.Known))}")}.";

    /// <summary>The clocks in one paragraph, for the picture's description.</summary>
    internal static string Summary(LifeStrip strip) => strip.Schemes.Count == 0 ? "Facts over time." :
        string.Join(' ', strip.Schemes.Select(s => $"{s.Scheme.Title}. {s.Stands} {string.Join(' ', s.Clocks.Select(c => $"{c.Outcome.Title}: {Words.Small(c.Status)}"))}".TrimEnd()));

    private static void Write(StringBuilder text, string title, LifeStrip strip, IReadOnlyList<StripFact> facts)
    {
        if (facts.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"\n{title}\n");
        foreach (var fact in facts.Where(f => f.Fate != Fate.Completed))
        {
            var details = fact.Details.Length == 0 ? "" : $" ({fact.Details})";
            var seen = fact.Evidence.Count == 0 ? "" : $" Seen: {string.Join(", ", fact.Evidence)}.";
            var note = Words.Note(strip, fact) is { } said ? $" {char.ToUpperInvariant(said[0])}{said[1..]}." : "";
            text.Append(CultureInfo.InvariantCulture, $"  {Words.When(fact)}: {fact.Label}{details}.{seen}{note}\n");
        }
    }
}
