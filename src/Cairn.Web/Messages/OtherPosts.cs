using Cairn.Desk;

namespace Cairn.Web.Messages;

/// <summary>Letters: nothing is sent, a worker who knows the address prints it.</summary>
public sealed class LetterPost : IPost
{
    public string Way => "letter";

    public bool Reaches(Contact contact) => contact.Address.Length > 0;

    public Task<string> Send(Message message, Contact contact, CancellationToken stop) => Task.FromResult("");
}

/// <summary>The demo's: nothing leaves the machine, and messages are read on a page.</summary>
public sealed class DemoPost : IPost
{
    public string Way => "demo";

    public bool Reaches(Contact contact) => true;

    public Task<string> Send(Message message, Contact contact, CancellationToken stop) => Task.FromResult("Not sent: this is the demo.");
}
