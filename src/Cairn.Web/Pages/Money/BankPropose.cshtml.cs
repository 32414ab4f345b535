using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Proposing where a partner is paid. Nothing goes there before another member has confirmed it and five working days are over.</summary>
public sealed class BankProposeModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Form { get; private set; } = new();

    public void OnGet(string? partner)
    {
        Form = Ask();
        if (Form["partner"].Options.Any(o => o.Value == partner)) Form["partner"].Value = partner!;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = Ask().Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        if (!BankAccount.TryRead(Form.Value("sort-code"), Form.Value("number").Replace(" ", "", StringComparison.Ordinal), Form.Value("name"), out var account, out var why))
        {
            Form.Fail(why.StartsWith("A sort", StringComparison.Ordinal) ? "sort-code" : why.StartsWith("An account", StringComparison.Ordinal) ? "number" : "name", why);
            return Page();
        }
        if (await new BankDetailActs(Partnership.Folder, Acting(Form.Key, Right.ChangeBankDetails)).Propose(Form.Value("partner"), account) is Reply.Refused refused)
        {
            Form.Fail(Said(refused.Why));
            return Page();
        }
        Done = $"The new bank details of {Form.Value("partner")} wait for a second person.";
        return LocalRedirect(Links.Bank);
    }

    private Form Ask() => new(
        new Field("partner", "Whose account is it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose a partner", Options = Partnership.Read(read => BankModel.Partners(read).Select(p => new Option(p, p)).ToList()) },
        new Field("sort-code", "Sort code") { IsRequired = true, WhenEmpty = "Enter the sort code", Hint = "Six figures, such as 20-00-00", Width = 10, Keyboard = "numeric" },
        new Field("number", "Account number") { IsRequired = true, WhenEmpty = "Enter the account number", Hint = "Eight figures; put a nought in front of a shorter one", Width = 10, Keyboard = "numeric" },
        new Field("name", "Name on the account") { IsRequired = true, WhenEmpty = "Enter the name on the account" })
    { Button = "Propose" };
}
