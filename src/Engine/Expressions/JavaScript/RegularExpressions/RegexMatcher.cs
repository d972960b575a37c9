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
    private readonly RegexText _text;
    private readonly int[] _registers;
    private readonly int[] _looks;
    private readonly int _groupRegisters;
    private readonly BacktrackStack _stack = new();

    public RegexMatcher(RegexCode code, RegexFlags flags, string input, int groupCount, long budget)
    {
        _code = code;
        _text = new RegexText(input, flags);
        _registers = new int[code.Registers];
        _looks = new int[code.Looks];
        _groupRegisters = groupCount * 2;
        Budget = budget;
    }

    public long Budget { get; private set; }

    public RegexMatch? Search(int start, bool isSticky)
    {
        if (_text.IsInside(start))
        {
            // With flag u the text is a list of code points: the middle of one is its start.
            start--;
        }

        while (start <= _text.Length)
        {
            if (!isSticky && _code.First is not null)
            {
                start = SkipTo(_code.First, start);
            }

            if (TryMatch(start))
            {
                return new RegexMatch(_text.Input, _registers[.._groupRegisters]);
            }

            if (isSticky)
            {
                break;
            }

            if (start < _text.Length)
            {
                _text.Read(ref start);
            }
            else
            {
                start++;
            }
        }

        return null;
    }

    private int SkipTo(CharSet first, int start)
    {
        var position = start;
        while (position < _text.Length)
        {
            var next = position;
            if (first.Contains(_text.Read(ref next)))
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
        _stack.Clear();
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
                    isGoing = position < _text.Length && _text.Read(ref position) == instruction.A;
                    break;
                case RegexOperation.Class:
                    isGoing = position < _text.Length && _code.Classes[instruction.A].Contains(_text.Read(ref position)) != (instruction.B != 0);
                    break;
                case RegexOperation.CharacterBefore:
                    isGoing = position > 0 && _text.ReadBefore(ref position) == instruction.A;
                    break;
                case RegexOperation.ClassBefore:
                    isGoing = position > 0 && _code.Classes[instruction.A].Contains(_text.ReadBefore(ref position)) != (instruction.B != 0);
                    break;
                case RegexOperation.Run:
                    isGoing = TakeRun(_code.Runs[instruction.A], pc, ref position);
                    break;
                case RegexOperation.Split:
                    _stack.Push(BacktrackKind.Resume, instruction.A, position);
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
                    _looks[instruction.A] = _stack.Count;
                    _stack.Push(instruction.B == 0 ? BacktrackKind.Look : BacktrackKind.NegativeLook, instruction.C, position);
                    break;
                case RegexOperation.LookEnd:
                    isGoing = EndLook(_looks[instruction.A], isNegative: instruction.B != 0, ref position);
                    break;
                case RegexOperation.AtStart:
                    isGoing = position == 0;
                    break;
                case RegexOperation.AtLineStart:
                    isGoing = _text.IsLineStart(position);
                    break;
                case RegexOperation.AtEnd:
                    isGoing = position == _text.Length;
                    break;
                case RegexOperation.AtLineEnd:
                    isGoing = _text.IsLineEnd(position);
                    break;
                case RegexOperation.AtWordBoundary:
                    isGoing = _text.IsWordBoundary(position);
                    break;
                case RegexOperation.NotAtWordBoundary:
                    isGoing = !_text.IsWordBoundary(position);
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
        while (_stack.Count > 0)
        {
            Spend(1);
            ref var entry = ref _stack.Top;
            switch (entry.Kind)
            {
                case BacktrackKind.Register:
                    Undo(in entry);
                    _stack.Drop();
                    break;
                case BacktrackKind.Resume or BacktrackKind.NegativeLook:
                    (pc, position) = (entry.A, entry.B);
                    _stack.Drop();
                    return true;
                case BacktrackKind.GiveBack:
                    _text.StepBack(ref entry.B);
                    (pc, position) = (entry.A, entry.B);
                    _stack.DropIf(entry.B <= entry.C);
                    return true;
                case BacktrackKind.TakeMore:
                    if (TakeOneMore(ref entry, ref pc, ref position))
                    {
                        return true;
                    }

                    break;
                case BacktrackKind.NextRound:
                    (pc, position) = (entry.A, entry.B);
                    _stack.Drop();
                    BeginRound(_code.Loops[_code.Instructions[pc - 1].A], position);
                    return true;
                default:
                    _stack.Drop();
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
            _stack.Push(BacktrackKind.TakeMore, pc, position, count);
        }
        else if (run.IsGreedy && count > run.Min)
        {
            _stack.Push(BacktrackKind.GiveBack, pc, position, least);
        }

        return true;
    }

    private bool TakeOneMore(ref BacktrackEntry entry, ref int pc, ref int position)
    {
        var run = _code.Runs[_code.Instructions[entry.A - 1].A];
        if (!TakeOne(run, ref entry.B))
        {
            _stack.Drop();
            return false;
        }

        entry.C++;
        (pc, position) = (entry.A, entry.B);
        _stack.DropIf(entry.C >= run.Max);
        return true;
    }

    private bool TakeOne(RegexRun run, ref int position)
    {
        var next = position;
        if (position >= _text.Length || run.Set.Contains(_text.Read(ref next)) == run.IsInverted)
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
                _stack.Push(BacktrackKind.NextRound, pc, position);
                return loop.Exit;
            }

            _stack.Push(BacktrackKind.Resume, loop.Exit, position);
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
            for (; _stack.Count > start; _stack.Drop())
            {
                Undo(in _stack.Top);
            }

            return false;
        }

        // Other ways through the body are forgotten, but what it set must still be undone if we come back before it.
        _stack.KeepRegistersAbove(start);
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
        if (from < 0 || from + length > _text.Length)
        {
            return false;
        }

        Spend(length / CharactersPerStep);
        if (!_text.AreSame(start, from, length))
        {
            return false;
        }

        position = isForward ? from + length : from;
        return true;
    }

    private void Undo(in BacktrackEntry entry)
    {
        if (entry.Kind == BacktrackKind.Register)
        {
            _registers[entry.A] = entry.B;
        }
    }

    private void Set(int register, int value)
    {
        if (_stack.Count > 0)
        {
            _stack.Push(BacktrackKind.Register, register, _registers[register]);
        }

        _registers[register] = value;
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
}
