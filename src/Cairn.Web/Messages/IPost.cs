using Cairn.Desk;

namespace Cairn.Web.Messages;

/// <summary>How somebody may be reached, as they last said. Empty where they gave nothing; nobody is reached where they did not say that it is safe.</summary>
public sealed record Contact(string Phone, string Email, string Address);

/// <summary>A way to send messages.</summary>
public interface IPost
{
    /// <summary>As the outbox calls it.</summary>
    string Way { get; }

    /// <summary>Whether somebody can be reached by it.</summary>
    bool Reaches(Contact contact);

    /// <summary>Sends, and gives the receipt; throws a <see cref="PostException"/> when it was not taken. The id makes a second try known as the same message where the other side can tell.</summary>
    Task<string> Send(Message message, Contact contact, CancellationToken stop);
}

/// <summary>Why a message was not taken, in words for an administrator, without the address or the number.</summary>
public sealed class PostException(string why, Exception? inner = null) : Exception(why, inner);
