using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Expressions;

/// <summary>How an input gets its value.</summary>
public abstract record Expression
{
    private protected Expression() { }

    /// <summary>The definition gives no value.</summary>
    public static Expression Missing { get; } = new ConstantExpression(null);

    /// <exception cref="ScriptException">A script failed or exceeded a limit.</exception>
    internal abstract object? Evaluate(Step step);
}

/// <summary>A value that stands in the definition (Literal, Object).</summary>
public sealed record ConstantExpression(object? Value) : Expression
{
    internal override object? Evaluate(Step step) => Value;
}

/// <summary>The value of the variable with this id (Variable).</summary>
public sealed record VariableExpression(string VariableId) : Expression
{
    internal override object? Evaluate(Step step) => step.Scope.TryGetById(VariableId, out var value)
        ? value
        : throw new ScriptException($"There is no variable with the id '{VariableId}' in scope. Choose the variable again.");
}

/// <summary>The value of a workflow's or composite's input (Input).</summary>
public sealed record InputExpression(string InputName) : Expression
{
    internal override object? Evaluate(Step step) => step.Scope.Input(InputName);
}

/// <summary>The result of a script (JavaScript).</summary>
public sealed record ScriptExpression(Script Script) : Expression
{
    internal override object? Evaluate(Step step) => step.Evaluate(Script);
}

/// <summary>A script that could not be read: it fails when it is evaluated, as it would in Elsa.</summary>
public sealed record BrokenExpression(ScriptException Error) : Expression
{
    internal override object? Evaluate(Step step) => throw new ScriptException(Error.Message, Error.Line, Error.Column);
}
