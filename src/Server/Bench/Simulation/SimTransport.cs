using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Server.Bench.Simulation;

/// <summary>A mail server that is slow, says no, or is not heard any more. It remembers what it took.</summary>
internal sealed class SimTransport(SimWorld world) : IMailTransport
{
    /// <summary>Message-IDs, as often as each was taken.</summary>
    public List<string> Taken { get; } = [];

    public async Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        await world.Scheduler.DelayAsync(200);
        var fate = world.IsCalm ? int.MaxValue : world.Scheduler.Random.Next(12);
        if (fate == 0)
            return new Delivery.Deferred("450 later");
        if (fate == 1)
            return new Delivery.Refused("550 no");
        if (fate > 2)
            Taken.Add(mail.MessageId);
        await world.Scheduler.DelayAsync(200); // the sender may die here: then nobody knows
        if (fate is 2 or 3)
            return new Delivery.Unsure("The line was cut.");
        return new Delivery.Accepted("250 taken");
    }
}
