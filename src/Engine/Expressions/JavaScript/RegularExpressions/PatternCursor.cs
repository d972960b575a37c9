using System.Diagnostics.CodeAnalysis;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>A place in the text of a pattern, with what every part of the parser asks there.</summary>
internal sealed class PatternCursor(string text, bool isUnicode)
{
    public const int End = -1;

    public int Position { get; set; }

    public bool IsUnicode { get; } = isUnicode;

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The UTF-16 unit here or some units on, or <see cref="End"/>.</summary>
    public int Peek(int ahead = 0) => Position + ahead < text.Length ? text[Position + ahead] : End;

    /// <summary>Takes one character: a code point with flag u, else a UTF-16 unit.</summary>
    public int Take() => IsUnicode ? TakeCodePoint() : text[Position++];

    public int TakeCodePoint()
    {
        var first = text[Position++];
        return char.IsHighSurrogate(first) && !IsAtEnd && char.IsLowSurrogate(text[Position])
            ? char.ConvertToUtf32(first, text[Position++])
            : first;
    }

    public bool TryTake(char expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        Position++;
        return true;
    }

    public bool TryTake(string expected)
    {
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    /// <summary>Takes digits; a number too large to count stands for "as many as you like".</summary>
    public bool TryTakeNumber(out int number)
    {
        long value = 0;
        var start = Position;
        for (; char.IsAsciiDigit((char)Math.Max(Peek(), 0)); Position++)
        {
            value = Math.Min((value * 10) + (Peek() - '0'), int.MaxValue);
        }

        number = (int)value;
        return Position > start;
    }

    /// <summary>Takes exactly so many hexadecimal digits, or nothing.</summary>
    public bool TryTakeHex(int digits, out int value)
    {
        value = 0;
        for (var i = 0; i < digits; i++)
        {
            if (Peek(i) == End || !char.IsAsciiHexDigit((char)Peek(i)))
            {
                return false;
            }

            value = (value << 4) | Convert.ToInt32(text.Substring(Position + i, 1), 16);
        }

        Position += digits;
        return true;
    }

    /// <summary>Takes what follows "\u": four digits, a surrogate pair of two escapes, or {…}; or nothing.</summary>
    public bool TryTakeUnicodeEscape(bool isUnicode, out int codePoint)
    {
        var start = Position;
        if (TryTakeHex(4, out codePoint))
        {
            var afterFirst = Position;
            if (isUnicode && char.IsHighSurrogate((char)codePoint) && TryTake("\\u"))
            {
                if (TryTakeHex(4, out var low) && char.IsLowSurrogate((char)low))
                {
                    codePoint = char.ConvertToUtf32((char)codePoint, (char)low);
                    return true;
                }

                Position = afterFirst;
            }

            return true;
        }

        if (isUnicode && TryTake('{'))
        {
            long value = 0;
            var digits = 0;
            for (; TryTakeHex(1, out var digit); digits++)
            {
                value = Math.Min((value << 4) | (uint)digit, CharSet.LastCodePoint + 1);
            }

            if (digits > 0 && value <= CharSet.LastCodePoint && TryTake('}'))
            {
                codePoint = (int)value;
                return true;
            }
        }

        Position = start;
        return false;
    }

    public string Text(int start, int end) => text[start..end];

    [DoesNotReturn]
    public void Fail(string reason) => Fail(reason, Position);

    /// <exception cref="ScriptException">Always, with line and column counted within the pattern.</exception>
    [DoesNotReturn]
    public void Fail(string reason, int position)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < Math.Min(position, text.Length); i++)
        {
            if (CharSet.LineEnds.Contains(text[i]) && !(text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n'))
            {
                line++;
                lineStart = i + 1;
            }
        }

        var shown = text.Length <= 60 ? text : text[..60] + "…";
        throw new ScriptException($"Invalid regular expression /{shown}/: {reason}", line, position - lineStart + 1);
    }
}
