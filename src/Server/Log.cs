namespace IqWorkflows.Server;

/// <summary>What the server tells its log. Event ids from 5000; never a person's name, a document's text or a key.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 5000, Level = LogLevel.Information, Message = "Serving {Urls} with the database {Database}")]
    public static partial void Serving(this ILogger logger, string urls, string database);

    [LoggerMessage(EventId = 5001, Level = LogLevel.Information, Message = "Stopped; every acknowledged step is saved")]
    public static partial void Stopped(this ILogger logger);

    [LoggerMessage(EventId = 5010, Level = LogLevel.Information, Message = "{DefinitionId}: version {Version} written, published: {IsPublished}")]
    public static partial void DefinitionWritten(this ILogger logger, string definitionId, int version, bool isPublished);

    [LoggerMessage(EventId = 5020, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    public static partial void RequestFailed(this ILogger logger, string method, string path, Exception exception);

    [LoggerMessage(EventId = 5021, Level = LogLevel.Error, Message = "The database cannot be used; requests are refused until it can: {Reason}")]
    public static partial void DatabaseUnavailable(this ILogger logger, string reason);

    [LoggerMessage(EventId = 5030, Level = LogLevel.Error, Message = "Job {Job} failed; it is tried again at the next knock")]
    public static partial void JobFailed(this ILogger logger, string job, Exception exception);

    [LoggerMessage(EventId = 5031, Level = LogLevel.Information, Message = "Job {Job} did {Items} items")]
    public static partial void JobDone(this ILogger logger, string job, int items);

    [LoggerMessage(EventId = 5040, Level = LogLevel.Warning, Message = "Request {Handle} was not answered by a workflow in time")]
    public static partial void Unanswered(this ILogger logger, string handle);

    [LoggerMessage(EventId = 5041, Level = LogLevel.Warning, Message = "The answer to request {Handle} could not be sent as the workflow gave it: {Reason}")]
    public static partial void AnswerUnsendable(this ILogger logger, string handle, string reason);
}
