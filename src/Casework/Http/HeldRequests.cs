using System.Collections.Concurrent;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Casework.Http;

/// <summary>HTTP requests that this node holds open until a workflow answers them. They live no longer than the process: an answer for one that is gone is noted in the journal.</summary>
/// <param name="node">Name of this node, with which its handles begin.</param>
/// <param name="isShared">Whether there may be other nodes.</param>
public sealed class HeldRequests(string node, bool isShared)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Effect.AnswerHttp>> _held = new(StringComparer.Ordinal);

    internal IEnumerable<string> Handles => _held.Keys;

    /// <summary>A handle for a new request. It says which node holds it, since the answer may be given on another.</summary>
    public string NewHandle(DateTimeOffset now) => $"{node}.{Guid.CreateVersion7(now):n}";

    /// <summary>Holds a request under a handle.</summary>
    /// <returns>The answer, once the step that gave it is saved.</returns>
    public Task<Effect.AnswerHttp> Hold(string handle) =>
        _held.GetOrAdd(handle, _ => new TaskCompletionSource<Effect.AnswerHttp>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The caller is gone or was answered otherwise.</summary>
    public void Release(string handle) => _held.TryRemove(handle, out _);

    internal bool IsHeld(string handle) => _held.ContainsKey(handle);

    /// <summary>Whether another node may hold it.</summary>
    internal bool IsElsewhere(string handle) => isShared && handle.Contains('.') && !handle.StartsWith(node + ".", StringComparison.Ordinal);

    internal void Answer(Effect.AnswerHttp answer)
    {
        if (_held.TryRemove(answer.Handle, out var request))
            request.TrySetResult(answer);
    }

    /// <summary>As it lies in the database on its way to another node.</summary>
    internal static byte[] Write(Effect.AnswerHttp answer) => TypedJson.ToBytes(new ObjectValue
    {
        ["status"] = answer.StatusCode,
        ["contentType"] = answer.ContentType,
        ["headers"] = new ListValue(answer.Headers.SelectMany(header => new object?[] { header.Key, header.Value })),
        ["content"] = answer.Content,
    });

    internal static Effect.AnswerHttp Read(string handle, byte[] written)
    {
        var saved = TypedJson.FromBytes(written) as ObjectValue ?? [];
        var headers = saved.TryGet("headers", out var list) && list is ListValue texts ? texts : new ListValue([]);
        return new Effect.AnswerHttp(
            handle,
            saved.TryGet("status", out var status) && status is int code ? code : 200,
            saved.TryGet("contentType", out var type) ? type as string : null,
            [.. Enumerable.Range(0, headers.Count / 2).Select(i => new KeyValuePair<string, string>(headers[2 * i] as string ?? "", headers[(2 * i) + 1] as string ?? ""))],
            saved.TryGet("content", out var content) ? content : null);
    }
}
