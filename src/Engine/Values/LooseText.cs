using System.Runtime.InteropServices;
using System.Text;

namespace IqWorkflows.Engine.Values;

/// <summary>Texts that scripts can make but UTF-8 cannot hold: those with half a surrogate pair.</summary>
internal static class LooseText
{
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAnyInRange('\uD800', '\uDFFF');
        for (; at >= 0 && at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
                continue;
            if (at + 1 >= text.Length || !char.IsSurrogatePair(text[at], text[at + 1]))
                return false;
            at++;
        }
        return true;
    }

    public static ReadOnlySpan<byte> ToUtf16(string text) => MemoryMarshal.AsBytes(text.AsSpan());

    public static string FromUtf16(ReadOnlySpan<byte> bytes) => new(MemoryMarshal.Cast<byte, char>(bytes));

    /// <summary>A JSON string literal, quotes included, that may spell half a surrogate pair.</summary>
    public static string Of(ReadOnlySpan<char> literal)
    {
        var text = new StringBuilder(literal.Length);
        for (var at = 1; at < literal.Length - 1; at++)
        {
            if (literal[at] != '\\')
            {
                text.Append(literal[at]);
                continue;
            }
            at++;
            if (literal[at] == 'u')
            {
                text.Append((char)Convert.ToUInt16(literal.Slice(at + 1, 4).ToString(), 16));
                at += 4;
                continue;
            }
            text.Append(literal[at] switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', var same => same });
        }
        return text.ToString();
    }
}
