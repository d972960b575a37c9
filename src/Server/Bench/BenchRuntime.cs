using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Server.Bench;

/// <summary>The use cases on a database, as the server has them, called without HTTP.</summary>
internal sealed class BenchRuntime : IAsyncDisposable
{
    public const string EventName = "papers";

    private readonly StartInstance _start;
    private readonly PublishEvent _publish;
    private readonly ImportDefinition _import;

    private BenchRuntime(IqRuntime runtime)
    {
        Runtime = runtime;
        _start = new StartInstance(runtime);
        _publish = new PublishEvent(runtime);
        _import = new ImportDefinition(runtime);
    }

    public IqRuntime Runtime { get; }

    public static async Task<BenchRuntime> OpenAsync(BenchStore store, CancellationToken cancellationToken, TimeProvider? clock = null)
    {
        var database = await store.OpenAsync(cancellationToken);
        var compiler = new ProgramCompiler(ActivityCatalog.Elsa, FlowchartMode.Counter, TimeZoneInfo.Utc);
        return new BenchRuntime(new IqRuntime(database, compiler, new WorkflowEngine(EngineLimits.Default), clock ?? database.Clock ?? TimeProvider.System, new RuntimeOptions(), writeLine: null));
    }

    public async Task PublishDefinitionAsync(string json, CancellationToken cancellationToken)
    {
        if (await _import.RunAsync(Encoding.UTF8.GetBytes(json), PublishCare.NoErrors, cancellationToken) is not DefinitionAnswer.Done)
            throw new InvalidOperationException("The bench's own definition was not published.");
    }

    /// <returns>Id of the instance, which waits now.</returns>
    public async Task<string> StartAsync(string definitionId, string correlationId, CancellationToken cancellationToken) =>
        await _start.RunAsync(new StartRequest(definitionId, [], correlationId), cancellationToken) is StartAnswer.Started { SubStatus: InstanceSubStatus.Suspended } started
            ? started.InstanceId
            : throw new InvalidOperationException($"{correlationId} does not wait; nothing would be measured.");

    /// <summary>Takes the one instance with this correlation id to its next wait.</summary>
    public async Task ResumeAsync(string correlationId, CancellationToken cancellationToken)
    {
        if ((await _publish.RunAsync(EventName, null, correlationId, requestKey: null, cancellationToken)).Resumed.Count != 1)
            throw new InvalidOperationException($"{correlationId} did not await the event; nothing would be measured.");
    }

    public ValueTask DisposeAsync() => Runtime.DisposeAsync();
}
