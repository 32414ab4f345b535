using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Cairn.Desk;
using Cairn.Store;
using Cairn.Web.Messages;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cairn.Web.Tests;

/// <summary>What people are told outside Cairn: once, only where it is safe, and without a word of what it is about.</summary>
public sealed class MessageTests
{
    private static readonly Contact Robin = new("07700 900123", "robin@example.org", "1 High Street\nSaltby");

    [Fact]
    public async Task A_day_before_an_appointment_the_person_is_told_once_and_never_by_whoever_said_it_is_not_safe()
    {
        await using var town = await Town.Open();
        await Appointment(town, "P001", "2028-04-01");
        await Appointment(town, "P001", "2028-04-02");
        await Given.Fact(town, "M03", "key-worker", ("fact", "contact-details"), ("person", town.Token("P001")), ("from", "2028-03-30"), ("phone", "07700 900123"), ("safe", "yes"));
        await Given.Fact(town, "M03", "key-worker", ("fact", "contact-details"), ("person", town.Token("P002")), ("from", "2028-03-30"), ("phone", "07700 900124"), ("safe", "no"));
        await Appointment(town, "P002", "2028-04-01");
        var post = new Heard();
        var postman = new Postman(town.Partnership, [post], NullLogger<Postman>.Instance);
        await postman.Round(TestContext.Current.CancellationToken);
        await postman.Round(TestContext.Current.CancellationToken);
        post.Sent.Where(s => s.Message.Person == town.Token("P001")).Select(s => (s.Contact.Phone, s.Message.Words)).ShouldBe([("07700 900123", "You have an appointment tomorrow. If you cannot come, please tell us.")]);
        post.Sent.ShouldNotContain(s => s.Message.Person == town.Token("P002"));
    }

    [Fact]
    public async Task What_was_not_taken_is_tried_again_later_and_given_up_in_the_end()
    {
        await using var town = await Town.Open();
        await Given.Fact(town, "M03", "key-worker", ("fact", "contact-details"), ("person", town.Token("P001")), ("from", "2028-03-30"), ("phone", "07700 900123"), ("safe", "yes"));
        await Appointment(town, "P001", "2028-04-01");
        var post = new Heard { Refuses = true };
        var postman = new Postman(town.Partnership, [post], NullLogger<Postman>.Instance);
        await postman.Round(TestContext.Current.CancellationToken);
        await postman.Round(TestContext.Current.CancellationToken);
        var line = town.Partnership.Folder.Outbox.To(town.Token("P001")).ShouldHaveSingleItem();
        (line.State, line.Tries, line.Note).ShouldBe((PostState.Failed, 1, "Closed."));
    }

    [Fact]
    public async Task Notify_is_asked_as_its_interface_says_and_the_token_is_signed_with_the_secret()
    {
        const string Service = "11111111-2222-3333-4444-555555555555", Secret = "66666666-7777-8888-9999-000000000000";
        NotifyPost.IsKey($"saltby-{Service}-{Secret}").ShouldBeTrue();
        NotifyPost.IsKey("saltby").ShouldBeFalse();
        var handler = new Answering(HttpStatusCode.Created, """{"id":"receipt-1"}""");
        using var http = new HttpClient(handler);
        var post = new NotifyPost(http, new Uri("http://notify.test"), $"saltby-{Service}-{Secret}", "template-1", TimeProvider.System);
        (await post.Send(new Message("appointment:2028-03-31:x", "x", "Words.", 1), Robin, TestContext.Current.CancellationToken)).ShouldBe("receipt-1");
        handler.Asked!.RequestUri!.AbsolutePath.ShouldBe("/v2/notifications/sms");
        using var body = JsonDocument.Parse(handler.Body);
        (body.RootElement.GetProperty("phone_number").GetString(), body.RootElement.GetProperty("template_id").GetString(), body.RootElement.GetProperty("reference").GetString()).ShouldBe(("07700 900123", "template-1", "appointment:2028-03-31:x"));
        body.RootElement.GetProperty("personalisation").GetProperty("words").GetString().ShouldBe("Words.");
        var parts = handler.Asked.Headers.Authorization!.Parameter!.Split('.');
        Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])).ShouldContain($"\"iss\":\"{Service}\"");
        System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{parts[0]}.{parts[1]}"))).ShouldBe(parts[2]);

        using var refusing = new HttpClient(new Answering(HttpStatusCode.Forbidden, "{}"));
        (await Should.ThrowAsync<PostException>(() => new NotifyPost(refusing, new Uri("http://notify.test"), $"saltby-{Service}-{Secret}", "t", TimeProvider.System).Send(new Message("i", "x", "Words.", 1), Robin, TestContext.Current.CancellationToken))).Message.ShouldBe("Notify answered 403.");
    }

    [Fact]
    public async Task Mail_goes_to_the_server_with_a_subject_that_says_nothing()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var heard = Hear(server);
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        await new MailPost(new Uri($"smtp://127.0.0.1:{port}"), "care@example.org").Send(new Message("i", "x", "You have an appointment tomorrow.", 1), Robin, TestContext.Current.CancellationToken);
        var mail = await heard;
        mail.ShouldContain("RCPT TO:<robin@example.org>");
        mail.ShouldContain("Subject: A message for you");
        mail.ShouldContain("You have an appointment tomorrow.");
        server.Stop();
        await Should.ThrowAsync<PostException>(() => new MailPost(new Uri($"smtp://127.0.0.1:{port}"), "care@example.org").Send(new Message("i", "x", "W", 1), Robin, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_letter_is_printed_by_whoever_may_know_the_address_and_the_keeper_of_the_service_sees_no_name()
    {
        await using var town = await Town.Open();
        await Given.Fact(town, "M03", "key-worker", ("fact", "contact-details"), ("person", town.Token("P001")), ("from", "2028-03-30"), ("address", "1 High Street, Saltby"), ("safe", "yes"));
        await Appointment(town, "P001", "2028-04-01");
        await new Postman(town.Partnership, [new LetterPost()], NullLogger<Postman>.Instance).Round(TestContext.Current.CancellationToken);
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open($"/people/{town.Token("P001")}/messages");
        await worker.Follow("Print the letter");
        worker.Text.ShouldContain("1 High Street, Saltby");
        await worker.Send();
        worker.Text.ShouldContain("The letter is noted as sent.");
        using var person = await Visitor.SignedIn(town, town.Token("P001"));
        await person.Open($"/people/{town.Token("P001")}/messages");
        person.Text.ShouldContain("You have an appointment tomorrow.");
        using var keeper = await Visitor.SignedIn(town, "M13");
        await keeper.Open("/messages");
        keeper.Text.ShouldContain("You have an appointment tomorrow.");
        keeper.Html.ShouldNotContain(town.Token("P001"));
        using var advisor = await Visitor.SignedIn(town, "M24");
        await advisor.Open($"/people/{town.Token("P001")}/messages");
        advisor.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task Appointment(Town town, string person, string day) =>
        Given.Fact(town, "M03", "key-worker", ("fact", "appointment"), ("person", town.Token(person)), ("from", day), ("type", "treatment"));

    private static async Task<string> Hear(TcpListener server)
    {
        using var caller = await server.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = caller.GetStream();
        using var reader = new StreamReader(stream);
        await using var writer = new StreamWriter(stream) { NewLine = "\r\n", AutoFlush = true };
        var heard = new StringBuilder();
        await writer.WriteLineAsync("220 test");
        var inMail = false;
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            heard.AppendLine(line);
            if (inMail) inMail = line != ".";
            if (inMail) continue;
            inMail = line == "DATA";
            await writer.WriteLineAsync(inMail ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
            if (line is "." or "QUIT") break;
        }
        return heard.ToString();
    }

    private sealed class Heard : IPost
    {
        public bool Refuses { get; init; }

        public List<(Message Message, Contact Contact)> Sent { get; } = [];

        public string Way => "text";

        public bool Reaches(Contact contact) => contact.Phone.Length > 0;

        public Task<string> Send(Message message, Contact contact, CancellationToken stop)
        {
            if (Refuses) throw new PostException("Closed.");
            Sent.Add((message, contact));
            return Task.FromResult("receipt");
        }
    }

    private sealed class Answering(HttpStatusCode status, string body) : HttpMessageHandler
    {
        public HttpRequestMessage? Asked { get; private set; }

        public string Body { get; private set; } = "";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (Asked, Body) = (request, await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(status) { Content = new StringContent(body) };
        }
    }
}
