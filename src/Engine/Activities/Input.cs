using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities;

/// <summary>An input of an activity as the definition gives it. Asked through <see cref="Step.Get{T}"/>.</summary>
public abstract class Input
{
    internal Input(string name, WorkflowType type)
    {
        Name = name;
        Type = type;
    }

    /// <summary>Elsa's PascalCase name.</summary>
    public string Name { get; }

    /// <summary>The type a value is converted to.</summary>
    public WorkflowType Type { get; }

    /// <summary>How the definition gives the value; <see cref="Expression.Missing"/> when it does not.</summary>
    public Expression Expression { get; internal set; } = Expression.Missing;

    /// <summary>Whether the definition gives a value at all.</summary>
    public bool IsGiven => !ReferenceEquals(Expression, Expression.Missing); // by reference: a literal null is given

    /// <summary>Whether the definition states the value itself, so that it is known before any run.</summary>
    public bool IsLiteral => Expression is ConstantExpression;

    /// <summary>Position among the inputs to evaluate, or -1 when the value is known from the definition or the activity evaluates it itself.</summary>
    internal int Slot { get; set; } = -1;

    /// <summary>Whether its value must not stand in the journal.</summary>
    internal bool IsSensitive { get; set; }

    /// <summary>The value as the definition states it, converted; meaningless unless <see cref="IsLiteral"/>.</summary>
    internal abstract object? Stated { get; }

    internal abstract void Settle();
}

/// <summary>An input whose value has the type <typeparamref name="T"/>.</summary>
public sealed class Input<T> : Input
{
    private readonly T? _default;
    private T? _constant;

    internal Input(string name, WorkflowType type, T? @default)
        : base(name, type)
    {
        _default = @default;
        _constant = @default;
    }

    /// <summary>The value as the definition states it, or the default when it gives none; meaningless unless <see cref="Input.IsLiteral"/>.</summary>
    public T? Literal => _constant;

    internal override object? Stated => Literal;

    /// <summary>The value when no evaluation is needed.</summary>
    internal T? Constant => _constant;

    /// <summary>Takes over a value that the definition states as it is.</summary>
    internal override void Settle() => _constant = Expression switch
    {
        ConstantExpression { Value: var value } when IsGiven => Cast(Conversion.To(value, Type)),
        _ => _default,
    };

    internal T? Cast(object? value) => value is T typed ? typed : value is null ? default : _default;
}

/// <summary>An output of an activity. Set through <see cref="Step.Set"/>.</summary>
public sealed class Output(string name)
{
    /// <summary>Elsa's PascalCase name.</summary>
    public string Name { get; } = name;

    /// <summary>Id of the variable, or name of the workflow output, that also receives the value; null for none.</summary>
    public string? Target { get; internal set; }
}
