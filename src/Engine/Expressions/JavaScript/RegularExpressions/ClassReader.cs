namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Reads what stands between square brackets.</summary>
internal sealed class ClassReader(PatternCursor cursor, EscapeReader escapes)
{
    private readonly CharSet.Builder _members = new();

    /// <summary>Reads to the closing bracket; the opening one is taken.</summary>
    public RegexNode Read()
    {
        var start = cursor.Position - 1;
        var isInverted = cursor.TryTake('^');
        while (!cursor.TryTake(']'))
        {
            if (cursor.IsAtEnd)
            {
                cursor.Fail("this class has no closing bracket.", start);
            }

            ReadMember();
        }

        return new RegexNode.Class(_members.ToSet(), isInverted);
    }

    private void ReadMember()
    {
        var start = cursor.Position;
        var first = ReadAtom();
        if (cursor.Peek() != '-' || cursor.Peek(1) is ']' or PatternCursor.End)
        {
            Add(first);
            return;
        }

        cursor.Position++;
        var last = ReadAtom();
        if (first.Set is not null || last.Set is not null)
        {
            if (cursor.IsUnicode)
            {
                cursor.Fail("a range must run from one character to another.", start);
            }

            // Annex B: a dash beside a set stands for itself.
            Add(first);
            Add(('-', null));
            Add(last);
            return;
        }

        if (first.Character > last.Character)
        {
            cursor.Fail("this range is out of order.", start);
        }

        _members.Add(first.Character, last.Character);
    }

    private (int Character, CharSet? Set) ReadAtom()
    {
        if (!cursor.TryTake('\\'))
        {
            return (cursor.Take(), null);
        }

        return escapes.TryReadSet() is { } set ? (0, set) : (escapes.ReadCharacter(inClass: true), null);
    }

    private void Add((int Character, CharSet? Set) atom)
    {
        if (atom.Set is { } set)
        {
            _members.Add(set);
        }
        else
        {
            _members.Add(atom.Character, atom.Character);
        }
    }
}
