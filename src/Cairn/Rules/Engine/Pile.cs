using System.Buffers;
using System.Runtime.CompilerServices;

namespace Cairn.Rules.Engine;

/// <summary>Plain values pushed one after another into a borrowed array, which is given back when they have been used.</summary>
internal sealed class Pile<T>(int room) where T : unmanaged
{
    private T[] items = ArrayPool<T>.Shared.Rent(Math.Max(16, room));

    public int Count { get; private set; }

    public ref readonly T this[int at] => ref items[at];

    public ReadOnlySpan<T> Items => items.AsSpan(0, Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(in T item)
    {
        if (Count == items.Length) Grow();
        items[Count++] = item;
    }

    private void Grow()
    {
        var larger = ArrayPool<T>.Shared.Rent(items.Length * 2);
        items.AsSpan(0, Count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(items);
        items = larger;
    }

    /// <summary>Sorts those pushed since a count.</summary>
    public void Sort(int since, Comparison<T> order) => items.AsSpan(since, Count - since).Sort(order);

    public void Free()
    {
        ArrayPool<T>.Shared.Return(items);
        items = [];
        Count = 0;
    }
}
