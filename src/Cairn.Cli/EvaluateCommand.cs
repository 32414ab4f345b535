using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary><c>cairn evaluate SCHEME --facts FILE</c>: who is eligible, who reached what, what is due and payable.</summary>
internal static class EvaluateCommand
{
    public static Command Make()
    {
        var question = new Question();
        var json = new Option<bool>("--json") { Description = "The answer as JSON, with the facts behind each achievement." };
        var command = new Command("evaluate", "Say who reached what, and what is payable to whom under which cap.") { json };
        question.AddTo(command);
        command.SetAction(parsed =>
        {
            var asJson = parsed.GetValue(json);
            return question.Ask(parsed, asked =>
            {
                if (asJson) Json(asked);
                else Text(asked);
                return Exit.Well;
            });
        });
        return command;
    }

    private static void Json(Asked asked)
    {
        var a = asked.Answer;
        using var stdout = Console.OpenStandardOutput();
        using var buffered = new BufferedStream(stdout, 1 << 16);
        using var writer = new Utf8JsonWriter(buffered, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        writer.WriteStartObject();
        writer.WriteString("scheme", a.Scheme.Name);
        writer.WriteString("version", a.Scheme.Version);
        writer.WriteString("on", Day.Iso(a.On));
        if (a.Known >= Day.Last) writer.WriteNull("known");
        else writer.WriteString("known", Day.Iso(a.Known));
        writer.WriteNumber("people", a.Facts.CountOf(a.Scheme.About));
        writer.WriteNumber("eligible", Count(a, s => a.Roll.EligibleOn(s) <= a.On));
        writer.WriteNumber("enrolled", Count(a, s => a.Roll.PlaceOf(s) > 0));
        writer.WriteStartArray("outcomes");
        foreach (var o in a.Scheme.Outcomes)
        {
            var of = a.Achievements.Where(x => x.Outcome == o.Number).ToList();
            writer.WriteStartObject();
            writer.WriteString("outcome", o.Name);
            Totals(writer, of);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartObject("total");
        Totals(writer, a.Achievements);
        writer.WriteEndObject();
        writer.WriteStartArray("achievements");
        for (var i = 0; i < a.Achievements.Count; i++) Achievement(writer, asked, i);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        buffered.WriteByte((byte)'\n');
    }

    private static int Count(Evaluation a, Func<int, bool> which) => Enumerable.Range(0, a.Roll.Count).Count(which);

    private static void Totals(Utf8JsonWriter writer, IReadOnlyCollection<Achievement> of)
    {
        writer.WriteNumber("reached", of.Count);
        writer.WriteNumber("due", of.Sum(x => x.Due));
        writer.WriteNumber("payable", of.Sum(x => x.Payable));
    }

    private static void Achievement(Utf8JsonWriter writer, Asked asked, int i)
    {
        var a = asked.Answer;
        var x = a.Achievements[i];
        writer.WriteStartObject();
        if (x.Subject < 0) writer.WriteNull("person");
        else writer.WriteString("person", asked.Name(x.Subject));
        writer.WriteString("outcome", a.Scheme.Outcomes[x.Outcome].Name);
        if (x.Time > 1) writer.WriteNumber("time", x.Time);
        writer.WriteString("on", Day.Iso(x.Day));
        writer.WriteNumber("due", x.Due);
        writer.WriteNumber("payable", x.Payable);
        writer.WriteStartObject("payers");
        for (var p = 0; p < a.Scheme.Payers.Count; p++) if (a.Part(i, p) != 0) writer.WriteNumber(a.Scheme.Payers[p].Name, a.Part(i, p));
        writer.WriteEndObject();
        if (x.Limited is { } limited) writer.WriteString("limited", limited);
        if (x.ClawedBackOn != Day.Never) writer.WriteString("clawed-back", Day.Iso(x.ClawedBackOn));
        writer.WriteStartArray("because");
        foreach (var position in a.Because(x)) writer.WriteStringValue(a.Facts.Id(position));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Text(Asked asked)
    {
        var a = asked.Answer;
        var o = Console.Out;
        o.WriteLine($"{a.Scheme.Title} ({a.Scheme.Name}, version {a.Scheme.Version})");
        o.WriteLine($"On {Day.Long(a.On)}{(a.Known >= Day.Last ? "" : $", from what was recorded by {Day.Long(a.Known)}")}");
        o.WriteLine();
        if (a.Scheme.Outcomes.Count > 0) Standings(a, o);
        else o.WriteLine($"{Number(a.Facts.CountOf(a.Scheme.About))} in the record.");
        if (a.Scheme.Outcomes.Count > 0) Outcomes(asked, o);
        SideText.Write(asked, o);
        if (a.Scheme.Assumptions.Count > 0) o.WriteLine($"\nRests on {a.Scheme.Assumptions.Count} assumptions that no source gives; they are marked in the scheme's file.");
    }

    private static void Standings(Evaluation a, TextWriter o)
    {
        var referred = Count(a, s => a.Roll.ReferredOn(s) <= a.On);
        var placed = Count(a, s => a.Roll.PlaceOf(s) > 0);
        var waiting = Count(a, s => a.Roll.StandingOf(s) is Standing.Waits && a.Roll.EligibleOn(s) <= a.On);
        o.WriteLine($"{Number(a.Facts.CountOf(a.Scheme.About))} in the record, {Number(referred)} referred, {Number(placed)} with a place{(a.Scheme.Places is { } n ? $" of {n}" : "")}, {Number(waiting)} waiting, {Number(referred - placed - waiting)} not eligible.");
    }

    private static void Outcomes(Asked asked, TextWriter o)
    {
        var a = asked.Answer;
        o.WriteLine();
        var table = new TextTable("Outcome", ">Reached", ">Due", ">Payable");
        foreach (var outcome in a.Scheme.Outcomes)
        {
            var of = a.Achievements.Where(x => x.Outcome == outcome.Number).ToList();
            var priced = outcome.Pays.Count > 0;
            table.Add(outcome.Name, Number(of.Count), priced ? Pence.Format(of.Sum(x => x.Due)) : "", priced ? Pence.Format(of.Sum(x => x.Payable)) : "");
        }
        table.Add("Total", Number(a.Achievements.Count), Pence.Format(a.Achievements.Sum(x => x.Due)), Pence.Format(a.Achievements.Sum(x => x.Payable)));
        table.Write(o);
        if (a.Scheme.Payers.Count > 0)
        {
            o.WriteLine();
            var caps = new TextTable("Payer", ">Payable", ">Cap", ">Left");
            for (var p = 0; p < a.Scheme.Payers.Count; p++)
            {
                long pays = 0;
                for (var i = 0; i < a.Achievements.Count; i++) pays += a.Part(i, p);
                var cap = a.Scheme.Payers[p].Cap;
                caps.Add(a.Scheme.Payers[p].Title, Pence.Format(pays), cap is { } c ? Pence.Format(c) : "none", cap is { } left ? Pence.Format(left - pays) : "");
            }
            caps.Write(o);
        }
        Held(asked, o);
    }

    /// <summary>What is reached and priced and yet not payable, with the reason.</summary>
    private static void Held(Asked asked, TextWriter o)
    {
        var a = asked.Answer;
        var held = a.Achievements.Where(x => x.Limited is not null).ToList();
        if (held.Count == 0) return;
        o.WriteLine();
        foreach (var x in held.Take(20))
            o.WriteLine($"{asked.Name(x.Subject)} {a.Scheme.Outcomes[x.Outcome].Name} on {Day.Long(x.Day)}: due {Pence.Format(x.Due)}, payable {Pence.Format(x.Payable)}, because {x.Limited}.");
        if (held.Count > 20) o.WriteLine($"and {Number(held.Count - 20)} more.");
    }

    private static string Number(int n) => n.ToString("#,0", CultureInfo.InvariantCulture);
}
