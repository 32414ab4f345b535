using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Putting one payment on hold, or letting it go again, with the reason. The payment is the one named in the address; what is held keeps its pounds.</summary>
public sealed class HoldModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Form { get; private set; } = new();

    public string Number { get; private set; } = "";

    public string What { get; private set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Payment { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public bool Release { get; set; }

    public IActionResult OnGet(string run) => Look(run) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string run)
    {
        if (Look(run) is not { } scheme) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        if (await new PayRunActs(Partnership.Folder, Acting(Form.Key, Right.PreparePayRun, Right.ApprovePayRun)).Hold(scheme, Payment, Form.Value("reason"), Release) is Reply.Refused refused)
        {
            Form.Fail(refused.Name switch { "HeldBefore" => "This payment is on hold already.", "NotHeld" => "This payment is not on hold.", "PaymentNotFound" => "This payment is not to come any more.", _ => Said(refused.Why) });
            return Page();
        }
        Done = Release ? "The payment is let go. It can be paid in the next run." : "The payment is on hold. Its pounds are kept for it.";
        return LocalRedirect(Links.Run(run));
    }

    private Rules.Scheme? Look(string run) => Partnership.Read(read =>
    {
        if (Find(read, Number = run) is not { } found) return null;
        var line = read.Settlement(found.Scheme).Lines.FirstOrDefault(l => l.Key == Payment && l.What is not Settled.Stands && l.Outcome >= 0);
        if (line is null) return null;
        What = $"{Pence.Format(line.Total)} for: {found.Scheme.Outcomes[line.Outcome].Title}";
        Form = new Form(new Field("reason", "Why?", Asks.Words) { IsRequired = true, WhenEmpty = Release ? "Say why it may be paid now" : "Say why it must wait", Hint = "The reason is sealed. Do not write a name." }) { Button = Release ? "Let it go" : "Put it on hold", Action = $"{Links.Hold(run, Payment, Release)}" };
        return found.Scheme;
    });
}
