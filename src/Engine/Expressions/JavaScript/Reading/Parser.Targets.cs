using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <content>What can be assigned to: names, members and patterns of them.</content>
internal sealed partial class Parser
{
    private void RequireSimpleTarget(Node node, int position)
    {
        if (node is not (NameNode or PropertyNode)) throw Error("The left side cannot be assigned to", position);
        NoteVariablesUse(node);
    }

    /// <summary>Takes an expression that was read as a value for a target after all; as a parameter only names may be in it.</summary>
    private Node ToTarget(Node node, bool asParameter = false)
    {
        _cover = -1;
        switch (node)
        {
            case NameNode or PropertyNode { IsOptional: false } when !asParameter || node is NameNode:
                NoteVariablesUse(node);
                return node;
            case AssignNode assign:
                return new DefaultNode(assign.Target is NameNode or PropertyNode ? assign.Target : AsReadTarget(assign.Target), assign.Value, assign.Position);
            case ArrayLiteralNode array:
                return ToArrayPattern(array, asParameter);
            case ObjectLiteralNode literal:
                return ToObjectPattern(literal, asParameter);
            case ArrayPatternNode or ObjectPatternNode or DefaultNode:
                return node;
            default:
                throw Error(asParameter ? "A parameter is a name or a pattern of names" : "The left side cannot be assigned to", node.Position);
        }
    }

    private static Node AsReadTarget(Node target) => target;

    private ArrayPatternNode ToArrayPattern(ArrayLiteralNode array, bool asParameter)
    {
        var elements = new List<Node?>();
        Node? rest = null;
        foreach (var element in array.Elements)
        {
            if (rest is not null) throw Error("The rest must be the last of a pattern", array.Position);
            if (element is SpreadNode spread)
            {
                if (array.EndsWithComma || spread.Source is AssignNode) throw Error("The rest must be the last of a pattern", spread.Position);
                rest = ToTarget(spread.Source, asParameter);
            }
            else elements.Add(element is null ? null : ToTarget(element, asParameter));
        }

        return new ArrayPatternNode([.. elements], rest, array.Position);
    }

    private ObjectPatternNode ToObjectPattern(ObjectLiteralNode literal, bool asParameter)
    {
        var members = new List<PatternMember>();
        Node? rest = null;
        foreach (var member in literal.Members)
        {
            if (rest is not null) throw Error("The rest must be the last of a pattern", literal.Position);
            if (member.Kind == MemberKind.Spread)
            {
                rest = ToTarget(member.Value, asParameter);
                if (rest is ArrayPatternNode or ObjectPatternNode) throw Error("The rest of an object is put into a name", rest.Position);
            }
            else if (member.Kind is MemberKind.Getter or MemberKind.Setter) throw Error("The left side cannot be assigned to", member.Value.Position);
            else
            {
                var target = ToTarget(member.Value, asParameter);
                if (member.Initializer is { } value) target = new DefaultNode(target, value, target.Position);
                members.Add(new PatternMember(member.Name, member.ComputedKey, target));
            }
        }

        return new ObjectPatternNode([.. members], rest, literal.Position);
    }

    /// <summary>A target in a declaration, which declares every name in it and lists them, for the caller to say when they are ready.</summary>
    private Node ParseBindingTarget(BindingKind kind, List<Binding> bindings)
    {
        var position = Start;
        switch (Kind)
        {
            case T.OpenBracket: return ParseArrayBinding(kind, bindings);
            case T.OpenBrace: return ParseObjectBinding(kind, bindings);
            default:
                var name = ParseName();
                Declare(name, kind, position, bindings);
                return Reference(name, position);
        }
    }

    private void Declare(string name, BindingKind kind, int position, List<Binding> bindings)
    {
        if (name == "variables") _variables.IsReadOnly = false;
        if (kind == BindingKind.Var) DeclareVar(name, position);
        else if (kind == BindingKind.Parameter)
        {
            // Ordinary functions may have a parameter twice; the last one counts.
            if (_scope.Find(name) is null) bindings.Add(_scope.Declare(name, kind, position));
        }
        else bindings.Add(DeclareLexical(name, kind, position));
    }

    private Node ParseBindingElement(BindingKind kind, List<Binding> bindings)
    {
        Descend();
        var position = Start;
        var target = ParseBindingTarget(kind, bindings);
        if (Take(T.Assign))
        {
            var value = ParseAssignment();
            if (target is NameNode name) GiveName(value, name.Name);
            target = new DefaultNode(target, value, position);
        }

        Ascend();
        return target;
    }

    private ArrayPatternNode ParseArrayBinding(BindingKind kind, List<Binding> bindings)
    {
        var position = Start;
        Next();
        var elements = new List<Node?>();
        Node? rest = null;
        while (!Take(T.CloseBracket))
        {
            if (Take(T.Comma))
            {
                elements.Add(null);
                continue;
            }

            if (Take(T.Ellipsis))
            {
                rest = ParseBindingTarget(kind, bindings);
                Expect(T.CloseBracket, "]");
                break;
            }

            elements.Add(ParseBindingElement(kind, bindings));
            if (Kind != T.CloseBracket) Expect(T.Comma, ",");
        }

        return new ArrayPatternNode([.. elements], rest, position);
    }

    private ObjectPatternNode ParseObjectBinding(BindingKind kind, List<Binding> bindings)
    {
        var position = Start;
        Next();
        var members = new List<PatternMember>();
        Node? rest = null;
        while (!Take(T.CloseBrace))
        {
            if (Take(T.Ellipsis))
            {
                if (Kind is T.OpenBrace or T.OpenBracket) throw Unexpected("the rest of an object is put into a name");
                rest = ParseBindingTarget(kind, bindings);
                Expect(T.CloseBrace, "}");
                break;
            }

            members.Add(ParseBindingMember(kind, bindings));
            if (Kind != T.CloseBrace) Expect(T.Comma, ",");
        }

        return new ObjectPatternNode([.. members], rest, position);
    }

    private PatternMember ParseBindingMember(BindingKind kind, List<Binding> bindings)
    {
        var token = _scanner.Current;
        var (name, computed) = ParseMemberKey();
        if (Take(T.Colon)) return new PatternMember(name, computed, ParseBindingElement(kind, bindings));
        if (token.Kind != T.Name) throw Unexpected("':' is missing");

        Declare(name!, kind, token.Start, bindings);
        Node target = Reference(name!, token.Start);
        if (Take(T.Assign))
        {
            var value = ParseAssignment();
            GiveName(value, name!);
            target = new DefaultNode(target, value, token.Start);
        }

        return new PatternMember(name, null, target);
    }
}
