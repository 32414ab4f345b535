using System.Collections.Concurrent;

namespace Cairn.Web;

/// <summary>
/// What was worked out from one position of the record on one day, kept until either moves on. Asked for by several pages at once, it is worked out
/// once; what is kept must be safe to read from all of them.
/// </summary>
internal sealed class Derived(long position, int on)
{
    private readonly ConcurrentDictionary<(Type, string), Lazy<object>> found = new();

    public bool IsFor(long at, int day) => position == at && on == day;

    /// <summary>The one of its type for a scheme, or for the whole record where the name is empty.</summary>
    public T Of<T>(string scheme, Func<T> derive) where T : class => (T)found.GetOrAdd((typeof(T), scheme), _ => new(derive)).Value;
}
