using IqWorkflows.Casework;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Designer.Instances;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IqWorkflows.Designer.Live;

/// <summary>Tells observers of the steps of their instance, once these are safe on the disk.</summary>
internal sealed partial class InstanceBroadcast(IqRuntime runtime, ShowInstance show, Observers observers, IHubContext<InstanceHub> hub, ILogger<InstanceBroadcast> logger) : BackgroundService
{
    private static readonly HashSet<string> s_allNodes = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var id in runtime.InstanceNews.ListenAsync(observers.IsObserved, stoppingToken))
                await TellAsync(id, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TellAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var stats = JournalEndpoints.Stats(Execution.Of(id, await show.JournalAsync(id, cancellationToken)), s_allNodes);
            var group = hub.Clients.Group(id);
            await group.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats }, cancellationToken);
            await group.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellationToken);
            await group.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = id }, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException) // one that cannot be read must not silence all others
        {
            LogFailed(id, exception);
        }
    }

    [LoggerMessage(EventId = 4000, Level = LogLevel.Warning, Message = "Instance {InstanceId}: its observers could not be told of a step")]
    private partial void LogFailed(string instanceId, Exception exception);
}
