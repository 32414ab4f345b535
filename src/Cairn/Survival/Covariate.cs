namespace Cairn.Survival;

/// <summary>Something known of each person when the following began, as a number a person; not a number where it is missing.</summary>
public sealed record Covariate(string Name, IReadOnlyList<double> Values)
{
    /// <summary>The two multiplied, as an interaction: missing where either is.</summary>
    public Covariate Times(Covariate other) => new($"{Name} x {other.Name}", [.. Values.Zip(other.Values, (a, b) => a * b)]);

    /// <summary>A covariate for each group but the first, one for those in it: each is then set against the first.</summary>
    public static IReadOnlyList<Covariate> OfGroups(Followed followed) =>
        [.. followed.Groups.Select((name, g) => new Covariate(name, [.. followed.Group.Select(of => of == g ? 1.0 : 0)])).Skip(1)];
}
