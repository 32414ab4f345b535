using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Preparing a pay run of a scheme as at a day. Nothing is paid by it: somebody else approves it. Sent twice, it is prepared once.</summary>
public sealed class PrepareModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Form { get; private set; } = new();

    public void OnGet(string? scheme)
    {
        Form = Ask();
        Form.Set("as-at", Partnership.Today);
        if (Form["scheme"].Options.Any(o => o.Value == scheme)) Form["scheme"].Value = scheme!;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form = Ask().Read(await Request.ReadFormAsync());
        var asAt = Form.Day("as-at");
        if (!Form.IsGood || asAt is null) return Page();
        var (scheme, text) = Partnership.Read(read => (read.Schemes.First(s => s.Name == Form.Value("scheme")), read.State.Scheme(Form.Value("scheme"), read.Today)!.Text));
        switch (await new PayRunActs(Partnership.Folder, Acting(Form.Key, Right.PreparePayRun)).Prepare(scheme, text, asAt.Value))
        {
            case Reply.Refused refused:
                Form.Fail(refused.Name is "NotYet" or "SettledLater" ? "as-at" : "scheme", Said(refused.Why));
                return Page();
            case var reply:
                var number = reply is Reply.Done done ? done.Answer : ((Reply.DoneBefore)reply).Answer;
                Done = $"{number} is prepared. Somebody else has to approve it.";
                return LocalRedirect(Links.Run(number));
        }
    }

    private Form Ask() => new(
        new Field("scheme", "Which scheme?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose a scheme", Options = Partnership.Read(read => Paying(read).Select(s => new Option(s.Name, s.Title, PayRuns.Open(read.Facts, s.Name) is { } open ? $"{open.Number} waits to be approved" : null)).ToList()) },
        new Field("as-at", "As at which day?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the day", Hint = "What was reached by the end of this day is in the run." })
    { Button = "Prepare the run" };
}
