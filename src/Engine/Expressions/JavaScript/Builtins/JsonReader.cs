using System.Globalization;
using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Reads JSON exactly as the language's <c>JSON.parse</c> does.</summary>
internal sealed class JsonReader(Run run, string text)
{
    private int _position;

    public JsValue Read()
    {
        var value = ReadValue();
        SkipBlanks();
        return _position == text.Length ? value : throw Unexpected();
    }

    private JsValue ReadValue()
    {
        SkipBlanks();
        run.Step();
        switch (Peek)
        {
            case '{': return ReadObject();
            case '[': return ReadArray();
            case '"': return run.NewText(ReadText());
            case '-' or (>= '0' and <= '9'): return ReadNumber();
            case 't': return ReadWord("true", true);
            case 'f': return ReadWord("false", false);
            case 'n': return ReadWord("null", JsValue.Null);
            default: throw Unexpected();
        }
    }

    private char Peek => _position < text.Length ? text[_position] : '\0';

    private void SkipBlanks()
    {
        while (Peek is ' ' or '\t' or '\n' or '\r') _position++;
    }

    private bool Take(char c)
    {
        SkipBlanks();
        if (Peek != c || _position >= text.Length) return false;
        _position++;
        return true;
    }

    private JsThrow Unexpected() => run.Realm.Error(ErrorKind.SyntaxError, _position >= text.Length
        ? "Unexpected end of JSON input"
        : $"Unexpected token '{text[_position]}' at position {_position} in JSON");

    private JsValue ReadWord(string word, JsValue value)
    {
        if (string.CompareOrdinal(text, _position, word, 0, word.Length) != 0) throw Unexpected();
        _position += word.Length;
        return value;
    }

    private JsObject ReadObject()
    {
        run.Enter(4);
        _position++;
        var result = JsObject.Plain(run);
        for (var isFirst = true; !Take('}'); isFirst = false)
        {
            if (!isFirst && !Take(',')) throw Unexpected();
            SkipBlanks();
            if (Peek != '"') throw Unexpected();
            var name = ReadText();
            run.Charge(24 + 2 * name.Length);
            if (!Take(':')) throw Unexpected();
            result.Put(run, name, ReadValue());
        }

        run.Leave(4);
        return result;
    }

    private JsArray ReadArray()
    {
        run.Enter(4);
        _position++;
        var result = new JsArray(run);
        for (var isFirst = true; !Take(']'); isFirst = false)
        {
            if (!isFirst && !Take(',')) throw Unexpected();
            result.Add(run, ReadValue());
        }

        run.Leave(4);
        return result;
    }

    private JsValue ReadNumber()
    {
        var start = _position;
        if (Peek == '-') _position++;
        if (Peek == '0') _position++;
        else ReadDigits();
        if (Peek == '.')
        {
            _position++;
            ReadDigits();
        }

        if (Peek is 'e' or 'E')
        {
            _position++;
            if (Peek is '+' or '-') _position++;
            ReadDigits();
        }

        return double.Parse(text.AsSpan(start, _position - start), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private void ReadDigits()
    {
        if (!char.IsAsciiDigit(Peek)) throw Unexpected();
        while (char.IsAsciiDigit(Peek)) _position++;
    }

    private string ReadText()
    {
        var start = ++_position;
        var end = text.AsSpan(start).IndexOfAny('"', '\\');
        if (end >= 0 && text[start + end] == '"' && text.AsSpan(start, end).IndexOfAnyInRange('\0', '\x1F') < 0)
        {
            _position = start + end + 1;
            return text.Substring(start, end);
        }

        var result = new StringBuilder();
        while (Peek != '"')
        {
            if (_position >= text.Length || text[_position] < ' ') throw Unexpected();
            var c = text[_position++];
            result.Append(c == '\\' ? ReadEscape() : c);
        }

        _position++;
        return result.ToString();
    }

    private char ReadEscape()
    {
        var c = Peek;
        _position++;
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _position + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _position += 4;
                return (char)code;
            default:
                _position--;
                throw Unexpected();
        }
    }
}
