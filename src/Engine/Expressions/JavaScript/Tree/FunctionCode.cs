using IqWorkflows.Engine.Expressions.JavaScript.Reading;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>A function as it was read, shared by all closures made from it.</summary>
internal sealed class FunctionCode
{
    /// <summary>Its name; settled late when it is named after the variable or member it is put in.</summary>
    public string Name { get; set; } = "";

    /// <summary>Offsets of its text, which <c>toString</c> shows.</summary>
    public int Start { get; init; }

    public int End { get; set; }

    /// <summary>The whole script, which has no arguments and leaves the value of its last statement.</summary>
    public bool IsScript { get; init; }

    public bool IsArrow { get; init; }

    /// <summary>A shorthand method, getter or setter: no constructor.</summary>
    public bool IsMethod { get; init; }

    public bool IsStrict { get; set; }

    /// <summary>Whether it or an arrow function in it reads <c>this</c>.</summary>
    public bool UsesThis { get; set; }

    /// <summary>The targets of the arguments: names, patterns and defaults.</summary>
    public Node[] Parameters { get; set; } = [];

    public Node? Rest { get; set; }

    /// <summary>The parameters before the first with a default, as <c>length</c> counts them.</summary>
    public int Length { get; set; }

    public Statement[] Body { get; set; } = [];

    /// <summary>What an arrow without braces gives.</summary>
    public Node? Expression { get; set; }

    /// <summary>Functions declared directly in it, made before anything runs.</summary>
    public FunctionDeclaration[] Functions { get; set; } = [];

    /// <summary>Nodes from its outermost to its deepest.</summary>
    public int Height { get; set; }

    public int LocalCount { get; set; }

    public Scope? Scope { get; set; }

    public Binding? Self { get; private set; }

    public Binding? ArgumentsObject { get; private set; }

    public bool IsConstructor => !IsArrow && !IsMethod;

    /// <summary>Remembers the names a call has to fill by itself.</summary>
    public void PlaceNames(Scope scope)
    {
        Scope = scope;
        foreach (var binding in scope.Bindings)
        {
            if (binding.Kind == BindingKind.Self) Self = binding;
            if (binding.Kind == BindingKind.Arguments) ArgumentsObject = binding;
        }
    }
}
