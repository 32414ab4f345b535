namespace Cairn.Web.Tests.Guide;

/// <summary>A picture of the guide: a page of the demo town as somebody who would open it, and the heading that it then has.</summary>
internal sealed record Picture(string Name, string As, string Path, string Heading)
{
    /// <summary>The dots across: the wide one is the middle of a window of 1280, the narrow one all of a phone of 360.</summary>
    public const int Wide = 1020, Narrow = 360;

    /// <summary>What comes under this is left out.</summary>
    public const int Highest = 1400;

    /// <summary>Its two files: for a desk, and for a phone.</summary>
    public (string File, int Window, int Width)[] Files => [($"{Name}.png", 1280, Wide), ($"{Name}-narrow.png", Narrow, Narrow)];

    /// <summary>In the order of the guide. {met} is the conference that met in the town of <see cref="Around.Gathering"/>.</summary>
    public static IReadOnlyList<Picture> All =>
    [
        new("my-plan", "P001", "/mine/plan", "Hello, Scott"),
        new("my-information", "P001", "/mine/information", "My information"),
        new("my-budget", "P037", "/mine/budget", "My budget"),
        new("today", "M01", "/today", "Today"),
        new("person", "M05", "/people/{P006}", "Dean Quaywood"),
        new("conference", "M03", "{met}", "Case conference"),
        new("consent", "M03", "/people/{P001}/consent", "What is shared, and why"),
        new("mentor", "M10", "/people/{P006}/mentor/met", "Write down that you met"),
        new("claims", "M26", "/claims", "Claims"),
        new("placements", "M03", "/people/{P001}/placements", "Placements"),
        new("hub-clocks", "M25", "/schemes/saltby-hubs/indicators/answered-in-time", "Threats that the right hub answered within two working days"),
        new("vacancies", "M29", "/partners/vacancies", "Vacancies"),
        new("claim-to-check", "M08", "/claims/to-check/{P005}/rehab-to-work/into-permanent-work/1", "Lewis Gullacre"),
        new("pay-run", "M15", "/money/runs/R0005", "Pay run R0005 To approve"),
        new("statement", "M36", "/money/statement", "Statement"),
        new("scheme", "M07", "/schemes/rehab-to-work", "Longer residential rehabilitation, paid on results"),
        new("grant", "M07", "/schemes/housing-support-grant", "Drug Strategy Housing Support Grant"),
        new("board-paper", "M36", "/schemes/rehab-to-work/board", "Longer residential rehabilitation, paid on results"),
        new("indicator", "M14", "/schemes/saltby-fairness/indicators/completed", "Treatment that ended as completed"),
        new("learning", "M38", "/schemes/rehab-to-work/learning", "What we learn from it"),
        new("partnership", "M17", "/partners", "Partnership"),
        new("members", "M18", "/members", "Members"),
        new("emergencies", "M16", "/people/emergencies", "Records opened in an emergency"),
        new("duplicates", "M40", "/people/duplicates", "Possible duplicates"),
    ];
}
