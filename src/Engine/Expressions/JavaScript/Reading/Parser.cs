using System.Runtime.CompilerServices;
using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

/// <summary>Reads a script into the tree that runs it. Statements, expressions, functions and targets have a file each.</summary>
internal sealed partial class Parser
{
    private const int MaxDepth = 500;
    private const int MaxHeight = 500;

    private readonly Scanner _scanner;
    private readonly VariablesUse _variables = new();
    private Surroundings _around;
    private Scope _scope;
    private int _depth;

    private Parser(string source)
    {
        _scanner = new Scanner(source);
        _around = new Surroundings(new FunctionCode { IsScript = true });
        _scope = new Scope(null, _around.Code);
    }

    /// <summary>A script as read: its code and the names it uses without declaring them.</summary>
    internal sealed record Result(FunctionCode Code, IReadOnlyList<NameNode> Free);

    public static Result Parse(string source)
    {
        var parser = new Parser(source);
        parser._scanner.Next();
        var script = parser._scope;
        var code = script.Code!;
        var body = new List<Statement>();
        parser.ParseDirectives();
        while (parser.Kind != T.End) body.Add(parser.ParseStatement(inList: true));
        parser.FinishFunction(script, body);

        var free = new List<NameNode>();
        Scope.Resolve(script, free);
        foreach (var name in free)
        {
            // Function itself may be named, as in x instanceof Function; making one from text is what does not exist.
            if (name.Name == "Function" && !name.IsCallee) continue;
            if (!name.IsTypeOfOperand && Refusals.Globals.TryGetValue(name.Name, out var sentence)) throw parser._scanner.Error(sentence, name.Position);
        }

        return new Result(code, free);
    }

    /// <summary>What surrounds the statement being read, up to the next function.</summary>
    private sealed class Surroundings(FunctionCode code, Surroundings? outer = null)
    {
        public FunctionCode Code { get; } = code;

        /// <summary>Notes a <c>this</c>, which an arrow function has from the function around it.</summary>
        public void NoteThis()
        {
            for (var around = this; around is not null; around = around.Code.IsArrow ? around.Outer : null) around.Code.UsesThis = true;
        }

        private Surroundings? Outer { get; } = outer;

        public int Loops { get; set; }

        public int Switches { get; set; }

        /// <summary>Labels around, and whether each marks a loop.</summary>
        public List<(string Name, bool IsLoop)> Labels { get; } = [];

        public int Height { get; set; }

        /// <summary>Functions declared in blocks, with the scope of the block.</summary>
        public List<(FunctionDeclaration Function, Scope Block)> BlockFunctions { get; } = [];
    }

    private T Kind => _scanner.Current.Kind;

    private int Start => _scanner.Current.Start;

    private void Next() => _scanner.Next();

    private bool Take(T kind)
    {
        if (Kind != kind) return false;
        Next();
        return true;
    }

    private void Expect(T kind, string shown)
    {
        if (!Take(kind)) throw Unexpected($"'{shown}' is missing here");
    }

    private bool IsWord(string word) => Kind == T.Name && ReferenceEquals(_scanner.Current.Text, word) && !_scanner.Current.HasEscape;

    /// <summary>Looks at the token after the current one.</summary>
    private Token PeekToken()
    {
        var mark = _scanner.Mark;
        _scanner.Next();
        var next = _scanner.Current;
        _scanner.Restore(mark);
        return next;
    }

    /// <summary>The end of a statement: a semicolon, or a place where the language puts one by itself.</summary>
    private void EndStatement()
    {
        if (Take(T.Semicolon) || Kind is T.CloseBrace or T.End || _scanner.Current.AfterLineBreak) return;
        throw Unexpected();
    }

    private ScriptException Unexpected(string? hint = null)
    {
        var token = _scanner.Current;
        var what = token.Kind switch
        {
            T.End => "Unexpected end of the script",
            T.Text => "Unexpected text",
            T.Template => "Unexpected template text",
            T.PrivateName => "Classes with private members do not exist here; keep private values in a closure",
            _ => $"Unexpected '{_scanner.Source[token.Start..token.End]}'",
        };
        return _scanner.Error(hint is null ? what : $"{what}: {hint}", token.Start);
    }

    private ScriptException Error(string message, int position) => _scanner.Error(message, position);

    private void Descend()
    {
        if (++_depth > MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw Error("The script is nested too deeply; split it into several statements or functions", Start);
    }

    private void Ascend() => _depth--;

    private TNode Checked<TNode>(TNode node)
        where TNode : Node
    {
        if (node.Height > MaxHeight) throw Error("The expression is too long or nested too deeply; split it into several statements", node.Position);
        return node;
    }

    private NameNode Reference(string name, int position)
    {
        var node = new NameNode(name, position);
        _scope.References.Add(node);
        return node;
    }

    private Scope OpenBlock(bool isUnordered = false, bool isHandler = false)
    {
        var scope = new Scope(_scope, null) { IsUnordered = isUnordered, IsHandler = isHandler };
        _scope.Children.Add(scope);
        _scope = scope;
        return scope;
    }

    private void CloseBlock() => _scope = _scope.Parent!;

    // --- Declarations ------------------------------------------------------------------------------------------------

    private void DeclareVar(string name, int position)
    {
        for (var scope = _scope; ; scope = scope.Parent!)
        {
            var binding = scope.Find(name);
            if (binding is not null && binding.ForbidsVar(scope.IsFunction)) throw AlreadyDeclared(name, position);
            if (!scope.IsFunction)
            {
                (scope.PassedVars ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);
                continue;
            }

            if (binding is null) scope.Declare(name, BindingKind.Var, position);
            return;
        }
    }

    private Binding DeclareLexical(string name, BindingKind kind, int position)
    {
        if (name == "let") throw Error("A variable cannot be called 'let'", position);
        if (_scope.Find(name) is not null || _scope.PassedVars?.Contains(name) == true
            || (_scope.Parent is { IsHandler: true } handler && handler.Find(name) is not null)) throw AlreadyDeclared(name, position);
        return _scope.Declare(name, kind, position);
    }

    private void DeclareFunction(string name, int position)
    {
        var known = _scope.Find(name);
        if (known is null)
        {
            if (!_scope.IsFunction && _scope.PassedVars?.Contains(name) == true) throw AlreadyDeclared(name, position);
            _scope.Declare(name, BindingKind.Function, position);
        }
        else if (known.IsLexical) throw AlreadyDeclared(name, position);
    }

    /// <summary>The old rule that a function declared in a block is a variable of the whole function, unless that clashes with another declaration.</summary>
    private static void HoistBlockFunctions(Surroundings around, Scope function)
    {
        foreach (var (declaration, block) in around.BlockFunctions)
        {
            var name = declaration.Name.Name;
            var clashes = function.Find(name) is { } outer && outer.Kind is not (BindingKind.Var or BindingKind.Function);
            for (var scope = block.Parent!; !clashes && scope != function; scope = scope.Parent!)
            {
                clashes = scope.Find(name) is { Kind: not BindingKind.Catch };
            }

            if (clashes) continue;
            var variable = function.Find(name) ?? function.Declare(name, BindingKind.Var, declaration.Position);
            declaration.Outer = new NameNode(name, declaration.Position) { Binding = variable };
            block.References.Add(declaration.Outer);
        }
    }

    private ScriptException AlreadyDeclared(string name, int position) => Error($"'{name}' has already been declared", position);
}
