using Cairn.Desk;
using Cairn.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Cairn.Web.Messages;

/// <summary>
/// Sends what people are to be told, every so often, by the first way that reaches them. What is due follows from the record; the outbox says what was
/// sent. Whoever has not said that it is safe to ring or write to them is not written to, and what is more than three days late is not sent at all.
/// </summary>
public sealed partial class Postman(Partnership partnership, IReadOnlyList<IPost> ways, ILogger<Postman> log, TimeSpan? every = null) : BackgroundService
{
    /// <summary>Days for which a message is still worth sending.</summary>
    public const int StillTold = 3;

    /// <summary>Sends what is due, and says how many were taken.</summary>
    public async Task<int> Round(CancellationToken stop)
    {
        var due = partnership.Read(read => Notices.Of(read.Facts, read.Today - StillTold, read.Today));
        if (due.Count == 0) return 0;
        var (outbox, contacts, sent) = (partnership.Folder.Outbox, Contacts(), 0);
        foreach (var message in due)
        {
            if (!contacts.TryGetValue(message.Person, out var contact) || ways.FirstOrDefault(w => w.Reaches(contact)) is not { } way || !outbox.Begin(message.Id, message.Person, way.Way)) continue;
            try
            {
                var receipt = await way.Send(message, contact, stop);
                outbox.End(message.Id, way is LetterPost ? PostState.ToPrint : PostState.Sent, receipt);
                sent++;
            }
            catch (PostException refused)
            {
                outbox.End(message.Id, PostState.Failed, refused.Message);
                NotTaken(log, way.Way, refused.Message);
            }
        }
        return sent;
    }

    /// <summary>How people may be reached: the last that was said of each, where it is safe.</summary>
    public Dictionary<string, Contact> Contacts()
    {
        var safe = partnership.Read(read => Said.Of(read.Facts, "contact-details").GroupBy(s => s.Subject).Select(g => g.Last()).Where(s => s.Code("safe") == "yes").ToDictionary(s => s.Position + 1L, s => s.Subject));
        return partnership.Folder.Words("contact-details").Where(w => safe.ContainsKey(w.Position)).ToDictionary(w => safe[w.Position], w => new Contact(Word(w, "phone"), Word(w, "email"), Word(w, "address")), StringComparer.Ordinal);
        static string Word(WordsOf words, string detail) => words.Words.Details.GetValueOrDefault(detail, "");
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (every is { } time && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Round(stoppingToken);
                await Task.Delay(time, stoppingToken);
            }
            // Whatever goes wrong here is no reason to stop the pages.
            catch (Exception trouble)
            {
                if (stoppingToken.IsCancellationRequested) return;
                NotNow(log, trouble.GetType().Name);
                await Task.Delay(time, CancellationToken.None);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message was not taken, by {Way}: {Why}")]
    private static partial void NotTaken(ILogger log, string way, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Messages were not sent this minute: {Trouble}")]
    private static partial void NotNow(ILogger log, string trouble);
}
