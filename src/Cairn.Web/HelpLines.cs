using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web;

/// <summary>
/// Where to turn for help: what the partnership has recorded of its own place (kind <c>help-contact</c>), then the lines that anyone in England may
/// call. Kept until the next command, since anybody may open the front door.
/// </summary>
public sealed class HelpLines(Partnership partnership)
{
    private static readonly (string, string)[] Everywhere =
    [
        ("In an emergency", "Call 999. If someone has taken too much, stay with them and say what they took."),
        ("Talk to Frank", "Call 0300 123 6600, day or night, for free and in confidence."),
        ("Drinkline", "Call 0300 123 1110, for free and in confidence. Weekdays 9am to 8pm, weekends 11am to 4pm."),
        ("Samaritans", "Call 116 123, day or night, for free."),
    ];

    private (long Position, int Day, IReadOnlyList<(string Service, string How)> Lines) kept = (-1, 0, []);

    /// <summary>The emergency line first, then those of the place that stand today, then the others.</summary>
    public IReadOnlyList<(string Service, string How)> Today()
    {
        var (position, standing) = partnership.Read(read => (read.State.Position, Standing(read.Facts, read.Today)));
        var now = kept;
        if (now.Position == position && now.Day == partnership.Today) return now.Lines;
        var words = standing.Count == 0 ? [] : partnership.Folder.Words("help-contact").Where(w => standing.ContainsKey((int)w.Position - 1));
        kept = now = (position, partnership.Today, [Everywhere[0], .. words.Select(w => (standing[(int)w.Position - 1], w.Words.Details.GetValueOrDefault("how", ""))), .. Everywhere[1..]]);
        return now.Lines;
    }

    private static Dictionary<int, string> Standing(Facts facts, int on) =>
        Said.Of(facts, "help-contact").Where(h => h.Covers(on) && h.Name("service") is not null).ToDictionary(h => h.Position, h => h.Name("service")!);
}
