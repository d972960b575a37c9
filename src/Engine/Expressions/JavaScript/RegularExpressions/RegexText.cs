using System.Runtime.CompilerServices;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>A text as a pattern sees it: in code points with flag u, folded with flag i, else in UTF-16 units as they are.</summary>
internal sealed class RegexText
{
    private readonly string _input;
    private readonly bool _isUnicode;
    private readonly CaseFolding? _folding;
    private readonly CharSet _word;

    public RegexText(string input, RegexFlags flags)
    {
        _input = input;
        _isUnicode = (flags & RegexFlags.Unicode) != 0;
        var ignoresCase = (flags & RegexFlags.IgnoreCase) != 0;
        _folding = !ignoresCase ? null : _isUnicode ? CaseFolding.ByCodePoint : CaseFolding.ByUnit;
        _word = ignoresCase && _isUnicode ? CharSet.FoldedWord : CharSet.Word;
    }

    public string Input => _input;

    public int Length => _input.Length;

    /// <summary>The character at a position, which moves behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(ref int position)
    {
        int c = _input[position++];
        if (_isUnicode && char.IsHighSurrogate((char)c) && position < _input.Length && char.IsLowSurrogate(_input[position]))
        {
            c = char.ConvertToUtf32((char)c, _input[position++]);
        }

        return _folding is null ? c : _folding.Fold(c);
    }

    /// <summary>The character before a position, which moves in front of it.</summary>
    public int ReadBefore(ref int position)
    {
        StepBack(ref position);
        var start = position;
        return Read(ref start);
    }

    public void StepBack(ref int position)
    {
        position--;
        if (IsInside(position))
        {
            position--;
        }
    }

    /// <summary>Whether the position is in the middle of a code point.</summary>
    public bool IsInside(int position) =>
        _isUnicode && position > 0 && position < _input.Length && char.IsLowSurrogate(_input[position]) && char.IsHighSurrogate(_input[position - 1]);

    public bool IsLineStart(int position) => position == 0 || CharSet.LineEnds.Contains(_input[position - 1]);

    public bool IsLineEnd(int position) => position == _input.Length || CharSet.LineEnds.Contains(_input[position]);

    public bool IsWordBoundary(int position) => IsWord(position - 1) != IsWord(position);

    /// <summary>Whether two parts of the text are the same to the pattern.</summary>
    public bool AreSame(int first, int second, int length)
    {
        for (var end = first + length; first < end;)
        {
            if (Read(ref first) != Read(ref second))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsWord(int position) => position >= 0 && position < _input.Length && _word.Contains(_input[position]);
}
