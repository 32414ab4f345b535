using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Cairn.Record;

/// <summary>
/// A place in a YAML file: a word, a list or a mapping, with the line and column it stands at. Duplicate keys, anchors and
/// tags are mistakes, so that a file says what it seems to say.
/// </summary>
public sealed partial class Yaml
{
    /// <summary>
    /// Stands for the comma of £100,000 while YAML reads the text: inside { } a plain comma would end the amount, which no
    /// commissioner expects. As wide as a comma, so that columns stay true.
    /// </summary>
    private const char Comma = '\uE02C';

    private readonly YamlNode node;
    private readonly string[] fileLines;
    private readonly List<KeyValuePair<Yaml, Yaml>> entries = [];
    private readonly List<Yaml> items = [];

    private Yaml(YamlNode node, string file, string[] fileLines)
    {
        this.node = node;
        this.fileLines = fileLines;
        File = file;
        if (node is YamlMappingNode map)
        {
            foreach (var (key, value) in map.Children) entries.Add(new(new Yaml(key, file, fileLines), new Yaml(value, file, fileLines)));
        }
        else if (node is YamlSequenceNode list)
        {
            foreach (var item in list.Children) items.Add(new Yaml(item, file, fileLines));
        }
    }

    public string File { get; }

    public int Line => (int)node.Start.Line;

    public int Column => (int)node.Start.Column;

    /// <summary>The line of the file that this stands on, as written.</summary>
    public string? ShownLine => Line >= 1 && Line <= fileLines.Length ? fileLines[Line - 1] : null;

    public bool IsMap => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    public bool IsWord => node is YamlScalarNode;

    /// <summary>The word as written; empty where nothing is written, or where it is a list or a mapping.</summary>
    public string Word => (node as YamlScalarNode)?.Value?.Replace(Comma, ',') ?? "";

    /// <summary>The items of a list; a single word or mapping counts as a list of one.</summary>
    public IReadOnlyList<Yaml> Items => IsList ? items : [this];

    /// <summary>The entries of a mapping in the order written; empty for anything else.</summary>
    public IReadOnlyList<KeyValuePair<Yaml, Yaml>> Entries => entries;

    /// <summary>The value under a key, or null.</summary>
    public Yaml? this[string key]
    {
        get
        {
            foreach (var (k, v) in entries) if (k.Word == key) return v;
            return null;
        }
    }

    /// <summary>Reads one document; gives null, with the mistake noted, when it is not YAML or holds anchors, tags or nothing.</summary>
    public static Yaml? Read(string file, string text, Mistakes mistakes)
    {
        var lines = text.Split('\n');
        string? Shown(long line) => line >= 1 && line <= lines.Length ? lines[line - 1].TrimEnd('\r') : null;
        Yaml? Refuse(Mark at, string what)
        {
            var (line, column) = (Math.Max(1, (int)at.Line), Math.Max(1, (int)at.Column));
            mistakes.Add(new Mistake(file, line, column, what, Shown(line)));
            return null;
        }
        var guarded = new GuardedParser(new Parser(new StringReader(PoundCommas().Replace(text, m => m.Value.Replace(',', Comma)))));
        try
        {
            var stream = new YamlStream();
            stream.Load(guarded);
            if (stream.Documents.Count == 0) return Refuse(Mark.Empty, "The file is empty; write something in it, or delete it.");
            if (stream.Documents.Count > 1) return Refuse(stream.Documents[1].RootNode.Start, "A second document starts here after '---'; put it in a file of its own.");
            return new Yaml(stream.Documents[0].RootNode, file, lines.Select(l => l.TrimEnd('\r')).ToArray());
        }
        catch (NotAllowedException refused)
        {
            return Refuse(refused.Start, refused.Message);
        }
        catch (YamlException broken) when (broken.Message.Contains("uplicate key", StringComparison.Ordinal))
        {
            return Refuse(broken.Start, "This key stands twice in the same mapping; keep one of the two.");
        }
        catch (Exception broken) when (broken is YamlException or InvalidOperationException)
        {
            // The parser gives up on some unclosed brackets without saying where.
            var at = (broken as YamlException)?.Start ?? guarded.Last;
            var tab = Array.FindIndex(lines, Math.Max(0, (int)at.Line - 1), l => l.TrimStart(' ').StartsWith('\t') && l.Trim().Length > 0);
            if (tab >= 0 && (tab <= at.Line || broken.Message.Contains(" tab ", StringComparison.Ordinal))) return Refuse(new Mark(0, tab + 1, lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1), "A tab stands here; indent with spaces.");
            if (guarded.Opened is { } bracket && (broken is not YamlException || bracket.Line < at.Line)) return Refuse(bracket, "The bracket opened here is not closed as it should be; each [ needs its ] and each { its }.");
            if (broken.Message.Contains("apping values are not allowed", StringComparison.Ordinal) || broken.Message.Contains("invalid mapping", StringComparison.Ordinal)) return Refuse(at, "A second colon stands on this line; put words that hold a colon in quotes.");
            if (broken.Message.Contains("expected key", StringComparison.Ordinal) || broken.Message.Contains("block", StringComparison.Ordinal)) return Refuse(at, "This line does not fit under those above it; keys that belong together begin in the same column.");
            return Refuse(at, $"This is not YAML that can be read: {Plain(broken.Message)}. Check the indentation, colons and quotes here.");
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"£\d{1,3}(,\d{3})+(?!\d)", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 1000)]
    private static partial System.Text.RegularExpressions.Regex PoundCommas();

    private static string Plain(string message) => message.Trim().TrimEnd('.').ToLowerInvariant();

    private sealed class NotAllowedException(Mark start, Mark end, string message) : YamlException(start, end, message);

    /// <summary>Refuses anchors, aliases and tags as they are met, before any of them can be expanded.</summary>
    private sealed class GuardedParser(IParser inner) : IParser
    {
        private readonly Stack<Mark?> opened = [];

        /// <summary>Where what was read last ended.</summary>
        public Mark Last { get; private set; } = Mark.Empty;

        /// <summary>Where the bracket stands that was opened last and is not closed yet.</summary>
        public Mark? Opened => opened.FirstOrDefault(o => o is not null);

        public YamlDotNet.Core.Events.ParsingEvent? Current => inner.Current;

        public bool MoveNext()
        {
            var more = inner.MoveNext();
            if (inner.Current is not { } now) return more;
            Last = now.End;
            if (now.NestingIncrease > 0)
            {
                var bracket = now is YamlDotNet.Core.Events.MappingStart { Style: YamlDotNet.Core.Events.MappingStyle.Flow } or YamlDotNet.Core.Events.SequenceStart { Style: YamlDotNet.Core.Events.SequenceStyle.Flow };
                opened.Push(bracket ? now.Start : null);
            }
            else if (now.NestingIncrease < 0) opened.Pop();
            if (opened.Count > 60) throw new NotAllowedException(now.Start, now.End, "This is nested more than 60 deep; say it more simply.");
            if (now is YamlDotNet.Core.Events.AnchorAlias or YamlDotNet.Core.Events.NodeEvent { Anchor.IsEmpty: false })
                throw new NotAllowedException(now.Start, now.End, "Anchors and aliases (& and *) are not allowed; write the words out.");
            if (now is YamlDotNet.Core.Events.NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
                throw new NotAllowedException(now.Start, now.End, "Tags (!) are not allowed; remove it.");
            return more;
        }
    }
}
