using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Running;

/// <summary>The outputs activities have set in this step, for scripts. As in Elsa they do not survive a wait; a variable does.</summary>
internal sealed class OutputRegister
{
    // By the execution of the container: each iteration has outputs of its own.
    private readonly Dictionary<(int Container, int Box, string Output), object?> _outputs = [];

    /// <summary>What was set last, by whatever activity.</summary>
    public object? LastResult { get; private set; }

    public void Set(ActivityRun run, string output, object? value)
    {
        _outputs[(run.Parent?.Number ?? 0, run.Box.Number, output)] = value;
        LastResult = value;
    }

    /// <param name="container">The container both activities stand in.</param>
    /// <param name="box">The activity that set it.</param>
    /// <param name="output">Elsa's name of the output.</param>
    /// <param name="value">The value.</param>
    public bool TryGet(ActivityRun? container, Box box, string output, out object? value) =>
        _outputs.TryGetValue((container?.Number ?? 0, box.Number, output), out value);

    public void Clear()
    {
        _outputs.Clear();
        LastResult = null;
    }
}
