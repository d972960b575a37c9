namespace IqWorkflows.Storage.Steps;

/// <summary>The database could not be written (busy, full, an input or output error). Nothing of the step was saved; it may be tried again as it was.</summary>
public sealed class DatabaseUnavailableException(string message, Exception cause) : Exception(message, cause)
{
    internal static DatabaseUnavailableException From(Exception cause) => new($"The database could not be written; nothing of this step was saved. Try again. The reason it gave: {cause.Message}", cause);
}

/// <summary>The server is shutting down and takes no more steps. Nothing of the step was saved.</summary>
public sealed class WriterStoppedException() : Exception("The server is shutting down and takes no more steps. Try again when it is back.");
