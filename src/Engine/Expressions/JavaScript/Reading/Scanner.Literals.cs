using System.Globalization;
using System.Text;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <content>Numbers, strings and templates.</content>
internal sealed partial class Scanner
{
    private void ReadNumber()
    {
        var start = _position;
        Current.Kind = T.Number;
        if (Peek() == '0' && Peek(1) is 'x' or 'X' && Peek() == '0') ReadRadix(16);
        else if (Peek() == '0' && Peek(1) is 'o' or 'O' && Peek() == '0') ReadRadix(8);
        else if (Peek() == '0' && Peek(1) is 'b' or 'B' && Peek() == '0') ReadRadix(2);
        else if (Peek() == '0' && char.IsAsciiDigit(Peek(1)) && DigitsAhead().IndexOfAnyInRange('8', '9') < 0) ReadOldOctal();
        else ReadDecimal();

        if (Peek() == 'n')
        {
            throw Error("BigInt numbers like 10n do not exist here; write an ordinary number", start);
        }

        if (char.IsAsciiDigit(Peek()) || (_position < Source.Length && IsNamePart(Peek())) || Peek() == '\\')
            throw Error("A name must not follow a number directly", _position);
    }

    private ReadOnlySpan<char> DigitsAhead()
    {
        var rest = Source.AsSpan(_position);
        var end = rest.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? rest : rest[..end];
    }

    private void ReadRadix(int radix)
    {
        _position += 2;
        var start = _position;
        double value = 0;
        var digits = new StringBuilder();
        for (; _position < Source.Length; _position++)
        {
            var c = Source[_position];
            if (c == '_' && _position > start && Digit(Peek(1)) < radix && Source[_position - 1] != '_') continue;
            var digit = Digit(c);
            if (digit >= radix) break;
            digits.Append(c);
            value = value * radix + digit;
        }

        if (digits.Length == 0) throw Error("A number needs digits", start);

        // Beyond 2^53 the sum of products rounds more than once; the exact integer rounds once.
        Current.Number = value < 9007199254740992 ? value : (double)Exact(digits.ToString(), radix);
    }

    private static System.Numerics.BigInteger Exact(string digits, int radix)
    {
        var value = System.Numerics.BigInteger.Zero;
        foreach (var c in digits.Length > 300 ? digits[..300] : digits) value = value * radix + Digit(c);
        return digits.Length > 300 ? value * System.Numerics.BigInteger.Pow(radix, Math.Min(digits.Length - 300, 2000)) : value;
    }

    private static int Digit(char c) => char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : 99;

    private void ReadOldOctal()
    {
        double value = 0;
        while (char.IsAsciiDigit(Peek())) value = value * 8 + (Source[_position++] - '0');
        Current.Number = value;
    }

    private void ReadDecimal()
    {
        var start = _position;
        var hasSeparator = false;
        ReadDigits(ref hasSeparator);
        if (Peek() == '.')
        {
            _position++;
            if (char.IsAsciiDigit(Peek())) ReadDigits(ref hasSeparator);
        }

        if (Peek() is 'e' or 'E')
        {
            _position++;
            if (Peek() is '+' or '-') _position++;
            if (!char.IsAsciiDigit(Peek())) throw Error("The exponent of the number has no digits", _position);
            ReadDigits(ref hasSeparator);
        }

        var text = Source.AsSpan(start, _position - start);
        Current.Number = double.Parse(hasSeparator ? text.ToString().Replace("_", "", StringComparison.Ordinal) : text, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void ReadDigits(ref bool hasSeparator)
    {
        while (char.IsAsciiDigit(Peek()) || (Peek() == '_' && _position > 0 && char.IsAsciiDigit(Source[_position - 1]) && char.IsAsciiDigit(Peek(1))))
        {
            hasSeparator |= Peek() == '_';
            _position++;
        }
    }

    private void ReadText(char quote)
    {
        var start = _position++;
        Current.Kind = T.Text;
        var plain = Source.AsSpan(_position).IndexOfAny([quote, '\\', '\n', '\r']);
        if (plain >= 0 && Source[_position + plain] == quote)
        {
            Current.Text = plain < 24 ? Intern(Source.AsSpan(_position, plain)) : Source.Substring(_position, plain);
            _position += plain + 1;
            return;
        }

        var text = new StringBuilder();
        while (true)
        {
            if (_position >= Source.Length || Source[_position] is '\n' or '\r') throw Error($"The text has no end: a {quote} is missing", start);
            var c = Source[_position++];
            if (c == quote) break;
            if (c != '\\') text.Append(c);
            else if (ReadEscape(text, isTemplate: false) is { } problem) throw Error(problem, _position);
        }

        Current.Text = text.ToString();
    }

    private void ReadTemplate()
    {
        var start = _position++;
        Current.Kind = T.Template;
        var cooked = new StringBuilder();
        var raw = new StringBuilder();
        var isValid = true;
        while (true)
        {
            if (_position >= Source.Length) throw Error("The template text has no end: a ` is missing", start);
            var c = Source[_position++];
            if (c == '`')
            {
                Current.IsTail = true;
                break;
            }

            if (c == '$' && Peek() == '{')
            {
                _position++;
                break;
            }

            if (c == '\r')
            {
                if (Peek() == '\n') _position++;
                c = '\n';
            }

            if (c != '\\')
            {
                cooked.Append(c);
                raw.Append(c);
                continue;
            }

            var from = _position - 1;
            isValid &= ReadEscape(cooked, isTemplate: true) is null;
            raw.Append(Source[from.._position].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        }

        Current.Text = isValid ? cooked.ToString() : null;
        Current.Raw = raw.ToString();
    }

    /// <summary>Reads what follows a backslash; a sentence when it is no valid escape.</summary>
    private string? ReadEscape(StringBuilder text, bool isTemplate)
    {
        if (_position >= Source.Length) return "Unexpected end";
        var c = Source[_position++];
        switch (c)
        {
            case 'n': text.Append('\n'); return null;
            case 't': text.Append('\t'); return null;
            case 'r': text.Append('\r'); return null;
            case 'b': text.Append('\b'); return null;
            case 'f': text.Append('\f'); return null;
            case 'v': text.Append('\v'); return null;
            case '\r':
                if (Peek() == '\n') _position++;
                return null;
            case '\n' or '\u2028' or '\u2029':
                return null;
            case 'x':
                if (Digit(Peek()) > 15 || Digit(Peek(1)) > 15) return "Invalid hexadecimal escape sequence";
                text.Append((char)(Digit(Peek()) * 16 + Digit(Peek(1))));
                _position += 2;
                return null;
            case 'u':
                if (ReadUnicodeEscape() is not { } code) return "Invalid Unicode escape sequence";
                if (code > 0xFFFF) text.Append(char.ConvertFromUtf32(code));
                else text.Append((char)code);
                return null;
            case >= '0' and <= '9':
                if (c == '0' && !char.IsAsciiDigit(Peek())) text.Append('\0');
                else if (isTemplate) return "Octal escape sequences are not allowed in template texts";
                else if (c > '7') text.Append(c);
                else ReadOctalEscape(text, c);
                return null;
            default:
                text.Append(c);
                return null;
        }
    }

    private void ReadOctalEscape(StringBuilder text, char first)
    {
        var code = first - '0';
        for (var i = 0; i < (first <= '3' ? 2 : 1) && Peek() is >= '0' and <= '7'; i++) code = code * 8 + (Source[_position++] - '0');
        text.Append((char)code);
    }

    private int? ReadUnicodeEscape()
    {
        var code = 0;
        if (Peek() == '{')
        {
            _position++;
            var start = _position;
            for (; Digit(Peek()) <= 15; _position++)
            {
                code = code * 16 + Digit(Peek());
                if (code > 0x10FFFF) return null;
            }

            if (_position == start || Peek() != '}') return null;
            _position++;
            return code;
        }

        for (var i = 0; i < 4; i++)
        {
            if (Digit(Peek()) > 15) return null;
            code = code * 16 + Digit(Peek());
            _position++;
        }

        return code;
    }
}
