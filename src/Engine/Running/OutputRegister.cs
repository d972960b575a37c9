using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Running;

/// <summary>The outputs activities have set in this step, for scripts. As in Elsa they do not survive a wait; a variable does.</summary>
internal sealed class OutputRegister
{
    private readonly Dictionary<(int Box, string Output), object?> _outputs = [];

    /// <summary>What was set last, by whatever activity.</summary>
    public object? LastResult { get; private set; }

    public void Set(Box box, string output, object? value)
    {
        _outputs[(box.Number, output)] = value;
        LastResult = value;
    }

    public bool TryGet(Box box, string output, out object? value) => _outputs.TryGetValue((box.Number, output), out value);

    public void Clear()
    {
        _outputs.Clear();
        LastResult = null;
    }
}
