using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Tasks;

/// <summary>Reports a task as done; its instance goes on with the result.</summary>
public sealed class CompleteTask(IqRuntime runtime)
{
    /// <returns>Null when it was done; else <c>task-unknown</c>, <c>task-not-open</c> (it was done or dropped before), <c>instance-not-waiting</c> (the instance has faulted; the task stays open).</returns>
    public Task<Obstacle?> RunAsync(string taskId, object? result, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Complete(turn, taskId, result), cancellationToken);

    private Obstacle? Complete(Turn turn, string taskId, object? result)
    {
        var task = turn.First(
            "select instance_id, bookmark, state from tasks where id = @id",
            row => new { InstanceId = row.GetString(0), Bookmark = row.GetInt32(1), State = row.GetString(2) },
            taskId);
        if (task is null)
            return new Obstacle("task-unknown", taskId);
        if (task.State != "Open")
            return new Obstacle("task-not-open", taskId);
        var now = runtime.Now;
        turn.Execute("update tasks set state = 'Done', ended_at = @now where id = @id", now, taskId);
        if (runtime.Stepping.Apply(turn, task.InstanceId, new Stimulus.Wake(task.Bookmark, result), now))
            return null;
        turn.Execute("update tasks set state = 'Open', ended_at = null where id = @id", taskId);
        return new Obstacle("instance-not-waiting", task.InstanceId);
    }
}
