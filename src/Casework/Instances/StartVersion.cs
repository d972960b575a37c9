using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Definitions;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Instances;

/// <summary>Starts an instance of a version that need not be published: a designer tries a draft.</summary>
public sealed class StartVersion(IqRuntime runtime)
{
    /// <param name="request">What to start, as for a published definition.</param>
    /// <param name="which">Which version; of several the newest.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    public Task<StartAnswer> RunAsync(StartRequest request, VersionOptions which, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => Start(turn, request, which), cancellationToken);

    private StartAnswer Start(Turn turn, StartRequest request, VersionOptions which)
    {
        var version = DefinitionTable.Versions(turn, request.DefinitionId).LastOrDefault(which.Includes);
        if (version is null)
            return new StartAnswer.Refused(new Obstacle("definition-unknown", request.DefinitionId));
        var definition = ProgramCache.Definition(turn, version.Id);
        var program = version.IsPublished ? runtime.Programs.Published(turn, request.DefinitionId) : runtime.Programs.Compile(turn, definition).Program;
        if (program is null)
            return new StartAnswer.Refused(new Obstacle("definition-faulty", request.DefinitionId));
        var start = new Stimulus.Start(request.Input, request.CorrelationId, request.TriggerActivityId);
        return runtime.Stepping.Start(turn, new NewInstance(Publishing.NewId(runtime.Now), program, start, IsIdNew: true), runtime.Now);
    }
}
