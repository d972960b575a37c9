using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Something that must happen outside the instance, as data. It is saved in the step's transaction and carried out after the commit.</summary>
public abstract record Effect
{
    private Effect() { }

    /// <summary>An effect of a box that the engine does not know: the host that brought the box carries it out.</summary>
    public abstract record Domain : Effect
    {
        /// <summary>Where the instance waits for what comes of it, or null. When the same step ends that wait, the effect is dropped: nobody wants it any more.</summary>
        public virtual int? AnswerTo => null;
    }

    /// <summary>A line for the console (WriteLine).</summary>
    public sealed record WriteLine(string Text) : Effect;

    /// <summary>An event for other instances and start triggers, or for this instance alone.</summary>
    /// <param name="Name">Name of the event, case-sensitive.</param>
    /// <param name="CorrelationId">Reaches only instances with this correlation id; null reaches all.</param>
    /// <param name="IsLocal">Reaches only the sending instance.</param>
    /// <param name="Payload">What the waiting activities receive.</param>
    public sealed record PublishEvent(string Name, string? CorrelationId, bool IsLocal, object? Payload) : Effect;

    /// <summary>A task for the host (RunTask), done when somebody reports its result.</summary>
    /// <param name="TaskId">Made from instance id and counter, so unique.</param>
    /// <param name="Name">What is to be done.</param>
    /// <param name="Payload">Details for whoever does it, or null.</param>
    /// <param name="Bookmark">Where the instance waits for the result.</param>
    public sealed record RunTask(string TaskId, string Name, object? Payload, int Bookmark) : Effect;

    /// <summary>A child to be started after the commit (DispatchWorkflow).</summary>
    /// <param name="Child">What to start.</param>
    /// <param name="Bookmark">Where the parent waits for the child's end; null when it does not.</param>
    public sealed record Dispatch(ChildStart Child, int? Bookmark) : Effect;

    /// <summary>Many children to be started after the commit (BulkDispatchWorkflows); they are counted in rows, not in the parent's state.</summary>
    /// <param name="Children">What to start.</param>
    /// <param name="Bookmark">Where the parent hears of every child's end; null when it does not wait.</param>
    public sealed record BulkDispatch(IReadOnlyList<ChildStart> Children, int? Bookmark) : Effect;

    /// <summary>A child that has already run within this step (ExecuteWorkflow) and must be saved with it.</summary>
    /// <param name="Child">What was started.</param>
    /// <param name="Bookmark">Where the parent waits for the child's end; null when it need not.</param>
    public sealed record Executed(ChildStart Child, int? Bookmark) : Effect;

    /// <summary>An answer to the HTTP request that started or resumed this run.</summary>
    /// <param name="Handle">Under which the receiving node holds the request.</param>
    /// <param name="StatusCode">HTTP status code.</param>
    /// <param name="ContentType">Media type, or null for none.</param>
    /// <param name="Headers">Response headers.</param>
    /// <param name="Content">Text, byte[] or null.</param>
    public sealed record AnswerHttp(
        string Handle, int StatusCode, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, object? Content) : Effect;

    /// <summary>An outgoing HTTP request, sent outside the transaction, at least once, with <paramref name="RequestId"/> as Idempotency-Key.</summary>
    /// <param name="RequestId">Made from instance id and counter, so unique.</param>
    /// <param name="Bookmark">Where the instance waits for the answer.</param>
    /// <param name="Method">GET, POST …</param>
    /// <param name="Url">Absolute address.</param>
    /// <param name="ContentType">Media type of the content, or null.</param>
    /// <param name="Headers">Request headers, Authorization included.</param>
    /// <param name="Content">Text, byte[] or null.</param>
    public sealed record CallHttp(
        string RequestId, int Bookmark, string Method, string Url, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, object? Content) : Effect;
}

/// <summary>A child instance asked for by its parent.</summary>
/// <param name="InstanceId">Made from the parent's id and a counter: asking twice starts one.</param>
/// <param name="DefinitionId">The published version of this definition is started.</param>
/// <param name="Input">Values by input name.</param>
/// <param name="CorrelationId">Correlation id of the child, or null: the parent's is not inherited.</param>
public sealed record ChildStart(string InstanceId, string DefinitionId, ObjectValue Input, string? CorrelationId);
