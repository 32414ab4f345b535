namespace Cairn.Web.Tests;

/// <summary>Pages that are looked at, each as someone who would open it: by screenshots, by axe, by the crawler.</summary>
internal static class PageList
{
    public static IEnumerable<(string Name, string? As, string Path)> All =>
    [
        ("front", null, "/"),
        ("sign-in", null, "/sign-in"),
        ("today", "M01", "/today"),
        ("people", "M03", "/people"),
        ("person", "M03", "/people/{P001}"),
        ("facts", "M03", "/people/{P001}/facts"),
        ("fact", "M03", "/people/{P001}/facts/2"),
        ("why", "M03", "/people/{P001}/why/rehab-to-work/into-permanent-work"),
        ("kinds", "M03", "/people/{P001}/record"),
        ("record", "M03", "/people/{P001}/record/employment"),
        ("contact", "M03", "/people/{P001}/record/contact"),
        ("refer-yourself", null, "/refer-yourself"),
        ("refer", "M03", "/people/refer"),
        ("arrivals", "M01", "/people/arrivals"),
        ("waiting", "M22", "/people/waiting/rehab-to-work"),
        ("move", "M03", "/people/{P001}/facts/2/move"),
        ("duplicates", "M40", "/people/duplicates"),
        ("consent", "M03", "/people/{P001}/consent"),
        ("consent-give", "M03", "/people/{P001}/consent/give"),
        ("consent-end", "M03", "/people/{P001}/consent/{consent}"),
        ("emergency", "M01", "/people/emergency"),
        ("emergencies", "M16", "/people/emergencies"),
        ("schemes", "M07", "/schemes"),
        ("scheme", "M07", "/schemes/rehab-to-work"),
        ("problem", "M07", "/no-such-page"),
    ];
}
