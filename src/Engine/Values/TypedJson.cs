using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IqWorkflows.Engine.Values;

/// <summary>Values as JSON that gives back exactly the value that was written, for the state and the log. The same value gives the same bytes; the shape is a contract.</summary>
/// <remarks>
/// null, truth values and texts are plain. A number without point or exponent is an <see cref="int"/>, one with is a <see cref="double"/>.
/// An array is a list of anything. Everything else is an object whose first member tells what it is:
/// <c>s</c> short, <c>l</c> long, <c>f</c> float, <c>d</c> a double that is no number, <c>m</c> decimal, <c>t</c> <c>u</c> <c>w</c> ticks of a
/// DateTime (unspecified, UTC, local), <c>o</c> ticks and minutes of a DateTimeOffset, <c>p</c> ticks of a TimeSpan, <c>g</c> Guid, <c>b</c> bytes,
/// <c>y</c> the UTF-16 of a text with half a surrogate pair, <c>x</c> <c>n</c> <c>v</c> <c>k</c> an object by its origin (script, node, given, record), <c>X</c>
/// <c>N</c> <c>V</c> <c>K</c> the same as a list of names and values, <c>r</c> a given list, <c>e</c> an element type with the list of it in <c>a</c> or <c>r</c>.
/// </remarks>
public static class TypedJson
{
    // An object or list of a value is up to two levels of JSON; the state around it needs some as well.
    private const int MaxJsonDepth = ValueDepthException.StoredLimit * 2 + 64;

    private static readonly SearchValues<byte> s_fraction = SearchValues.Create(".eE"u8);

    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonReaderOptions ReaderOptions { get; } = new() { MaxDepth = MaxJsonDepth };

    public static byte[] ToBytes(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            Write(writer, value);
        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="JsonException">These are not bytes of <see cref="ToBytes"/>.</exception>
    public static object? FromBytes(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, ReaderOptions);
        reader.Read();
        var value = Read(ref reader);
        return reader.Read() ? throw new JsonException("Something follows the stored value.") : value;
    }

    /// <exception cref="ValueDepthException">It is nested too deep.</exception>
    public static void Write(Utf8JsonWriter writer, object? value) => Write(writer, value, depth: 0);

    /// <summary>Reads the value the reader stands on, and leaves the reader on its last token.</summary>
    /// <exception cref="JsonException">This is not what <see cref="Write(Utf8JsonWriter, object?)"/> writes.</exception>
    public static object? Read(ref Utf8JsonReader reader) => Read(ref reader, depth: 0);

    private static void Write(Utf8JsonWriter writer, object? value, int depth)
    {
        ValueDepthException.ThrowIfBeyond(depth, ValueDepthException.StoredLimit);
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                Write(writer, text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case double number:
                Write(writer, number);
                break;
            case int number:
                writer.WriteNumberValue(number);
                break;
            case ObjectValue members:
                Write(writer, members, depth);
                break;
            case ListValue list:
                Write(writer, list, depth);
                break;
            default:
                writer.WriteStartObject();
                WriteTagged(writer, value);
                writer.WriteEndObject();
                break;
        }
    }

    private static void WriteTagged(Utf8JsonWriter writer, object value)
    {
        switch (value)
        {
            case short number:
                writer.WriteNumber("s"u8, number);
                break;
            case long number:
                writer.WriteNumber("l"u8, number);
                break;
            case float number when float.IsFinite(number):
                writer.WriteNumber("f"u8, number);
                break;
            case float number:
                writer.WriteString("f"u8, number.ToString(CultureInfo.InvariantCulture));
                break;
            case decimal number:
                writer.WriteNumber("m"u8, number);
                break;
            case DateTime moment:
                writer.WriteNumber(moment.Kind switch { DateTimeKind.Utc => "u"u8, DateTimeKind.Local => "w"u8, _ => "t"u8 }, moment.Ticks);
                break;
            case DateTimeOffset moment:
                writer.WriteStartArray("o"u8);
                writer.WriteNumberValue(moment.Ticks);
                writer.WriteNumberValue((int)moment.Offset.TotalMinutes);
                writer.WriteEndArray();
                break;
            case TimeSpan span:
                writer.WriteNumber("p"u8, span.Ticks);
                break;
            case Guid id:
                writer.WriteString("g"u8, id);
                break;
            case byte[] bytes:
                writer.WriteBase64String("b"u8, bytes);
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is not a workflow value.", nameof(value));
        }
    }

    private static void Write(Utf8JsonWriter writer, string text)
    {
        if (LooseText.IsWellFormed(text))
        {
            writer.WriteStringValue(text);
            return;
        }
        writer.WriteStartObject();
        writer.WriteBase64String("y"u8, LooseText.ToUtf16(text));
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
        {
            writer.WriteStartObject();
            writer.WriteString("d"u8, number.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            return;
        }

        Span<byte> digits = stackalloc byte[40];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        if (!digits[..length].ContainsAny(s_fraction))
        {
            ".0"u8.CopyTo(digits[length..]);
            length += 2;
        }
        writer.WriteRawValue(digits[..length], skipInputValidation: true);
    }

    private static void Write(Utf8JsonWriter writer, ObjectValue members, int depth)
    {
        var isPlain = true;
        foreach (var name in members.Names)
            isPlain &= LooseText.IsWellFormed(name);

        writer.WriteStartObject();
        if (isPlain)
        {
            writer.WriteStartObject(members.Origin switch { ObjectOrigin.Given => "v"u8, ObjectOrigin.JsonNode => "n"u8, ObjectOrigin.Record => "k"u8, _ => "x"u8 });
            foreach (var (name, member) in members)
            {
                writer.WritePropertyName(name);
                Write(writer, member, depth + 1);
            }
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteStartArray(members.Origin switch { ObjectOrigin.Given => "V"u8, ObjectOrigin.JsonNode => "N"u8, ObjectOrigin.Record => "K"u8, _ => "X"u8 });
            foreach (var (name, member) in members)
            {
                Write(writer, name);
                Write(writer, member, depth + 1);
            }
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, ListValue list, int depth)
    {
        var isTagged = list.IsGiven || list.ElementType is not null;
        if (isTagged)
            writer.WriteStartObject();
        if (list.ElementType is { } type)
            writer.WriteString("e"u8, type);
        if (isTagged)
            writer.WritePropertyName(list.IsGiven ? "r"u8 : "a"u8);

        writer.WriteStartArray();
        for (var at = 0; at < list.Count; at++)
            Write(writer, list[at], depth + 1);
        writer.WriteEndArray();
        if (isTagged)
            writer.WriteEndObject();
    }

    private static object? Read(ref Utf8JsonReader reader, int depth)
    {
        if (depth > ValueDepthException.StoredLimit)
            throw new JsonException($"The stored value is nested deeper than {ValueDepthException.StoredLimit} levels.");
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.String:
                return Text(ref reader);
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number:
                if (IsFraction(ref reader))
                    return reader.GetDouble();
                return reader.TryGetInt32(out var whole) ? whole : throw Unknown();
            case JsonTokenType.StartArray:
                return new ListValue(Items(ref reader, depth));
            case JsonTokenType.StartObject:
                reader.Read();
                var value = ReadTagged(ref reader, depth);
                reader.Read();
                return reader.TokenType == JsonTokenType.EndObject ? value : throw Unknown();
            default:
                throw Unknown();
        }
    }

    private static bool IsFraction(ref Utf8JsonReader reader) => reader.HasValueSequence
        ? reader.ValueSequence.ToArray().AsSpan().ContainsAny(s_fraction)
        : reader.ValueSpan.ContainsAny(s_fraction);

    private static object? ReadTagged(ref Utf8JsonReader reader, int depth)
    {
        var tag = reader.TokenType == JsonTokenType.PropertyName && Text(ref reader) is { Length: 1 } name ? name[0] : throw Unknown();
        reader.Read();
        try
        {
            return tag switch
            {
                's' => reader.GetInt16(),
                'l' => reader.GetInt64(),
                'f' => reader.TokenType == JsonTokenType.Number ? reader.GetSingle() : float.Parse(reader.GetString() ?? "", CultureInfo.InvariantCulture),
                'd' => double.Parse(reader.GetString() ?? "", CultureInfo.InvariantCulture),
                'm' => reader.GetDecimal(),
                't' => new DateTime(reader.GetInt64()),
                'u' => new DateTime(reader.GetInt64(), DateTimeKind.Utc),
                'w' => new DateTime(reader.GetInt64(), DateTimeKind.Local),
                'o' => Moment(ref reader),
                'p' => new TimeSpan(reader.GetInt64()),
                'g' => reader.GetGuid(),
                'b' => reader.GetBytesFromBase64(),
                'y' => LooseText.FromUtf16(reader.GetBytesFromBase64()),
                'x' => Members(ref reader, ObjectOrigin.Script, depth),
                'n' => Members(ref reader, ObjectOrigin.JsonNode, depth),
                'v' => Members(ref reader, ObjectOrigin.Given, depth),
                'X' => Pairs(ref reader, ObjectOrigin.Script, depth),
                'N' => Pairs(ref reader, ObjectOrigin.JsonNode, depth),
                'V' => Pairs(ref reader, ObjectOrigin.Given, depth),
                'k' => Members(ref reader, ObjectOrigin.Record, depth),
                'K' => Pairs(ref reader, ObjectOrigin.Record, depth),
                'r' => new ListValue(Items(ref reader, depth)) { IsGiven = true },
                'e' => TypedList(ref reader, depth),
                _ => throw Unknown(),
            };
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw new JsonException($"The stored value tagged '{tag}' cannot be read.", wrong);
        }
    }

    private static DateTimeOffset Moment(ref Utf8JsonReader reader)
    {
        reader.Read();
        var ticks = reader.GetInt64();
        reader.Read();
        var offset = TimeSpan.FromMinutes(reader.GetInt32());
        reader.Read();
        return reader.TokenType == JsonTokenType.EndArray ? new DateTimeOffset(ticks, offset) : throw Unknown();
    }

    private static ObjectValue Members(ref Utf8JsonReader reader, ObjectOrigin origin, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Unknown();
        var members = new ObjectValue(origin);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader);
            reader.Read();
            members.Add(name, Read(ref reader, depth + 1));
        }
        return members;
    }

    private static ObjectValue Pairs(ref Utf8JsonReader reader, ObjectOrigin origin, int depth)
    {
        var flat = Items(ref reader, depth);
        var members = new ObjectValue(origin);
        for (var at = 0; at + 1 < flat.Count; at += 2)
            members.Add(flat[at] as string ?? throw Unknown(), flat[at + 1]);
        return members;
    }

    private static ListValue TypedList(ref Utf8JsonReader reader, int depth)
    {
        var type = Text(ref reader);
        reader.Read();
        var isGiven = reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("r"u8);
        reader.Read();
        return new ListValue(Items(ref reader, depth), type) { IsGiven = isGiven };
    }

    private static List<object?> Items(ref Utf8JsonReader reader, int depth)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Unknown();
        var items = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            items.Add(Read(ref reader, depth + 1));
        return items;
    }

    private static string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? throw Unknown();
        }
        catch (InvalidOperationException wrong)
        {
            throw new JsonException("The stored text cannot be read.", wrong);
        }
    }

    private static JsonException Unknown() => new("This is not a stored workflow value.");
}
