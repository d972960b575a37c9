using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Compares the outbox with what the mail server took and what callers know.</summary>
internal static class MailCheck
{
    /// <summary>A mail is handed over once. Where nobody can know whether it was, it is said to be unknown and not sent again.</summary>
    /// <param name="messages">The outbox.</param>
    /// <param name="taken">Message-IDs, as often as the mail server took each.</param>
    public static IEnumerable<Finding> Run(IEnumerable<MessageRow> messages, IEnumerable<string> taken)
    {
        var handedOver = taken.ToLookup(id => id, StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in messages)
        {
            known.Add(message.MessageId);
            var times = handedOver[message.MessageId].Count();
            if (times > 1)
                yield return new Finding("doubled-mail", $"{message.Id} was handed over {times} times");
            if (message.State is MessageState.Queued or MessageState.Claimed)
                yield return new Finding("mail-left", $"{message.Id} is {message.State} and nobody does anything about it");
            if (message.State == MessageState.Sent && times == 0)
                yield return new Finding("never-handed-over", $"{message.Id} is said to be sent");
            if (message.State == MessageState.Failed && times > 0)
                yield return new Finding("handed-over", $"{message.Id} is said to have failed, and was taken");
        }
        foreach (var stranger in handedOver.Where(mails => !known.Contains(mails.Key)))
            yield return new Finding("mail-from-nowhere", $"{stranger.Key} was handed over, and is not in the outbox");
    }

    /// <summary>Whoever's case was opened is written to once.</summary>
    public static IEnumerable<Finding> Written(ChaosHistory history, IEnumerable<MessageRow> messages)
    {
        var written = messages.Where(message => message.Occasion == ChaosDefinitions.MailOccasion).ToLookup(message => message.Address, StringComparer.Ordinal);
        foreach (var request in history.Sent.Values.Where(request => request.Asked == Asked.Case))
        {
            var mails = written[ChaosHistory.AddressOf(request.Token)].ToList();
            var answer = history.AnswerTo(request.Token);
            if (mails.Count > 1)
                yield return new Finding("doubled-Case", $"{request.Token} was written to {mails.Count} times: {string.Join(", ", mails.Select(mail => mail.Id))}");
            else if (mails.Count == 0 && answer is not null)
                yield return new Finding("lost-Case", $"{request.Token} was acknowledged, and nobody wrote");
            else if (mails.Count == 1 && answer is not null && mails[0].CaseId != answer)
                yield return new Finding("other-case", $"{request.Token} was answered with {answer}, but its mail is of {mails[0].CaseId}");
        }
    }
}
