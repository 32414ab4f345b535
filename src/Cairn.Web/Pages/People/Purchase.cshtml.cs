using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Pages.Mine;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// One purchase and the next step of it. Yes and no to what was asked for are said in the role that the rules ask for, never by whoever asked; buying,
/// cancelling and returning by whoever may record it. The rules are asked again at that moment.
/// </summary>
public sealed class PurchaseModel(Partnership partnership, Opening opening) : CairnPage
{
    public sealed record Found(string Name, BudgetView? Pot, PurchaseLine? Line, IReadOnlyList<string> Roles, string Why, bool MayDecide, bool MayStep, string Capacity);

    public string Token { get; private set; } = "";

    public Found View { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public PurchaseLine Line => View.Line!;

    public async Task<IActionResult> OnGetAsync(string token, string scheme, string purchase) => await Open(token, scheme, purchase) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, string scheme, string purchase)
    {
        if (!await Open(token, scheme, purchase)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var step = Form.Value("step-next");
        if (step == "refuse" && Form.Value("why").Length == 0) Form.Fail("why", "Say why, in words for the person");
        long? bill = null;
        if (step == "bought" && Form.Value("pounds").Length > 0)
        {
            if (!Pence.TryParse("£" + Form.Value("pounds").TrimStart('£'), out var pence, out _) || pence <= 0 || pence > Line.Pence) Form.Fail("pounds", $"Enter what the bill came to, up to {Pence.Format(Line.Pence)}");
            else bill = pence;
        }
        if (!Form.IsGood) return Page();
        var (rules, on) = (View.Pot!.Scheme, partnership.Today);
        var acts = new BuyActs(partnership.Folder, new Asking(Viewer.Id, View.Capacity));
        var reply = await (step switch
        {
            "approve" => acts.Approve(rules, on, token, purchase, View.Roles[0]),
            "refuse" => acts.Refuse(rules, on, token, purchase, View.Capacity, Form.Value("why")),
            "bought" => acts.Bought(rules, on, purchase, bill),
            "cancel" => acts.Cancel(rules, on, purchase),
            _ => acts.Return(rules, on, purchase),
        });
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = step switch { "approve" => "You said yes. The money is put by.", "refuse" => "You said no. The person sees the reason.", "bought" => "It is bought.", "cancel" => "It is cancelled. The money is free again.", _ => "It is returned. The money is free again." };
        return LocalRedirect(Links.PersonBudget(token));
    }

    private async Task<bool> Open(string token, string scheme, string purchase)
    {
        if (await opening.One(Viewer, "care", "purchase", token, r => Look(r, scheme, purchase)) is not { Line: not null } found || !(found.MayDecide || found.MayStep)) return false;
        (Token, View) = (token, found);
        var options = new List<Option>();
        if (Line.State is PurchaseState.Asked)
        {
            if (found.Roles.Count > 0) options.Add(new("approve", "Yes", $"{Pence.Format(Line.Pence)} is put by for it."));
            options.Add(new("refuse", "No"));
        }
        else if (Line.State is PurchaseState.Approved) options.AddRange([new("bought", "It is bought"), new("cancel", "It will not be bought", "The money is free again.")]);
        else options.Add(new("returned", "It went back, and all of the money came back"));
        var fields = new List<Field> { new("step-next", Line.State is PurchaseState.Asked ? "Do you say yes?" : "What came of it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose an answer", Options = options } };
        if (Line.State is PurchaseState.Asked) fields.Add(new("why", "If no: why?", Asks.Words) { Hint = "The person reads this." });
        if (Line.State is PurchaseState.Approved) fields.Add(new("pounds", "If the bill came to less: how much was it?") { Prefix = "£", Width = 10, Keyboard = "decimal" });
        Form = new Form(fields) { Button = "Confirm" };
        return true;
    }

    private Found Look(OpenRecord record, string scheme, string purchase)
    {
        var none = new Found(record.Name, null, null, [], "", false, false, "");
        if (!record.Sees("money") || BudgetView.Of(record).FirstOrDefault(p => p.Scheme.Name == scheme) is not { } pot) return none;
        if (pot.Purchases.FirstOrDefault(l => l.Reference == purchase && l.CanGoOn) is not { } line) return none;
        var (read, kind) = (record.Read, record.Read.Facts.Vocabulary.Find("purchase")!);
        var roles = read.Access.Of(Viewer.Id).Seats.Select(s => s.Role).ToList();
        if (line.State is not PurchaseState.Asked) return none with { Pot = pot, Line = line, MayStep = read.Access.MayRecord(Viewer.Id, kind, record.Token).IsYes, Capacity = read.Access.CapacitiesFor(Viewer.Id, kind) is [var capacity, ..] ? capacity : "" };
        var budgets = read.Budgets(pot.Scheme);
        var first = budgets.Purchases.First(p => p.Subject == record.Subject && p.Reference == purchase).Facts[0];
        var verdict = budgets.Decide(new Ask(record.Token, line.Item, line.Pence) { Units = line.Units, AskedBy = read.State.RecordedBy(first) });
        var decides = read.Access.May(Viewer.Id, Right.ApprovePurchases).IsYes && read.State.RecordedBy(first) != Viewer.Id;
        // A rung that nobody's word helps with is a reason to say no, and is shown.
        var can = verdict switch { MayBuy => roles, MayNotBuy { Reason: Refusal.ApprovalNeeded } no => [.. roles.Where(no.ApprovalBy.Contains)], _ => [] };
        var why = verdict switch { MayNotBuy { Reason: Refusal.ApprovalNeeded } no => can.Count > 0 ? "" : $"Only a {string.Join(" or a ", no.ApprovalBy.Select(r => r.Replace('-', ' ')))} may say yes to so much.", MayNotBuy no => BuyActs.WhyNot(no), _ => "" };
        return none with { Pot = pot, Line = line, Roles = decides ? can : [], Why = why, MayDecide = decides, Capacity = can.Concat(roles).First() };
    }
}
