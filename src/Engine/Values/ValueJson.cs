using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace IqWorkflows.Engine.Values;

/// <summary>Values as plain JSON, as people and other programs read it: inputs, payloads, outputs, texts. It forgets exact types; <see cref="TypedJson"/> does not.</summary>
public static class ValueJson
{
    // Elsa leaves letters of all languages as they are and escapes & < > + ' " as \uXXXX.
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    private static readonly JsonWriterOptions s_compact = new() { Encoder = s_encoder, SkipValidation = true };
    private static readonly JsonWriterOptions s_indented = new() { Encoder = s_encoder, SkipValidation = true, Indented = true, NewLine = "\n" };
    private static readonly JsonDocumentOptions s_reading = new() { MaxDepth = ValueDepthException.Limit, AllowDuplicateProperties = true };

    /// <summary>Reads JSON. Whole numbers become <see cref="int"/>, larger ones <see cref="long"/>, all others <see cref="double"/>; of members named twice the last counts.</summary>
    /// <param name="json">Any JSON.</param>
    /// <param name="origin">What the objects and lists in it count as: Given for inputs and payloads, Script for values written in a definition.</param>
    /// <exception cref="ValueDepthException">It is nested too deep.</exception>
    public static object? Read(JsonElement json, ObjectOrigin origin = ObjectOrigin.Given) => Read(json, origin, depth: 0);

    /// <summary>Reads JSON text.</summary>
    /// <returns>False when it is no JSON or nested too deep; the value is then null.</returns>
    public static bool TryParse(string text, ObjectOrigin origin, out object? value)
    {
        value = null;
        if (!LooseText.IsWellFormed(text))
            return false;
        try
        {
            using var document = JsonDocument.Parse(text, s_reading);
            value = Read(document.RootElement, origin, depth: 0);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes a value as plain JSON. What JSON has no word for (NaN, infinity) becomes null; times become ISO 8601, bytes base64.</summary>
    /// <exception cref="ValueDepthException">It is nested too deep.</exception>
    public static void Write(Utf8JsonWriter writer, object? value) => Write(writer, value, depth: 0);

    /// <summary>The same as text.</summary>
    public static string ToJson(object? value, bool isIndented = false)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, isIndented ? s_indented : s_compact))
            Write(writer, value, depth: 0);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static object? Read(JsonElement json, ObjectOrigin origin, int depth)
    {
        ValueDepthException.ThrowIfBeyond(depth);
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new ObjectValue(origin);
                foreach (var member in json.EnumerateObject())
                    members[Text(member)] = Read(member.Value, origin, depth + 1);
                return members;
            case JsonValueKind.Array:
                var items = new List<object?>(json.GetArrayLength());
                foreach (var item in json.EnumerateArray())
                    items.Add(Read(item, origin, depth + 1));
                return new ListValue(items) { IsGiven = origin != ObjectOrigin.Script };
            case JsonValueKind.String:
                return Text(json);
            case JsonValueKind.Number:
                if (json.TryGetInt32(out var small))
                    return small;
                return json.TryGetInt64(out var large) ? (object)large : json.GetDouble();
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                return null;
        }
    }

    // A JSON text may spell half a surrogate pair ("\ud800"), which .NET refuses to hand out.
    private static string Text(JsonElement json)
    {
        try
        {
            return json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return LooseText.Of(json.GetRawText());
        }
    }

    private static string Text(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        ValueDepthException.ThrowIfBeyond(depth, ValueDepthException.StoredLimit);
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            case double or float:
                writer.WriteNullValue();
                break;
            case short number:
                writer.WriteNumberValue(number);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case decimal number:
                writer.WriteNumberValue(number);
                break;
            case DateTime { Kind: DateTimeKind.Local } moment:
                writer.WriteStringValue(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
                break;
            case DateTime moment:
                writer.WriteStringValue(moment);
                break;
            case DateTimeOffset moment:
                writer.WriteStringValue(moment);
                break;
            case TimeSpan span:
                writer.WriteStringValue(TextForm.Of(span));
                break;
            case Guid id:
                writer.WriteStringValue(id);
                break;
            case byte[] bytes:
                writer.WriteBase64StringValue(bytes);
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (var item in list)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            case ObjectValue members:
                writer.WriteStartObject();
                foreach (var (name, member) in members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member, depth + 1);
                }
                writer.WriteEndObject();
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not a workflow value.", nameof(value));
        }
    }
}
