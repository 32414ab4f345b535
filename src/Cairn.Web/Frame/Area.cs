namespace Cairn.Web.Frame;

/// <summary>The parts of the service that a member finds their way by, in the order of the menu.</summary>
public static class Area
{
    public static readonly IReadOnlyList<(string Title, string Link)> Member =
        [("Today", Links.Today), ("People", Links.People), ("Schemes", Links.Schemes), ("Money", Links.Money), ("Partnership", Links.Partners), ("Help", Links.Help)];

    public static readonly IReadOnlyList<(string Title, string Link)> Person =
        [("My plan", Links.MyPlan), ("My budget", Links.MyBudget), ("My information", Links.MyInformation), ("Help", Links.Help)];

    /// <summary>Only what opens to this reader; a menu leads nowhere else.</summary>
    public static IEnumerable<(string Title, string Link)> Of(Viewer? viewer, Partnership partnership) =>
        viewer is null ? [] : (viewer.IsPerson ? Person : Member).Where(a => Doors.Table[Doors.PageOf(a.Link)].Opens(viewer, partnership));
}
