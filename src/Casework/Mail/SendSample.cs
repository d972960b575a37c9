using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Casework.Mail;

/// <summary>Sends a text to whoever works on it, filled with the invented case. It belongs to no case and leaves no message.</summary>
public sealed class SendSample(IqRuntime runtime, IMailTransport transport)
{
    /// <param name="composed">The text, filled.</param>
    /// <param name="to">The own address of whoever asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Delivery> RunAsync(ComposedMail composed, MailAddress to, CancellationToken cancellationToken)
    {
        var (now, mail) = (runtime.Clock.GetUtcNow(), runtime.Options.Mail);
        return transport.SendAsync(
            new OutgoingMail
            {
                MessageId = $"<sample.{Guid.CreateVersion7(now):N}@{mail.MessageIdDomain}>",
                From = new MailAddress(mail.FromName, mail.FromAddress),
                To = to,
                Date = now,
                Subject = "[Probe] " + composed.Subject,
                Text = composed.Text,
                Html = composed.Html,
                Languages = [.. composed.Languages],
            },
            cancellationToken);
    }
}
