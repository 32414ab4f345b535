
namespace Cairn.Record;

/// <summary>
/// Named days on which a clock stands still. A day's running number counts only the days on which it runs, so that a rule
/// can be worked out on running numbers and carried back.
/// </summary>
public sealed class Calendar
{
    private readonly int[] running = new int[Day.Never + 1];
    private readonly int[] dayOf;

    /// <summary>A calendar that stops on every day that the function names.</summary>
    public Calendar(string name, Func<int, bool> stopsOn)
    {
        Name = name;
        var runs = new List<int>();
        for (var day = 0; day < Day.Never; day++)
        {
            running[day] = runs.Count;
            if (!stopsOn(day)) runs.Add(day);
        }
        running[Day.Never] = runs.Count;
        dayOf = [.. runs, Day.Never];
    }

    public string Name { get; }

    /// <summary>How many running days come before this day.</summary>
    public int Running(int day) => running[Math.Min(day, Day.Never)];

    /// <summary>The day with this running number.</summary>
    public int DayOf(int number) => dayOf[Math.Min(number, dayOf.Length - 1)];

    public bool StopsOn(int day) => day < Day.Never && running[day] == running[day + 1];

    /// <summary>The day so many running days after a day, which itself is not counted.</summary>
    public int Plus(int day, int count) => count == 0 ? day : DayOf(Running(day + 1) + count - 1);

    /// <summary>The day so many running days before a day, which itself is not counted.</summary>
    public int Minus(int day, int count) => count == 0 ? day : DayOf(Math.Max(0, Running(day) - count));
}
