using System.Globalization;
using System.Text;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Frame;

/// <summary>One event as iCalendar (RFC 5545) has it: lines end with CR and LF and are folded after 75 octets, never inside a character; times are in UTC.</summary>
public static class CalendarEvent
{
    private const int MostOctets = 75;

    /// <summary>An event that begins at a time of the clock in London. The same <paramref name="uid"/> sent again takes the place of the first.</summary>
    public static byte[] Write(string uid, DateTimeOffset stamp, int day, TimeOnly at, int minutes, string summary, string link)
    {
        var start = Instant(day, at);
        string[] lines =
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Cairn//Conferences//EN", "METHOD:PUBLISH", "BEGIN:VEVENT", $"UID:{uid}", $"DTSTAMP:{Utc(stamp)}", $"DTSTART:{Utc(start)}", $"DTEND:{Utc(start.AddMinutes(minutes))}",
            $"SUMMARY:{Escaped(summary)}", $"DESCRIPTION:{Escaped($"Sign in to see what it is about: {link}")}", $"URL:{link}", "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR",
        ];
        var text = new StringBuilder();
        foreach (var line in lines) Fold(line, text);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The instant at which the clock in London first shows a time. One that it leaps over in March is the hour after.</summary>
    public static DateTimeOffset Instant(int day, TimeOnly at)
    {
        var shown = Day.Date(day).ToDateTime(at, DateTimeKind.Utc);
        var summer = new DateTimeOffset(shown.AddHours(-1));
        return LondonTime.Local(summer) == shown ? summer : new DateTimeOffset(shown);
    }

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Fold(string line, StringBuilder text)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                text.Append("\r\n ");
                octets = 1;
            }
            text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }
        text.Append("\r\n");
    }
}
