using System.Text.Json;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>
/// A referral that is not sent yet: whose it is, whom it is about (a token, or empty for somebody new), and the answers so far. It is kept sealed
/// as a draft; nothing of it is recorded.
/// </summary>
public sealed class ReferralDraft(string id, string person)
{
    private const string Prefix = "referral-";

    /// <summary>32 hexadecimal figures; the idempotency key of sending, and with it the new person's token.</summary>
    public string Id => id;

    public string Person => person;

    public bool IsNew => person.Length == 0;

    public string Token => IsNew ? Telling.TokenFor(id) : person;

    /// <summary>By task, then by question.</summary>
    public Dictionary<string, Dictionary<string, string>> Answers { get; private init; } = [];

    public bool Done(string task) => Answers.ContainsKey(task);

    public string Of(string task, string question) => Answers.GetValueOrDefault(task)?.GetValueOrDefault(question) ?? "";

    /// <summary>The day answered, as files write it; empty where there is none.</summary>
    public string Iso(string task, string question)
    {
        var form = new Form(new Field(question, "", Asks.Date) { Value = Of(task, question) });
        return form.Day(question) is { } day ? Record.Day.Iso(day) : "";
    }

    /// <summary>The day on which the referral was made: today, unless it is typed in later and an earlier day was given.</summary>
    public int MadeOn(int today) => Iso(ReferralTasks.Last, ReferralTasks.MadeOn) is { Length: > 0 } iso && Record.Day.TryParse(iso, out var day) ? day : today;

    /// <summary>The name of the fact that stands for the referral once it is sent.</summary>
    public string Reference => Prefix + id;

    public static ReferralDraft Begin(string person) => new(Guid.NewGuid().ToString("n"), person);

    public void Save(DataFolder folder, string member) => folder.Drafts.Save(Key(member), JsonSerializer.Serialize(Answers));

    public void Delete(DataFolder folder, string member) => folder.Drafts.Delete(Key(member));

    public static ReferralDraft? Find(DataFolder folder, string member, string id)
    {
        var key = folder.Drafts.Of(member).Select(d => d.Key).FirstOrDefault(k => k.Form == Prefix + id);
        return key is not null && folder.Drafts.Find(key) is { } saved ? new ReferralDraft(id, key.Subject) { Answers = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(saved.Content) ?? [] } : null;
    }

    /// <summary>The member's referrals that are not sent, the last saved first.</summary>
    public static IReadOnlyList<(ReferralDraft Draft, DateTimeOffset SavedAt)> Of(DataFolder folder, string member) =>
        [.. folder.Drafts.Of(member).Where(d => d.Key.Form.StartsWith(Prefix, StringComparison.Ordinal)).Select(d => (Find(folder, member, d.Key.Form[Prefix.Length..])!, d.SavedAt)).Where(d => d.Item1 is not null)];

    private DraftKey Key(string member) => new(member, Prefix + id, person);
}
