using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>One step of a referral: its section, what it is called in the list, and what must be completed before it can start.</summary>
public sealed record ReferralTask(string Name, int Section, string Title, bool OnlyNew, params string[] After);

/// <summary>What the questions of a referral are asked with: the member's partners, schemes and lists, and how the person is named in them.</summary>
public sealed record ReferralTasks(string Who, Vocabulary Vocabulary, int Today, IReadOnlyList<Option> Partners, IReadOnlyList<Option> ShareWith, IReadOnlyList<Option> Schemes, Func<string, bool> MayRecord, int? BornOn = null)
{
    /// <summary>The task on which the day of the referral is asked, and that question.</summary>
    public const string Last = "partner", MadeOn = "on";

    /// <summary>The sections, in their order.</summary>
    public static readonly IReadOnlyList<string> Sections = ["About the person", "What they need", "Sharing what you know", "Where to"];

    public static readonly IReadOnlyList<ReferralTask> All =
    [
        new("about", 0, "Name and date of birth", true),
        new("contact", 0, "How to reach them safely", true, "about"),
        new("help", 1, "What help they want", false, "about"),
        new("needs", 1, "Needs and how complex they are", false, "about"),
        new("goals", 1, "What they hope for", false, "about"),
        new("consent", 2, "Consent", false, "about"),
        new("scheme", 3, "Scheme", false, "help", "needs"),
        new(Last, 3, "Partner and day", false, "about"),
    ];

    private static readonly string[] Receiving = ["treatment-provider", "nhs-trust", "housing-provider", "voluntary", "lived-experience", "carers-group", "council"];

    /// <summary>The tasks that this referral has.</summary>
    public static IEnumerable<ReferralTask> Of(ReferralDraft draft) => All.Where(t => draft.IsNew || !t.OnlyNew);

    public static bool CanStart(ReferralDraft draft, ReferralTask task) => task.After.All(a => draft.Done(a) || (!draft.IsNew && All.First(t => t.Name == a).OnlyNew));

    public static ReferralTasks For(Reading read, Viewer viewer, ReferralDraft draft, string who)
    {
        var facts = read.Facts;
        Option Named(string name) => new($"n{facts.Names.Find(name)}", name);
        var receiving = Said.Of(facts, "organisation").Where(o => o.Covers(read.Today) && Receiving.Contains(o.Code("type"))).Select(o => o.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var partners = receiving.Where(p => facts.Names.Find(p) >= 0).Select(Named).ToList();
        var together = Said.Of(facts, "partnership-membership").Where(m => m.Covers(read.Today)).Select(m => m.Name("partnership")).OfType<string>().Distinct(StringComparer.Ordinal).Select(Named);
        var schemes = read.Schemes.Where(s => s.About is About.Person && s.Money is not MoneyShape.Plan && s.Opens <= read.Today && read.Today <= s.Closes).Select(s => new Option(s.Name, s.Title));
        bool May(string kind) => facts.Vocabulary.Find(kind) is { } found && read.Access.MayRecord(viewer.Id, found, draft.IsNew ? null : draft.Person).IsYes;
        return new ReferralTasks(who, facts.Vocabulary, read.Today, partners, [.. together, .. partners], [.. schemes], May, Born(read, viewer, draft));
    }

    /// <summary>The day of birth that the member gave, or sees; null where none is known to them.</summary>
    private static int? Born(Reading read, Viewer viewer, ReferralDraft draft)
    {
        if (draft.IsNew) return Day.TryParse(draft.Iso("about", "birth"), out var given) ? given : null;
        var birth = read.Facts.Vocabulary.Find("birth")!;
        return read.Access.May(viewer.Id, "care", birth.Category, draft.Person).IsYes && Said.Of(read.Facts, birth.Name, draft.Person).ToList() is [.., var last] ? last.From : null;
    }

    public Form Form(string task) => task switch
    {
        "about" => new(new Field("given", "Given name") { IsRequired = true, WhenEmpty = "Enter their given name", Width = 20 }, new Field("family", "Family name") { IsRequired = true, WhenEmpty = "Enter their family name", Width = 20 },
            new Field("birth", "Date of birth", Asks.Date) { IsRequired = true, WhenEmpty = "Enter their date of birth", Hint = "For example, 27 3 1985" }),
        "contact" => new(new Field("phone", "Phone") { Width = 20, Keyboard = "tel" }, new Field("address", "Address", Asks.Words) { Hint = "Only if they have one and want it known." },
            YesNo("safe", $"Is it safe to ring or write to {Who}?", $"Select yes if it is safe to ring or write to {Who}"), YesNo("interpreter", $"Does {Who} need an interpreter?", $"Select yes if {Who} needs an interpreter")),
        "help" => Only(("dependency", One("substance", $"What does {Who} most want help with?", "substances", $"Choose what {Who} most wants help with")), ("dependency", new Field("since", "Since about when?", Asks.Date) { Hint = "Leave it empty if it is not known." }),
            ("referral", new Field("reason", $"What is happening, and what help does {Who} want?", Asks.Words) { IsRequired = true, WhenEmpty = $"Say what help {Who} wants", Hint = "Kept sealed. Whoever answers the referral reads it." }), ("referral", One("by", "Who asks?", "referrers", $"Choose who asks for help for {Who}"))),
        "needs" => Only(("complexity", One("level", "How complex are their needs?", "complexity-levels", $"Choose how complex {Who}'s needs are")), ("housing", One("home", $"Where does {Who} live now?", "homes")),
            ("housing", new Field("home-since", "Since when?", Asks.Date) { Hint = "The first day there. About is good enough." }), ("engagement-history", One("went", "How did earlier treatment go, if there was any?", "earlier-treatment")),
            ("offence", One("offence", $"Has {Who} been cautioned or convicted? The latest counts", "offence-steps")), ("offence", new Field("offence-day", "When was that?", Asks.Date))),
        "goals" => Only(("goal-setting", new Field("goals", $"What does {Who} hope for?", Asks.AnyOf) { IsRequired = true, WhenEmpty = $"Choose at least one thing {Who} hopes for", Options = Codes("goals") }), ("goal-setting", new Field("words", "In their own words", Asks.Words))),
        "consent" => new(YesNo("agrees", $"Does {Who} agree to share what you know?", $"Select yes if {Who} agrees to share what you know"),
            new Field("with", "With whom?", Asks.AnyOf) { Options = ShareWith, Hint = "The whole partnership, or only those they name." },
            new Field("categories", "What?", Asks.AnyOf) { Options = Codes("categories"), Hint = "Nothing ticked: all but offences and safeguarding. Those are shared only where they are ticked." },
            One("way", "How did they say so?", "ways") with { IsRequired = false }, new Field("until", "Until when?", Asks.Date) { Hint = "Leave it empty if they set no end. They can take it back on any day." }),
        "scheme" => new(new Field("scheme", $"Which scheme is {Who} referred to?", Asks.OneOf) { IsRequired = true, WhenEmpty = $"Choose a scheme for {Who}, or no scheme", Options = [.. Schemes, new Option("-", "No scheme: treatment or support only")] }),
        _ => new(new Field("partner", $"Who should help {Who}?", Asks.OneOf) { IsRequired = true, WhenEmpty = $"Choose who should help {Who}", Options = Partners },
            new Field(MadeOn, "On which day was the referral made?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the day of the referral", Hint = "Today, unless you type in one that was made before.", Value = Day.Date(Today).ToString("d M yyyy", System.Globalization.CultureInfo.InvariantCulture) }),
    };

    /// <summary>What no single question can tell.</summary>
    public static void Check(string task, Form form, ReferralTasks asks)
    {
        foreach (var date in form.Fields.Where(f => f.Asks is Asks.Date && f.Error is null && f.Value.Length > 0).ToList())
            if (form.Day(date.Name) is { } day && date.Name != "until" && day > asks.Today) form.Fail(date.Name, "Enter a day that is not in the future");
        if (task == Last) CheckDay(form, form.Day(MadeOn), asks, MadeOn);
        if (task == "consent" && form.Value("agrees") == "yes")
        {
            if (form.Value("with").Length == 0) form.Fail("with", $"Choose with whom {asks.Who} agrees to share");
            if (form.Value("way").Length == 0) form.Fail("way", $"Choose how {asks.Who} said so");
            if (form.Value("until").Length > 0 && form.Day("until") is { } until && until < asks.Today) form.Fail("until", "Enter a day from today on");
        }
        if (task == "needs" && form.Fields.Any(f => f.Name == "offence") && form.Value("offence").Length > 0 && form.Value("offence-day").Length == 0) form.Fail("offence-day", "Enter when that was");
    }

    /// <summary>Whether a referral can have been made on a day: not in the future, not before the person was born, and not so long ago that it is over.</summary>
    public static void CheckDay(Form form, int? on, ReferralTasks asks, string? at = null)
    {
        var wrong = on is not { } day ? null : day > asks.Today ? "The referral cannot have been made in the future"
            : asks.BornOn is { } born && day < born ? $"The referral cannot have been made before {asks.Who} was born, on {Day.Long(born)}"
            : asks.Today - day >= Arrivals.Kept ? "A referral is over after a year. Enter a day in the last 12 months, or refer them again today" : null;
        if (wrong is not null && at is not null) form.Fail(at, wrong);
        else if (wrong is not null) form.Fail(wrong);
    }

    private Form Only(params (string Kind, Field Field)[] asked) => new(asked.Where(a => MayRecord(a.Kind)).Select(a => a.Field));

    private Field One(string name, string label, string list, string? whenEmpty = null) => new(name, label, Asks.OneOf) { Options = Codes(list), IsRequired = whenEmpty is not null, WhenEmpty = whenEmpty };

    private static Field YesNo(string name, string label, string whenEmpty) => new(name, label, Asks.OneOf) { IsRequired = true, WhenEmpty = whenEmpty, Options = [new Option("yes", "Yes"), new Option("no", "No")] };

    private List<Option> Codes(string list) => [.. Vocabulary.Lists.First(l => l.Name == list).Codes.Where(c => c.From <= Today && Today <= c.Until).Select(c => new Option(c.Name, c.Title))];
}
