using IqWorkflows.Designer.Hosting;
using IqWorkflows.Designer.Instances;
using Microsoft.AspNetCore.SignalR;

namespace IqWorkflows.Designer.Live;

/// <summary>Elsa's hub: Studio says which instance it shows, and hears of every step of it.</summary>
internal sealed class InstanceHub(InstanceDoor door, Observers observers) : Hub
{
    public const string Path = "/elsa/hubs/workflow-instance";

    public async Task ObserveInstanceAsync(string instanceId)
    {
        // Whoever sends no credentials with the socket has shown them when it was agreed upon, but they are not known any more: what belongs to cases stays closed.
        var caller = Context.GetHttpContext() is { } http && http.Items.TryGetValue(typeof(Caller), out var known) && known is Caller one ? one : Caller.Unnamed;
        if (await door.EnterAsync(caller, instanceId, isChange: false, Context.ConnectionAborted) is null)
            return;
        await Groups.AddToGroupAsync(Context.ConnectionId, instanceId, Context.ConnectionAborted);
        observers.Add(instanceId, Context.ConnectionId);
        // It may have gone on between Studio's reading and this.
        await Clients.Caller.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instanceId }, Context.ConnectionAborted);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        observers.Remove(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
