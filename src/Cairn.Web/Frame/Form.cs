using System.Globalization;
using Cairn.Record;
using Microsoft.AspNetCore.Http;

namespace Cairn.Web.Frame;

/// <summary>
/// A form: its questions, the answers as they were sent, what is wrong with them, and a key drawn once, so that sent twice it acts
/// once. Pages make it anew for each request and read the answers into it.
/// </summary>
public sealed class Form(params IEnumerable<Field> fields)
{
    /// <summary>The name of the hidden box that the key travels in.</summary>
    public const string KeyName = "once";

    /// <summary>The name of the button pressed on a page that shows what an answer would change, or what was worked out, and what its buttons say.</summary>
    public const string StepName = "step", Confirms = "confirm", Changes = "change", Tables = "tables";

    public IReadOnlyList<Field> Fields { get; } = [.. fields];

    /// <summary>What the button says.</summary>
    public string Button { get; init; } = "Continue";

    /// <summary>Where it is sent; the page itself unless given.</summary>
    public string? Action { get; init; }

    /// <summary>False where the page shows what is wrong further up than the questions stand.</summary>
    public bool SaysErrors { get; init; } = true;

    public bool HasFile => Fields.Any(f => f.Asks is Asks.File);

    /// <summary>The idempotency key: 32 hexadecimal digits, new with each form that is shown and kept while its mistakes are mended.</summary>
    public string Key { get; private set; } = Guid.NewGuid().ToString("n");

    /// <summary>Whether what it would change has been shown, and was confirmed; and whether the answers are to be changed first.</summary>
    public bool IsConfirmed { get; private set; }

    public bool IsToChange { get; private set; }

    /// <summary>Whether what is worked out is wanted as a file of tables.</summary>
    public bool IsForTables { get; private set; }

    /// <summary>What is wrong with the form as a whole.</summary>
    public string? Error { get; private set; }

    public bool IsGood => Error is null && Fields.All(f => f.Error is null);

    public Field this[string name] => Fields.First(f => f.Name == name);

    public string Value(string name) => this[name].Value;

    /// <summary>Takes what was sent. A required question left empty is a mistake; a key that is none of ours too.</summary>
    public Form Read(IFormCollection sent)
    {
        (IsConfirmed, IsToChange, IsForTables) = (sent[StepName] == Confirms, sent[StepName] == Changes, sent[StepName] == Tables);
        if (!Restore(sent)) Fail("This page was changed on its way. Load it again and send it once more.");
        foreach (var field in Fields)
        {
            if (field.IsRequired && field.Value.Length == 0) field.Error = field.WhenEmpty ?? $"Answer: {field.Label}";
            else if (field.Asks is Asks.OneOf && field.Value.Length > 0 && field.Options.All(o => o.Value != field.Value)) field.Error = "Choose one of the answers";
        }
        return this;
    }

    /// <summary>Takes answers and key as they were sent and finds nothing wrong with them; false when there is no key of ours among them.</summary>
    public bool Restore(IFormCollection sent)
    {
        foreach (var field in Fields)
        {
            field.Value = field.Asks switch
            {
                Asks.Date => string.Join(' ', ((string[])["day", "month", "year"]).Select(part => sent[$"{field.Name}-{part}"].ToString().Trim())).Trim(),
                Asks.AnyOf => string.Join(',', sent[field.Name].Where(v => field.Options.Any(o => o.Value == v))),
                Asks.File => sent.Files[field.Name]?.FileName ?? "",
                _ => sent[field.Name].ToString().Replace("\r\n", "\n", StringComparison.Ordinal).Trim(),
            };
        }
        if (sent[KeyName].ToString() is not { Length: 32 } key || !key.All(char.IsAsciiHexDigitLower)) return false;
        Key = key;
        return true;
    }

    public void Fail(string name, string what) => this[name].Error ??= what;

    public void Fail(string what) => Error ??= what;

    /// <summary>The day answered; null when it was left empty, or is no day, and then that is a mistake.</summary>
    public int? Day(string name)
    {
        var field = this[name];
        if (field.Value.Length == 0) return null;
        var parts = field.Value.Split(' ');
        if (parts.Length == 3 && Number(parts[0]) is { } day && Month(parts[1]) is { } month && Number(parts[2]) is { } year
            && year is >= 1900 and < 2079 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)) return Record.Day.Of(year, month, day);
        field.Error ??= parts.Length < 3 || parts.Any(p => p.Length == 0) ? "Enter a day, a month and a year, such as 27 3 2028" : "Enter a real date, such as 27 3 2028";
        return null;
    }

    /// <summary>Puts a day into the three boxes.</summary>
    public void Set(string name, int day) => this[name].Value = Record.Day.Date(day).ToString("d M yyyy", CultureInfo.InvariantCulture);

    /// <summary>What was answered, as pages read it back: days in words, and what was chosen as it was offered. Questions left empty are left out.</summary>
    public IEnumerable<(string Label, string Value)> Said() => Fields.Where(f => f.Value.Length > 0 && f.Asks is not (Asks.Secret or Asks.File or Asks.Hidden)).Select(f => (f.Label, f.Asks switch
    {
        Asks.Date => Day(f.Name) is { } day ? Record.Day.Long(day) : f.Value,
        Asks.OneOf => f.Options.FirstOrDefault(o => o.Value == f.Value)?.Label ?? f.Value,
        Asks.AnyOf => string.Join(", ", f.Value.Split(',').Select(v => f.Options.FirstOrDefault(o => o.Value == v)?.Label ?? v)),
        _ => f.Value,
    }));

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A month by number or by name: people type both.</summary>
    private static int? Month(string text)
    {
        if (Number(text) is { } number) return number;
        for (var month = 1; month <= 12; month++)
            if (text.Length >= 3 && CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month).StartsWith(text, StringComparison.OrdinalIgnoreCase)) return month;
        return null;
    }
}
