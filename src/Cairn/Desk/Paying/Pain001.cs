using System.Globalization;
using System.Text;
using System.Xml;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Paying;

/// <summary>
/// A payment file as an ISO 20022 customer credit transfer initiation (pain.001.001.09): a payment information block for each payer, sort codes as
/// clearing members of GBDSC, accounts by their eight figures. To be executed on the first working day after the approval.
/// </summary>
public static class Pain001
{
    /// <summary>The namespace of the message.</summary>
    public const string Namespace = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    /// <summary>
    /// The message in UTF-8, always the same bytes for the same file; null with the reason when an account is not known. <paramref name="account"/>
    /// opens the sealed words of bank details at a position.
    /// </summary>
    public static (byte[]? Xml, string Why) Write(PaymentFile file, Scheme scheme, Record.Calendar workingDays, Func<int, BankAccount?> account)
    {
        foreach (var batch in file.Batches)
        {
            if (batch.PayerPartner is null) return (null, $"Nobody has recorded which partner is the payer {batch.Payer} of {scheme.Name} ('scheme-payer').");
            if (batch.PayerBank < 0 || account(batch.PayerBank) is null) return (null, $"{batch.PayerPartner}, which pays as {batch.Payer}, had no good bank details when {file.Run.Number} was prepared.");
            if (batch.Lines.FirstOrDefault(l => l.Bank < 0 || account(l.Bank) is null) is { } line) return (null, $"The bank details of {line.Sent.Payee} can no longer be read.");
        }
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        using (var xml = XmlWriter.Create(bytes, settings)) new Message(xml, file, account).Write(Day.Date(workingDays.Plus(file.ApprovedOn, 1)));
        return ([.. bytes.ToArray(), (byte)'\n'], "");
    }

    private sealed class Message(XmlWriter xml, PaymentFile file, Func<int, BankAccount?> account)
    {
        public void Write(DateOnly executedOn)
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("Document", Namespace);
            In("CstmrCdtTrfInitn", () =>
            {
                In("GrpHdr", () =>
                {
                    Say("MsgId", file.Run.Number);
                    Say("CreDtTm", file.ApprovedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
                    Sums(file.Batches.Sum(b => b.Lines.Count), file.Total);
                    In("InitgPty", () => Say("Nm", Name(file.Batches[0].PayerPartner!)));
                });
                foreach (var batch in file.Batches) In("PmtInf", () => Batch(batch, executedOn));
            });
            xml.WriteEndElement();
            xml.WriteEndDocument();
        }

        private void Batch(PaymentBatch batch, DateOnly executedOn)
        {
            var payer = account(batch.PayerBank)!;
            Say("PmtInfId", batch.Number);
            Say("PmtMtd", "TRF");
            Sums(batch.Lines.Count, batch.Total);
            In("ReqdExctnDt", () => Say("Dt", executedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
            In("Dbtr", () => Say("Nm", payer.Name));
            In("DbtrAcct", () => Account(payer));
            In("DbtrAgt", () => Bank(payer));
            foreach (var line in batch.Lines) In("CdtTrfTxInf", () => Payment(line, account(line.Bank)!));
        }

        private void Payment(PaymentFileLine line, BankAccount payee)
        {
            In("PmtId", () => Say("EndToEndId", line.Sent.Reference));
            In("Amt", () =>
            {
                xml.WriteStartElement("InstdAmt", Namespace);
                xml.WriteAttributeString("Ccy", "GBP");
                xml.WriteString(PaymentFile.Pounds(line.Sent.Pence));
                xml.WriteEndElement();
            });
            In("CdtrAgt", () => Bank(payee));
            In("Cdtr", () => Say("Nm", payee.Name));
            In("CdtrAcct", () => Account(payee));
            In("RmtInf", () => Say("Ustrd", line.Sent.Reference));
        }

        private void Bank(BankAccount at) => In("FinInstnId", () => In("ClrSysMmbId", () =>
        {
            In("ClrSysId", () => Say("Cd", "GBDSC"));
            Say("MmbId", at.SortCode);
        }));

        private void Account(BankAccount of) => In("Id", () => In("Othr", () => Say("Id", of.Number)));

        private void Sums(int count, long pence)
        {
            Say("NbOfTxs", count.ToString(CultureInfo.InvariantCulture));
            Say("CtrlSum", PaymentFile.Pounds(pence));
        }

        private void In(string element, Action inside)
        {
            xml.WriteStartElement(element, Namespace);
            inside();
            xml.WriteEndElement();
        }

        private void Say(string element, string text) => xml.WriteElementString(element, Namespace, text);

        private static string Name(string text) => text.Length <= 140 ? text : text[..140];
    }
}
