using System.Buffers;
using System.Text.Json;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Writes the journal of one step as bytes: a head with the moment, then the entries; see <see cref="Journal"/> for reading.</summary>
internal sealed class JournalWriter
{
    /// <summary>Larger values are left out of the journal and only their size is kept.</summary>
    private const int LargestValues = 16 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new(512);
    private readonly ArrayBufferWriter<byte> _values = new(256);
    private readonly Utf8JsonWriter _json;
    private readonly List<(int Execution, string Name, object? Value)> _outputs = [];

    public JournalWriter() => _json = new Utf8JsonWriter(_values, TypedJson.WriterOptions);

    public void Begin(DateTimeOffset now)
    {
        _bytes.ResetWrittenCount();
        _outputs.Clear();
        // A run that ended with an exception may have left half an entry.
        _values.ResetWrittenCount();
        _json.Reset();
        Varints.Write(_bytes, Journal.Format);
        Varints.Write(_bytes, (ulong)now.UtcTicks);
    }

    public byte[] End() => _bytes.WrittenSpan.ToArray();

    public void Add(JournalEvent happened, ActivityRun run)
    {
        if (Head(happened, run, 0))
            return;
    }

    public void Started(ActivityRun run)
    {
        var inputs = run.Box.Evaluated;
        var hasValues = run.Inputs is not null && inputs.Length > 0;
        if (Head(JournalEvent.Started, run, hasValues ? Journal.HasValues : 0))
            return;
        Varints.Write(_bytes, (ulong)(run.Parent?.Number ?? 0));
        if (!hasValues)
            return;
        _json.WriteStartObject();
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].IsSensitive && !run.Box.IsKeptFromJournal(inputs[i].Name))
            {
                _json.WritePropertyName(inputs[i].Name);
                TypedJson.Write(_json, run.Inputs![i]);
            }
        }
        EndValues();
    }

    public void Completed(ActivityRun run, string[] outcomes)
    {
        var hasOutcomes = !ReferenceEquals(outcomes, Outcomes.Default);
        var hasValues = _outputs.Exists(output => output.Execution == run.Number);
        if (Head(JournalEvent.Completed, run, (hasOutcomes ? Journal.HasOutcomes : 0) | (hasValues ? Journal.HasValues : 0)))
            return;
        if (hasOutcomes)
        {
            Varints.Write(_bytes, (ulong)outcomes.Length);
            foreach (var outcome in outcomes)
                Varints.Write(_bytes, outcome);
        }
        if (!hasValues)
            return;
        _json.WriteStartObject();
        foreach (var (execution, name, value) in _outputs)
        {
            if (execution == run.Number && !run.Box.IsKeptFromJournal(name))
            {
                _json.WritePropertyName(name);
                TypedJson.Write(_json, value);
            }
        }
        EndValues();
        _outputs.RemoveAll(output => output.Execution == run.Number);
    }

    public void Faulted(ActivityRun run, string message) => WithMessage(JournalEvent.Faulted, run, message);

    public void Noted(ActivityRun run, string message) => WithMessage(JournalEvent.Noted, run, message);

    /// <summary>Remembers an output for the entry that says the activity has completed.</summary>
    public void Value(ActivityRun run, string name, object? value)
    {
        _outputs.RemoveAll(output => output.Execution == run.Number && output.Name == name);
        _outputs.Add((run.Number, name, value));
    }

    private void WithMessage(JournalEvent happened, ActivityRun run, string message)
    {
        if (!Head(happened, run, Journal.HasMessage))
            Varints.Write(_bytes, message);
    }

    /// <returns>True when the entry is about the workflow itself, which the journal leaves out: the instance says it.</returns>
    private bool Head(JournalEvent happened, ActivityRun run, int flags)
    {
        if (run.Box.Number == 0)
            return true;
        Varints.Write(_bytes, (ulong)((int)happened | flags));
        Varints.Write(_bytes, (ulong)run.Number);
        Varints.Write(_bytes, (ulong)run.Box.Number);
        return false;
    }

    private void EndValues()
    {
        _json.WriteEndObject();
        _json.Flush();
        if (_values.WrittenCount <= LargestValues)
        {
            Varints.Write(_bytes, _values.WrittenSpan);
        }
        else
        {
            var size = _values.WrittenCount;
            _values.ResetWrittenCount();
            _json.Reset();
            _json.WriteStartObject();
            _json.WriteNumber("$bytes", size);
            _json.WriteEndObject();
            _json.Flush();
            Varints.Write(_bytes, _values.WrittenSpan);
        }
        _values.ResetWrittenCount();
        _json.Reset();
    }
}
