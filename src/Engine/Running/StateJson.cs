using System.Buffers;
using System.Text.Json;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running.Flow;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>
/// The state of an instance as JSON: only what is dynamic, defaults left out, members short, since a million of them may wait.
/// Members are only ever added; a release reads every older state (see the golden files of the tests).
/// </summary>
internal sealed class StateJson
{
    private const int Format = 1;
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;

    public StateJson() => _json = new Utf8JsonWriter(_bytes, TypedJson.WriterOptions);

    public byte[] Write(InstanceState state)
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
        var json = _json;
        json.WriteStartObject();
        json.WriteNumber("v"u8, Format);
        json.WriteStartArray("n"u8);
        json.WriteNumberValue(state.LastExecution);
        json.WriteNumberValue(state.LastBookmark);
        json.WriteNumberValue(state.LastId);
        json.WriteEndArray();
        var marks = (state.IsCompleted ? 1 : 0) | (state.IsCancelled ? 2 : 0) | (state.IsFaulted ? 4 : 0);
        if (marks != 0)
            json.WriteNumber("s"u8, marks);
        if (state.Name is { } name)
            json.WriteString("name"u8, name);
        if (state.CorrelationId is { } correlation)
            json.WriteString("c"u8, correlation);
        if (state.HttpHandle is { } handle)
            json.WriteString("h"u8, handle);
        WriteObject("in"u8, state.StoredInputs);
        WriteObject("out"u8, state.Outputs);
        WriteIncidents(state);
        WriteRuns(state);
        WriteBookmarks(state);
        json.WriteEndObject();
        json.Flush();
        return _bytes.WrittenSpan.ToArray();
    }

    private void WriteObject(ReadOnlySpan<byte> name, ObjectValue? value)
    {
        if (value is not { Count: > 0 })
            return;
        _json.WritePropertyName(name);
        TypedJson.Write(_json, value);
    }

    private void WriteIncidents(InstanceState state)
    {
        if (state.Incidents.Count == 0)
            return;
        _json.WriteStartArray("inc"u8);
        foreach (var incident in state.Incidents)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(incident.Number);
            _json.WriteNumberValue(incident.Execution);
            _json.WriteNumberValue(incident.Box);
            _json.WriteStringValue(incident.Message);
            _json.WriteNumberValue(incident.At.UtcTicks);
            if (incident.IsResolved)
                _json.WriteNumberValue(1);
            _json.WriteEndArray();
        }
        _json.WriteEndArray();
    }

    private void WriteRuns(InstanceState state)
    {
        _json.WriteStartArray("r"u8);
        // An ended instance keeps its variables, which the root holds, and faulted places, since an incident may be retried.
        if (state.IsCompleted || state.IsCancelled)
            WriteRun(state.Root);
        else
            WriteTree(state.Root);
        _json.WriteEndArray();
    }

    private void WriteTree(ActivityRun run)
    {
        WriteRun(run);
        for (var child = run.FirstChild; child is not null; child = child.Next)
            WriteTree(child);
    }

    private void WriteRun(ActivityRun run)
    {
        var json = _json;
        json.WriteStartArray();
        json.WriteNumberValue(run.Number);
        json.WriteNumberValue(run.Parent?.Number ?? 0);
        json.WriteNumberValue(run.Box.Number);
        var marks = (int)run.Status | (run.EnteredBackwards ? 4 : 0) | (run.IsBreaking ? 8 : 0);
        var hasVariables = run.Values is not null && HasStored(run);
        if (marks != 0 || run.Counter != 0 || run.Attempts != 0 || run.Memory is not null || hasVariables || run.Extra is not null)
        {
            json.WriteStartObject();
            if (marks != 0)
                json.WriteNumber("s"u8, marks);
            if (run.Counter != 0)
                json.WriteNumber("i"u8, run.Counter);
            if (run.Attempts != 0)
                json.WriteNumber("a"u8, run.Attempts);
            if (run.Memory is FlowState flow)
            {
                json.WritePropertyName("f"u8);
                FlowStateJson.Write(json, flow);
            }
            else if (run.Memory is not null)
            {
                json.WritePropertyName("m"u8);
                TypedJson.Write(json, run.Memory);
            }
            if (hasVariables)
                WriteVariables(run);
            WriteObject("x"u8, run.Extra);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static bool HasStored(ActivityRun run)
    {
        var variables = run.Box.Variables;
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].IsStored && !Equals(run.Values![i], variables[i].Default))
                return true;
        }
        return false;
    }

    private void WriteVariables(ActivityRun run)
    {
        var variables = run.Box.Variables;
        _json.WriteStartArray("w"u8);
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables[i].IsStored && !Equals(run.Values![i], variables[i].Default))
            {
                _json.WriteNumberValue(i);
                TypedJson.Write(_json, run.Values![i]);
            }
        }
        _json.WriteEndArray();
    }

    private void WriteBookmarks(InstanceState state)
    {
        if (state.Bookmarks.Count == 0)
            return;
        _json.WriteStartArray("b"u8);
        foreach (var bookmark in state.Bookmarks)
        {
            _json.WriteStartArray();
            _json.WriteNumberValue(bookmark.Number);
            _json.WriteNumberValue(bookmark.Run.Number);
            _json.WriteStringValue(bookmark.Key.Kind);
            _json.WriteStringValue(bookmark.Key.Text);
            _json.WriteNumberValue(bookmark.DueAt?.UtcTicks ?? 0);
            var marks = (bookmark.Keeps ? 1 : 0) | (bookmark.IsRetry ? 2 : 0);
            if (marks != 0 || bookmark.Tag is not null)
                _json.WriteNumberValue(marks);
            if (bookmark.Tag is { } tag)
                _json.WriteStringValue(tag);
            _json.WriteEndArray();
        }
        _json.WriteEndArray();
    }
}
