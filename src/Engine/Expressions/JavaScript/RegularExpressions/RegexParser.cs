using System.Text;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Reads a pattern with the early errors of ECMA-262, without flag u also with the leniencies of its Annex B.</summary>
internal sealed class RegexParser
{
    public const int MaxPatternLength = 16 * 1024;
    private const int MaxDepth = 200;

    private readonly PatternCursor _cursor;
    private readonly EscapeReader _escapes;
    private readonly RegexFlags _flags;
    private readonly List<(string Name, int Position)> _namedReferences = [];
    private int _nextGroup = 1;
    private int _depth;

    public RegexParser(string pattern, RegexFlags flags)
    {
        _flags = flags;
        _cursor = new PatternCursor(pattern, IsUnicode);
        if (pattern.Length > MaxPatternLength)
        {
            _cursor.Fail($"it is longer than {MaxPatternLength} characters.", 0);
        }

        Groups = GroupNames.Scan(pattern);
        if (Groups.Count > GroupNames.MaxGroups)
        {
            _cursor.Fail($"it has more than {GroupNames.MaxGroups} groups.", 0);
        }

        _escapes = new EscapeReader(_cursor, flags, Groups.HasNames || IsUnicode);
    }

    public GroupNames Groups { get; }

    private bool IsUnicode => (_flags & RegexFlags.Unicode) != 0;

    /// <exception cref="ScriptException">The pattern breaks a rule; line and column count within it.</exception>
    public RegexNode Parse()
    {
        var tree = ReadChoice();
        if (!_cursor.IsAtEnd)
        {
            _cursor.Fail("this closing parenthesis was never opened.");
        }

        foreach (var (name, position) in _namedReferences)
        {
            if (Groups.Find(name) is null)
            {
                _cursor.Fail($"no group has the name '{name}'.", position);
            }
        }

        return tree;
    }

    private RegexNode ReadChoice()
    {
        if (++_depth > MaxDepth)
        {
            _cursor.Fail($"its groups are nested more than {MaxDepth} deep.");
        }

        var branches = new List<RegexNode>();
        do
        {
            branches.Add(ReadSequence());
        }
        while (_cursor.TryTake('|'));

        _depth--;
        return branches.Count == 1 ? branches[0] : new RegexNode.Choice(branches);
    }

    private RegexNode ReadSequence()
    {
        var parts = new List<RegexNode>();
        while (!_cursor.IsAtEnd && _cursor.Peek() is not ('|' or ')'))
        {
            var firstGroup = _nextGroup;
            var part = ReadTerm(out var isRepeatable);
            parts.Add(ReadRepeat(part, isRepeatable, new GroupSpan(firstGroup, _nextGroup)));
        }

        return parts.Count == 1 ? parts[0] : new RegexNode.Sequence(parts);
    }

    private RegexNode ReadTerm(out bool isRepeatable)
    {
        isRepeatable = true;
        switch (_cursor.Peek())
        {
            case '^':
                isRepeatable = false;
                _cursor.Position++;
                return new RegexNode.Assertion(AssertionKind.Start);
            case '$':
                isRepeatable = false;
                _cursor.Position++;
                return new RegexNode.Assertion(AssertionKind.End);
            case '(':
                return ReadGroup(out isRepeatable);
            case '.':
                _cursor.Position++;
                return (_flags & RegexFlags.DotAll) != 0 ? new RegexNode.Class(CharSet.All, IsInverted: false) : new RegexNode.Class(CharSet.LineEnds, IsInverted: true);
            case '[':
                _cursor.Position++;
                return new ClassReader(_cursor, _escapes).Read();
            case '\\':
                _cursor.Position++;
                return ReadEscape(out isRepeatable);
            case '*' or '+' or '?':
                _cursor.Fail("there is nothing to repeat before the quantifier.");
                break;
            case '{' or '}' or ']' when IsUnicode:
                _cursor.Fail("with flag u a bracket without its partner must be escaped.");
                break;
            case '{' when TryReadBraces(out _, out _):
                _cursor.Fail("there is nothing to repeat before the quantifier.");
                break;
            default:
                break;
        }

        return new RegexNode.Character(_cursor.Take());
    }

    private RegexNode ReadRepeat(RegexNode part, bool isRepeatable, GroupSpan groups)
    {
        var start = _cursor.Position;
        int min;
        int max;
        switch (_cursor.Peek())
        {
            case '*':
                (min, max) = (0, RegexNode.Repeat.Unbounded);
                _cursor.Position++;
                break;
            case '+':
                (min, max) = (1, RegexNode.Repeat.Unbounded);
                _cursor.Position++;
                break;
            case '?':
                (min, max) = (0, 1);
                _cursor.Position++;
                break;
            case '{' when TryReadBraces(out min, out max):
                break;
            case '{' when IsUnicode:
                _cursor.Fail("with flag u braces must hold a count such as {2,3}.");
                return part;
            default:
                return part;
        }

        if (!isRepeatable)
        {
            _cursor.Fail("there is nothing to repeat before the quantifier.", start);
        }

        if (min > max)
        {
            _cursor.Fail("the numbers in {…} are out of order.", start);
        }

        return new RegexNode.Repeat(part, min, max, !_cursor.TryTake('?'), groups);
    }

    private bool TryReadBraces(out int min, out int max)
    {
        var start = _cursor.Position;
        max = 0;
        _cursor.Position++;
        if (_cursor.TryTakeNumber(out min))
        {
            max = min;
            if (_cursor.TryTake(',') && !_cursor.TryTakeNumber(out max))
            {
                max = RegexNode.Repeat.Unbounded;
            }

            if (_cursor.TryTake('}'))
            {
                return true;
            }
        }

        _cursor.Position = start;
        return false;
    }

    private RegexNode ReadGroup(out bool isRepeatable)
    {
        var start = _cursor.Position++;
        isRepeatable = true;
        RegexNode group;
        if (!_cursor.TryTake('?'))
        {
            group = ReadCapture();
        }
        else if (_cursor.TryTake(':'))
        {
            group = ReadChoice();
        }
        else if (_cursor.Peek() is '=' or '!')
        {
            // Annex B lets lookaheads be repeated without flag u.
            isRepeatable = !IsUnicode;
            var isNegative = _cursor.Take() == '!';
            group = new RegexNode.Look(ReadChoice(), IsAhead: true, isNegative);
        }
        else if (_cursor.Peek() == '<' && _cursor.Peek(1) is ('=' or '!'))
        {
            isRepeatable = false;
            var isNegative = _cursor.Peek(1) == '!';
            _cursor.Position += 2;
            group = new RegexNode.Look(ReadChoice(), IsAhead: false, isNegative);
        }
        else if (_cursor.TryTake('<'))
        {
            Groups.Define(ReadName(), _nextGroup, _cursor);
            group = ReadCapture();
        }
        else
        {
            _cursor.Fail("a group that begins with (? must go on with :, =, !, <=, <! or a <name>.", start);
            return RegexNode.Nothing;
        }

        if (!_cursor.TryTake(')'))
        {
            _cursor.Fail("this group has no closing parenthesis.", start);
        }

        return group;
    }

    private RegexNode.Capture ReadCapture()
    {
        var number = _nextGroup++;
        return new RegexNode.Capture(number, ReadChoice());
    }

    private RegexNode ReadEscape(out bool isRepeatable)
    {
        isRepeatable = true;
        switch (_cursor.Peek())
        {
            case 'b' or 'B':
                isRepeatable = false;
                return new RegexNode.Assertion(_cursor.Take() == 'b' ? AssertionKind.WordBoundary : AssertionKind.NoWordBoundary);
            case 'k' when Groups.HasNames || IsUnicode:
                return ReadNamedReference();
            case >= '1' and <= '9' when TryReadReference() is { } reference:
                return reference;
            default:
                return _escapes.TryReadSet() is { } set
                    ? new RegexNode.Class(set, IsInverted: false)
                    : new RegexNode.Character(_escapes.ReadCharacter(inClass: false));
        }
    }

    private RegexNode.BackReference? TryReadReference()
    {
        var start = _cursor.Position;
        _cursor.TryTakeNumber(out var group);
        if (group < Groups.Count)
        {
            return new RegexNode.BackReference(group);
        }

        _cursor.Position = start;
        return null;
    }

    private RegexNode.NamedReference ReadNamedReference()
    {
        var start = _cursor.Position - 1;
        _cursor.Position++;
        if (!_cursor.TryTake('<'))
        {
            _cursor.Fail("\\k needs the name of a group, such as \\k<year>.", start);
        }

        var name = ReadName();
        _namedReferences.Add((name, start));
        return new RegexNode.NamedReference(name);
    }

    private string ReadName()
    {
        var start = _cursor.Position;
        var name = new StringBuilder();
        while (!_cursor.IsAtEnd && _cursor.Peek() != '>')
        {
            var c = _cursor.TakeCodePoint();
            if (c == '\\' && !(_cursor.TryTake('u') && _cursor.TryTakeUnicodeEscape(isUnicode: true, out c)))
            {
                _cursor.Fail("this is no name of a group.", start);
            }

            var isAllowed = c is '$' or '_' || UnicodeProperties.Find("ID_Start")!.Contains(c)
                || (name.Length > 0 && (c is 0x200C or 0x200D || UnicodeProperties.Find("ID_Continue")!.Contains(c)));
            if (!isAllowed)
            {
                _cursor.Fail("this is no name of a group.", start);
            }

            name.Append(char.ConvertFromUtf32(c));
        }

        if (name.Length == 0 || !_cursor.TryTake('>'))
        {
            _cursor.Fail("this is no name of a group.", start);
        }

        return name.ToString();
    }
}
