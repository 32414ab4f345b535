using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Every pay run, the latest first.</summary>
public sealed class RunsModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    private const int Size = 25;

    public sealed record Row(string Number, string Scheme, string AsAt, string Prepared, long Amount, RunState State);

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool Prepares => May(Right.PreparePayRun);

    public void OnGet()
    {
        var all = Partnership.Read(read => Paying(read).SelectMany(s => PayRuns.Of(read.Facts, s.Name).Select(r =>
            new Row(r.Number, s.Title, Day.Long(r.AsAt), $"{Day.Long(r.PreparedOn)} by {NameOf(read.State.RecordedBy(r.Position))}", r.Amount, r.State))).OrderByDescending(r => r.Number, StringComparer.Ordinal).ToList());
        Pager = new Pager(all.Count, Asked, Size, page => $"{Links.Runs}?page={page}");
        Rows = [.. all.Skip(Pager.Skip).Take(Size)];
    }

    /// <summary>How a run's state is told, with the colour of its tag.</summary>
    public static (string Words, string Colour) Tag(RunState state) => state switch { RunState.Open => ("To approve", "yellow"), RunState.Approved => ("Approved", "green"), _ => ("Withdrawn", "grey") };
}
