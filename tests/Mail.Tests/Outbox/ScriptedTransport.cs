using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Mail.Tests.Outbox;

/// <summary>A way out that answers as it is told and remembers what it was given.</summary>
internal sealed class ScriptedTransport(params IEnumerable<Delivery> answers) : IMailTransport
{
    private readonly Queue<Delivery> _answers = new(answers);

    public List<OutgoingMail> Given { get; } = [];

    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        Given.Add(mail);
        return Task.FromResult(_answers.TryDequeue(out var answer) ? answer : new Delivery.Accepted("250 ok"));
    }
}

/// <summary>A way out on which the process dies: it takes the mail and never answers.</summary>
internal sealed class DyingTransport : IMailTransport
{
    private readonly TaskCompletionSource _given = new();

    public Task Given => _given.Task;

    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        _given.TrySetResult();
        return new TaskCompletionSource<Delivery>().Task;
    }
}

/// <summary>A way out with a fault of its own.</summary>
internal sealed class FaultyTransport(string message) : IMailTransport
{
    public Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => Task.FromException<Delivery>(new FormatException(message));
}
