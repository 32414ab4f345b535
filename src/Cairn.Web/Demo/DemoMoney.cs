using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Web.Demo;

/// <summary>
/// What the town's finance officers did, each on its day and by the acts that the pages use: who is paid and where, bank details agreed by two,
/// runs prepared by one and approved by another, what the bank made of them. One run waits on the town's today.
/// </summary>
internal sealed class DemoMoney(DataFolder folder, Settings settings, DemoClock clock)
{
    private const string Preparer = "M12", Approver = "M15", Commissioner = "M07", Council = "Saltby Council", Investors = "Harbour Social Investors", Homes = "Saltby Homes";
    private List<(int Day, Action Do)>? steps;
    private int next;

    private string Rehab => field ??= Named("rehabilitation");

    private string Young => field ??= Named("young-people");

    /// <summary>Does everything that was done before a day and has not been done yet.</summary>
    public void Before(int day)
    {
        // A town blown up for the load test has no money.yaml, and nobody was paid in it.
        var all = steps ??= File.Exists(Path.Combine(settings.DemoFolder!, "money.yaml")) ? Steps() : [];
        while (next < all.Count && all[next].Day < day)
        {
            clock.Set(all[next].Day);
            all[next++].Do();
        }
    }

    /// <summary>The scheme that the town's file gives: no code knows which there are.</summary>
    private string Named(string key)
    {
        var (file, mistakes) = (Path.Combine(settings.DemoFolder!, "money.yaml"), new Mistakes());
        return Yaml.Read(file, File.ReadAllText(file), mistakes)?[key]?.Word ?? throw new InvalidDataException($"{file} does not say which scheme is '{key}'. {string.Join('\n', mistakes.Found)}");
    }

    private List<(int Day, Action Do)> Steps() =>
    [
        (Day.Of(2026, 4, 20), () =>
        {
            Say(Commissioner, "commissioner", "payee", Investors, ("scheme", Rehab));
            Say(Commissioner, "commissioner", "payee", Homes, ("scheme", Young));
            foreach (var (scheme, payer) in new[] { (Rehab, "council"), (Rehab, "central-fund"), (Young, "department") }) Say(Commissioner, "commissioner", "scheme-payer", Council, ("scheme", scheme), ("payer", payer));
            Say(Preparer, "finance-officer", "supplier", Investors, ("scheme", Rehab), ("supplier-number", "SUP-20417"), ("purchase-order", "PO-7781"), ("cost-centre", "PH-RECOVERY-01"));
            Say(Preparer, "finance-officer", "supplier", Homes, ("supplier-number", "SUP-10032"), ("purchase-order", "PO-7790"), ("cost-centre", "HSG-YOUNG-02"));
        }),
        (Day.Of(2026, 4, 21), () => { Propose(Council, "200000", "11112222"); Propose(Investors, "200001", "33334444"); Propose(Homes, "200002", "55556666"); }),
        (Day.Of(2026, 4, 23), () => { foreach (var partner in (string[])[Council, Investors, Homes]) Confirm(partner); }),
        (Day.Of(2027, 2, 26), () => Prepare(Rehab)),
        (Day.Of(2027, 3, 1), () => Approve(Rehab)),
        (Day.Of(2027, 3, 4), () => AllPaid(Rehab)),
        (Day.Of(2027, 4, 30), () => Prepare(Young)),
        (Day.Of(2027, 5, 4), () => Approve(Young)),
        (Day.Of(2027, 5, 7), () => AllPaid(Young)),
        (Day.Of(2027, 8, 31), () => { Hold(false, "P115", "full-time-26-weeks", "One payslip is hard to read"); Prepare(Young); }),
        (Day.Of(2027, 9, 1), () => Approve(Young)),
        (Day.Of(2027, 9, 6), () => AllPaid(Young)),
        (Day.Of(2027, 11, 30), () => { Hold(false, "P061", "home-12-months", "The landlord has not answered yet"); Prepare(Young); }),
        (Day.Of(2027, 12, 1), () => Approve(Young)),
        (Day.Of(2027, 12, 6), () => AllPaid(Young)),
        (Day.Of(2028, 3, 30), () =>
        {
            Hold(true, "P115", "full-time-26-weeks", "The employer sent a clear copy");
            Propose(Homes, "200002", "77778888");
        }),
        (DemoTown.Today, () => Prepare(Young)),
    ];

    private void Say(string by, string capacity, string kind, string partner, params (string, string?)[] details)
    {
        var (draft, mistakes) = Recording.Read(folder, [("fact", kind), ("about", partner), ("from", "2026-04-01"), ("said-by", capacity), .. details], LondonTime.DayOf(clock.GetUtcNow()));
        DemoTown.Expect(Wait(Recording.Do(folder, new Asking(by, capacity, Recording.Source), draft ?? throw new InvalidDataException(string.Join("; ", mistakes.Select(m => m.What))))));
    }

    private void Propose(string partner, string sortCode, string number)
    {
        if (BankAccount.TryRead(sortCode, number, partner, out var account, out var why)) DemoTown.Expect(Wait(new BankDetailActs(folder, Who(Preparer)).Propose(partner, account)));
        else throw new InvalidDataException(why);
    }

    private void Confirm(string partner) =>
        DemoTown.Expect(Wait(new BankDetailActs(folder, Who(Approver)).Confirm(partner, folder.Read(s => BankDetails.Of(s.Facts, partner, s.RecordedBy)[^1].Position) + 1)));

    private void Prepare(string name)
    {
        var (scheme, text) = SchemeOf(name);
        DemoTown.Expect(Wait(new PayRunActs(folder, Who(Preparer)).Prepare(scheme, text, LondonTime.DayOf(clock.GetUtcNow()))));
    }

    private void Approve(string name)
    {
        var (scheme, _) = SchemeOf(name);
        var number = folder.Read(s => PayRuns.Open(s.Facts, name)!.Number);
        DemoTown.Expect(Wait(new PayRunActs(folder, Who(Approver)).Approve(scheme, number)));
        var file = folder.Read(s => PaymentFile.Of(scheme, s.Facts, s.Book, PayRuns.Of(s.Facts, name).First(r => r.Number == number), s.RecordedBy));
        DemoTown.Expect(Wait(new PayRunActs(folder, Who(Preparer)).Sent(scheme, file, file.Digest)));
    }

    private void AllPaid(string name)
    {
        var (scheme, _) = SchemeOf(name);
        var today = Day.Iso(LondonTime.DayOf(clock.GetUtcNow()));
        var sent = folder.Read(s => PayRuns.Sent(scheme, s.Facts, s.Book, PayRuns.Of(s.Facts, name)[^1].Number));
        var csv = Encoding.UTF8.GetBytes("reference,status,amount,date,reason\n" + string.Concat(sent.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Reference},paid,{p.Pence / 100}.{p.Pence % 100:00},{today},\n"))));
        var mistakes = new Mistakes();
        var rows = PaymentResults.Read("results.csv", new MemoryStream(csv), mistakes) ?? throw new InvalidDataException(string.Join('\n', mistakes.Found));
        DemoTown.Expect(Wait(new PayRunActs(folder, Who(Preparer)).Results(scheme, "results.csv", Convert.ToHexStringLower(SHA256.HashData(csv)), rows, mistakes)));
    }

    /// <summary>Puts the payment for what a person reached on hold, or lets it go.</summary>
    private void Hold(bool release, string person, string outcome, string reason)
    {
        var (scheme, _) = SchemeOf(Young);
        var key = folder.Read(s =>
        {
            var answer = Evaluation.Of(scheme, s.Facts, LondonTime.DayOf(clock.GetUtcNow()), Day.Never);
            return Desk.Settle.Decide(answer, s.Book, s.LastAt, "", s.RecordedBy).Lines.First(l => l.What is Desk.Settled.Posts && scheme.Outcomes[l.Outcome].Name == outcome
                && s.FindPerson("saltby", person) == s.Facts.Of(About.Person)[l.Subject]).Key;
        });
        DemoTown.Expect(Wait(new PayRunActs(folder, Who(Preparer)).Hold(scheme, key, reason, release)));
    }

    private (Scheme Scheme, string Text) SchemeOf(string name)
    {
        var text = folder.Read(s => s.Scheme(name)!.Text);
        return (SchemeFile.Read(name, text, settings.Vocabulary, new Mistakes()) ?? throw new InvalidDataException($"{name} cannot be read."), text);
    }

    private static Asking Who(string member) => new(member, "finance-officer");

    private static Reply Wait(Task<Reply> reply) => reply.GetAwaiter().GetResult();
}
