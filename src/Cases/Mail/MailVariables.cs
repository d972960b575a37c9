namespace IqWorkflows.Cases.Mail;

/// <summary>How much a message may say.</summary>
public enum MailLevel
{
    /// <summary>That there is news, and whom to call; nothing of the case but its number.</summary>
    Neutral,

    /// <summary>Dates and what to do. By mail only with the client's consent; on paper always.</summary>
    Content,
}

/// <summary>What texts may name besides the facts of the case (<c>{{appointment.at}}</c>).</summary>
public static class MailVariables
{
    /// <summary>Allowed at every level: they tell nothing of what the case is about.</summary>
    public static IReadOnlySet<string> Neutral { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "case.id", "centre.name", "centre.phone", "centre.mail", "centre.address", "counsellor.name", "counsellor.phone", "counsellor.mail", "is_reminder",
    };

    /// <summary>Allowed where the level is content.</summary>
    public static IReadOnlySet<string> Content { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "client.name", // full name of the client
        "staff.name", // who gets a list
        "today",
        "deadline.end", // of the deadlines that the head of the German text names
        "deadline.law",
        "documents.missing", // list of what is still to be brought
        "documents.costly", // list of what costs money
        "centre.new_name", // where the case is handed over to
        "centre.new_phone",
        "change.reason", // why a deadline moved
        "measure.has_begun",
        "esf.limit", // last day for the data of ESF Plus

        // Fields of action whose objects are no facts of a recognition case.
        "event.title", "event.at", "event.place", "event.registered", "event.minimum", "offer.valid_until", "action.title", "action.due_on", "agreement.title", "court.name",
    };
}
