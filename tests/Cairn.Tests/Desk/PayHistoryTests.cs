using System.Globalization;
using Cairn.Desk.Paying;
using Cairn.Ledger;

namespace Cairn.Tests.Desk;

/// <summary>Random histories of work, corrections, holds, runs and results; after each, the money is where it should be.</summary>
public class PayHistoryTests
{
    private static readonly string[] Members = ["amy", "ben", "vic", "fin", "gus", "hal"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_happens_the_files_less_what_came_back_are_what_the_ledger_has_paid(int seed)
    {
        var random = new Random(seed);
        using var office = new PayOffice().WithBanks();
        foreach (var member in (string[])["amy", "vic", "fin"]) office.Say("root", "approval-limit", member, "2026-04-01", null, ("amount", "600"));
        var keys = new List<string>();
        var (runs, rejected, files) = (new List<string>(), new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        for (var step = 0; step < 40; step++)
        {
            switch (random.Next(9))
            {
                case 0 or 1 or 2:
                    keys.Add(office.Reached($"P{keys.Count}", Members[random.Next(2)]));
                    break;
                case 3 when keys.Count > 0:
                    try { office.TakeBackWork($"P{random.Next(keys.Count)}"); } catch (InvalidOperationException) { /* taken back before */ }
                    break;
                case 4 when keys.Count > 0:
                    PayOffice.Asked(office.As("fin").Hold(office.Scheme, keys[random.Next(keys.Count)], "?", random.Next(2) == 0));
                    break;
                case 5:
                    PayOffice.Asked(office.As(Members[random.Next(6)]).Prepare(office.Scheme, office.SchemeText, office.Today));
                    break;
                case 6 when runs.Count > 0:
                    SendBack(runs[random.Next(runs.Count)]);
                    break;
                case 7:
                    office.Later(random.Next(1, 20));
                    break;
                default:
                    Approve();
                    break;
            }
            Check();
        }
        office.Store.Read(s => Book.FirstFault(s.Book.Entries)).ShouldBeNull();

        void Approve()
        {
            if (office.Store.Read(s => PayRuns.Open(s.Facts, "trial")) is not { } open) return;
            var preparer = office.Store.RecordedSingly()[open.Position + 1L];
            var plan = office.Store.Read(s => s.Book.Entries.Count);
            var member = Members[random.Next(Members.Length)];
            var reply = PayOffice.Asked(office.As(member).Approve(office.Scheme, open.Number));
            if (reply is Cairn.Store.Reply.Refused no)
            {
                office.Entries.ShouldBe(plan);
                if (no.Name == "ChangedSince") PayOffice.Kept(office.As(preparer).Withdraw(office.Scheme, open.Number, "Changed."));
                return;
            }
            member.ShouldBeOneOf("fin", "gus", "hal");
            member.ShouldNotBe(preparer);
            runs.Add(open.Number);
            files[open.Number] = string.Concat(office.File(open.Number).Batches.Select(PaymentFile.Csv));
        }

        void SendBack(string run)
        {
            foreach (var sent in office.File(run).Batches.SelectMany(b => b.Lines).Select(l => l.Sent).Where(s => !rejected.ContainsKey(s.Reference)).Take(1))
                if (office.Results(string.Create(CultureInfo.InvariantCulture, $"{sent.Reference},rejected,{sent.Pence / 100m:0.00},{Cairn.Record.Day.Iso(office.Today)},Closed")).Count == 0) rejected[sent.Reference] = sent.Pence * (sent.Payer == 0 ? 1 : -1);
        }

        void Check()
        {
            var sent = runs.SelectMany(r => office.File(r).Batches).SelectMany(b => b.Lines).Select(l => l.Sent).ToList();
            sent.Select(s => s.Reference).ShouldBeUnique();
            (string Payer, long Out)[] payers = [("council", rejected.Values.Where(v => v > 0).Sum()), ("fund", -rejected.Values.Where(v => v < 0).Sum())];
            for (var p = 0; p < payers.Length; p++)
            {
                office.Balance($"paid:trial:{payers[p].Payer}").ShouldBe(sent.Where(s => s.Payer == p).Sum(s => s.Pence) - payers[p].Out);
                office.Balance($"carried:trial:{payers[p].Payer}").ShouldBe(office.Store.Read(s => s.Book.Accounts.Where(a => a.Key.StartsWith($"memo:payee:trial:{payers[p].Payer}:", StringComparison.Ordinal)).Sum(a => s.Book.Balance(a.Key))));
            }
            (office.Balance("paid:trial:council") + office.Balance("carried:trial:council")).ShouldBeLessThanOrEqualTo(1_000_00);
            if (office.Entries > 0 && runs.Count > 0) (office.Balance("paid:trial:council") + office.Balance("carried:trial:council") + office.Balance("cap:trial:council")).ShouldBe(1_000_00);
            foreach (var run in runs) string.Concat(office.File(run).Batches.Select(PaymentFile.Csv)).ShouldBe(files[run]);
        }
    }
}
