using System.Globalization;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Store;

/// <summary>
/// Every settlement and every approved pay run decided again, from the facts, entries and scheme that the log held before it, and compared
/// with what it appended, to the penny. What <see cref="Verify"/> cannot see - an entry rightly chained and sealed that does not follow from
/// the record - is a fault here.
/// </summary>
public sealed record DecidedAgain(IReadOnlyList<Fault> Faults, int Settlements, int Payments)
{
    /// <summary>How many come out otherwise now that facts of before them were lawfully erased, and so cannot be decided again.</summary>
    public int RestOnErased { get; private init; }

    /// <summary>Decides them all again in an open folder; the read lock is held meanwhile.</summary>
    public static DecidedAgain Of(DataFolder store)
    {
        var log = store.Commands(Store.Settlements.Kind).Concat(store.Commands(PayRunActs.Approving)).OrderBy(c => c.Position).ToList();
        var accounts = BankDetailActs.Accounts(store);
        var recorded = store.RecordedSingly();
        string? By(int position) => recorded.GetValueOrDefault(position + 1L);
        return store.Read(state =>
        {
            var (faults, payments, erased) = (new List<Fault>(), 0, 0);
            foreach (var command in log)
            {
                var found = new List<Fault>();
                payments += Again(state, store.Vocabulary, command, By, accounts, found);
                if (found.Count > 0 && state.ErasedFacts.Any(e => e.Position < command.FactsBefore)) erased++;
                else faults.AddRange(found);
            }
            return new DecidedAgain(faults, log.Count, payments) { RestOnErased = erased };
        });
    }

    /// <summary>How many payments it posts.</summary>
    private static int Again(State state, Vocabulary vocabulary, LoggedCommand command, RecordedBy by, IReadOnlyDictionary<int, BankAccount> accounts, List<Fault> faults)
    {
        using var answer = JsonDocument.Parse(command.Answer);
        var name = answer.RootElement.GetProperty("scheme").GetString()!;
        if (!Day.TryParse(answer.RootElement.GetProperty("on").GetString(), out var on)) throw new InvalidDataException($"Settlement {command.Position} does not say of which day it is.");
        var where = string.Create(CultureInfo.InvariantCulture, $"settlement {command.Position} of {name} on {Day.Iso(on)}");
        if (TextOf(state, name, on, command, answer.RootElement.TryGetProperty("version", out var version) ? version.GetString() : null) is not { } text)
        {
            faults.Add(new(where, "it was decided by rules that held neither on that day nor on the day it was done"));
            return 0;
        }
        var mistakes = new Mistakes();
        if (SchemeFile.Read(name, text, vocabulary, mistakes) is not { } scheme)
        {
            faults.Add(new(where, $"its scheme can no longer be read: {string.Join("; ", mistakes.Found)}"));
            return 0;
        }
        var book = Book.From(state.Book.Entries.Take(command.EntriesBefore));
        var facts = state.Facts.Prefix(command.FactsBefore);
        var (commands, posts, why) = command.Kind == PayRunActs.Approving ? PayRunActs.Again(scheme, facts, book, command, by, accounts) : Settled(Settle.Decide(Evaluation.Of(scheme, facts, on, Day.Never), book, command.At, command.By, by));
        if (why is not null) faults.Add(new($"{command.Key} of {name}", $"it could not have been approved: {why}"));
        var now = commands.Select(c => Legs(Applied(book, c))).ToList();
        var then = state.Book.Entries.Skip(command.EntriesBefore).Take(command.Entries).Select(Legs).ToList();
        if (!now.SequenceEqual(then, StringComparer.Ordinal)) faults.Add(new(where, $"the log holds {Difference(then, now)}"));
        return posts;
    }

    /// <summary>The text it was decided by: of the day it is as at or the day it was done, whichever it names; what names none was decided by the latter. Null where it names another.</summary>
    private static string? TextOf(State state, string scheme, int on, LoggedCommand command, string? version)
    {
        SchemeVersion?[] held = [state.Scheme(scheme, LondonTime.DayOf(command.At), command.Position), state.Scheme(scheme, on, command.Position)];
        return version is null || held[0] is null ? held[0]?.Text ?? "" : held.FirstOrDefault(h => h is not null && SchemeFile.Version(h.Text) == version)?.Text;
    }

    private static (IReadOnlyList<Ledger.Command> Commands, int Posts, string? Why) Settled(Settlement settled) => (settled.Commands, settled.Lines.Count(l => l.What is Desk.Settled.Posts), null);

    private static Entry Applied(Book book, Ledger.Command command)
    {
        var answer = book.Decide(command);
        if (answer is Answer.Posted posted) book.Apply(posted.New);
        return answer.Entry ?? throw new InvalidDataException(answer.Why);
    }

    private static string Legs(Entry entry) => $"{entry.Key} {string.Join(" ", entry.Legs.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Account}={l.Pence}")))}";

    private static string Difference(List<string> then, List<string> now) =>
        then.Except(now, StringComparer.Ordinal).FirstOrDefault() is { } had ? $"'{had}', which does not follow from the record" : now.Except(then, StringComparer.Ordinal).FirstOrDefault() is { } lacks ? $"nothing for '{lacks}', which follows from the record" : "the same in another order";
}
