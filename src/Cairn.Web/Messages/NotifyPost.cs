using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cairn.Desk;

namespace Cairn.Web.Messages;

/// <summary>
/// Text messages by GOV.UK Notify. The key is the one that Notify shows: a name, the service's id and a secret, each with a dash between. The
/// template has one personalisation, <c>words</c>.
/// </summary>
public sealed class NotifyPost(HttpClient http, Uri url, string key, string template, TimeProvider clock) : IPost
{
    /// <summary>Where Notify is unless said otherwise.</summary>
    public static readonly Uri Usual = new("https://api.notifications.service.gov.uk");

    private const int IdLength = 36;

    /// <summary>Whether a key has the form of Notify's: two ids of 36 characters at its end.</summary>
    public static bool IsKey(string key) => key.Length > 2 * IdLength + 1 && Guid.TryParse(key[^IdLength..], out _) && Guid.TryParse(key[^(2 * IdLength + 1)..^(IdLength + 1)], out _);

    public string Way => "text";

    public bool Reaches(Contact contact) => contact.Phone.Length > 0;

    public async Task<string> Send(Message message, Contact contact, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(url, "/v2/notifications/sms"))
        {
            Content = JsonContent.Create(new { phone_number = contact.Phone, template_id = template, personalisation = new { words = message.Words }, reference = message.Id }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token());
        try
        {
            using var answer = await http.SendAsync(request, stop);
            if (answer.StatusCode is HttpStatusCode.Created)
            {
                using var read = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
                return read.RootElement.GetProperty("id").GetString() ?? "";
            }
            throw new PostException($"Notify answered {(int)answer.StatusCode}.");
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException && !stop.IsCancellationRequested)
        {
            throw new PostException("Notify could not be reached.", broken);
        }
    }

    /// <summary>A JSON web token as Notify asks for: by whom and when, signed with the secret.</summary>
    private string Token()
    {
        var (service, secret) = (key[^(2 * IdLength + 1)..^(IdLength + 1)], key[^IdLength..]);
        var said = $"{Coded("""{"typ":"JWT","alg":"HS256"}""")}.{Coded($$"""{"iss":"{{service}}","iat":{{clock.GetUtcNow().ToUnixTimeSeconds()}}}""")}";
        return $"{said}.{Coded(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(said)))}";
    }

    private static string Coded(string text) => Coded(Encoding.UTF8.GetBytes(text));

    private static string Coded(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
