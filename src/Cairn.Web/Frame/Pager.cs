namespace Cairn.Web.Frame;

/// <summary>Which part of a long list is shown. Pages count from 1; one past the last shows the last.</summary>
public sealed record Pager(int Count, int Asked, int Size, Func<int, string> Link)
{
    public int Pages => Math.Max(1, (Count + Size - 1) / Size);

    public int Page => Math.Clamp(Asked, 1, Pages);

    public int Skip => (Page - 1) * Size;
}
