using IqWorkflows.Casework;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Server.Access;
using IqWorkflows.Server.Hosting;

namespace IqWorkflows.Server.WorkflowHttp;

/// <summary>Requests to the endpoints that workflows open. Each is held under a handle until a workflow answers it, which happens after the step is saved.</summary>
internal sealed class WorkflowRequests(
    IqRuntime runtime,
    OpenEndpoints endpoints,
    PublishEvent publish,
    ShowInstance show,
    IInlineConstraintResolver constraints,
    ApiKey key,
    ServerOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<WorkflowRequests> logger)
{
    public const string BasePath = "/workflows";

    public async Task AnswerAsync(HttpContext context, string path)
    {
        var cancellationToken = context.RequestAborted;
        var open = await endpoints.TemplatesAsync(cancellationToken);
        if (RouteMatch.Find(open, context.Request.Method, path, constraints, context) is not { } match)
        {
            await NotFoundAsync(context, open, path);
            return;
        }
        var rules = new EndpointRules(await endpoints.AwaitingAsync(match.Key, cancellationToken), options.LargestRequest, options.RequestPatience);
        if (rules.NeedsKey && !KeyCheck.IsMet(context.Request, key))
        {
            await KeyCheck.RefuseAsync(context);
            return;
        }
        var content = await RequestContent.OfAsync(context.Request, rules, cancellationToken);
        if (content is RequestContent.Refused refused)
        {
            await Results.Problem(statusCode: refused.StatusCode, title: refused.Title, detail: refused.Detail).ExecuteAsync(context);
            return;
        }

        var handle = runtime.Requests.NewHandle(runtime.Clock.GetUtcNow());
        var answer = runtime.Requests.Hold(handle);
        try
        {
            await SendAsync(context, match, content, handle, answer, rules, cancellationToken);
        }
        finally
        {
            runtime.Requests.Release(handle);
        }
    }

    private async Task SendAsync(
        HttpContext context, RouteMatch match, RequestContent content, string handle, Task<Effect.AnswerHttp> answer, EndpointRules rules, CancellationToken cancellationToken)
    {
        var reached = await publish.SendAsync(match.Key, Payload(context.Request, match, content, handle), correlationId: null, cancellationToken);
        List<string> instances = [.. reached.Started, .. reached.Resumed];
        if (instances.Count == 0)
        {
            await Results.Problem(statusCode: 404, title: "No workflow awaits this request any more.", detail: "It went on or ended in the meantime.").ExecuteAsync(context);
            return;
        }
        if ((await AnsweredAsync(answer, instances, rules.Patience, cancellationToken) ?? await runtime.TakeAnswerAsync(handle, cancellationToken)) is { } given)
        {
            await AnswerWriting.WriteAsync(context.Response, given, logger, cancellationToken);
            return;
        }
        await WithoutAnswerAsync(context, handle, instances, cancellationToken);
    }

    /// <returns>Null when no answer came in time, or none can come any more.</returns>
    private async Task<Effect.AnswerHttp?> AnsweredAsync(Task<Effect.AnswerHttp> answer, List<string> instances, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (answer.IsCompletedSuccessfully)
            return await answer;
        if (await AllEndedAsync(instances, cancellationToken))
            return answer.IsCompletedSuccessfully ? await answer : null;
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await answer.WaitAsync(patience, runtime.Clock, giveUp.Token);
        }
        catch (TimeoutException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null; // the server is stopping; the step stands
        }
    }

    private async Task WithoutAnswerAsync(HttpContext context, string handle, List<string> instances, CancellationToken cancellationToken)
    {
        foreach (var id in instances)
        {
            if (await show.RunAsync(id, cancellationToken) is { View.SubStatus: InstanceSubStatus.Faulted })
            {
                // What went wrong is for the operator, not for whoever sent the request.
                await Results.Problem(statusCode: 500, title: "The workflow failed.", detail: "Its operator can see why.", extensions: [new("instanceId", id)]).ExecuteAsync(context);
                return;
            }
        }
        var isEnded = await AllEndedAsync(instances, cancellationToken);
        if (!isEnded)
            logger.Unanswered(handle);
        // Taken, and for the rest there is nothing to say.
        context.Response.StatusCode = isEnded ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
    }

    private async Task<bool> AllEndedAsync(List<string> instances, CancellationToken cancellationToken)
    {
        foreach (var id in instances)
        {
            // One that the inbox has yet to start is not there yet.
            if (await show.RunAsync(id, cancellationToken) is not { View.Status: InstanceStatus.Finished })
                return false;
        }
        return true;
    }

    private static ObjectValue Payload(HttpRequest request, RouteMatch match, RequestContent content, string handle)
    {
        var payload = new ObjectValue
        {
            ["handle"] = handle,
            ["method"] = request.Method,
            ["path"] = request.Path.Value,
            ["route"] = match.Route,
            ["query"] = Values(request.Query.Select(value => new KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>(value.Key, value.Value))),
            ["headers"] = Values(request.Headers.Where(header => !IsSecret(header.Key))),
        };
        switch (content)
        {
            case RequestContent.Read read:
                payload["content"] = read.Value;
                payload["files"] = read.Files;
                break;
            case RequestContent.RefusedByOutcome refused:
                payload["refusal"] = refused.Outcome;
                break;
        }
        return payload;
    }

    // What a request carries is kept in the log of the step; keys and sessions have no place there.
    private static bool IsSecret(string header) =>
        header.Equals("Authorization", StringComparison.OrdinalIgnoreCase) || header.Equals("Cookie", StringComparison.OrdinalIgnoreCase) || header.Equals("X-Api-Key", StringComparison.OrdinalIgnoreCase);

    private static ObjectValue Values(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> values)
    {
        var members = new ObjectValue(ObjectOrigin.Given);
        foreach (var (name, given) in values)
            members[name] = given.Count == 1 ? given[0] : new ListValue(given) { IsGiven = true };
        return members;
    }

    private async Task NotFoundAsync(HttpContext context, IReadOnlySet<string> open, string path)
    {
        string[] methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
        var allowed = methods.Where(method => RouteMatch.Find(open, method, path, constraints, context) is not null).ToList();
        if (allowed.Count == 0)
        {
            await Results.Problem(statusCode: 404, title: "No workflow has this address.", detail: "Publish a definition that begins with an HTTP endpoint, or wait until one awaits a request here.").ExecuteAsync(context);
            return;
        }
        context.Response.Headers.Allow = string.Join(", ", allowed);
        await Results.Problem(statusCode: 405, title: $"No workflow takes {context.Request.Method} here.", detail: $"It takes {string.Join(", ", allowed)}.").ExecuteAsync(context);
    }
}
