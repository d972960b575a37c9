namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Reads the escapes that mean a character or a set of characters, inside and outside of classes.</summary>
internal sealed class EscapeReader(PatternCursor cursor, RegexFlags flags, bool hasNames)
{
    private const string SyntaxCharacters = "^$\\.*+?()[]{}|/";

    private CharSet Word =>
        (flags & (RegexFlags.Unicode | RegexFlags.IgnoreCase)) == (RegexFlags.Unicode | RegexFlags.IgnoreCase) ? CharSet.FoldedWord : CharSet.Word;

    /// <summary>Reads \d \D \s \S \w \W and, with flag u, \p{…} and \P{…}. The backslash is taken.</summary>
    /// <returns>Null, with nothing taken, when the escape is none of these.</returns>
    public CharSet? TryReadSet()
    {
        CharSet? set = cursor.Peek() switch
        {
            'd' => CharSet.Digits,
            'D' => CharSet.Digits.Complement(),
            's' => CharSet.Space,
            'S' => CharSet.Space.Complement(),
            'w' => Word,
            'W' => Word.Complement(),
            _ => null,
        };
        if (set is not null)
        {
            cursor.Position++;
            return set;
        }

        return cursor.IsUnicode && cursor.Peek() is ('p' or 'P') ? ReadProperty() : null;
    }

    /// <summary>Reads an escape that means one character. The backslash is taken.</summary>
    public int ReadCharacter(bool inClass)
    {
        if (cursor.IsAtEnd)
        {
            cursor.Fail("a backslash needs a character after it.");
        }

        var start = cursor.Position;
        var escape = cursor.Take();
        switch (escape)
        {
            case 't':
                return '\t';
            case 'n':
                return '\n';
            case 'v':
                return '\v';
            case 'f':
                return '\f';
            case 'r':
                return '\r';
            case 'b' when inClass:
                return '\b';
            case '-' when inClass && cursor.IsUnicode:
                return '-';
            case 'c':
                return ReadControl(inClass);
            case 'x' when cursor.TryTakeHex(2, out var unit):
                return unit;
            case 'u' when cursor.TryTakeUnicodeEscape(cursor.IsUnicode, out var codePoint):
                return codePoint;
            // With named groups \k is a reference and nothing else.
            case 'k' when hasNames:
                break;
            case >= '0' and <= '9':
                return ReadDigits(escape, start);
            default:
                if (!cursor.IsUnicode || (escape < 128 && SyntaxCharacters.Contains((char)escape, StringComparison.Ordinal)))
                {
                    return escape;
                }

                break;
        }

        cursor.Fail("this escape is not known; with flag u only characters with a meaning of their own may be escaped.", start - 1);
        return 0;
    }

    private int ReadControl(bool inClass)
    {
        var letter = cursor.Peek();
        if (letter != PatternCursor.End
            && (char.IsAsciiLetter((char)letter) || (inClass && !cursor.IsUnicode && (char.IsAsciiDigit((char)letter) || letter == '_'))))
        {
            cursor.Position++;
            return letter & 31;
        }

        if (cursor.IsUnicode)
        {
            cursor.Fail("\\c needs a letter after it.");
        }

        // Annex B: the backslash stands for itself, and the c is read again as a character.
        cursor.Position--;
        return '\\';
    }

    private int ReadDigits(int first, int start)
    {
        if (cursor.IsUnicode)
        {
            if (first == '0' && !char.IsAsciiDigit((char)Math.Max(cursor.Peek(), 0)))
            {
                return 0;
            }

            cursor.Fail("with flag u a number after a backslash must be an existing group.", start - 1);
        }

        if (first >= '8')
        {
            return first;
        }

        // Annex B: up to three octal digits, at most \377.
        var value = first - '0';
        for (var digits = 1; digits < 3 && cursor.Peek() is >= '0' and <= '7' && (value * 8) + (cursor.Peek() - '0') <= 255; digits++)
        {
            value = (value * 8) + (cursor.Peek() - '0');
            cursor.Position++;
        }

        return value;
    }

    private CharSet ReadProperty()
    {
        var start = cursor.Position - 1;
        var isInverted = cursor.Take() == 'P';
        if (!cursor.TryTake('{'))
        {
            cursor.Fail("\\p needs a property in braces, such as \\p{L}.", start);
        }

        var nameStart = cursor.Position;
        while (!cursor.IsAtEnd && cursor.Peek() != '}')
        {
            cursor.Position++;
        }

        var name = cursor.Text(nameStart, cursor.Position);
        if (!cursor.TryTake('}'))
        {
            cursor.Fail("the property after \\p has no closing brace.", start);
        }

        if (name.StartsWith("Script_Extensions=", StringComparison.Ordinal) || name.StartsWith("scx=", StringComparison.Ordinal))
        {
            cursor.Fail("\\p{Script_Extensions=…} is not supported; use \\p{Script=…}.", start);
        }

        if (name.Length > 64 || UnicodeProperties.Find(name) is not { } set)
        {
            cursor.Fail("this Unicode property is not known; general categories (\\p{Lu}), the common scripts (\\p{Script=Greek}) and properties such as \\p{Alphabetic} are.", start);
            return CharSet.Empty;
        }

        return isInverted ? set.Complement() : set;
    }
}
