using System.Globalization;

namespace Cairn.Store;

/// <summary>How much an evidence file may hold.</summary>
public sealed record EvidenceLimits
{
    /// <summary>20 MB unless said otherwise.</summary>
    public long MostBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>Of a picture: width by height, so that a small file does not unfold into a huge one.</summary>
    public long MostPixels { get; init; } = 100_000_000;
}

/// <summary>Why a file was not kept.</summary>
public enum NotKept
{
    /// <summary>It has more bytes, or pixels, than are taken.</summary>
    TooLarge,
    /// <summary>By its first bytes it is no PDF, JPEG or PNG, whatever its name says.</summary>
    NotAllowed,
    /// <summary>There was nothing in it.</summary>
    Empty,
    /// <summary>It begins as what it says it is, but breaks off or does not hang together.</summary>
    Damaged,
}

/// <summary>What became of a file that somebody gave as evidence.</summary>
public abstract record EvidenceReply
{
    private EvidenceReply() { }

    /// <summary>
    /// Kept, under a name that is the hash of its sealed bytes. <paramref name="Same"/> is the same for every copy of the same content, whoever
    /// gives it, and tells nothing without the keys. Nothing of it counts until a fact of the kind <c>evidence-file</c> names it.
    /// </summary>
    public sealed record Saved(string File, string Type, long Size, string Same) : EvidenceReply
    {
        /// <summary>The details of the fact that names the file and says which fact, such as <c>#17</c>, it is evidence for.</summary>
        public IReadOnlyList<(string Column, string? Text)> Cells(string forFact) =>
            [("file", File), ("type", Type), ("size", Size.ToString(CultureInfo.InvariantCulture)), ("same", Same), ("for", forFact)];
    }

    /// <summary>Not kept, with a sentence for who gave it; nothing of it is left.</summary>
    public sealed record Refused(NotKept Name, string Why) : EvidenceReply;

    internal static Refused No(NotKept name, EvidenceLimits limits) => new(name, name switch
    {
        NotKept.TooLarge => $"The file is too large. Give one of at most {limits.MostBytes / (1024 * 1024)} MB, and a picture of at most {limits.MostPixels / 1_000_000} million dots.",
        NotKept.NotAllowed => "The file must be a PDF, a JPEG or a PNG. Save or photograph it as one of these.",
        NotKept.Empty => "The file is empty. Choose another.",
        _ => "The file is damaged or not whole. Try again, or make it anew.",
    });
}
