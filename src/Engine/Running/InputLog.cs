using System.Buffers;
using System.Text.Json;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>What a step was given: enough to run it again and get the same bytes.</summary>
/// <param name="Stimulus">What happened.</param>
/// <param name="Now">The moment of the step, in UTC.</param>
/// <param name="ProgramKey">The program that ran.</param>
/// <param name="RuleHash">Hash of the rule data in force.</param>
/// <param name="Facts">Facts that the program asks for, as they were.</param>
/// <param name="Answers">What the children that ran within the step answered, in order; null where one could not be started.</param>
public sealed record LoggedStep(
    Stimulus Stimulus, DateTimeOffset Now, string ProgramKey, string RuleHash, ObjectValue Facts, IReadOnlyList<ObjectValue?> Answers);

/// <summary>Writes and reads <see cref="Run.Log"/>.</summary>
public static class InputLog
{
    private const int Format = 1;

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Bytes, Utf8JsonWriter Json)? s_writer;

    internal static byte[] Write(Stimulus stimulus, Burst burst, IReadOnlyList<ObjectValue?> answers)
    {
        if (s_writer is not var (bytes, json))
        {
            bytes = new ArrayBufferWriter<byte>(512);
            json = new Utf8JsonWriter(bytes, TypedJson.WriterOptions);
            s_writer = (bytes, json);
        }
        bytes.ResetWrittenCount();
        json.Reset();
        json.WriteStartObject();
        json.WriteNumber("v"u8, Format);
        json.WriteNumber("at"u8, burst.Now.UtcTicks);
        json.WriteString("p"u8, burst.Program.Key);
        if (burst.Facts.RuleHash.Length > 0)
            json.WriteString("rules"u8, burst.Facts.RuleHash);
        WriteStimulus(json, stimulus);
        if (burst.Program.Facts.Count > 0)
        {
            var facts = new ObjectValue();
            foreach (var name in burst.Program.Facts.Order(StringComparer.Ordinal))
                facts[name] = burst.Facts[name];
            WriteValue(json, "facts"u8, facts);
        }
        if (answers.Count > 0)
        {
            json.WriteStartArray("ans"u8);
            foreach (var answer in answers)
                TypedJson.Write(json, answer);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not a log of a step.</exception>
    public static LoggedStep Read(ReadOnlySpan<byte> log)
    {
        try
        {
            var members = new Dictionary<string, object?>(StringComparer.Ordinal);
            var reader = new Utf8JsonReader(log, TypedJson.ReaderOptions);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!; // a property has a name
                reader.Read();
                members[name] = name is "v" or "at" or "bm" or "no" ? reader.GetInt64() : name == "ans" ? ReadAnswers(ref reader) : TypedJson.Read(ref reader);
            }
            if (members["v"] is not (long)Format)
                throw new InvalidDataException($"This release cannot read logs of format {members["v"]}.");
            return new LoggedStep(
                ReadStimulus(members),
                new DateTimeOffset((long)members["at"]!, TimeSpan.Zero), // always written
                (string)members["p"]!, // always written
                Text(members, "rules") ?? "",
                Object(members, "facts") ?? [],
                (IReadOnlyList<ObjectValue?>?)members.GetValueOrDefault("ans") ?? []);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or InvalidCastException)
        {
            throw new InvalidDataException($"The log cannot be read: {exception.Message}", exception);
        }
    }

    private static void WriteStimulus(Utf8JsonWriter json, Stimulus stimulus)
    {
        switch (stimulus)
        {
            case Stimulus.Start start:
                json.WriteString("k"u8, "start"u8);
                if (start.Input.Count > 0)
                    WriteValue(json, "in"u8, start.Input);
                if (start.CorrelationId is { } correlation)
                    json.WriteString("c"u8, correlation);
                if (start.TriggerActivityId is { } trigger)
                    json.WriteString("tr"u8, trigger);
                if (start.ParentInstanceId is { } parent)
                    json.WriteString("par"u8, parent);
                WritePayload(json, start.Payload);
                break;
            case Stimulus.Deliver deliver:
                json.WriteString("k"u8, "deliver"u8);
                json.WriteString("kind"u8, deliver.Key.Kind);
                json.WriteString("text"u8, deliver.Key.Text);
                WritePayload(json, deliver.Payload);
                break;
            case Stimulus.Wake wake:
                json.WriteString("k"u8, "wake"u8);
                json.WriteNumber("bm"u8, wake.Bookmark);
                if (wake.Input is { } input)
                    WriteValue(json, "in"u8, input);
                WritePayload(json, wake.Payload);
                break;
            case Stimulus.Cancel:
                json.WriteString("k"u8, "cancel"u8);
                break;
            case Stimulus.Retry retry:
                json.WriteString("k"u8, "retry"u8);
                json.WriteNumber("no"u8, retry.Incident);
                break;
            case Stimulus.Skip skip:
                json.WriteString("k"u8, "skip"u8);
                json.WriteNumber("no"u8, skip.Incident);
                if (skip.Outcome is { } outcome)
                    json.WriteString("oc"u8, outcome);
                break;
        }
    }

    private static void WritePayload(Utf8JsonWriter json, object? payload)
    {
        if (payload is not null)
            WriteValue(json, "pl"u8, payload);
    }

    private static void WriteValue(Utf8JsonWriter json, ReadOnlySpan<byte> name, object? value)
    {
        json.WritePropertyName(name);
        TypedJson.Write(json, value);
    }

    private static Stimulus ReadStimulus(Dictionary<string, object?> members) => members["k"] switch
    {
        "start" => new Stimulus.Start(
            Object(members, "in") ?? [], Text(members, "c"), Text(members, "tr"), members.GetValueOrDefault("pl"), Text(members, "par")),
        "deliver" => new Stimulus.Deliver(new StimulusKey((string)members["kind"]!, (string)members["text"]!), members.GetValueOrDefault("pl")), // both always written
        "wake" => new Stimulus.Wake((int)(long)members["bm"]!, members.GetValueOrDefault("pl"), Object(members, "in")), // always written
        "cancel" => new Stimulus.Cancel(),
        "retry" => new Stimulus.Retry((int)(long)members["no"]!), // always written
        "skip" => new Stimulus.Skip((int)(long)members["no"]!, Text(members, "oc")), // always written
        var other => throw new InvalidDataException($"The log speaks of a stimulus '{other}' that this release does not know."),
    };

    private static List<ObjectValue?> ReadAnswers(ref Utf8JsonReader reader)
    {
        var answers = new List<ObjectValue?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            answers.Add((ObjectValue?)TypedJson.Read(ref reader));
        return answers;
    }

    private static string? Text(Dictionary<string, object?> members, string name) => (string?)members.GetValueOrDefault(name);

    private static ObjectValue? Object(Dictionary<string, object?> members, string name) => (ObjectValue?)members.GetValueOrDefault(name);
}
