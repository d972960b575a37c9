using System.Text.Json;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running.Flow;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Reads what <see cref="StateJson"/> wrote.</summary>
internal static class StateReader
{
    /// <summary>Up to so many bookmarks, looking for their executions costs less than an index of them.</summary>
    private const int MostSearched = 16;

    /// <exception cref="InvalidDataException">The bytes are not a state of this program.</exception>
    public static void Read(Burst burst, WorkflowProgram program, ReadOnlySpan<byte> state)
    {
        try
        {
            var reader = new Utf8JsonReader(state, TypedJson.ReaderOptions);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(burst, program, ref reader);
            if (burst.State.Root is null)
                throw new InvalidDataException("The state has no place.");
            if (burst.State.Incidents.Exists(incident => incident.Box < 0 || incident.Box >= program.Boxes.Count))
                throw new InvalidDataException("An incident is of a box that the program does not have.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException or KeyNotFoundException or InvalidCastException)
        {
            throw new InvalidDataException($"The state cannot be read: {exception.Message}", exception);
        }
    }

    private static void ReadMember(Burst burst, WorkflowProgram program, ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "v" when reader.GetInt32() != 1:
                throw new InvalidDataException($"This release cannot read states of format {reader.GetInt32()}.");
            case "n":
                reader.Read();
                burst.State.LastExecution = reader.GetInt32();
                reader.Read();
                burst.State.LastBookmark = reader.GetInt32();
                reader.Read();
                burst.State.LastId = reader.GetInt32();
                reader.Read();
                break;
            case "s":
                var marks = reader.GetInt32();
                burst.State.IsCompleted = (marks & 1) != 0;
                burst.State.IsCancelled = (marks & 2) != 0;
                burst.State.IsFaulted = (marks & 4) != 0;
                break;
            case "name":
                burst.State.Name = reader.GetString();
                break;
            case "c":
                burst.State.CorrelationId = reader.GetString();
                break;
            case "h":
                burst.State.HttpHandle = reader.GetString();
                break;
            case "in":
                burst.State.StoredInputs = (ObjectValue)TypedJson.Read(ref reader)!; // always written as an object
                break;
            case "out":
                burst.State.Outputs = (ObjectValue)TypedJson.Read(ref reader)!; // always written as an object
                break;
            case "inc":
                while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
                    burst.State.Incidents.Add(ReadIncident(ref reader));
                break;
            case "r":
                ReadRuns(burst, program, ref reader);
                break;
            case "b" when burst.State.Root is null:
                throw new InvalidDataException("The state names what is waited for before its places.");
            case "b":
                // One that waits in thousands of places must not be searched through for each of them.
                Dictionary<int, ActivityRun>? byNumber = null;
                while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
                {
                    if (burst.State.Bookmarks.Count == MostSearched)
                        burst.State.Root.Index(byNumber = []);
                    burst.State.Bookmarks.Add(ReadBookmark(burst.State.Root, byNumber, ref reader));
                }
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static OpenIncident ReadIncident(ref Utf8JsonReader reader)
    {
        reader.Read();
        var number = reader.GetInt32();
        reader.Read();
        var execution = reader.GetInt32();
        reader.Read();
        var box = reader.GetInt32();
        reader.Read();
        var message = reader.GetString()!; // written from a text
        reader.Read();
        var at = new DateTimeOffset(reader.GetInt64(), TimeSpan.Zero);
        reader.Read();
        var isResolved = reader.TokenType == JsonTokenType.Number;
        if (isResolved)
            reader.Read();
        return new OpenIncident(number, execution, box, message, at, isResolved);
    }

    private static void ReadRuns(Burst burst, WorkflowProgram program, ref Utf8JsonReader reader)
    {
        // Written parents first, each followed by all below it: the parent is on the way up from the one before.
        ActivityRun? last = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var number = reader.GetInt32();
            reader.Read();
            var parentNumber = reader.GetInt32();
            reader.Read();
            var run = burst.Pool.Take(program.Boxes[reader.GetInt32()]);
            run.Number = number;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                    ReadRunMember(run, ref reader);
                reader.Read();
            }
            var parent = last;
            while (parent is not null && parent.Number != parentNumber)
                parent = parent.Parent;
            if (parent is null)
            {
                burst.State.Root = run;
            }
            else
            {
                parent.Attach(run);
                if (run.Status == ActivityStatus.Running)
                    parent.RunningChildren++;
                else
                    CountFault(run);
            }
            last = run;
        }
    }

    private static void CountFault(ActivityRun run)
    {
        for (var at = run.Parent; at is not null; at = at.Parent)
            at.FaultedBelow++;
    }

    private static void ReadRunMember(ActivityRun run, ref Utf8JsonReader reader)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "s":
                var marks = reader.GetInt32();
                run.Status = (ActivityStatus)(marks & 3);
                run.EnteredBackwards = (marks & 4) != 0;
                run.IsBreaking = (marks & 8) != 0;
                break;
            case "i":
                run.Counter = reader.GetInt32();
                break;
            case "a":
                run.Attempts = reader.GetInt32();
                break;
            case "f":
                var flowchart = (Flowchart)run.Box.Activity;
                run.Memory = FlowStateJson.Read(ref reader, run.Box.Children.Count, flowchart.Connections.Count);
                break;
            case "m":
                run.Memory = TypedJson.Read(ref reader);
                break;
            case "w":
                ReadVariables(run, ref reader);
                break;
            case "x":
                run.Extra = (ObjectValue)TypedJson.Read(ref reader)!; // always written as an object
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static void ReadVariables(ActivityRun run, ref Utf8JsonReader reader)
    {
        var variables = run.Box.Variables;
        run.Values = new object?[variables.Count];
        for (var i = 0; i < variables.Count; i++)
            run.Values[i] = variables[i].Default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var position = reader.GetInt32();
            reader.Read();
            run.Values[position] = TypedJson.Read(ref reader);
        }
    }

    private static OpenBookmark ReadBookmark(ActivityRun root, Dictionary<int, ActivityRun>? byNumber, ref Utf8JsonReader reader)
    {
        reader.Read();
        var number = reader.GetInt32();
        reader.Read();
        var execution = reader.GetInt32();
        reader.Read();
        var kind = reader.GetString()!; // written from a text
        reader.Read();
        var text = reader.GetString()!; // written from a text
        reader.Read();
        var due = reader.GetInt64();
        reader.Read();
        var marks = 0;
        string? tag = null;
        if (reader.TokenType == JsonTokenType.Number)
        {
            marks = reader.GetInt32();
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
            {
                tag = reader.GetString();
                reader.Read();
            }
        }
        var run = (byNumber is null ? root.Find(execution) : byNumber.GetValueOrDefault(execution))
            ?? throw new InvalidDataException($"Bookmark {number} belongs to execution {execution}, which the state does not have.");
        return new OpenBookmark(number, run, new StimulusKey(kind, text), due == 0 ? null : new DateTimeOffset(due, TimeSpan.Zero), tag)
        {
            Keeps = (marks & 1) != 0,
            IsRetry = (marks & 2) != 0,
        };
    }
}
