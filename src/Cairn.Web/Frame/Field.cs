namespace Cairn.Web.Frame;

/// <summary>How a question is put.</summary>
public enum Asks
{
    /// <summary>One line of text.</summary>
    Text,
    /// <summary>Several lines.</summary>
    Words,
    /// <summary>A day, month and year, in three boxes.</summary>
    Date,
    /// <summary>One of a few, all shown; drawn as a list to open when there are more than nine.</summary>
    OneOf,
    /// <summary>Any of a few.</summary>
    AnyOf,
    /// <summary>One line that only whoever types should read.</summary>
    Secret,
    /// <summary>A file.</summary>
    File,
    /// <summary>Nothing: what the page sends along, such as which version it showed.</summary>
    Hidden,
}

/// <summary>One answer to choose, with what to say under it.</summary>
public sealed record Option(string Value, string Label, string? Hint = null);

/// <summary>One question of a form: what is asked, how, what was answered, and what is wrong with the answer, in the person's words.</summary>
public sealed record Field(string Name, string Label, Asks Asks = Asks.Text)
{
    /// <summary>What helps to answer; drawn under the question.</summary>
    public string? Hint { get; init; }

    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>What stands before the box: a pound sign.</summary>
    public string? Prefix { get; init; }

    /// <summary>What stands after the box: a unit.</summary>
    public string? Suffix { get; init; }

    /// <summary>How wide the box is, in characters that fit; the whole column unless given.</summary>
    public int? Width { get; init; }

    /// <summary>How many lines the box for several shows.</summary>
    public int Rows { get; init; } = 4;

    /// <summary>What is written is a file's text: every letter as wide as the next, and nothing corrected.</summary>
    public bool IsFileText { get; init; }

    /// <summary>What the browser may fill in, and which keyboard a phone shows: <c>numeric</c>, <c>decimal</c>, <c>tel</c>.</summary>
    public string? Keyboard { get; init; }

    public string? Autocomplete { get; init; }

    /// <summary>False when it may be left empty; the label then says so.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The question is the page's heading.</summary>
    public bool IsHeading { get; init; }

    /// <summary>What is needed when it is left empty: "Enter the day the job began".</summary>
    public string? WhenEmpty { get; init; }

    /// <summary>What was answered, trimmed; of <see cref="Asks.AnyOf"/> the values with a comma between; of <see cref="Asks.Date"/> three numbers with spaces between.</summary>
    public string Value { get; set; } = "";

    /// <summary>What is wrong with the answer.</summary>
    public string? Error { get; set; }

    /// <summary>The id of the box that an error leads to.</summary>
    public string Anchor => Asks switch { Asks.Date => $"{Name}-day", Asks.OneOf or Asks.AnyOf when Options.Count is > 0 and <= Most => $"{Name}-0", _ => Name };

    internal const int Most = 9;

    /// <summary>More choices than this are drawn small, and then so are all choices on the page.</summary>
    internal const int Many = 6;
}
