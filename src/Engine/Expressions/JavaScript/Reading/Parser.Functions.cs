using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <content>Functions, arrows and object literals with their methods.</content>
internal sealed partial class Parser
{
    private FunctionDeclaration ParseFunctionDeclaration(bool inList)
    {
        var position = Start;
        if (!inList) throw Unexpected("a function needs a block here");
        Next();
        if (Kind == T.Star) throw Error(Refusals.Generators, position);
        var at = Start;
        var name = ParseName();
        DeclareFunction(name, at);
        var reference = Reference(name, at);
        var function = ParseFunctionRest(new FunctionCode { Name = name, Start = position }, position);
        var declaration = new FunctionDeclaration(reference, function, position);
        _scope.Functions.Add(declaration);
        if (!_scope.IsFunction) _around.BlockFunctions.Add((declaration, _scope));
        return declaration;
    }

    private FunctionNode ParseFunctionExpression()
    {
        var position = Start;
        Next();
        if (Kind == T.Star) throw Error(Refusals.Generators, position);
        var name = Kind == T.Name ? ParseName() : "";
        return ParseFunctionRest(new FunctionCode { Name = name, Start = position }, position, self: name);
    }

    /// <summary>Parameters and body.</summary>
    private FunctionNode ParseFunctionRest(FunctionCode code, int position, string self = "")
    {
        var (outerScope, outerAround) = OpenFunction(code);
        Expect(T.OpenParen, "(");
        ParseParameters(code);
        ParseFunctionBody(code, self);
        CloseFunction(outerScope, outerAround);
        return new FunctionNode(code, position);
    }

    private (Scope Scope, Surroundings Around) OpenFunction(FunctionCode code)
    {
        var outside = (_scope, _around);
        var scope = new Scope(_scope, code);
        _scope.Children.Add(scope);
        code.IsStrict = _around.Code.IsStrict;
        (_scope, _around) = (scope, new Surroundings(code, _around));
        return outside;
    }

    private void CloseFunction(Scope scope, Surroundings around) => (_scope, _around) = (scope, around);

    private void ParseParameters(FunctionCode code)
    {
        var parameters = new List<Node>();
        while (!Take(T.CloseParen))
        {
            if (Take(T.Ellipsis))
            {
                code.Rest = ParseBindingTarget(BindingKind.Parameter, []);
                Expect(T.CloseParen, ")");
                break;
            }

            parameters.Add(ParseBindingElement(BindingKind.Parameter, []));
            if (Kind != T.CloseParen) Expect(T.Comma, ",");
        }

        SetParameters(code, parameters);
    }

    private void SetParameters(FunctionCode code, List<Node> parameters)
    {
        _scope.ParametersEnd = Start;
        code.Parameters = [.. parameters];
        var first = parameters.FindIndex(parameter => parameter is DefaultNode);
        code.Length = first < 0 ? parameters.Count : first;
    }

    /// <summary>A body in braces, from its brace on.</summary>
    private void ParseFunctionBody(FunctionCode code, string self)
    {
        Expect(T.OpenBrace, "{");
        ParseDirectives();
        var body = new List<Statement>();
        while (Kind != T.CloseBrace)
        {
            if (Kind == T.End) throw Unexpected("'}' is missing");
            body.Add(ParseStatement(inList: true));
        }

        if (self.Length > 0 && _scope.Find(self) is null) _scope.Declare(self, BindingKind.Self, 0);
        code.End = _scanner.Current.End;
        FinishFunction(_scope, body);
        Next();
    }

    private void FinishFunction(Scope scope, List<Statement> body)
    {
        var code = scope.Code!;
        HoistBlockFunctions(_around, scope);
        code.Body = [.. body];
        code.Functions = [.. scope.Functions];
        code.Height = 3 + Math.Max(_around.Height, Math.Max(code.Expression?.Height ?? 0, HeightOfParameters(code)));
    }

    private static int HeightOfParameters(FunctionCode code) =>
        Math.Max(code.Rest?.Height ?? 0, code.Parameters.Length == 0 ? 0 : code.Parameters.Max(parameter => parameter.Height));

    private string ParseName()
    {
        if (Kind != T.Name) throw Unexpected("a name is due");
        var name = _scanner.Current.Text!;
        Next();
        return name;
    }

    // --- Arrows ------------------------------------------------------------------------------------------------------

    /// <summary><c>x => …</c></summary>
    private FunctionNode ParseArrowOfOne()
    {
        var position = Start;
        var outside = OpenFunction(new FunctionCode { IsArrow = true, Start = position });
        var code = _scope.Code!;
        var parameter = ParseBindingTarget(BindingKind.Parameter, []);
        SetParameters(code, [parameter]);
        return ParseArrowBody(code, outside, position);
    }

    /// <summary>Parentheses: an expression in them, or the parameters of an arrow function when an arrow follows.</summary>
    private Node ParseParenthesesOrArrow(bool allowArrow = true)
    {
        var position = Start;
        var (references, children) = (_scope.References.Count, _scope.Children.Count);
        var oldCover = _cover;
        Next();
        var items = new List<Node>();
        Node? rest = null;
        List<Binding> restBindings = [];
        Scope? restScope = null;
        var endsWithComma = false;
        while (Kind != T.CloseParen)
        {
            if (Kind == T.Ellipsis)
            {
                Next();
                restScope = new Scope(_scope, null);
                (restScope, _scope) = (_scope, restScope);
                rest = ParseBindingTarget(BindingKind.Parameter, restBindings);
                (restScope, _scope) = (_scope, restScope);
                if (Kind != T.CloseParen) throw Unexpected("the rest parameter is the last");
                break;
            }

            items.Add(ParseAssignment(isCover: true));
            endsWithComma = Kind == T.Comma;
            if (Kind != T.CloseParen) Expect(T.Comma, ",");
        }

        Expect(T.CloseParen, ")");
        if (allowArrow && Kind == T.Arrow && !_scanner.Current.AfterLineBreak)
        {
            _cover = oldCover;
            return ParseArrow(items, rest, restScope, references, children, position);
        }

        if (items.Count == 0 || rest is not null || endsWithComma) throw Unexpected(items.Count == 0 && rest is null ? "an expression is missing in the parentheses" : null);
        var node = items.Count == 1 ? items[0] : Checked(new SequenceNode([.. items], position));
        _parenthesized = node;
        return node;
    }

    private FunctionNode ParseArrow(List<Node> items, Node? rest, Scope? restScope, int references, int children, int position)
    {
        var outer = _scope;
        var code = new FunctionCode { IsArrow = true, Start = position, IsStrict = _around.Code.IsStrict };
        var scope = new Scope(outer, code);
        outer.MoveTo(scope, references, children);
        var outside = (outer, _around);
        (_scope, _around) = (scope, new Surroundings(code, _around));

        var parameters = items.ConvertAll(item => ToTarget(item, asParameter: true));
        foreach (var target in parameters) DeclareParameters(target);
        if (rest is not null)
        {
            foreach (var reference in restScope!.References) scope.References.Add(reference);
            foreach (var child in restScope.Children)
            {
                child.Parent = scope;
                scope.Children.Add(child);
            }

            foreach (var binding in restScope.Bindings)
            {
                if (scope.Find(binding.Name) is not null) throw Error($"The parameter '{binding.Name}' appears twice", position);
                scope.Declare(binding.Name, BindingKind.Parameter, position);
            }

            code.Rest = rest;
        }

        SetParameters(code, parameters);
        return ParseArrowBody(code, outside, position);
    }

    private void DeclareParameters(Node target)
    {
        switch (target)
        {
            case NameNode name:
                if (_scope.Find(name.Name) is not null) throw Error($"The parameter '{name.Name}' appears twice", name.Position);
                _scope.Declare(name.Name, BindingKind.Parameter, name.Position);
                break;
            case DefaultNode optional:
                DeclareParameters(optional.Target);
                break;
            case ArrayPatternNode array:
                foreach (var each in array.Targets) DeclareParameters(each);
                break;
            case ObjectPatternNode pattern:
                foreach (var each in pattern.Targets) DeclareParameters(each);
                break;
            default:
                throw Error("A parameter is a name or a pattern of names", target.Position);
        }
    }

    private FunctionNode ParseArrowBody(FunctionCode code, (Scope Scope, Surroundings Around) outside, int position)
    {
        if (_scanner.Current.AfterLineBreak) throw Unexpected("the arrow belongs on the same line as the parameters");
        Expect(T.Arrow, "=>");
        if (Kind == T.OpenBrace) ParseFunctionBody(code, self: "");
        else
        {
            code.Expression = ParseAssignment(_noIn);
            code.End = _scanner.PreviousEnd;
            FinishFunction(_scope, []);
        }

        CloseFunction(outside.Scope, outside.Around);
        return new FunctionNode(code, position);
    }

    // --- Object literals -----------------------------------------------------------------------------------------------

    private ObjectLiteralNode ParseObjectLiteral()
    {
        var position = Start;
        Next();
        var members = new List<LiteralMember>();
        while (!Take(T.CloseBrace))
        {
            members.Add(ParseLiteralMember());
            if (Kind != T.CloseBrace) Expect(T.Comma, ",");
        }

        return Checked(new ObjectLiteralNode([.. members], position));
    }

    private LiteralMember ParseLiteralMember()
    {
        var position = Start;
        if (Take(T.Ellipsis)) return new LiteralMember(MemberKind.Spread, null, null, ParseAssignment(isCover: true));
        if (Kind == T.Star) throw Error(Refusals.Generators, position);

        var token = _scanner.Current;
        if (token.Kind == T.Name && !token.HasEscape && token.Text is "get" or "set" or "async")
        {
            var next = PeekToken();
            if (next.Kind is not (T.Comma or T.Colon or T.OpenParen or T.CloseBrace or T.Assign or T.End))
            {
                if (token.Text == "async") throw Error(Refusals.Async, position);
                Next();
                return ParseAccessor(token.Text == "get");
            }
        }

        var (name, computed) = ParseMemberKey();
        if (Kind == T.OpenParen)
        {
            var code = new FunctionCode { Name = name ?? "", Start = position, IsMethod = true };
            return new LiteralMember(MemberKind.Value, name, computed, ParseFunctionRest(code, position));
        }

        if (Take(T.Colon))
        {
            var value = ParseAssignment(isCover: true);
            if (name == "__proto__" && computed is null) return new LiteralMember(MemberKind.Prototype, name, null, value);
            if (name is not null) GiveName(value, name);
            return new LiteralMember(MemberKind.Value, name, computed, value);
        }

        if (token.Kind != T.Name) throw Unexpected();
        if (name == "variables") _variables.IsReadOnly = false;
        var shorthand = Reference(name!, position);
        if (Kind != T.Assign) return new LiteralMember(MemberKind.Value, name, null, shorthand);

        if (_cover < 0) _cover = Start;
        var cover = _cover;
        Next();
        var initializer = ParseAssignment();
        GiveName(initializer, name!);
        _cover = cover;
        return new LiteralMember(MemberKind.Value, name, null, shorthand, initializer);
    }

    private LiteralMember ParseAccessor(bool isGetter)
    {
        var position = Start;
        var (name, computed) = ParseMemberKey();
        var code = new FunctionCode { Name = (isGetter ? "get " : "set ") + name, Start = position, IsMethod = true };
        var function = ParseFunctionRest(code, position);
        if (isGetter && code.Parameters.Length > 0) throw Error("A getter has no parameters", position);
        if (!isGetter && (code.Parameters.Length != 1 || code.Rest is not null)) throw Error("A setter has exactly one parameter", position);
        return new LiteralMember(isGetter ? MemberKind.Getter : MemberKind.Setter, name, computed, function);
    }

    private (string? Name, Node? Computed) ParseMemberKey()
    {
        var token = _scanner.Current;
        switch (token.Kind)
        {
            case T.OpenBracket:
                Next();
                var key = ParseAssignment();
                Expect(T.CloseBracket, "]");
                return (null, key);
            case T.Text:
                Next();
                return (token.Text, null);
            case T.Number:
                Next();
                return (Numbers.NumberText.Of(token.Number), null);
            default:
                return (ParseMemberName(), null);
        }
    }
}
