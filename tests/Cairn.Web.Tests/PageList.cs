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
        ("help", "M03", "/help"),
        ("my-plan", "P006", "/mine/plan"),
        ("my-budget", "P037", "/mine/budget"),
        ("my-information", "P001", "/mine/information"),
        ("partnership", "M07", "/partners"),
        ("schemes", "M07", "/schemes"),
        ("scheme", "M07", "/schemes/rehab-to-work"),
        ("me", "M03", "/me"),
        ("again", "M03", "/sign-in/again?back=%2Fme"),
        ("card", "M03", "/people/{P001}/card"),
        ("sign-in-card", null, "/sign-in/card"),
        ("members", "M13", "/members"),
        ("invite", "M13", "/members/invite"),
        ("member", "M13", "/members/M03"),
        ("close-member", "M13", "/members/M03/close"),
        ("claims", "M03", "/claims"),
        ("claims-new", "M03", "/claims/new?pick={P093}.fair-chance-fund.home-3-months.1&pick={P064}.fair-chance-fund.second-assessment.1&pick={P064}.fair-chance-fund.home-12-months.1"),
        ("claims-to-check", "M08", "/claims/to-check"),
        ("claim", "M08", "/claims/to-check/{P005}/rehab-to-work/into-permanent-work/1"),
        ("samples", "M08", "/claims/samples"),
        ("evidence", "M03", "/people/{P001}/facts/1802/evidence"),
        ("problem", "M07", "/no-such-page"),
    ];
}
