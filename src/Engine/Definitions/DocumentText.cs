using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IqWorkflows.Engine.Definitions;

/// <summary>The bytes of a definition, made into JSON that nothing later can trip over.</summary>
internal static class DocumentText
{
    public const int MaxBytes = 32 * 1024 * 1024;
    public const int MaxJsonDepth = 512;

    private static readonly SearchValues<byte> s_structure = SearchValues.Create("\"{}[]"u8);
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = MaxJsonDepth + 1 };

    /// <returns>What is wrong, or null.</returns>
    public static Problem? Parse(ReadOnlySpan<byte> bytes, out JsonElement json)
    {
        json = default;
        if (bytes.Length > MaxBytes)
            return TooLarge(bytes.Length);

        if (bytes is [0xFF, 0xFE, ..])
            bytes = Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes[2..]));
        else if (bytes is [0xFE, 0xFF, ..])
            bytes = Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(bytes[2..]));
        else if (bytes is [0xEF, 0xBB, 0xBF, ..])
            bytes = bytes[3..];

        if (!Utf8.IsValid(bytes))
            return Problem.Error(ProblemCode.NotText, "line 1", "The file is not UTF-8 text.", "Save it as UTF-8, or export it again.");
        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
            return Problem.Error(ProblemCode.MalformedJson, "line 1", "The file is empty.", "Give a workflow definition as JSON.");
        if (Scan(bytes) is { } problem)
            return problem;

        try
        {
            json = JsonElement.Parse(bytes, s_options);
            return null;
        }
        catch (JsonException wrong)
        {
            var line = (int)(wrong.LineNumber ?? 0);
            var at = StartOfLine(bytes, line) + (int)(wrong.BytePositionInLine ?? 0);
            var reason = wrong.Message.Split(" LineNumber:", 2)[0];
            return Problem.Error(ProblemCode.MalformedJson, Position(bytes, at), $"This is not valid JSON: {reason}", "Correct the text there, or export the definition again.");
        }
    }

    /// <returns>What is wrong, or null.</returns>
    public static Problem? Parse(string text, out JsonElement json)
    {
        json = default;
        return text.Length > MaxBytes ? TooLarge(text.Length) : Parse(Encoding.UTF8.GetBytes(text), out json);
    }

    private static Problem TooLarge(int size) => Problem.Error(
        ProblemCode.TooLarge,
        "$",
        string.Create(CultureInfo.InvariantCulture, $"The definition has {size / 1048576d:0.#} MB; at most {MaxBytes / 1048576} MB are read."),
        "Split it into several definitions that use each other as activities.");

    /// <summary>Looks for what the parser lets pass or tells badly: depth, and escapes that spell half a character.</summary>
    private static Problem? Scan(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            var next = bytes[at..].IndexOfAny(s_structure);
            if (next < 0)
                return null;
            at += next;
            switch (bytes[at])
            {
                case (byte)'{' or (byte)'[':
                    if (++depth > MaxJsonDepth)
                        return Problem.Error(ProblemCode.TooDeep, Position(bytes, at), $"The JSON is nested deeper than {MaxJsonDepth} levels.", "Make it flatter.");
                    break;
                case (byte)'"':
                    var end = EndOfString(bytes, at + 1, out var half);
                    if (half)
                        return Problem.Error(ProblemCode.NotText, Position(bytes, end), "An escape spells half a character (a surrogate without its other half).", "Write the whole character.");
                    if (end < 0)
                        return null;
                    at = end;
                    break;
                default:
                    depth--;
                    break;
            }
        }
        return null;
    }

    /// <returns>Where the string ends, or where half a character stands; -1 when it does not end.</returns>
    private static int EndOfString(ReadOnlySpan<byte> bytes, int at, out bool half)
    {
        half = false;
        while (at < bytes.Length)
        {
            var next = bytes[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
                return -1;
            at += next;
            if (bytes[at] == '"')
                return at;

            var unit = Unit(bytes, at);
            half = char.IsLowSurrogate(unit) || (char.IsHighSurrogate(unit) && !char.IsLowSurrogate(Unit(bytes, at + 6)));
            if (half)
                return at;
            at += char.IsHighSurrogate(unit) ? 12 : 2;
        }
        return -1;
    }

    private static char Unit(ReadOnlySpan<byte> bytes, int at) =>
        at + 6 <= bytes.Length && bytes[at] == '\\' && bytes[at + 1] == 'u' && ushort.TryParse(bytes.Slice(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : '\0';

    private static int StartOfLine(ReadOnlySpan<byte> bytes, int line)
    {
        var start = 0;
        for (; line > 0; line--)
            start += bytes[start..].IndexOf((byte)'\n') + 1;
        return start;
    }

    private static string Position(ReadOnlySpan<byte> bytes, int at)
    {
        var before = bytes[..Math.Min(at, bytes.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}");
    }
}
