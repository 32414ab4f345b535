using System.Net;
using System.Net.Mail;
using Cairn.Desk;

namespace Cairn.Web.Messages;

/// <summary>Mail by SMTP, with TLS where the address says <c>smtps:</c>. The subject says nothing.</summary>
public sealed class MailPost(Uri server, string from) : IPost
{
    private const string Subject = "A message for you";

    public string Way => "email";

    public bool Reaches(Contact contact) => MailAddress.TryCreate(contact.Email, out _);

    public async Task<string> Send(Message message, Contact contact, CancellationToken stop)
    {
        using var smtp = new SmtpClient(server.Host, server.Port > 0 ? server.Port : 25) { EnableSsl = server.Scheme == "smtps", Timeout = 20_000 };
        if (server.UserInfo.Split(':', 2) is [var name, var password]) smtp.Credentials = new NetworkCredential(Uri.UnescapeDataString(name), Uri.UnescapeDataString(password));
        using var mail = new MailMessage(from, contact.Email, Subject, message.Words);
        // The same on a second try, so that whoever reads mail by threads sees one.
        mail.Headers.Add("Message-ID", $"<{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(message.Id)))[..32]}@{new MailAddress(from).Host}>");
        try
        {
            await smtp.SendMailAsync(mail, stop);
            return "";
        }
        catch (Exception broken) when (broken is SmtpException or InvalidOperationException)
        {
            throw new PostException(broken is SmtpException refused ? $"The mail server did not take it: {refused.StatusCode}." : "The mail server could not be reached.", broken);
        }
    }
}
