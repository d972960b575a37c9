using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Server.Api;

/// <summary>Everything that goes wrong, as problem details: a title that says what, a detail that says what to do.</summary>
internal static partial class Problems
{
    /// <summary>A use case refused.</summary>
    public static IResult Of(Obstacle reason)
    {
        var name = reason.Args.Count > 0 ? reason.Args[0] : "";
        var (status, title, detail) = reason.Code switch
        {
            "definition-unknown" => (404, $"There is no definition {name}.", "GET /api/definitions lists those there are."),
            "version-unknown" => (404, $"The definition {name} has no such version.", $"GET /api/definitions/{name}/versions lists those there are."),
            "not-published" => (404, $"Nothing is published under {name}.", $"Publish a version first: POST /api/definitions/{name}/publish."),
            "version-in-use" => (409, $"That version of {name} is or was run.", "It must stay, since the journals of its instances are read with it. Retract the definition instead."),
            "already-running" => (409, $"An instance of {name} is running, and the definition allows only one.", "Wait for its end, or cancel it."),
            "already-running-correlated" => (409, "An instance with this correlation id is running, and the definition allows only one.", "Wait for its end, cancel it, or use another correlation id."),
            "instance-exists" => (409, $"There is an instance {name} already.", "Leave the id out: a new one is made."),
            "task-unknown" => (404, $"There is no task {name}.", "GET /api/tasks lists the open ones."),
            "task-not-open" => (409, $"The task {name} is no longer open.", "It was done before, or its workflow went on without it. Nothing needs to be done."),
            "instance-not-waiting" => (409, $"The instance {name} has faulted and cannot take the result now.", "Retry or skip its incident, then report the task again."),
            _ => (409, $"That was refused: {reason}.", null as string),
        };
        return Results.Problem(statusCode: status, title: title, detail: detail, extensions: [new("code", reason.Code), new("args", reason.Args)]);
    }

    /// <summary>A definition is not right.</summary>
    public static IResult Of(IReadOnlyList<Problem> problems) => Results.Problem(
        statusCode: StatusCodes.Status422UnprocessableEntity,
        title: "The definition has errors; nothing was saved.",
        detail: $"{problems.Count(problem => problem.Severity == ProblemSeverity.Error)} errors, listed under problems with their places.",
        extensions: [new("code", "definition-faulty"), new("problems", ShownProblem.Of(problems))]);

    public static IResult NoInstance(string id) =>
        Results.Problem(statusCode: 404, title: $"There is no instance {id}.", detail: "GET /api/instances lists those there are.", extensions: [new("code", "instance-unknown")]);

    public static IResult BadRequest(string title, string detail) =>
        Results.Problem(statusCode: 400, title: title, detail: detail, extensions: [new("code", "bad-request")]);

    /// <summary>What to do about the refusals that ASP.NET gives by itself, with a status code only.</summary>
    public static void Explain(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
    {
        StatusCodes.Status404NotFound => "There is no such address; /openapi/v1.json lists those there are.",
        StatusCodes.Status405MethodNotAllowed => "The header Allow says what can be done at this address.",
        StatusCodes.Status415UnsupportedMediaType => "Send the header 'Content-Type: application/json'.",
        _ => null,
    };

    /// <summary>Turns exceptions into answers: the edge of the house.</summary>
    public static void UseProblems(this WebApplication app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be answered.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var isUnreadable = context.RequestServices.GetRequiredService<IqRuntime>().Database.IsUnreadable(exception);
            var answer = isUnreadable ? Unreadable : exception is InvalidOperationException && HasUnknownCharset(context.Request) ? UnknownCharset : Of(exception);
            if (answer is null)
            {
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("IqWorkflows.Server.Requests").RequestFailed(context.Request.Method, context.Request.Path, exception);
                answer = Results.Problem(
                    statusCode: 500,
                    title: "Something went wrong in the server.",
                    detail: "It is in the server's log. Nothing of this request was saved unless it was acknowledged before.",
                    extensions: [new("code", "internal"), new("traceId", context.TraceIdentifier)]);
            }
            context.Response.Clear();
            if (isUnreadable || exception is DatabaseTroubleException or WriterStoppedException)
                context.Response.Headers.RetryAfter = "1";
            await answer.ExecuteAsync(context);
        }
    });

    private static IResult Unreadable => Results.Problem(
        statusCode: 503, title: "The database cannot be read now.", detail: "Nothing was changed. Send the same request again in a moment.", extensions: [new("code", "database-unavailable")]);

    private static IResult UnknownCharset => Results.Problem(
        statusCode: 415, title: "The charset of the body is not known here.", detail: "Send it as UTF-8, with the header 'Content-Type: application/json'.", extensions: [new("code", "charset-unknown")]);

    /// <summary>ASP.NET's reader of JSON takes such a charset for a mistake of the server's.</summary>
    private static bool HasUnknownCharset(HttpRequest request)
    {
        if (request.GetTypedHeaders().ContentType is not { Charset: { HasValue: true } charset })
            return false;
        try
        {
            Encoding.GetEncoding(charset.ToString().Trim('"'));
            return false;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return true;
        }
    }

    private static IResult? Of(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: 413 } => Results.Problem(statusCode: 413, title: "The request is too large.", detail: "Send less at once.", extensions: [new("code", "too-large")]),
        BadHttpRequestException bad => Results.Problem(
            statusCode: bad.StatusCode, title: "The request cannot be read.", detail: DetailOf(bad), extensions: [new("code", "bad-request")]),
        DatabaseUnavailableException => Results.Problem(
            statusCode: 503, title: "The database cannot be written now.", detail: "Nothing was saved. Send the same request again in a moment.", extensions: [new("code", "database-unavailable")]),
        CommitInDoubtException => Results.Problem(
            statusCode: 503, title: "It is not known whether this was saved.", detail: "The connection to the database was lost while it was saving. Look first, or send the same request again with its Idempotency-Key.", extensions: [new("code", "in-doubt")]),
        WriterStoppedException => Results.Problem(
            statusCode: 503, title: "The server is stopping.", detail: "Nothing was saved. Send the same request again in a moment.", extensions: [new("code", "stopping")]),
        CaseRefusedException refused => Results.Problem(
            statusCode: 422, title: "The case does not allow this step.", detail: refused.Message,
            extensions: [new("code", refused.Reasons[0].Code), new("caseId", refused.CaseId)]),
        StateTooLargeException large => Results.Problem(statusCode: 422, title: "The step was not taken.", detail: large.Message, extensions: [new("code", "state-too-large")]),
        _ => null,
    };

    private static string DetailOf(BadHttpRequestException bad)
    {
        if (bad.InnerException is JsonException wrong)
            return DetailOf(wrong);
        if (MissingBody().IsMatch(bad.Message))
            return "The request has no body; /openapi/v1.json says what belongs in it.";
        var unbound = UnboundParameter().Match(bad.Message);
        return unbound.Success ? $"The value '{unbound.Groups["value"].Value}' of '{unbound.Groups["name"].Value}' is not possible; /openapi/v1.json says what is." : bad.Message;
    }

    // The reader's own sentences speak of .NET members and types, which the caller does not know.
    private static string DetailOf(JsonException wrong)
    {
        var message = wrong.Message.Split(" Path: ")[0].Split(" LineNumber:")[0];
        if (message.Contains("could not be mapped", StringComparison.Ordinal))
            return $"The member {wrong.Path} is not known here.";
        if (message.Contains("allow null", StringComparison.Ordinal))
            return $"The member {wrong.Path} must not be null.";
        if (message.Contains("could not be converted", StringComparison.Ordinal))
            return $"The value at {wrong.Path} has the wrong type.";
        var missing = message.IndexOf("missing required properties", StringComparison.Ordinal);
        if (missing >= 0)
            return $"A member is missing: {message[(message.IndexOf(':', missing) + 1)..].Trim(' ', '.')}.";
        return $"This is not JSON: {message} (line {wrong.LineNumber + 1})";
    }

    [GeneratedRegex("no body was provided|was not provided from body")]
    private static partial Regex MissingBody();

    [GeneratedRegex("""^Failed to bind parameter "\S+ (?<name>\w+)" from "(?<value>.*)"\.$""")]
    private static partial Regex UnboundParameter();
}
