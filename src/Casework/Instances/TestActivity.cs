using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Instances;

/// <summary>What came of the test of a single activity.</summary>
/// <param name="Entries">What it did; empty when it could not be compiled.</param>
/// <param name="Problems">What is wrong with it.</param>
public sealed record TestedActivity(IReadOnlyList<JournalEntry> Entries, IReadOnlyList<Problem> Problems);

/// <summary>Runs a definition up to its first wait and keeps nothing of it: what it wants done outside is not done.</summary>
public sealed class TestActivity(IqRuntime runtime)
{
    public async Task<TestedActivity> RunAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var reading = WorkflowDefinition.Read(json.Span);
        if (reading.Definition is not { } definition)
            return new TestedActivity([], reading.Problems);
        var compilation = await runtime.Writer.WriteAsync(turn => runtime.Programs.Compile(turn, definition), cancellationToken);
        if (compilation.Program is not { } program)
            return new TestedActivity([], compilation.Problems);
        // Outside of the turn: nobody waits for a loop that somebody tests.
        var run = new WorkflowEngine(EngineLimits.Default).Run(program, "test", null, new Stimulus.Start([], null), runtime.Now, Engine.Running.Facts.None, _ => null);
        return new TestedActivity(Journal.Read(program, run.Journal), compilation.Problems);
    }
}
