using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Reading back what the bank did with a run. A file with any mistake in it is not taken, and all its mistakes are shown by line and column.</summary>
public sealed class ResultsModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Form { get; } = new(new Field("file", "The bank's file", Asks.File) { IsRequired = true, WhenEmpty = "Choose the bank's file", Hint = "A CSV file with five columns: reference, status, amount, date and reason. The status is paid or rejected." }) { Button = "Read the file" };

    public string Number { get; private set; } = "";

    public IReadOnlyList<Mistake> Mistakes { get; private set; } = [];

    public IActionResult OnGet(string run) => Partnership.Read(read => Find(read, Number = run)) is { Run.State: RunState.Approved } ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string run)
    {
        if (Partnership.Read(read => Find(read, Number = run)) is not { Run.State: RunState.Approved } found) return NotFound();
        var sent = await Request.ReadFormAsync();
        Form.Read(sent);
        if (!Form.IsGood) return Page();
        using var bytes = new MemoryStream();
        await sent.Files["file"]!.CopyToAsync(bytes);
        bytes.Position = 0;
        var mistakes = new Mistakes();
        Reply? reply = null;
        if (PaymentResults.Read("the file", bytes, mistakes) is { } rows)
            reply = rows.Count == 0 ? new Reply.Refused("Empty", "The file has no payment in it.")
                : await new PayRunActs(Partnership.Folder, Acting(Form.Key, Right.PreparePayRun)).Results(found.Scheme, "the file", Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray())), rows, mistakes);
        Mistakes = mistakes.Found;
        if (Mistakes.Count > 0) Form.Fail("file", $"Nothing was taken from the file: {(Mistakes.Count == 1 ? "1 mistake" : string.Create(CultureInfo.InvariantCulture, $"{Mistakes.Count} mistakes"))} to mend");
        else if (reply is Reply.Refused refused) Form.Fail("file", Said(refused.Why));
        if (!Form.IsGood) return Page();
        using var answer = JsonDocument.Parse(reply switch { Reply.Done done => done.Answer, Reply.DoneBefore before => before.Answer, _ => "{}" });
        var (paid, rejected) = (answer.RootElement.GetProperty("paid").GetInt32(), answer.RootElement.GetProperty("rejected").GetInt32());
        Done = $"{(reply is Reply.DoneBefore ? "This file was read before: " : "")}{paid} paid, {rejected} rejected.{(rejected > 0 ? " What was rejected is paid again in the next run." : "")}";
        return LocalRedirect(Links.Run(run));
    }
}
