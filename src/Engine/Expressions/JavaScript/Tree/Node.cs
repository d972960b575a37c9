using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>An expression. The tree is what runs: every node evaluates itself.</summary>
/// <param name="position">Offset in the source to show errors at.</param>
/// <param name="height">Nodes from here to the deepest leaf: what evaluating it may need of the stack.</param>
internal abstract class Node(int position, int height)
{
    public int Position { get; } = position;

    public int Height { get; } = height;

    public abstract JsValue Evaluate(Frame frame);

    /// <summary>Evaluates as the function of a call: gives the object it was read from, too.</summary>
    public virtual JsValue EvaluateCallee(Frame frame, out JsValue self)
    {
        self = default;
        return Evaluate(frame);
    }

    /// <summary>Stores into the variable, property or pattern that the node is; a declaration gives a declared name its first value.</summary>
    public virtual void Store(Frame frame, JsValue value, bool isDeclaration) => throw new InvalidOperationException($"{GetType().Name} is no target");

    /// <summary>The expression as an error message shows it.</summary>
    public virtual string Describe() => "expression";

    protected static int Tallest(params ReadOnlySpan<Node?> nodes)
    {
        var height = 0;
        foreach (var node in nodes) height = Math.Max(height, node?.Height ?? 0);
        return height;
    }

    protected JsThrow Fail(Frame frame, Builtins.ErrorKind kind, string message) => frame.Run.Realm.Error(kind, message, Position);
}

/// <summary>How a statement ended.</summary>
internal enum Outcome
{
    Normal,
    Break,
    Continue,
    Return,
}

/// <summary>A statement.</summary>
internal abstract class Statement(int position, int height)
{
    public int Position { get; } = position;

    public int Height { get; } = height;

    /// <summary>Runs. A return leaves its value in <see cref="Frame.Result"/>, a break or continue its label in <see cref="Frame.Label"/>.</summary>
    public abstract Outcome Execute(Frame frame);

    protected static int Tallest(ReadOnlySpan<Statement> statements)
    {
        var height = 0;
        foreach (var statement in statements) height = Math.Max(height, statement.Height);
        return height;
    }
}

/// <summary>Names that functions inside use, kept alive by them.</summary>
internal sealed class Environment(Environment? parent, int size)
{
    public readonly JsValue[] Slots = new JsValue[size];
    public readonly Environment? Parent = parent;
}

/// <summary>One call: its locals, its environment and what it returns.</summary>
internal sealed class Frame(Run run, int locals)
{
    public readonly Run Run = run;
    public readonly JsValue[] Locals = locals == 0 ? [] : new JsValue[locals];
    public Environment? Environment;
    public JsValue This;

    /// <summary>The value of a return; in the script itself also the value of the last statement so far.</summary>
    public JsValue Result;

    /// <summary>The label that a break or continue goes to, or null for the innermost loop.</summary>
    public string? Label;
}
