using System.Text;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>One pay run: what it pays to whom, what is held back and why, and how it differs from the last; approving it; its files.</summary>
public sealed class RunModel(Partnership partnership, Accounts accounts, Opening opening) : MoneyPage(partnership, accounts)
{
    public RunView View { get; private set; } = null!;

    public Form Approving { get; } = new() { Button = "Approve the run" };

    /// <summary>Said for each payment that somebody put on hold, by its key; and why a run was withdrawn, by nothing.</summary>
    public IReadOnlyDictionary<string, string> Reasons { get; private set; } = new Dictionary<string, string>();

    /// <summary>Why each payment was sent back, by reference.</summary>
    public IReadOnlyDictionary<string, string> SentBack { get; private set; } = new Dictionary<string, string>();

    public (string By, string On)? Written { get; private set; }

    public bool Pays => May(Right.PreparePayRun, Right.ApprovePayRun);

    public bool Prepares => May(Right.PreparePayRun);

    public bool Approves => May(Right.ApprovePayRun);

    public async Task<IActionResult> OnGetAsync(string run) => await Look(run) ? Page() : NotFound();

    public async Task<IActionResult> OnPostApproveAsync(string run)
    {
        if (!Approves || Partnership.Read(read => Find(read, run)) is not { } found) return NotFound();
        Approving.Read(await Request.ReadFormAsync());
        var reply = Approving.IsGood ? await new PayRunActs(Partnership.Folder, Acting(Approving.Key, Right.ApprovePayRun)).Approve(found.Scheme, run) : null;
        // Two who approve one run ask for the same: the second is answered as the first was, and is told whose doing it is.
        var isAnothers = reply is Reply.DoneBefore && Partnership.Read(read => Find(read, run) is { Run.EndedAt: { } ended } ? read.State.RecordedBy(ended) : null) != Viewer.Id;
        if (reply is Reply.Refused or null || isAnothers)
        {
            if (!await Look(run)) return NotFound();
            if (isAnothers) Approving.Fail($"{NameOf(View.EndedBy)} has approved {run} already. It is paid once.");
            else if (reply is Reply.Refused refused) Approving.Fail(View.State is RunState.Approved ? $"{NameOf(View.EndedBy)} has approved {run} already. It is paid once." : Said(refused.Why));
            return Page();
        }
        using var answer = JsonDocument.Parse(reply is Reply.Done done ? done.Answer : ((Reply.DoneBefore)reply).Answer);
        Done = $"{run} is approved: {Pence.Format(answer.RootElement.GetProperty("pence").GetInt64())} to be paid.";
        return LocalRedirect(Links.Run(run));
    }

    /// <summary>The payment file of a batch as CSV, or of the run as XML. That it was first written, and by whom, is recorded before it is sent.</summary>
    public async Task<IActionResult> OnPostFileAsync(string run, string batch)
    {
        if (!Prepares) return NotFound();
        var file = Partnership.Read(read => Find(read, run) is { Run.State: RunState.Approved } found ? (found.Scheme, File: PaymentFile.Of(found.Scheme, read.Facts, read.State.Book, found.Run, read.State.RecordedBy)) : default((Rules.Scheme Scheme, PaymentFile File)?));
        if (file is not { } its || its.File.Batches.Count == 0) return NotFound();
        byte[] bytes;
        if (batch == run)
        {
            var (xml, why) = Pain001.Write(its.File, its.Scheme, Partnership.Vocabulary.WorkingDays, BankDetailActs.Accounts(Partnership.Folder).GetValueOrDefault);
            if (xml is null) return await Fail(run, $"There is no XML file for the bank: {why}");
            bytes = xml;
        }
        else if (its.File.Batches.FirstOrDefault(b => b.Number == batch) is { } one) bytes = Encoding.UTF8.GetBytes(PaymentFile.Csv(one));
        else return NotFound();
        // Whoever writes it first is recorded; after that there is nothing more to say, whoever it is.
        var isWritten = Partnership.Read(read => PayBooks.FirstWritten(read.Facts, run) is not null);
        if (!isWritten && await new PayRunActs(Partnership.Folder, Acting(null, Right.PreparePayRun)).Sent(its.Scheme, its.File, its.File.Digest) is Reply.Refused refused && Partnership.Read(read => PayBooks.FirstWritten(read.Facts, run) is null)) return await Fail(run, Said(refused.Why));
        return batch == run ? File(bytes, "application/xml", $"{run}.xml") : File(bytes, "text/csv; charset=utf-8", $"{batch}.csv");
    }

    private async Task<IActionResult> Fail(string run, string why)
    {
        if (!await Look(run)) return NotFound();
        Approving.Fail(why);
        return Page();
    }

    private async Task<bool> Look(string run)
    {
        var bank = BankDetailActs.Accounts(Partnership.Folder);
        var pays = Pays;
        var view = await opening.Some(Viewer, "pay", "pay-run", list =>
        {
            if (Find(list.Read, run) is not { } found) return null;
            var subjects = list.Read.Facts.Of(found.Scheme.About);
            string? Reference(int subject) => subject < 0 || !pays ? null : found.Scheme.About is not About.Person ? subjects[subject] : list.Show(subjects[subject])?.Sees("money") is true ? ReferenceOf(subjects[subject]) : null;
            return RunView.Of(list.Read, found.Scheme, found.Run, Viewer.Id, Partnership.Now, bank, Reference);
        });
        if (view is null) return false;
        View = view;
        Reasons = view.Held.Where(h => h.HoldAt >= 0).DistinctBy(h => h.Key).ToDictionary(h => h.Key, h => WordsAt(h.HoldAt));
        if (view.State is RunState.Withdrawn) Reasons = new Dictionary<string, string> { [""] = WordsAt(view.EndedAt) };
        SentBack = view.Payments.Where(p => p.Result is { IsPaid: false }).ToDictionary(p => p.Reference, p => WordsAt(p.Result!.Position));
        if (view.WrittenAt >= 0 && Partnership.Folder.Fact(view.WrittenAt + 1L) is { } written) Written = (NameOf(written.By), Day.Long(LondonTime.DayOf(written.RecordedAt)));
        return true;
    }

    /// <summary>The sealed words of a fact; empty once they were erased.</summary>
    private string WordsAt(int position) => Partnership.Folder.Fact(position + 1L)?.Words?.Details.GetValueOrDefault("words") ?? "";
}
