using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <content>Statements.</content>
internal sealed partial class Parser
{
    private static readonly string[] s_noLabels = [];

    private bool IsResult => _around.Code.IsScript;

    // inList: declarations are allowed here, in a block or at the top, not as the body of an if.
    private Statement ParseStatement(bool inList = false, string[]? labels = null)
    {
        Descend();
        var statement = ParseStatementCore(inList, labels ?? s_noLabels);
        Ascend();
        _around.Height = Math.Max(_around.Height, statement.Height);
        return statement.Height <= MaxHeight ? statement
            : throw Error("The script is nested too deeply; split it into several functions", statement.Position);
    }

    private Statement ParseStatementCore(bool inList, string[] labels)
    {
        var position = Start;
        switch (Kind)
        {
            case T.OpenBrace: return ParseBlock();
            case T.Semicolon:
                Next();
                return new EmptyStatement(position);
            case T.Var: return ParseVar();
            case T.Const:
                if (!inList) throw Unexpected("a declaration needs a block here");
                return ParseLexical(BindingKind.Const);
            case T.If: return ParseIf();
            case T.For: return ParseFor(labels);
            case T.While: return ParseWhile(labels);
            case T.Do: return ParseDo(labels);
            case T.Continue: return ParseJump(Outcome.Continue);
            case T.Break: return ParseJump(Outcome.Break);
            case T.Return: return ParseReturn();
            case T.Switch: return ParseSwitch();
            case T.Throw: return ParseThrow();
            case T.Try: return ParseTry();
            case T.Function: return ParseFunctionDeclaration(inList);
            case T.Debugger:
                Next();
                EndStatement();
                return new EmptyStatement(position);
            case T.Class: throw Error(Refusals.Classes, position);
            case T.Import or T.Export: throw Error(Refusals.Modules, position);
            case T.With: throw Error(Refusals.With, position);
            case T.Name:
                if (_scanner.PeekStart(out _, out _) == ':') return ParseLabeled(labels);
                if (_scanner.Current.Text is not ("async" or "let")) break;
                var next = PeekToken();
                if (IsWord("async") && next is { Kind: T.Function, AfterLineBreak: false }) throw Error(Refusals.Async, position);
                if (IsWord("let") && (next.Kind is T.OpenBracket or T.OpenBrace || (next.Kind == T.Name && (inList || !next.AfterLineBreak))))
                {
                    if (!inList) throw Unexpected("a declaration needs a block here");
                    return ParseLexical(BindingKind.Let);
                }

                break;
        }

        var expression = ParseExpression();
        EndStatement();
        return new ExpressionStatement(expression, IsResult, position);
    }

    /// <summary>Strings at the start of a function that turn strict mode on. Of that mode only the meaning of <c>this</c> is kept.</summary>
    private void ParseDirectives()
    {
        if (Kind != T.Text) return;
        var isStrict = _scanner.Current is { Text: "use strict" } && _scanner.Current.End - _scanner.Current.Start == 12;
        if (!isStrict) return;
        var next = PeekToken();
        if (next.Kind is T.Semicolon or T.CloseBrace or T.End || next.AfterLineBreak) _around.Code.IsStrict = true;
    }

    private BlockStatement ParseBlock()
    {
        var position = Start;
        Expect(T.OpenBrace, "{");
        var scope = OpenBlock();
        var body = ParseBlockBody();
        CloseBlock();
        return new BlockStatement(scope, body, [.. scope.Functions], position);
    }

    private Statement[] ParseBlockBody()
    {
        var body = new List<Statement>();
        while (!Take(T.CloseBrace))
        {
            if (Kind == T.End) throw Unexpected("'}' is missing");
            body.Add(ParseStatement(inList: true));
        }

        return [.. body];
    }

    private DeclarationStatement ParseVar(bool isForHead = false)
    {
        var position = Start;
        Next();
        return ParseDeclarators(BindingKind.Var, position, isForHead);
    }

    private DeclarationStatement ParseLexical(BindingKind kind, bool isForHead = false)
    {
        var position = Start;
        Next();
        return ParseDeclarators(kind, position, isForHead);
    }

    private DeclarationStatement ParseDeclarators(BindingKind kind, int position, bool isForHead)
    {
        var declarators = new List<DeclarationStatement.Declarator>();
        do
        {
            var at = Start;
            var bindings = new List<Binding>();
            var target = ParseBindingTarget(kind, bindings);
            Node? value = null;
            if (Take(T.Assign))
            {
                value = ParseAssignment(noIn: isForHead);
                if (target is NameNode name) GiveName(value, name.Name);
            }
            else if (!(isForHead && (Kind == T.In || IsWord("of"))))
            {
                if (target is not NameNode) throw Error("A pattern needs a value to take apart", at);
                if (kind == BindingKind.Const) throw Error("A const needs a value", at);
            }

            foreach (var binding in bindings) binding.ReadyAt = _scanner.PreviousEnd;
            declarators.Add(new DeclarationStatement.Declarator(target, value, kind is BindingKind.Let or BindingKind.Const));
        }
        while (Take(T.Comma));

        if (!isForHead) EndStatement();
        return new DeclarationStatement([.. declarators], position);
    }

    private IfStatement ParseIf()
    {
        var position = Start;
        Next();
        var test = ParseInParentheses();
        var whenTrue = ParseBranch();
        var whenFalse = Take(T.Else) ? ParseBranch() : null;
        return new IfStatement(test, whenTrue, whenFalse, IsResult, position);
    }

    /// <summary>The body of an if, where a function declaration without braces counts as being in a block of its own.</summary>
    private Statement ParseBranch()
    {
        if (Kind != T.Function) return ParseStatement();
        var position = Start;
        var scope = OpenBlock();
        var body = ParseStatement(inList: true);
        CloseBlock();
        return new BlockStatement(scope, [body], [.. scope.Functions], position);
    }

    private Node ParseInParentheses()
    {
        Expect(T.OpenParen, "(");
        var node = ParseExpression();
        Expect(T.CloseParen, ")");
        return node;
    }

    private Statement ParseLoopBody()
    {
        _around.Loops++;
        var body = ParseStatement();
        _around.Loops--;
        return body;
    }

    private WhileStatement ParseWhile(string[] labels)
    {
        var position = Start;
        Next();
        var test = ParseInParentheses();
        return new WhileStatement(test, ParseLoopBody(), labels, IsResult, position);
    }

    private DoWhileStatement ParseDo(string[] labels)
    {
        var position = Start;
        Next();
        var body = ParseLoopBody();
        Expect(T.While, "while");
        var test = ParseInParentheses();
        Take(T.Semicolon);
        return new DoWhileStatement(body, test, labels, IsResult, position);
    }

    private Loop ParseFor(string[] labels)
    {
        var position = Start;
        Next();
        if (IsWord("await")) throw Error(Refusals.Async, Start);
        Expect(T.OpenParen, "(");
        var scope = OpenBlock();
        var loop = ParseForHead(scope, labels, position);
        CloseBlock();
        return loop;
    }

    private Loop ParseForHead(Scope scope, string[] labels, int position)
    {
        Statement? start = null;
        var isLet = IsWord("let") && PeekToken().Kind is T.Name or T.OpenBracket or T.OpenBrace && IsWord("let");
        if (Kind is T.Var or T.Const || isLet)
        {
            var kind = Kind == T.Var ? BindingKind.Var : isLet ? BindingKind.Let : BindingKind.Const;
            var declaration = kind == BindingKind.Var ? ParseVar(isForHead: true) : ParseLexical(kind, isForHead: true);
            if (declaration.Declarators is [{ Value: null } only] && (Kind == T.In || IsWord("of")))
                return ParseForEach(only.Target, isDeclaration: true, scope, labels, position);
            if (Kind == T.In || IsWord("of")) throw Error("The loop takes one variable without a value here", position);
            start = declaration;
        }
        else if (Kind != T.Semicolon)
        {
            var at = Start;
            var first = ParseExpression(noIn: true, isCover: true);
            if (Kind == T.In || (IsWord("of") && !_scanner.Current.AfterLineBreak) || IsWord("of"))
                return ParseForEach(ToTarget(first), isDeclaration: false, scope, labels, position);
            CheckCover();
            start = new ExpressionStatement(first, isResult: false, at);
        }

        Expect(T.Semicolon, ";");
        var test = Kind == T.Semicolon ? null : ParseExpression();
        Expect(T.Semicolon, ";");
        var step = Kind == T.CloseParen ? null : ParseExpression();
        Expect(T.CloseParen, ")");
        return new ForStatement(start, test, step, ParseLoopBody(), scope, labels, IsResult, position);
    }

    private Loop ParseForEach(Node target, bool isDeclaration, Scope scope, string[] labels, int position)
    {
        var isIn = Kind == T.In;
        Next();
        var source = isIn ? ParseExpression() : ParseAssignment();
        Expect(T.CloseParen, ")");
        var body = ParseLoopBody();
        return isIn
            ? new ForInStatement(target, isDeclaration, source, body, scope, labels, IsResult, position)
            : new ForOfStatement(target, isDeclaration, source, body, scope, labels, IsResult, position);
    }

    private JumpStatement ParseJump(Outcome outcome)
    {
        var position = Start;
        Next();
        string? label = null;
        if (Kind == T.Name && !_scanner.Current.AfterLineBreak)
        {
            label = _scanner.Current.Text!;
            var known = _around.Labels.FindLast(each => each.Name == label);
            if (known.Name is null) throw Error($"There is no label '{label}' around this", Start);
            if (outcome == Outcome.Continue && !known.IsLoop) throw Error($"The label '{label}' marks no loop", Start);
            Next();
        }
        else if (outcome == Outcome.Continue && _around.Loops == 0) throw Error("'continue' stands in no loop", position);
        else if (outcome == Outcome.Break && _around is { Loops: 0, Switches: 0 }) throw Error("'break' stands in no loop or switch", position);

        EndStatement();
        return new JumpStatement(outcome, label, position);
    }

    private ReturnStatement ParseReturn()
    {
        var position = Start;
        Next();
        var hasValue = Kind is not (T.Semicolon or T.CloseBrace or T.End) && !_scanner.Current.AfterLineBreak;
        var value = hasValue ? ParseExpression() : null;
        EndStatement();
        return new ReturnStatement(value, position);
    }

    private ThrowStatement ParseThrow()
    {
        var position = Start;
        Next();
        if (_scanner.Current.AfterLineBreak) throw Error("The value to throw must stand on the same line as 'throw'", position);
        var value = ParseExpression();
        EndStatement();
        return new ThrowStatement(value, position);
    }

    private SwitchStatement ParseSwitch()
    {
        var position = Start;
        Next();
        var value = ParseInParentheses();
        Expect(T.OpenBrace, "{");
        var scope = OpenBlock(isUnordered: true);
        _around.Switches++;
        var cases = new List<SwitchCase>();
        while (!Take(T.CloseBrace))
        {
            Node? test = null;
            if (Take(T.Case)) test = ParseExpression();
            else if (Kind != T.Default) throw Unexpected("'case' or 'default' is missing here");
            else if (cases.Exists(each => each.Test is null)) throw Error("A switch has one default only", Start);
            else Next();

            Expect(T.Colon, ":");
            var body = new List<Statement>();
            while (Kind is not (T.Case or T.Default or T.CloseBrace))
            {
                if (Kind == T.End) throw Unexpected("'}' is missing");
                body.Add(ParseStatement(inList: true));
            }

            cases.Add(new SwitchCase(test, [.. body]));
        }

        _around.Switches--;
        CloseBlock();
        return new SwitchStatement(value, [.. cases], scope, [.. scope.Functions], IsResult, position);
    }

    private TryStatement ParseTry()
    {
        var position = Start;
        Next();
        var body = ParseBlock();
        Scope? scope = null;
        Node? caught = null;
        BlockStatement? handler = null;
        if (Take(T.Catch))
        {
            var hasName = Take(T.OpenParen);
            var isName = Kind == T.Name;
            scope = OpenBlock(isHandler: true);
            if (hasName)
            {
                caught = ParseBindingTarget(isName ? BindingKind.Catch : BindingKind.Let, []);
                Expect(T.CloseParen, ")");
                foreach (var binding in scope.Bindings) binding.ReadyAt = 0;
            }

            handler = ParseBlock();
            CloseBlock();
        }

        var final = Take(T.Finally) ? ParseBlock() : null;
        if (handler is null && final is null) throw Unexpected("'catch' or 'finally' is missing here");
        return new TryStatement(body, scope, caught, handler, final, IsResult, position);
    }

    private LabeledStatement ParseLabeled(string[] labels)
    {
        var position = Start;
        var name = _scanner.Current.Text!;
        if (_around.Labels.Exists(each => each.Name == name)) throw Error($"The label '{name}' is used around this already", position);
        Next();
        Next();
        string[] all = [.. labels, name];

        // A label before another label marks the loop after both.
        var mark = _scanner.Mark;
        for (var ahead = 0; ahead < MaxDepth && Kind == T.Name && PeekToken().Kind == T.Colon; ahead++)
        {
            Next();
            Next();
        }

        var isLoop = Kind is T.For or T.While or T.Do;
        _scanner.Restore(mark);
        _around.Labels.Add((name, isLoop));
        var body = Kind == T.Function ? ParseBranch() : ParseStatement(inList: false, isLoop ? all : null);
        _around.Labels.RemoveAt(_around.Labels.Count - 1);
        return new LabeledStatement(name, body, position);
    }
}
