using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Paying;

/// <summary>One line of a payment file, with what the finance system calls the payee. Nothing in it is about a person.</summary>
public sealed record PaymentFileLine(SentPayment Sent, int Number, Supplier Supplier, int Bank);

/// <summary>The lines that one payer pays in a run; its number is the run's and the payer's.</summary>
public sealed record PaymentBatch(string Number, string Payer, string? PayerPartner, int PayerBank, IReadOnlyList<PaymentFileLine> Lines)
{
    /// <summary>The control total, in pence.</summary>
    public long Total => Lines.Sum(l => l.Sent.Pence);
}

/// <summary>
/// The payment file of an approved run, made from the ledger and from what had been recorded when the run was approved: made again, it is
/// the same bytes under the same batch numbers, whatever has been recorded since.
/// </summary>
public sealed record PaymentFile(PayRun Run, DateTimeOffset ApprovedAt, int ApprovedOn, IReadOnlyList<PaymentBatch> Batches)
{
    private const string Header = "record,batch,line,supplier_number,purchase_order,cost_centre,amount,reference,payee";

    /// <summary>What the whole run pays, in pence.</summary>
    public long Total => Batches.Sum(b => b.Total);

    /// <summary>Thirty-two figures that stand for the bytes of every batch as CSV; what the record keeps of a file that was written.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData([.. Batches.SelectMany(b => Encoding.UTF8.GetBytes(Csv(b)))]))[..32];

    /// <summary>Works out the batches of an approved run, one for each payer that pays anything in it.</summary>
    public static PaymentFile Of(Scheme scheme, Facts facts, Book book, PayRun run, RecordedBy recordedBy)
    {
        if (run.State is not RunState.Approved) throw new ArgumentException($"{run.Number} is not approved.", nameof(run));
        var then = facts.Prefix(run.EndedAt!.Value + 1);
        var sent = PayAccounts.SentIn(scheme, book, facts, run.Number);
        var batches = new List<PaymentBatch>();
        foreach (var own in sent.GroupBy(s => s.Payer))
        {
            var payer = scheme.Payers[own.Key].Name;
            var partner = Payees.PartnerOf(then, scheme.Name, payer, run.PreparedOn);
            batches.Add(new PaymentBatch(own.First().Batch, payer, partner, partner is null ? -1 : Bank(partner),
                [.. own.Select((s, i) => new PaymentFileLine(s, i + 1, Payees.SupplierOf(then, scheme.Name, s.Payee, run.PreparedOn), Bank(s.Payee)))]));
        }
        var at = sent.Count > 0 ? sent[0].Entry.RecordedAt : DateTimeOffset.UnixEpoch;
        return new PaymentFile(run, at, then.Columns.Recordeds[run.EndedAt.Value], batches);

        int Bank(string partner) => BankDetails.On(then, partner, run.PreparedOn, recordedBy)?.Position ?? -1;
    }

    /// <summary>
    /// A batch as CSV for the council's finance system: a header, a line a payment, and a last line with the count and the control total. Cells
    /// that a spreadsheet would take for a formula begin with an apostrophe.
    /// </summary>
    public static string Csv(PaymentBatch batch)
    {
        var csv = new StringBuilder(Header).Append("\r\n");
        foreach (var line in batch.Lines)
            Row(csv, "payment", batch.Number, Figure(line.Number), line.Supplier.Number, line.Supplier.PurchaseOrder, line.Supplier.CostCentre, Pounds(line.Sent.Pence), line.Sent.Reference, line.Sent.Payee);
        Row(csv, "total", batch.Number, Figure(batch.Lines.Count), "", "", "", Pounds(batch.Total), "", "");
        return csv.ToString();
    }

    /// <summary>Pounds and pence with a point and no sign: 1234.50.</summary>
    internal static string Pounds(long pence) => string.Create(CultureInfo.InvariantCulture, $"{pence / 100}.{pence % 100:00}");

    private static string Figure(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Row(StringBuilder csv, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++) csv.Append(i == 0 ? "" : ",").Append(CsvCell.Of(cells[i]));
        csv.Append("\r\n");
    }
}
