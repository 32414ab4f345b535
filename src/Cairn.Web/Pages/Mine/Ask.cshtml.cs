using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>
/// Asking for something from one's own budget: what it costs and what is left then, or why not and what else there is, before anything is sent.
/// What the rules allow is put by at once; what needs somebody's word waits for it.
/// </summary>
public sealed class AskModel(Partnership partnership, Opening opening) : CairnPage
{
    public Scheme Scheme { get; private set; } = null!;

    public FrameworkItem Item { get; private set; } = null!;

    public BudgetView Pot { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    /// <summary>What the rules say of it; null while it is asked how much.</summary>
    public Verdict? Verdict { get; private set; }

    public long Cost { get; private set; }

    public IEnumerable<FrameworkItem> Instead => Verdict is MayNotBuy no ? no.Instead.Select(Scheme.Budget!.Find).OfType<FrameworkItem>() : [];

    /// <summary>Why not, to the person whom it is about: without the words of the rules' own makers where there are plainer.</summary>
    public string WhyNot => Verdict is not MayNotBuy no ? "" : no.Reason switch
    {
        Refusal.TooLittleLeft => $"You have {Pence.Format(Math.Max(0, Pot.Purse.Left))} left, and this costs {Pence.Format(Cost)}.",
        Refusal.AllocationOver => $"The time for your budget is over. It could be used until {Day.Long(Pot.Until)}.",
        // What closes the whole budget is said in the words that its makers gave for the person.
        Refusal.GateNotMet or Refusal.GateForbids when no.At is not null && no.At == Scheme.Budget!.Gate.At && Scheme.Budget.Gate.Because is { } because => $"{char.ToUpperInvariant(because[0])}{because[1..]}.",
        Refusal.NotReady => "Nothing can be bought yet: what has to be agreed first is not agreed.",
        _ => no.Why,
    };

    public bool NeedsApproval => Verdict is MayNotBuy { Reason: Refusal.ApprovalNeeded };

    public string Approvers => Verdict is MayNotBuy no ? string.Join(" or ", no.ApprovalBy.Select(r => $"a {r.Replace('-', ' ')}")) : "";

    public async Task<IActionResult> OnGetAsync(string scheme, string item) => await Open(scheme, item) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string scheme, string item)
    {
        if (!await Open(scheme, item)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var units = 1;
        if (Item.UpTo)
        {
            if (!Pence.TryParse(Form.Value("pounds") is ['£', ..] typed ? typed : "£" + Form.Value("pounds"), out var pence, out _) || pence <= 0) Form.Fail("pounds", "Enter what it costs in pounds, such as 45 or 12.50");
            else Cost = pence;
        }
        else if (!int.TryParse(Form.Value("units"), NumberStyles.None, CultureInfo.InvariantCulture, out units) || units is < 1 or > 100) Form.Fail("units", "Enter how many, from 1 to 100");
        else Cost = Item.Price * units;
        if (!Form.IsGood || Form.IsToChange) return Page();
        var ask = new Ask(Viewer.Id, Item.Name, Cost) { Units = units, AskedBy = Viewer.Id };
        if (!Form.IsConfirmed)
        {
            Verdict = partnership.Read(r => r.Budgets(Scheme).Decide(ask));
            return Page();
        }
        var text = partnership.Folder.Read(s => s.Scheme(Scheme.Name)!.Text);
        // The form's key names the purchase, with whose form it is, so that sent twice it is one, and nobody can name another's.
        var purchase = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Viewer.Once(Form.Key))).AsSpan(0, 8));
        switch (await new BuyActs(partnership.Folder, new Asking(Viewer.Id, "person")).Ask(Scheme, text, partnership.Today, ask, purchase))
        {
            case Reply.Refused refused:
                Form.Fail(refused.Why);
                return Page();
            case Reply.Done { Answer: "asked" } or Reply.DoneBefore { Answer: "asked" }:
                Done = $"You asked for it: {Item.Title}. You will see the answer here.";
                break;
            default:
                Done = $"{Pence.Format(Cost)} is put by for you: {Item.Title}. Your worker will buy it.";
                break;
        }
        return LocalRedirect(Links.MyBudget);
    }

    private async Task<bool> Open(string scheme, string item)
    {
        if (await opening.One(Viewer, "care", "ask-budget", Viewer.Id, BudgetView.Of) is not { } pots) return false;
        if (pots.FirstOrDefault(p => p.Scheme.Name == scheme) is not { } pot || pot.Scheme.Budget!.Find(item) is not { } found) return false;
        (Scheme, Item, Pot) = (pot.Scheme, found, pot);
        Form = new Form(found.UpTo
            ? new Field("pounds", "What does it cost?") { IsRequired = true, Prefix = "£", Width = 10, Keyboard = "decimal", Hint = $"At most {Pence.Format(found.Price)} {BudgetModel.Each(found.Unit)}.", WhenEmpty = "Enter what it costs" }
            : new Field("units", found.Unit == "one" ? "How many?" : $"How many, at {Pence.Format(found.Price)} {BudgetModel.Each(found.Unit)}?") { IsRequired = true, Width = 3, Keyboard = "numeric", WhenEmpty = "Enter how many", Value = "1" });
        return true;
    }
}
