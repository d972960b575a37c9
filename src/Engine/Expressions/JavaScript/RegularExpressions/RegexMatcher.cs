using System.Runtime.CompilerServices;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Runs a compiled pattern over one text by backtracking, as ECMA-262 describes matching.</summary>
/// <remarks>
/// What may have to be undone lies on a stack of our own, so that no pattern or text can overflow the thread's.
/// Every instruction, every return to the stack and every eight characters passed over take one step from the budget:
/// the stack cannot hold more entries than there were steps.
/// </remarks>
internal sealed class RegexMatcher
{
    /// <summary>The limit that a search can exceed.</summary>
    public const string LimitName = "regex steps";

    private const int CharactersPerStep = 8;

    private readonly RegexCode _code;
    private readonly string _input;
    private readonly bool _isUnicode;
    private readonly CaseFolding? _folding;
    private readonly CharSet _word;
    private readonly int[] _registers;
    private readonly int[] _looks;
    private readonly int _groupRegisters;
    private Entry[] _stack = new Entry[16];
    private int _top;

    public RegexMatcher(RegexCode code, RegexFlags flags, string input, int groupCount, long budget)
    {
        _code = code;
        _input = input;
        _isUnicode = (flags & RegexFlags.Unicode) != 0;
        var ignoresCase = (flags & RegexFlags.IgnoreCase) != 0;
        _folding = !ignoresCase ? null : _isUnicode ? CaseFolding.ByCodePoint : CaseFolding.ByUnit;
        _word = ignoresCase && _isUnicode ? CharSet.FoldedWord : CharSet.Word;
        _registers = new int[code.Registers];
        _looks = new int[code.Looks];
        _groupRegisters = groupCount * 2;
        Budget = budget;
    }

    private enum EntryKind
    {
        /// <summary>Go on at instruction A, position B.</summary>
        Resume,

        /// <summary>Register A had the value B.</summary>
        Register,

        /// <summary>Run A-1 stands at position B and may give back characters down to C.</summary>
        GiveBack,

        /// <summary>The lazy run at instruction A stands at position B after C characters and may take one more.</summary>
        TakeMore,

        /// <summary>The lazy loop at instruction A may begin another round at position B.</summary>
        NextRound,

        /// <summary>A positive look began here; its body found nothing.</summary>
        Look,

        /// <summary>A negative look began here at position B; its body found nothing, so go on at A.</summary>
        NegativeLook,
    }

    public long Budget { get; private set; }

    public RegexMatch? Search(int start, bool isSticky)
    {
        if (_isUnicode && start > 0 && start < _input.Length && char.IsLowSurrogate(_input[start]) && char.IsHighSurrogate(_input[start - 1]))
        {
            // With flag u the text is a list of code points: the middle of one is its start.
            start--;
        }

        while (start <= _input.Length)
        {
            if (!isSticky && _code.First is not null)
            {
                start = SkipTo(_code.First, start);
            }

            if (TryMatch(start))
            {
                return new RegexMatch(_input, _registers[.._groupRegisters]);
            }

            if (isSticky)
            {
                break;
            }

            start = start < _input.Length ? Next(start) : start + 1;
        }

        return null;
    }

    private int SkipTo(CharSet first, int start)
    {
        var position = start;
        while (position < _input.Length)
        {
            var next = position;
            if (first.Contains(Read(ref next)))
            {
                break;
            }

            position = next;
        }

        Spend((position - start) / CharactersPerStep);
        return position;
    }

    private bool TryMatch(int start)
    {
        Spend(1 + (_groupRegisters / CharactersPerStep));
        Array.Fill(_registers, -1, 0, _groupRegisters);
        _top = 0;
        var end = Run(start);
        if (end < 0)
        {
            return false;
        }

        _registers[0] = start;
        _registers[1] = end;
        return true;
    }

    /// <returns>The end of the match, or -1.</returns>
    private int Run(int position)
    {
        var instructions = _code.Instructions;
        var pc = 0;
        while (true)
        {
            Spend(1);
            ref readonly var instruction = ref instructions[pc++];
            var isGoing = true;
            switch (instruction.Operation)
            {
                case RegexOperation.Accept:
                    return position;
                case RegexOperation.Character:
                    isGoing = position < _input.Length && Read(ref position) == instruction.A;
                    break;
                case RegexOperation.Class:
                    isGoing = position < _input.Length && _code.Classes[instruction.A].Contains(Read(ref position)) != (instruction.B != 0);
                    break;
                case RegexOperation.CharacterBefore:
                    isGoing = position > 0 && ReadBefore(ref position) == instruction.A;
                    break;
                case RegexOperation.ClassBefore:
                    isGoing = position > 0 && _code.Classes[instruction.A].Contains(ReadBefore(ref position)) != (instruction.B != 0);
                    break;
                case RegexOperation.Run:
                    isGoing = TakeRun(_code.Runs[instruction.A], pc, ref position);
                    break;
                case RegexOperation.Split:
                    Push(EntryKind.Resume, instruction.A, position);
                    break;
                case RegexOperation.Jump:
                    pc = instruction.A;
                    break;
                case RegexOperation.Save:
                    Set(instruction.A, position);
                    break;
                case RegexOperation.LoopStart:
                    Set(_code.Loops[instruction.A].Count, 0);
                    break;
                case RegexOperation.LoopRound:
                    pc = ChooseRound(_code.Loops[instruction.A], pc, position);
                    break;
                case RegexOperation.LoopEnd:
                    var loop = _code.Loops[instruction.A];
                    // ECMA-262, RepeatMatcher: a round beyond the required ones must have moved.
                    isGoing = !(loop.CanBeEmpty && _registers[loop.Count] > loop.Min && _registers[loop.Start] == position);
                    pc = instruction.B;
                    break;
                case RegexOperation.BackReference:
                    isGoing = MatchAgain(instruction.A, isForward: instruction.B == 0, ref position);
                    break;
                case RegexOperation.LookStart:
                    _looks[instruction.A] = _top;
                    Push(instruction.B == 0 ? EntryKind.Look : EntryKind.NegativeLook, instruction.C, position);
                    break;
                case RegexOperation.LookEnd:
                    isGoing = EndLook(_looks[instruction.A], isNegative: instruction.B != 0, ref position);
                    break;
                case RegexOperation.AtStart:
                    isGoing = position == 0;
                    break;
                case RegexOperation.AtLineStart:
                    isGoing = position == 0 || CharSet.LineEnds.Contains(_input[position - 1]);
                    break;
                case RegexOperation.AtEnd:
                    isGoing = position == _input.Length;
                    break;
                case RegexOperation.AtLineEnd:
                    isGoing = position == _input.Length || CharSet.LineEnds.Contains(_input[position]);
                    break;
                case RegexOperation.AtWordBoundary:
                    isGoing = IsWord(position - 1) != IsWord(position);
                    break;
                case RegexOperation.NotAtWordBoundary:
                    isGoing = IsWord(position - 1) == IsWord(position);
                    break;
                default:
                    throw new InvalidOperationException($"Unknown instruction {instruction.Operation}.");
            }

            if (!isGoing && !Backtrack(ref pc, ref position))
            {
                return -1;
            }
        }
    }

    private bool Backtrack(ref int pc, ref int position)
    {
        while (_top > 0)
        {
            Spend(1);
            ref var entry = ref _stack[_top - 1];
            switch (entry.Kind)
            {
                case EntryKind.Register:
                    _registers[entry.A] = entry.B;
                    _top--;
                    break;
                case EntryKind.Resume or EntryKind.NegativeLook:
                    (pc, position) = (entry.A, entry.B);
                    _top--;
                    return true;
                case EntryKind.GiveBack:
                    StepBack(ref entry.B);
                    (pc, position) = (entry.A, entry.B);
                    _top -= entry.B > entry.C ? 0 : 1;
                    return true;
                case EntryKind.TakeMore:
                    if (TakeOneMore(ref entry, ref pc, ref position))
                    {
                        return true;
                    }

                    break;
                case EntryKind.NextRound:
                    (pc, position) = (entry.A, entry.B);
                    _top--;
                    BeginRound(_code.Loops[_code.Instructions[pc - 1].A], position);
                    return true;
                default:
                    _top--;
                    break;
            }
        }

        return false;
    }

    private bool TakeRun(RegexRun run, int pc, ref int position)
    {
        var wanted = run.IsGreedy ? run.Max : run.Min;
        var start = position;
        var least = position;
        var count = 0;
        while (count < wanted && TakeOne(run, ref position))
        {
            count++;
            if (count == run.Min)
            {
                least = position;
            }
        }

        Spend((position - start) / CharactersPerStep);
        if (count < run.Min)
        {
            return false;
        }

        if (!run.IsGreedy && run.Max > count)
        {
            Push(EntryKind.TakeMore, pc, position, count);
        }
        else if (run.IsGreedy && count > run.Min)
        {
            Push(EntryKind.GiveBack, pc, position, least);
        }

        return true;
    }

    private bool TakeOneMore(ref Entry entry, ref int pc, ref int position)
    {
        var run = _code.Runs[_code.Instructions[entry.A - 1].A];
        if (!TakeOne(run, ref entry.B))
        {
            _top--;
            return false;
        }

        entry.C++;
        (pc, position) = (entry.A, entry.B);
        _top -= entry.C < run.Max ? 0 : 1;
        return true;
    }

    private bool TakeOne(RegexRun run, ref int position)
    {
        var next = position;
        if (position >= _input.Length || run.Set.Contains(Read(ref next)) == run.IsInverted)
        {
            return false;
        }

        position = next;
        return true;
    }

    /// <returns>The instruction to go on with: the round's first or the one after the loop.</returns>
    private int ChooseRound(RegexLoop loop, int pc, int position)
    {
        var count = _registers[loop.Count];
        if (count >= loop.Max)
        {
            return loop.Exit;
        }

        if (count >= loop.Min)
        {
            if (!loop.IsGreedy)
            {
                Push(EntryKind.NextRound, pc, position);
                return loop.Exit;
            }

            Push(EntryKind.Resume, loop.Exit, position);
        }

        BeginRound(loop, position);
        return pc;
    }

    private void BeginRound(RegexLoop loop, int position)
    {
        var count = _registers[loop.Count];
        if (loop.Max != RegexNode.Repeat.Unbounded || count <= loop.Min)
        {
            Set(loop.Count, count + 1);
        }

        if (loop.CanBeEmpty)
        {
            Set(loop.Start, position);
        }

        for (var register = loop.Groups.First * 2; register < loop.Groups.End * 2; register++)
        {
            if (_registers[register] >= 0)
            {
                Spend(1);
                Set(register, -1);
            }
        }
    }

    private bool EndLook(int start, bool isNegative, ref int position)
    {
        position = _stack[start].B;
        if (isNegative)
        {
            while (_top > start)
            {
                ref var entry = ref _stack[--_top];
                if (entry.Kind == EntryKind.Register)
                {
                    _registers[entry.A] = entry.B;
                }
            }

            return false;
        }

        // Other ways through the body are forgotten, but what it set must still be undone if we come back before it.
        var kept = start;
        for (var i = start + 1; i < _top; i++)
        {
            if (_stack[i].Kind == EntryKind.Register)
            {
                _stack[kept++] = _stack[i];
            }
        }

        _top = kept;
        return true;
    }

    private bool MatchAgain(int group, bool isForward, ref int position)
    {
        var (start, end) = (_registers[2 * group], _registers[(2 * group) + 1]);
        if (start < 0 || end < 0)
        {
            return true;
        }

        var length = end - start;
        var from = isForward ? position : position - length;
        if (from < 0 || from + length > _input.Length)
        {
            return false;
        }

        Spend(length / CharactersPerStep);
        for (var (a, b) = (start, from); a < end;)
        {
            if (Read(ref a) != Read(ref b))
            {
                return false;
            }
        }

        position = isForward ? from + length : from;
        return true;
    }

    private bool IsWord(int position) => position >= 0 && position < _input.Length && _word.Contains(_input[position]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Read(ref int position)
    {
        int c = _input[position++];
        if (_isUnicode && char.IsHighSurrogate((char)c) && position < _input.Length && char.IsLowSurrogate(_input[position]))
        {
            c = char.ConvertToUtf32((char)c, _input[position++]);
        }

        return _folding is null ? c : _folding.Fold(c);
    }

    private int ReadBefore(ref int position)
    {
        StepBack(ref position);
        var start = position;
        return Read(ref start);
    }

    private void StepBack(ref int position)
    {
        position--;
        if (_isUnicode && position > 0 && char.IsLowSurrogate(_input[position]) && char.IsHighSurrogate(_input[position - 1]))
        {
            position--;
        }
    }

    private int Next(int position)
    {
        Read(ref position);
        return position;
    }

    private void Set(int register, int value)
    {
        if (_top > 0)
        {
            Push(EntryKind.Register, register, _registers[register]);
        }

        _registers[register] = value;
    }

    private void Push(EntryKind kind, int a, int b, int c = 0)
    {
        if (_top == _stack.Length)
        {
            Array.Resize(ref _stack, _stack.Length * 2);
        }

        _stack[_top++] = new Entry { Kind = kind, A = a, B = b, C = c };
    }

    private void Spend(long steps)
    {
        Budget -= steps;
        if (Budget < 0)
        {
            Budget = 0;
            throw new ScriptException("A regular expression needed more steps than one evaluation may use; make it simpler, for example without a repetition inside a repetition.")
            {
                Limit = LimitName,
            };
        }
    }

    private struct Entry
    {
        public EntryKind Kind;
        public int A;
        public int B;
        public int C;
    }
}
