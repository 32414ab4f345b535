using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Messages;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Messages;

/// <summary>What became of messages to people, for whoever keeps the service: how many by which way, and what was not taken. It says nobody's name and no address.</summary>
public sealed class IndexModel(Partnership partnership, IReadOnlyList<IPost> ways) : CairnPage
{
    private const int Size = 50;

    public sealed record Line(string Words, string Way, string State, string At, string Note);

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<string> Ways { get; private set; } = [];

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    public void OnGet()
    {
        var outbox = partnership.Folder.Outbox;
        Ways = [.. ways.Select(w => NameOf(w.Way))];
        Pager = new Pager(outbox.Count, Asked, Size, page => $"{Links.Messages}?page={page}");
        Lines = [.. outbox.Newest(Pager.Size, Pager.Skip).Select(p => new Line(partnership.Vocabulary.Find(p.Id.Split(':')[0])?.Notice?.Words ?? "", NameOf(p.Way), StateOf(p), Day.Long(LondonTime.DayOf(p.At)), p.Note))];
    }

    internal static string NameOf(string way) => way switch { "text" => "Text message", "email" => "E-mail", "letter" => "Letter", _ => "Shown here" };

    internal static string StateOf(Posted posted) => posted.State switch
    {
        PostState.Sent => posted.Way == "demo" ? "Not sent: the demo" : "Sent",
        PostState.ToPrint => "To be printed",
        PostState.Sending => "Being sent",
        _ => posted.Tries >= Outbox.MostTries ? $"Given up after {posted.Tries} tries" : $"Failed {(posted.Tries == 1 ? "once" : $"{posted.Tries} times")}, tried again",
    };
}
