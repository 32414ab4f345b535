namespace Cairn.Web.Tests.GettingIn;

/// <summary>A clock that stands still until it is set on.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2028, 4, 3, 9, 0, 0, TimeSpan.Zero);

    public void Pass(TimeSpan time) => Now += time;

    public override DateTimeOffset GetUtcNow() => Now;
}
