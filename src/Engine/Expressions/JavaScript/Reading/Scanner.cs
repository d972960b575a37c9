using System.Globalization;
using System.Text;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <summary>Cuts the source into tokens, one at a time; the parser says where a slash starts a pattern and a brace goes on with a template.</summary>
internal sealed partial class Scanner(string source)
{
    private readonly HashSet<string> _names = new(32, StringComparer.Ordinal);
    private HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private int _position;

    public Token Current;

    public string Source { get; } = source;

    /// <summary>End of the token before the current one.</summary>
    public int PreviousEnd { get; private set; }

    public (int Position, int PreviousEnd, Token Current) Mark => (_position, PreviousEnd, Current);

    public void Restore((int Position, int PreviousEnd, Token Current) mark) => (_position, PreviousEnd, Current) = mark;

    /// <summary>The character the next token starts with, and whether a line break comes before it.</summary>
    public char PeekStart(out bool afterLineBreak, out char following)
    {
        // Mostly the next token is one blank away, or none.
        var at = _position;
        if (at < Source.Length && Source[at] == ' ') at++;
        if (at < Source.Length && Source[at] is > ' ' and not '/' and < '\u0080')
        {
            afterLineBreak = false;
            following = at + 1 < Source.Length ? Source[at + 1] : '\0';
            return Source[at];
        }

        var mark = Mark;
        Next();
        afterLineBreak = Current.AfterLineBreak;
        at = Current.Start;
        Restore(mark);
        following = at + 1 < Source.Length ? Source[at + 1] : '\0';
        return at < Source.Length ? Source[at] : '\0';
    }

    public ScriptException Error(string message, int position)
    {
        var (line, column) = LinePlace.Of(Source, position);
        return new ScriptException($"SyntaxError: {message}", line, column);
    }

    public void Next()
    {
        PreviousEnd = Current.End;
        Current = default;
        SkipBlanks();
        Current.Start = _position;
        if (_position >= Source.Length)
        {
            Current.Kind = T.End;
            Current.End = _position;
            return;
        }

        var c = Source[_position];
        if (char.IsAsciiLetter(c) || c is '$' or '_' or '\\' || c > 127) ReadName();
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) ReadNumber();
        else if (c is '"' or '\'') ReadText(c);
        else if (c == '`') ReadTemplate();
        else if (c == '#') ReadPrivateName();
        else ReadPunctuator(c);
        Current.End = _position;
    }

    /// <summary>The current token is a slash where an operand is due: reads a pattern instead.</summary>
    public void ReadPattern()
    {
        _position = Current.Start + 1;
        var inClass = false;
        for (; ; _position++)
        {
            if (_position >= Source.Length || IsLineBreak(Source[_position])) throw Error("The regular expression has no end: a slash is missing", Current.Start);
            var c = Source[_position];
            if (c == '\\') _position++;
            else if (c == '[') inClass = true;
            else if (c == ']') inClass = false;
            else if (c == '/' && !inClass) break;
        }

        Current.Text = Source[(Current.Start + 1).._position];
        var flags = ++_position;
        while (_position < Source.Length && IsNamePart(Source[_position])) _position++;
        Current.Raw = Source[flags.._position];
        Current.Kind = T.Pattern;
        Current.End = _position;
    }

    /// <summary>The current token is the brace that ends a substitution: goes on with the template.</summary>
    public void ReadTemplateRest()
    {
        _position = Current.Start;
        ReadTemplate();
        Current.End = _position;
    }

    private char Peek(int ahead = 0) => _position + ahead < Source.Length ? Source[_position + ahead] : '\0';

    private static bool IsLineBreak(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    private static bool IsBlank(char c) =>
        c is ' ' or '\t' or '\v' or '\f' or '\u00A0' or '\uFEFF' || (c > 127 && char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator);

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c is '$' or '_' || (c > 127 && !IsBlank(c) && !IsLineBreak(c) && IsUnicodeNamePart(c));

    /// <summary>What the single characters cannot tell: pairs of surrogates must be letters, and a digit or accent does not begin a name.</summary>
    private static bool IsName(ReadOnlySpan<char> word)
    {
        if (Ascii.IsValid(word)) return true;

        var isFirst = true;
        foreach (var rune in word.EnumerateRunes())
        {
            var isStart = rune.Value is '$' or '_' || Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.LetterNumber;
            if (!isStart && (isFirst || rune == Rune.ReplacementChar || (!rune.IsBmp && !Rune.IsLetterOrDigit(rune)))) return false;
            isFirst = false;
        }

        return true;
    }

    private static bool IsUnicodeNamePart(char c) => c is '\u200C' or '\u200D' || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter
        or UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation;

    private void SkipBlanks()
    {
        while (_position < Source.Length)
        {
            var c = Source[_position];
            if (IsLineBreak(c)) Current.AfterLineBreak = true;
            else if (c == '/' && Peek(1) == '/')
            {
                while (_position < Source.Length && !IsLineBreak(Source[_position])) _position++;
                continue;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                var end = Source.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                if (end < 0) throw Error("The comment has no end: */ is missing", _position);
                if (Source.AsSpan(_position, end - _position).IndexOfAny("\n\r\u2028\u2029") >= 0) Current.AfterLineBreak = true;
                _position = end + 2;
                continue;
            }
            else if (!IsBlank(c)) return;

            _position++;
        }
    }

    private void ReadName()
    {
        var start = _position;
        while (_position < Source.Length && IsNamePart(Source[_position])) _position++;
        if (Peek() == '\\')
        {
            ReadEscapedName(start);
            return;
        }

        if (_position == start) throw Error($"Unexpected character '{Source[start]}'", start);
        var word = Source.AsSpan(start, _position - start);
        if (!IsName(word)) throw Error($"Unexpected character in '{word}'", start);
        Current.Kind = Words.Kind(word);
        Current.Text = Intern(word);
    }

    private void ReadEscapedName(int start)
    {
        var name = new StringBuilder(Source, start, _position - start, 64);
        while (_position < Source.Length && (IsNamePart(Source[_position]) || Source[_position] == '\\'))
        {
            if (Source[_position] != '\\')
            {
                name.Append(Source[_position++]);
                continue;
            }

            if (Peek(1) != 'u') throw Error("Unexpected character '\\'", _position);
            _position += 2;
            if (ReadUnicodeEscape() is not { } code || !Rune.IsValid(code)) throw Error("Invalid Unicode escape sequence", _position);
            name.Append(char.ConvertFromUtf32(code));
        }

        var text = name.ToString();
        if (text.Length == 0 || char.IsAsciiDigit(text[0]) || !text.All(IsNamePart) || !IsName(text)) throw Error("Invalid Unicode escape sequence", start);
        Current.Kind = T.Name;
        Current.HasEscape = true;
        Current.Text = Intern(text);
        if (Words.Kind(text) != T.Name) throw Error("A keyword must not contain escaped characters", start);
    }

    private void ReadPrivateName()
    {
        _position++;
        while (_position < Source.Length && IsNamePart(Source[_position])) _position++;
        Current.Kind = T.PrivateName;
    }

    /// <summary>One string object per name, so that property keys are mostly equal by reference.</summary>
    private string Intern(ReadOnlySpan<char> name)
    {
        if (_names.Count == 0) _lookup = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (_lookup.TryGetValue(name, out var known)) return known;
        if (!Words.TryKnown(name, out var text)) text = name.ToString();
        _names.Add(text);
        return text;
    }

    private void ReadPunctuator(char c)
    {
        Current.Kind = c switch
        {
            '{' => Take(1, T.OpenBrace),
            '}' => Take(1, T.CloseBrace),
            '(' => Take(1, T.OpenParen),
            ')' => Take(1, T.CloseParen),
            '[' => Take(1, T.OpenBracket),
            ']' => Take(1, T.CloseBracket),
            ';' => Take(1, T.Semicolon),
            ',' => Take(1, T.Comma),
            ':' => Take(1, T.Colon),
            '~' => Take(1, T.Complement),
            '.' => Peek(1) == '.' && Peek(2) == '.' ? Take(3, T.Ellipsis) : Take(1, T.Dot),
            '?' => Peek(1) == '?' ? Peek(2) == '=' ? Take(3, T.CoalesceAssign) : Take(2, T.Coalesce)
                : Peek(1) == '.' && !char.IsAsciiDigit(Peek(2)) ? Take(2, T.QuestionDot) : Take(1, T.Question),
            '<' => Peek(1) == '<' ? Peek(2) == '=' ? Take(3, T.ShiftLeftAssign) : Take(2, T.ShiftLeft)
                : Peek(1) == '=' ? Take(2, T.LessEqual) : Take(1, T.Less),
            '>' => ReadGreater(),
            '=' => Peek(1) == '=' ? Peek(2) == '=' ? Take(3, T.StrictEqual) : Take(2, T.Equal)
                : Peek(1) == '>' ? Take(2, T.Arrow) : Take(1, T.Assign),
            '!' => Peek(1) == '=' ? Peek(2) == '=' ? Take(3, T.StrictNotEqual) : Take(2, T.NotEqual) : Take(1, T.Not),
            '+' => Peek(1) == '+' ? Take(2, T.Increment) : Peek(1) == '=' ? Take(2, T.PlusAssign) : Take(1, T.Plus),
            '-' => Peek(1) == '-' ? Take(2, T.Decrement) : Peek(1) == '=' ? Take(2, T.MinusAssign) : Take(1, T.Minus),
            '*' => Peek(1) == '*' ? Peek(2) == '=' ? Take(3, T.PowerAssign) : Take(2, T.Power)
                : Peek(1) == '=' ? Take(2, T.StarAssign) : Take(1, T.Star),
            '/' => Peek(1) == '=' ? Take(2, T.SlashAssign) : Take(1, T.Slash),
            '%' => Peek(1) == '=' ? Take(2, T.PercentAssign) : Take(1, T.Percent),
            '&' => Peek(1) == '&' ? Peek(2) == '=' ? Take(3, T.LogicalAndAssign) : Take(2, T.LogicalAnd)
                : Peek(1) == '=' ? Take(2, T.AndAssign) : Take(1, T.And),
            '|' => Peek(1) == '|' ? Peek(2) == '=' ? Take(3, T.LogicalOrAssign) : Take(2, T.LogicalOr)
                : Peek(1) == '=' ? Take(2, T.OrAssign) : Take(1, T.Or),
            '^' => Peek(1) == '=' ? Take(2, T.XorAssign) : Take(1, T.Xor),
            _ => throw Error($"Unexpected character '{c}'", _position),
        };
    }

    private T ReadGreater()
    {
        if (Peek(1) != '>') return Peek(1) == '=' ? Take(2, T.GreaterEqual) : Take(1, T.Greater);
        if (Peek(2) == '>') return Peek(3) == '=' ? Take(4, T.ShiftRightUnsignedAssign) : Take(3, T.ShiftRightUnsigned);
        return Peek(2) == '=' ? Take(3, T.ShiftRightAssign) : Take(2, T.ShiftRight);
    }

    private T Take(int length, T kind)
    {
        _position += length;
        return kind;
    }
}

internal static class LinePlace
{
    /// <summary>Line and column, both from 1, of an offset.</summary>
    public static (int Line, int Column) Of(string source, int position)
    {
        var line = 1;
        var start = 0;
        position = Math.Clamp(position, 0, source.Length);
        for (var i = 0; i < position; i++)
        {
            if (source[i] is not ('\n' or '\u2028' or '\u2029') && !(source[i] == '\r' && (i + 1 >= source.Length || source[i + 1] != '\n'))) continue;
            line++;
            start = i + 1;
        }

        return (line, position - start + 1);
    }
}
