using IqWorkflows.Activities;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Http;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>Saves what a run wants done, in its order, each where it will be done from. Lines and answers leave the house after the commit.</summary>
internal sealed class EffectKeeping(RuntimeOptions options, InboxDoor inbox, Doorbell calls, HeldRequests requests, Action<string, string>? writeLine, Func<CaseEffectKeeping?> cases)
{
    public InboxDoor Inbox => inbox;

    /// <summary>Carries out what boxes want done with a case; null where there are none.</summary>
    public CaseEffectKeeping? Cases => cases();

    /// <summary>What the journal must say beyond the run itself.</summary>
    public string? NoteOn(Run run)
    {
        foreach (var effect in run.Effects)
        {
            if (effect is Effect.AnswerHttp answer && !requests.IsHeld(answer.Handle))
                return requests.IsElsewhere(answer.Handle) ? "response left to the node that holds the request" : "response undeliverable";
        }
        return null;
    }

    /// <param name="turn">The turn of the step.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="run">What the step did.</param>
    /// <param name="now">The time.</param>
    /// <param name="keepChild">Saves a child that ran within the step.</param>
    public void Keep(Turn turn, string instanceId, Run run, DateTimeOffset now, Action<Effect.Executed> keepChild)
    {
        foreach (var effect in run.Effects)
        {
            if (effect is Effect.Executed executed)
                keepChild(executed);
            else
                Keep(turn, instanceId, run.CorrelationId, effect, now);
        }
    }

    private void Keep(Turn turn, string instanceId, string? correlationId, Effect effect, DateTimeOffset now)
    {
        switch (effect)
        {
            case Effect.WriteLine line:
                if (writeLine is not null)
                    turn.AfterCommit(() => writeLine(instanceId, line.Text));
                break;
            case Effect.PublishEvent published:
                var publication = new Publication(Event.Key(published.Name), published.CorrelationId, published.Payload, now + options.EarlyEventLifetime);
                inbox.Add(turn, published.IsLocal ? Letter.Local(instanceId, publication, now) : Letter.Publish(publication, now));
                break;
            case Effect.RunTask task:
                turn.Execute(
                    "insert into tasks (id, instance_id, bookmark, name, payload, state, created_at) values (@id, @instance_id, @bookmark, @name, @payload, 'Open', @created_at)",
                    task.TaskId,
                    instanceId,
                    task.Bookmark,
                    task.Name,
                    TypedJson.ToBytes(task.Payload),
                    now);
                break;
            case Effect.Dispatch dispatch:
                inbox.Add(turn, Letter.Child(instanceId, dispatch.Child, dispatch.Bookmark, now));
                break;
            case Effect.BulkDispatch bulk:
                KeepBulk(turn, instanceId, bulk, now);
                break;
            case Effect.AnswerHttp answer when requests.IsElsewhere(answer.Handle):
                HttpAnswerRow.Insert(turn, answer.Handle, HeldRequests.Write(answer), now);
                turn.TellOthers(IqRuntime.AnswerTopic, answer.Handle);
                break;
            case Effect.AnswerHttp answer:
                turn.AfterCommit(() => requests.Answer(answer));
                break;
            case Effect.CallHttp call:
                KeepCall(turn, instanceId, call, now);
                turn.AfterCommit(calls.Ring);
                break;
            case CaseEffect wanted when cases() is { } keeping:
                keeping.Keep(turn, instanceId, correlationId, wanted, now);
                break;
            default:
                throw new InvalidOperationException($"Instance {instanceId} wants {effect.GetType().Name}, which nobody here can do.");
        }
    }

    private void KeepBulk(Turn turn, string instanceId, Effect.BulkDispatch bulk, DateTimeOffset now)
    {
        if (bulk.Bookmark is { } bookmark)
        {
            turn.Execute(
                "insert into bulk_dispatches (instance_id, bookmark, children, remaining) values (@instance_id, @bookmark, @children, @remaining)",
                instanceId,
                bookmark,
                bulk.Children.Count,
                bulk.Children.Count);
        }
        foreach (var child in bulk.Children)
            inbox.Add(turn, Letter.Child(instanceId, child, bulk.Bookmark, now));
    }

    private static void KeepCall(Turn turn, string instanceId, Effect.CallHttp call, DateTimeOffset now) => turn.Execute(
        """
        insert into http_calls (id, instance_id, bookmark, method, url, request, created_at, attempts)
        values (@id, @instance_id, @bookmark, @method, @url, @request, @created_at, 0)
        """,
        call.RequestId,
        instanceId,
        call.Bookmark,
        call.Method,
        call.Url,
        TypedJson.ToBytes(new ObjectValue
        {
            ["contentType"] = call.ContentType,
            ["headers"] = new ListValue(call.Headers.SelectMany(header => new object?[] { header.Key, header.Value })),
            ["content"] = call.Content,
        }),
        now);
}
