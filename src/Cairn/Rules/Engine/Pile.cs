using System.Buffers;
using System.Runtime.CompilerServices;

namespace Cairn.Rules.Engine;

/// <summary>Plain values pushed one after another into a borrowed array, which is given back when they have been used.</summary>
internal sealed class Pile<T>(int room) where T : unmanaged
{
    private T[] items = ArrayPool<T>.Shared.Rent(Math.Max(16, room));

    public int Count { get; private set; }

    public ref readonly T this[int at] => ref items[at];

    /// <summary>All the room there is, for who writes in place and then says how many to <see cref="Keep"/>.</summary>
    public Span<T> Room => items;

    public void Keep(int count) => Count = count;

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

    public void Free()
    {
        ArrayPool<T>.Shared.Return(items);
        items = [];
        Count = 0;
    }
}
