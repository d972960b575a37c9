namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Turns a parsed pattern into instructions. Nothing is unrolled, so they grow with the pattern only.</summary>
internal sealed class RegexCompiler
{
    private readonly List<RegexInstruction> _code = [];
    private readonly List<CharSet> _classes = [];
    private readonly List<RegexLoop> _loops = [];
    private readonly List<RegexRun> _runs = [];
    private readonly RegexFlags _flags;
    private readonly GroupNames _groups;
    private readonly CaseFolding? _folding;
    private int _registers;
    private int _looks;

    private RegexCompiler(RegexFlags flags, GroupNames groups)
    {
        _flags = flags;
        _groups = groups;
        _registers = groups.Count * 2;
        _folding = (flags & RegexFlags.IgnoreCase) == 0 ? null : (flags & RegexFlags.Unicode) != 0 ? CaseFolding.ByCodePoint : CaseFolding.ByUnit;
    }

    public static RegexCode Compile(RegexNode tree, RegexFlags flags, GroupNames groups)
    {
        var compiler = new RegexCompiler(flags, groups);
        compiler.Emit(tree, isForward: true);
        compiler.Add(RegexOperation.Accept);
        var first = FirstCharacters.Of(tree);
        return new RegexCode(
            [.. compiler._code],
            [.. compiler._classes],
            [.. compiler._loops],
            [.. compiler._runs],
            compiler._registers,
            compiler._looks,
            first is null ? null : compiler.Folded(first));
    }

    private int Add(RegexOperation operation, int a = 0, int b = 0, int c = 0)
    {
        _code.Add(new RegexInstruction(operation, a, b, c));
        return _code.Count - 1;
    }

    private void Emit(RegexNode node, bool isForward)
    {
        switch (node)
        {
            case RegexNode.Character(var c):
                Add(isForward ? RegexOperation.Character : RegexOperation.CharacterBefore, _folding?.Fold(c) ?? c);
                break;
            case RegexNode.Class(var set, var isInverted):
                _classes.Add(Folded(set));
                Add(isForward ? RegexOperation.Class : RegexOperation.ClassBefore, _classes.Count - 1, isInverted ? 1 : 0);
                break;
            case RegexNode.Sequence(var parts):
                foreach (var part in isForward ? parts : parts.Reverse())
                {
                    Emit(part, isForward);
                }

                break;
            case RegexNode.Choice(var branches):
                EmitChoice(branches, isForward);
                break;
            case RegexNode.Capture(var group, var body):
                Add(RegexOperation.Save, (group * 2) + (isForward ? 0 : 1));
                Emit(body, isForward);
                Add(RegexOperation.Save, (group * 2) + (isForward ? 1 : 0));
                break;
            case RegexNode.BackReference(var group):
                Add(RegexOperation.BackReference, group, isForward ? 0 : 1);
                break;
            case RegexNode.NamedReference(var name):
                Add(RegexOperation.BackReference, _groups.Find(name)!.Value, isForward ? 0 : 1);
                break;
            case RegexNode.Look look:
                EmitLook(look);
                break;
            case RegexNode.Assertion(var kind):
                Add(Operation(kind));
                break;
            case RegexNode.Repeat repeat when SingleCharacter(repeat.Body) is var (set, isInverted) && isForward:
                _runs.Add(new RegexRun(repeat.Min, repeat.Max, repeat.IsGreedy, Folded(set), isInverted));
                Add(RegexOperation.Run, _runs.Count - 1);
                break;
            case RegexNode.Repeat repeat:
                EmitLoop(repeat, isForward);
                break;
            default:
                throw new InvalidOperationException($"No instruction for {node.GetType().Name}.");
        }
    }

    private void EmitChoice(IReadOnlyList<RegexNode> branches, bool isForward)
    {
        var jumps = new List<int>();
        for (var i = 0; i < branches.Count; i++)
        {
            var isLast = i == branches.Count - 1;
            var split = isLast ? -1 : Add(RegexOperation.Split);
            Emit(branches[i], isForward);
            if (!isLast)
            {
                jumps.Add(Add(RegexOperation.Jump));
                _code[split] = _code[split] with { A = _code.Count };
            }
        }

        foreach (var jump in jumps)
        {
            _code[jump] = _code[jump] with { A = _code.Count };
        }
    }

    private void EmitLook(RegexNode.Look look)
    {
        var number = _looks++;
        var isNegative = look.IsNegative ? 1 : 0;
        var start = Add(RegexOperation.LookStart, number, isNegative);
        Emit(look.Body, look.IsAhead);
        Add(RegexOperation.LookEnd, number, isNegative);
        _code[start] = _code[start] with { C = _code.Count };
    }

    private void EmitLoop(RegexNode.Repeat repeat, bool isForward)
    {
        var number = _loops.Count;
        var canBeEmpty = CanBeEmpty(repeat.Body);
        var loop = new RegexLoop(repeat.Min, repeat.Max, repeat.IsGreedy, 0, _registers, _registers + 1, canBeEmpty, repeat.Groups);
        _registers += 2;
        _loops.Add(loop);
        Add(RegexOperation.LoopStart, number);
        var round = Add(RegexOperation.LoopRound, number);
        Emit(repeat.Body, isForward);
        Add(RegexOperation.LoopEnd, number, round);
        _loops[number] = loop with { Exit = _code.Count };
    }

    private RegexOperation Operation(AssertionKind kind) => kind switch
    {
        AssertionKind.Start => (_flags & RegexFlags.Multiline) != 0 ? RegexOperation.AtLineStart : RegexOperation.AtStart,
        AssertionKind.End => (_flags & RegexFlags.Multiline) != 0 ? RegexOperation.AtLineEnd : RegexOperation.AtEnd,
        AssertionKind.WordBoundary => RegexOperation.AtWordBoundary,
        _ => RegexOperation.NotAtWordBoundary,
    };

    private CharSet Folded(CharSet set) => _folding?.Fold(set) ?? set;

    private static (CharSet Set, bool IsInverted)? SingleCharacter(RegexNode node) => node switch
    {
        RegexNode.Character(var c) => (CharSet.Of((c, c)), false),
        RegexNode.Class(var set, var isInverted) => (set, isInverted),
        _ => null,
    };

    /// <summary>Whether the part may match without moving. When in doubt it may: the check costs little.</summary>
    private static bool CanBeEmpty(RegexNode node) => node switch
    {
        RegexNode.Character or RegexNode.Class => false,
        RegexNode.Sequence(var parts) => parts.All(CanBeEmpty),
        RegexNode.Choice(var branches) => branches.Any(CanBeEmpty),
        RegexNode.Capture(_, var body) => CanBeEmpty(body),
        RegexNode.Repeat repeat => repeat.Min == 0 || CanBeEmpty(repeat.Body),
        _ => true,
    };
}
