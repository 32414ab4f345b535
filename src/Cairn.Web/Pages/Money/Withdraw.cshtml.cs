using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Taking back a run that waits, with the reason: by who prepared it, or by somebody who may approve it.</summary>
public sealed class WithdrawModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Form { get; } = new(new Field("reason", "Why do you withdraw it?", Asks.Words) { IsRequired = true, WhenEmpty = "Say why you withdraw the run", Hint = "Do not write about a person." }) { Button = "Withdraw the run" };

    public string Number { get; private set; } = "";

    public IActionResult OnGet(string run) => Partnership.Read(read => Find(read, Number = run)) is { Run.State: RunState.Open } ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string run)
    {
        if (Partnership.Read(read => Find(read, Number = run)) is not { } found) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        if (await new PayRunActs(Partnership.Folder, Acting(Form.Key, Right.PreparePayRun, Right.ApprovePayRun)).Withdraw(found.Scheme, run, Form.Value("reason")) is Reply.Refused refused)
        {
            var now = Partnership.Read(read => Find(read, run) is { Run: { State: not RunState.Open, EndedAt: { } ended } its } ? (its.State, By: read.State.RecordedBy(ended)) : default((RunState State, string? By)?));
            Form.Fail(now is { } ended ? $"{NameOf(ended.By)} has {(ended.State is RunState.Approved ? "approved" : "withdrawn")} {run} already." : Said(refused.Why));
            return Page();
        }
        Done = $"{run} is withdrawn. Nothing of it was paid.";
        return LocalRedirect(Links.Run(run));
    }
}
