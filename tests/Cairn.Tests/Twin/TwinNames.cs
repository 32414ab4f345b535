using Cairn.Record;

namespace Cairn.Tests.Twin;

/// <summary>
/// Records of one person under one name, before anything else is asked: everyone whom those facts that were known call the same, however many steps
/// away, is called by the name of the record that something was first recorded of.
/// </summary>
public static class TwinNames
{
    public static List<TwinFact> AsOne(List<TwinFact> visible, IReadOnlyList<Draft> all)
    {
        var called = Called(visible, all);
        return [.. visible.Select(f => f.Kind.About is About.Person ? new TwinFact(f.Draft with { Subject = called(f.Subject) }, f.Order) : f)];
    }

    /// <summary>What everybody is called: themselves, unless they are one with somebody of whom something was recorded before.</summary>
    public static Func<string, string> Called(List<TwinFact> visible, IReadOnlyList<Draft> all)
    {
        var joins = visible.Where(f => f.Kind.Name == "same-person").ToList();
        var names = all.Where(d => d.Kind.About is About.Person).Select(d => d.Subject).Distinct().ToList();
        return name => First(Group(name));

        string First(HashSet<string> group) => group.Count == 1 ? group.Single() : group.Order(StringComparer.Ordinal).MinBy(name => all.Where(d => d.Kind.About is About.Person && d.Subject == name).Min(d => d.Recorded))!;

        HashSet<string> Group(string name)
        {
            var group = new HashSet<string> { name };
            while (names.FirstOrDefault(n => !group.Contains(n) && group.Any(g => Same(g, n))) is { } more) group.Add(more);
            return group;
        }

        bool Same(string one, string other)
        {
            var said = joins.Where(f => (f.Subject == one && As(f) == other) || (f.Subject == other && As(f) == one)).ToList();
            return said.Count > 0 && said.Where(f => f.Draft.Recorded == said.Max(s => s.Draft.Recorded)).All(f => f.Text(f.Kind.Find("same")!) == "yes");
        }
    }

    private static string? As(TwinFact fact) => fact.Text(fact.Kind.Find("as")!);
}
