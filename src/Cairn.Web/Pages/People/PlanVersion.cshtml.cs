using System.Globalization;
using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// One version of a plan, and saying whether one agrees with it: a plain sentence to choose. Whoever does not agree says with what, and that stands
/// beside the plan. Only the last version is answered, and only while the plan is still what it was.
/// </summary>
public sealed class PlanVersionModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const string Changed = "The plan has been changed since this version. Propose it again, and then agree.";

    public PlanView View { get; private set; } = null!;

    public VersionLine Version { get; private set; } = null!;

    /// <summary>Null where this version is not answered any more, or not by this reader.</summary>
    public Form? Form { get; private set; }

    public string WhyNot { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (!await Open(token, position)) return NotFound();
        // Changed while it was being read: the page says so in place of the form.
        if (Form is not { } form) return Page();
        form.Read(await Request.ReadFormAsync());
        var side = Viewer.IsPerson ? "person" : form.Value("side");
        if (form.Value("answer") == "no" && form.Value("words").Length == 0) form.Fail("words", "Say what is not agreed with");
        if (!Viewer.IsPerson && side == "person" && form.Value("way").Length == 0) form.Fail("way", "Choose how they said so");
        if (!form.IsGood) return Page();
        var capacity = Telling.CapacityOf(partnership, Viewer, "plan-agreement");
        var telling = new Telling(partnership, form);
        telling.Say("plan-agreement", token, capacity, ("agrees", form.Value("answer")), ("side", side), ("version", position.ToString(CultureInfo.InvariantCulture)), ("way", Viewer.IsPerson ? "online" : side == "person" ? form.Value("way") : ""), ("words", form.Value("words")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(form.Key), refuses: state => RecoveryPlan.Of(state.Facts, token) is { Since.Count: 0, Latest: { } latest } && latest.Position == position - 1 ? null : Changed)) return Page();
        Done = form.Value("answer") == "yes" ? "The agreement is written down." : "It is written down that it is not agreed, and why.";
        return LocalRedirect(Links.PlanOf(Viewer, token));
    }

    private async Task<bool> Open(string token, long position)
    {
        if (await PlanModel.Open(partnership, opening, accounts, Viewer, token) is not { } view || view.Versions.FirstOrDefault(v => v.Position == position) is not { } version) return false;
        (View, Version) = (view, version);
        if (version != view.Versions[0]) WhyNot = "There is a later version. This one is kept as it was.";
        else if (view.Since.Count > 0) WhyNot = Changed;
        else if (view.May.Contains("plan-agreement")) Form = Asked();
        return true;
    }

    private Form Asked()
    {
        var answer = new Field("answer", Viewer.IsPerson ? "Do you agree?" : "What do they say?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose one of the two", Options = [new("yes", "This plan says what was agreed, and I will do my part."), new("no", "I do not agree with all of it.")] };
        var words = new Field("words", "If not: what do you not agree with?", Asks.Words) { Hint = "It is kept beside the plan in these words." };
        if (Viewer.IsPerson) return new Form(answer, words) { Button = "Save" };
        return new Form(new Field("side", "Who says so?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who says so", Options = [new("worker", "I do, as a worker"), new("person", $"{View.Name}: they told me, or signed it")] }, answer, words,
            new Field("way", "If they say so: how?", Asks.OneOf) { Options = [new("spoken", "They told me, and I noted it"), new("written", "They signed it")] }) { Button = "Save" };
    }
}
