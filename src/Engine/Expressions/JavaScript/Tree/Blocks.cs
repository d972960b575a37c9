using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

internal static class Blocks
{
    /// <summary>Makes ready the names of a scope: an environment if functions use some of them, and the marks for those not yet declared.</summary>
    public static void Enter(Frame frame, Scope scope)
    {
        if (scope.HasEnvironment)
        {
            frame.Run.Charge(56 + 16L * scope.EnvironmentSize);
            frame.Environment = new Environment(frame.Environment, scope.EnvironmentSize);
            foreach (var slot in scope.CapturedToClear) frame.Environment.Slots[slot] = JsValue.Absent;
        }

        foreach (var slot in scope.LocalsToClear) frame.Locals[slot] = JsValue.Absent;
    }

    /// <summary>Gives the next round of a loop variables of its own, with the values of the last.</summary>
    public static void Renew(Frame frame, Scope scope)
    {
        if (!scope.HasEnvironment) return;
        frame.Run.Charge(56 + 16L * scope.EnvironmentSize);
        var copy = new Environment(frame.Environment!.Parent, scope.EnvironmentSize);
        frame.Environment.Slots.CopyTo(copy.Slots, 0);
        frame.Environment = copy;
    }

    public static Outcome Run(Frame frame, Statement[] statements)
    {
        foreach (var statement in statements)
        {
            var outcome = statement.Execute(frame);
            if (outcome != Outcome.Normal) return outcome;
        }

        return Outcome.Normal;
    }
}

/// <summary><c>{ … }</c></summary>
internal sealed class BlockStatement(Scope scope, Statement[] body, FunctionDeclaration[] functions, int position) : Statement(position, Tallest(body) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        var outside = frame.Environment;
        Blocks.Enter(frame, scope);
        foreach (var function in functions) function.Declare(frame);
        var outcome = Blocks.Run(frame, body);
        frame.Environment = outside;
        return outcome;
    }
}

internal sealed class EmptyStatement(int position) : Statement(position, 1)
{
    public override Outcome Execute(Frame frame) => Outcome.Normal;
}

/// <summary>An expression as a statement. In the script itself its value is the result so far.</summary>
internal sealed class ExpressionStatement(Node expression, bool isResult, int position) : Statement(position, expression.Height + 1)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        var value = expression.Evaluate(frame);
        if (isResult) frame.Result = value;
        return Outcome.Normal;
    }
}

/// <summary><c>let a = 1, {b} = c;</c></summary>
internal sealed class DeclarationStatement(DeclarationStatement.Declarator[] declarators, int position)
    : Statement(position, declarators.Max(each => Math.Max(each.Target.Height, each.Value?.Height ?? 0)) + 1)
{
    public Declarator[] Declarators => declarators;

    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        foreach (var declarator in declarators)
        {
            // A var without a value keeps the one it has.
            if (declarator.Value is { } value) declarator.Target.Store(frame, value.Evaluate(frame), isDeclaration: true);
            else if (declarator.IsLexical) declarator.Target.Store(frame, JsValue.Undefined, isDeclaration: true);
        }

        return Outcome.Normal;
    }

    internal sealed record Declarator(Node Target, Node? Value, bool IsLexical);
}

/// <summary><c>function f() { … }</c>; made when its block is entered.</summary>
internal sealed class FunctionDeclaration(NameNode name, FunctionNode function, int position) : Statement(position, 1)
{
    public NameNode Name => name;

    /// <summary>The variable of the function around, which a declaration in a block sets, too, once it is reached; or null.</summary>
    public NameNode? Outer { get; set; }

    public void Declare(Frame frame) => name.Store(frame, function.Evaluate(frame), isDeclaration: true);

    public override Outcome Execute(Frame frame)
    {
        Outer?.Store(frame, name.Evaluate(frame), isDeclaration: true);
        return Outcome.Normal;
    }
}

internal sealed class ReturnStatement(Node? value, int position) : Statement(position, (value?.Height ?? 0) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Result = value is null ? JsValue.Undefined : value.Evaluate(frame);
        return Outcome.Return;
    }
}

internal sealed class ThrowStatement(Node value, int position) : Statement(position, value.Height + 1)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step(50);
        throw new JsThrow(value.Evaluate(frame), Position);
    }
}

/// <summary><c>break label;</c> or <c>continue label;</c></summary>
internal sealed class JumpStatement(Outcome outcome, string? label, int position) : Statement(position, 1)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        frame.Label = label;
        return outcome;
    }
}

/// <summary>A statement with a label that is no loop: a break may leave it.</summary>
internal sealed class LabeledStatement(string label, Statement body, int position) : Statement(position, body.Height + 1)
{
    public override Outcome Execute(Frame frame)
    {
        var outcome = body.Execute(frame);
        if (outcome != Outcome.Break || frame.Label != label) return outcome;
        frame.Label = null;
        return Outcome.Normal;
    }
}
