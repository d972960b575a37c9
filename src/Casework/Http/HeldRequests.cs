using System.Collections.Concurrent;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Http;

/// <summary>HTTP requests that this node holds open until a workflow answers them. They live no longer than the process: an answer for one that is gone is noted in the journal.</summary>
public sealed class HeldRequests
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<Effect.AnswerHttp>> _held = new(StringComparer.Ordinal);

    /// <summary>Holds a request under a handle.</summary>
    /// <returns>The answer, once the step that gave it is saved.</returns>
    public Task<Effect.AnswerHttp> Hold(string handle) =>
        _held.GetOrAdd(handle, _ => new TaskCompletionSource<Effect.AnswerHttp>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The caller is gone or was answered otherwise.</summary>
    public void Release(string handle) => _held.TryRemove(handle, out _);

    internal bool IsHeld(string handle) => _held.ContainsKey(handle);

    internal void Answer(Effect.AnswerHttp answer)
    {
        if (_held.TryRemove(answer.Handle, out var request))
            request.TrySetResult(answer);
    }
}
