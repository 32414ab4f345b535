using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>
/// Confirming bank details that another member proposed. Who confirms types the figures that the partner read out to them; they are not shown, so that
/// confirming means having asked.
/// </summary>
public sealed class BankConfirmModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Form { get; } = new(
        new Field("sort-code", "Sort code, as the partner says it") { IsRequired = true, WhenEmpty = "Enter the sort code that the partner said", Width = 10, Keyboard = "numeric" },
        new Field("number", "Account number, as the partner says it") { IsRequired = true, WhenEmpty = "Enter the account number that the partner said", Width = 10, Keyboard = "numeric" })
    { Button = "Confirm" };

    public string Partner { get; private set; } = "";

    public IActionResult OnGet(int proposal) => Look(proposal) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int proposal)
    {
        if (!Look(proposal)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        if (!BankDetailActs.Accounts(Partnership.Folder).TryGetValue(proposal - 1, out var proposed)) Form.Fail("The words of this proposal can no longer be read. Propose it anew.");
        else if (Figures("sort-code") != proposed.SortCode || Figures("number") != proposed.Number) Form.Fail("number", "These are not the figures that were proposed. Ask the partner again. If they are sure, propose the right ones.");
        else if (await new BankDetailActs(Partnership.Folder, Acting(Form.Key, Right.ChangeBankDetails)).Confirm(Partner, proposal) is var reply && reply is Reply.Refused refused) Form.Fail(Said(refused.Why));
        else
        {
            var good = reply switch { Reply.Done done => done.Answer, Reply.DoneBefore before => before.Answer, _ => "" };
            Done = $"The bank details of {Partner} are confirmed. They are good from {(Day.TryParse(good, out var day) ? Day.Long(day) : good)}.";
            return LocalRedirect(Links.Bank);
        }
        return Page();
    }

    private string Figures(string name) => Form.Value(name).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>A proposal that waits, or that this member has confirmed: sent twice, it is answered as the first time.</summary>
    private bool Look(int proposal) => Partnership.Read(read =>
    {
        foreach (var partner in BankModel.Partners(read))
            if (BankDetails.Of(read.Facts, partner, read.State.RecordedBy).FirstOrDefault(p => p.Position + 1 == proposal) is { } found)
            {
                Partner = partner;
                return found.GoodFrom is null || found.ConfirmedBy == Viewer.Id;
            }
        return false;
    });
}
