using Cairn.Record;

namespace Cairn.Web.Demo;

/// <summary>The demo's time: first the days of the town's story, one by one, and then its today, from which it runs on like any clock.</summary>
public sealed class DemoClock : TimeProvider
{
    private DateTimeOffset from = DateTimeOffset.UnixEpoch;
    private long since = System.GetTimestamp();

    /// <summary>Ten in the morning of a day, UTC; from there it runs.</summary>
    public void Set(int day)
    {
        from = new DateTimeOffset(Day.Date(day).ToDateTime(new TimeOnly(10, 0)), TimeSpan.Zero);
        since = System.GetTimestamp();
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => from + System.GetElapsedTime(since);
}
