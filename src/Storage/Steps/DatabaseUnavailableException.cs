namespace IqWorkflows.Storage.Steps;

/// <summary>The database did not do its work. Exactly one of those below.</summary>
public abstract class DatabaseTroubleException : Exception
{
    private protected DatabaseTroubleException(string message, Exception cause)
        : base(message, cause)
    {
    }
}

/// <summary>The database could not be written (busy, full, an input or output error). Nothing of the step was saved; it may be tried again as it was.</summary>
public sealed class DatabaseUnavailableException(string message, Exception cause) : DatabaseTroubleException(message, cause)
{
    internal static DatabaseUnavailableException From(Exception cause) => new($"The database could not be written; nothing of this step was saved. Try again. The reason it gave: {cause.Message}", cause);
}

/// <summary>The connection was lost while the database was saving the step, and the database could not be asked since. The step was saved as a whole or not at all; which of the two is not known.</summary>
public sealed class CommitInDoubtException : DatabaseTroubleException
{
    /// <param name="group">Number of the group, by which the database is asked.</param>
    /// <param name="cause">How the connection was lost.</param>
    internal CommitInDoubtException(long group, Exception cause)
        : base($"The connection to the database was lost while it was saving, and it cannot be asked now: the step was saved as a whole or not at all. Look before doing it again. The reason: {cause.Message}", cause) =>
        Group = group;

    internal long Group { get; }
}

/// <summary>The server is shutting down and takes no more steps. Nothing of the step was saved.</summary>
public sealed class WriterStoppedException() : Exception("The server is shutting down and takes no more steps. Try again when it is back.");
