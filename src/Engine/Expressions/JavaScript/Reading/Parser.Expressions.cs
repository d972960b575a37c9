using IqWorkflows.Engine.Expressions.JavaScript.Running;
using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <content>Expressions.</content>
internal sealed partial class Parser
{
    /// <summary>An operand read already, when parentheses turned out not to be those of an arrow function.</summary>
    private Node? _ready;

    /// <summary>The expression that was in parentheses last.</summary>
    private Node? _parenthesized;

    /// <summary>Where a <c>{a = 1}</c> stands that makes sense only if a pattern comes of it; -1 if nowhere.</summary>
    private int _cover = -1;

    private bool _noIn;

    private Node ParseExpression(bool noIn = false, bool isCover = false)
    {
        var first = ParseAssignment(noIn, isCover);
        if (Kind != T.Comma) return first;

        var nodes = new List<Node> { first };
        while (Take(T.Comma)) nodes.Add(ParseAssignment(noIn, isCover));
        return Checked(new SequenceNode([.. nodes], first.Position));
    }

    private void CheckCover()
    {
        if (_cover >= 0) throw Error("A default with '=' belongs in a pattern; in an object write ':'", _cover);
    }

    /// <param name="noIn">Whether <c>in</c> ends the expression, as in the head of a for.</param>
    /// <param name="isCover">Whether a pattern may come of it yet.</param>
    private Node ParseAssignment(bool noIn = false, bool isCover = false)
    {
        Descend();
        var (oldNoIn, oldCover) = (_noIn, _cover);
        _noIn = noIn;
        _cover = -1;
        var node = ParseAssignmentCore();
        if (!isCover) CheckCover();
        _noIn = oldNoIn;
        if (_cover < 0) _cover = oldCover;
        Ascend();
        return node;
    }

    private Node ParseAssignmentCore()
    {
        var position = Start;
        if (Kind == T.Name)
        {
            var first = _scanner.PeekStart(out var afterLineBreak, out var second);
            if (first == '=' && second == '>' && !afterLineBreak) return ParseArrowOfOne();
            if (!afterLineBreak && _scanner.Current.Text is "async" or "await" or "yield") RefuseLateFunctions(afterLineBreak, position);
        }
        else if (Kind == T.OpenParen)
        {
            var read = ParseParenthesesOrArrow();
            if (read is FunctionNode { Code.IsArrow: true } && !ReferenceEquals(read, _parenthesized)) return read;
            _ready = read;
        }

        var isAsync = IsWord("async");
        var left = ParseConditional();
        if (Kind == T.Arrow && isAsync) throw Error(Refusals.Async, position);
        if (Kind < T.Assign || Kind > T.CoalesceAssign) return left;

        var kind = Kind;
        if (kind == T.Assign)
        {
            var target = left is ArrayLiteralNode or ObjectLiteralNode && ReferenceEquals(left, _parenthesized)
                ? throw Error("A pattern must not stand in parentheses", position) : ToTarget(left);
            Next();
            _cover = -1;
            var isPlainName = left is NameNode && !ReferenceEquals(left, _parenthesized);
            var value = ParseAssignment(_noIn);
            if (isPlainName) GiveName(value, ((NameNode)left).Name);
            return Checked(new AssignNode(target, value, position));
        }

        RequireSimpleTarget(left, position);
        Next();
        var operand = ParseAssignment(_noIn);
        var operation = Operation(kind);
        if (operation is T.LogicalAnd or T.LogicalOr or T.Coalesce && left is NameNode named) GiveName(operand, named.Name);
        return Checked(new CompoundNode(operation, left, operand, position));
    }

    /// <summary>Words that are names unless an operand follows on the same line.</summary>
    private void RefuseLateFunctions(bool afterLineBreak, int position)
    {
        if (afterLineBreak || _scanner.Current.HasEscape) return;
        var next = PeekToken().Kind;
        if (IsWord("async") && next is T.Function or T.Name && IsWord("async")) throw Error(Refusals.Async, position);
        if (IsWord("await") && next is T.Name or T.This or T.New && IsWord("await")) throw Error(Refusals.Async, position);
        if (IsWord("yield") && next is T.Name or T.Number or T.Text && IsWord("yield")) throw Error(Refusals.Generators, position);
    }

    private static T Operation(T assignment) => assignment switch
    {
        T.PlusAssign => T.Plus,
        T.MinusAssign => T.Minus,
        T.StarAssign => T.Star,
        T.SlashAssign => T.Slash,
        T.PercentAssign => T.Percent,
        T.PowerAssign => T.Power,
        T.ShiftLeftAssign => T.ShiftLeft,
        T.ShiftRightAssign => T.ShiftRight,
        T.ShiftRightUnsignedAssign => T.ShiftRightUnsigned,
        T.AndAssign => T.And,
        T.OrAssign => T.Or,
        T.XorAssign => T.Xor,
        T.LogicalAndAssign => T.LogicalAnd,
        T.LogicalOrAssign => T.LogicalOr,
        _ => T.Coalesce,
    };

    private Node ParseConditional()
    {
        var position = Start;
        var test = ParseBinary(0);
        if (!Take(T.Question)) return test;
        var noIn = _noIn;
        var whenTrue = ParseAssignment();
        Expect(T.Colon, ":");
        var whenFalse = ParseAssignment(noIn);
        return Checked(new ConditionalNode(test, whenTrue, whenFalse, position));
    }

    private static int Precedence(T kind) => kind switch
    {
        T.Coalesce => 1,
        T.LogicalOr => 2,
        T.LogicalAnd => 3,
        T.Or => 4,
        T.Xor => 5,
        T.And => 6,
        T.Equal or T.NotEqual or T.StrictEqual or T.StrictNotEqual => 7,
        T.Less or T.Greater or T.LessEqual or T.GreaterEqual or T.In or T.InstanceOf => 8,
        T.ShiftLeft or T.ShiftRight or T.ShiftRightUnsigned => 9,
        T.Plus or T.Minus => 10,
        T.Star or T.Slash or T.Percent => 11,
        T.Power => 12,
        _ => 0,
    };

    private Node ParseBinary(int minimum)
    {
        var left = ParseUnary();
        while (true)
        {
            var kind = Kind;
            var precedence = Precedence(kind);
            if (precedence <= minimum || (kind == T.In && _noIn)) return left;

            var position = Start;
            if (kind == T.Power && left is UnaryNode or DeleteNode && kind == T.Power && !ReferenceEquals(left, _parenthesized))
                throw Error("The base of '**' needs parentheses here, as in (-2) ** 2", position);
            var isMixable = ReferenceEquals(left, _parenthesized);
            Next();

            // The power operator groups from the right.
            Descend();
            var right = ParseBinary(kind == T.Power ? precedence - 1 : precedence);
            Ascend();
            if (precedence <= 3) CheckMix(kind, left, isMixable, right);
            left = Checked<Node>(precedence <= 3 ? new LogicalNode(kind, left, right, position) : new BinaryNode(kind, left, right, position));
        }
    }

    /// <summary>The language does not let ?? stand beside &amp;&amp; or || without parentheses.</summary>
    private void CheckMix(T kind, Node left, bool leftInParentheses, Node right)
    {
        var bad = (left is LogicalNode a && !leftInParentheses && (a.Kind == T.Coalesce) != (kind == T.Coalesce))
            || (right is LogicalNode b && !ReferenceEquals(right, _parenthesized) && (b.Kind == T.Coalesce) != (kind == T.Coalesce));
        if (bad) throw Error("'??' beside '&&' or '||' needs parentheses", left.Position);
    }

    private Node ParseUnary()
    {
        if (_ready is not null) return ParsePostfix();

        var position = Start;
        var kind = Kind;
        switch (kind)
        {
            case T.Not or T.Complement or T.Plus or T.Minus or T.TypeOf or T.Void or T.Delete:
                Next();
                Descend();
                var operand = ParseUnary();
                Ascend();
                if (kind == T.TypeOf && operand is NameNode name) name.IsTypeOfOperand = true;
                if (kind == T.Delete) return MakeDelete(operand, position);
                if (kind == T.Minus && operand is ConstantNode { Value.IsNumber: true } constant && !ReferenceEquals(operand, _parenthesized) && Kind != T.Power)
                    return new ConstantNode(-constant.Value.Number, position);
                return Checked(new UnaryNode(kind, operand, position));
            case T.Increment or T.Decrement:
                Next();
                Descend();
                var target = ParseUnary();
                Ascend();
                RequireSimpleTarget(target, position);
                return new UpdateNode(kind == T.Increment ? 1 : -1, isPrefix: true, target, position);
            default:
                return ParsePostfix();
        }
    }

    private DeleteNode MakeDelete(Node operand, int position)
    {
        NoteVariablesUse(operand);
        return new DeleteNode(operand, position);
    }

    private Node ParsePostfix()
    {
        var position = Start;
        var node = ParseLeftHandSide();
        if (Kind is not (T.Increment or T.Decrement) || _scanner.Current.AfterLineBreak) return node;
        RequireSimpleTarget(node, position);
        var change = Kind == T.Increment ? 1 : -1;
        Next();
        return new UpdateNode(change, isPrefix: false, node, position);
    }

    private Node ParseLeftHandSide()
    {
        var node = _ready is null && Kind == T.New ? ParseNew() : ParsePrimary();
        return ParseLinks(node, allowCalls: true);
    }

    /// <summary>Members, elements, calls and templates behind an operand.</summary>
    private Node ParseLinks(Node node, bool allowCalls)
    {
        var isChain = false;
        var start = node.Position;
        while (true)
        {
            var position = Start;
            switch (Kind)
            {
                case T.Dot:
                    Next();
                    node = Checked(MakeMember(node, ParseMemberName(), false, position));
                    break;
                case T.QuestionDot when allowCalls:
                    Next();
                    isChain = true;
                    node = Checked<Node>(Kind switch
                    {
                        T.OpenParen => new CallNode(node, ParseArguments(), true, position),
                        T.OpenBracket => new ElementNode(node, ParseElementKey(), true, position),
                        T.Template => throw Error("A template text must not follow '?.'", position),
                        _ => MakeMember(node, ParseMemberName(), true, position),
                    });
                    break;
                case T.OpenBracket:
                    node = Checked(new ElementNode(node, ParseElementKey(), false, position));
                    break;
                case T.OpenParen when allowCalls:
                    if (node is NameNode called) called.IsCallee = true;
                    node = Checked(new CallNode(node, ParseArguments(), false, node is PropertyNode ? node.Position : start));
                    break;
                case T.Template:
                    if (isChain) throw Error("A template text must not follow '?.'", position);
                    node = Checked(ParseTaggedTemplate(node, position));
                    break;
                default:
                    return isChain ? new ChainNode(node, start) : node;
            }
        }
    }

    /// <summary>A member of <c>variables</c> gets a node of its own; other uses of that name are noted.</summary>
    private MemberNode MakeMember(Node source, string name, bool isOptional, int position) =>
        source is NameNode { Name: "variables" } variables && !isOptional
            ? new VariableNode(variables, name, _variables, position)
            : new MemberNode(source, name, isOptional, position);

    private void NoteVariablesUse(Node target)
    {
        if (target is VariableNode) _variables.IsReadOnly = false;
    }

    private string ParseMemberName()
    {
        if (!_scanner.Current.IsWord) throw Unexpected("a member's name is due");
        var name = _scanner.Current.Text!;
        Next();
        return name;
    }

    private Node ParseElementKey()
    {
        Expect(T.OpenBracket, "[");
        var key = ParseExpression();
        Expect(T.CloseBracket, "]");
        return key;
    }

    private ArgumentList ParseArguments()
    {
        Expect(T.OpenParen, "(");
        var nodes = new List<Node>();
        while (!Take(T.CloseParen))
        {
            var position = Start;
            nodes.Add(Take(T.Ellipsis) ? new SpreadNode(ParseAssignment(), position) : ParseAssignment());
            if (Kind != T.CloseParen) Expect(T.Comma, ",");
        }

        return new ArgumentList([.. nodes]);
    }

    private NewNode ParseNew()
    {
        var position = Start;
        Next();
        if (Kind == T.Dot) throw Error(Refusals.NewTarget, position);
        if (Kind == T.Import) throw Error(Refusals.Modules, position);
        Descend();
        var callee = Kind == T.New ? ParseNew() : ParseLinks(ParsePrimary(), allowCalls: false);
        Ascend();
        if (Kind == T.QuestionDot) throw Unexpected("'new' must not be optional");
        if (callee is NameNode name) name.IsCallee = true;
        var arguments = Kind == T.OpenParen ? ParseArguments() : new ArgumentList([]);
        return Checked(new NewNode(callee, arguments, position));
    }
}
