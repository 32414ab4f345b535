namespace Cairn.Desk;

/// <summary>When something wants doing.</summary>
public enum Urgency
{
    /// <summary>Its day has come or gone.</summary>
    Now,
    /// <summary>Its day is one of the next seven.</summary>
    Soon,
    /// <summary>Its day is further off, or somebody else has to do something first.</summary>
    Waiting,
}

/// <summary>
/// One thing to do about one person: a short name for what it is, a sentence without the person's name, and the day it is due. The
/// category is that of the facts it rests on: whoever may not see those is not reminded.
/// </summary>
public sealed record ToDo(int Subject, string Name, string What, int On, string Category)
{
    public Urgency Urgency { get; init; }

    /// <summary>The member whose it is; null where it is for whoever sees it.</summary>
    public string? For { get; init; }

    /// <summary>The fact that it is about, by its place in the record; -1 where it is about none in particular.</summary>
    public int Fact { get; init; } = -1;
}
