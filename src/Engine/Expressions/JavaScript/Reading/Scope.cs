using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

internal enum BindingKind
{
    Var,
    Parameter,
    Function,
    Let,
    Const,
    Catch,

    /// <summary>The name of a function expression inside itself: assignments to it do nothing.</summary>
    Self,
    Arguments,
}

/// <summary>A declared name.</summary>
internal sealed class Binding(string name, BindingKind kind, int position)
{
    public string Name { get; } = name;

    public BindingKind Kind { get; set; } = kind;

    /// <summary>From here on in the source the declaration has been evaluated, unless control jumped or looped.</summary>
    public int ReadyAt { get; set; } = position;

    public bool IsLexical => Kind is BindingKind.Let or BindingKind.Const;

    /// <summary>Whether a <c>var</c> of the same name further in is a mistake.</summary>
    public bool ForbidsVar(bool inFunctionScope) => IsLexical || (Kind == BindingKind.Function && !inFunctionScope);

    /// <summary>Whether a function inside uses it: it then lives in an environment, else in the locals of the call.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether it may be read before its declaration was evaluated.</summary>
    public bool NeedsCheck { get; set; }

    public int Slot { get; set; } = -1;
}

/// <summary>A region of the source with its own names. Where each name lives is settled once the whole script has been read.</summary>
internal sealed class Scope(Scope? parent, FunctionCode? code)
{
    private readonly List<Binding> _bindings = [];
    private Dictionary<string, Binding>? _index;

    public Scope? Parent { get; set; } = parent;

    /// <summary>The function whose outermost scope this is, or null for a block.</summary>
    public FunctionCode? Code { get; } = code;

    public bool IsFunction => Code is not null;

    /// <summary>Names are not in the order of evaluation, as in the cases of a switch.</summary>
    public bool IsUnordered { get; init; }

    /// <summary>The scope of a catch whose block must not declare the caught name again.</summary>
    public bool IsHandler { get; init; }

    /// <summary>Names of <c>var</c> declarations inside, which end up further out.</summary>
    public HashSet<string>? PassedVars { get; set; }

    /// <summary>Up to here in the source stand the parameters of a function: they see each other, but nothing that its body declares.</summary>
    public int ParametersEnd { get; set; }

    public List<FunctionDeclaration> Functions { get; } = [];

    public List<NameNode> References { get; } = [];

    public List<Scope> Children { get; } = [];

    public IReadOnlyList<Binding> Bindings => _bindings;

    public int EnvironmentSize { get; private set; }

    public bool HasEnvironment => EnvironmentSize > 0;

    /// <summary>Locals to mark as not yet declared whenever the scope is entered.</summary>
    public int[] LocalsToClear { get; private set; } = [];

    /// <summary>Slots of the environment to mark likewise.</summary>
    public int[] CapturedToClear { get; private set; } = [];

    public Binding? Find(string name)
    {
        if (_index is not null) return _index.GetValueOrDefault(name);
        foreach (var binding in _bindings)
        {
            if (binding.Name == name) return binding;
        }

        return null;
    }

    public Binding Declare(string name, BindingKind kind, int position)
    {
        var binding = new Binding(name, kind, position);
        _bindings.Add(binding);
        _index?.Add(name, binding);
        if (_bindings.Count == 9) _index = _bindings.ToDictionary(each => each.Name, StringComparer.Ordinal);
        return binding;
    }

    /// <summary>Moves what was read since a mark into <paramref name="inner"/>: it turned out to be the parameters of an arrow function.</summary>
    public void MoveTo(Scope inner, int references, int children)
    {
        inner.References.AddRange(References[references..]);
        References.RemoveRange(references, References.Count - references);
        foreach (var child in Children[children..])
        {
            child.Parent = inner;
            inner.Children.Add(child);
        }

        Children.RemoveRange(children, Children.Count - children);
        Children.Add(inner);
    }

    /// <summary>Settles where every name of the script lives; names declared nowhere end up in <paramref name="free"/>.</summary>
    public static void Resolve(Scope script, List<NameNode> free)
    {
        script.Link(free);
        script.Allocate(script.Code!);
        script.Place();
    }

    private void Link(List<NameNode> free)
    {
        foreach (var reference in References) Link(reference, free);
        foreach (var child in Children) child.Link(free);
    }

    private void Link(NameNode reference, List<NameNode> free)
    {
        if (reference.Binding is not null) return;

        var crossed = false;
        var isArguments = reference.Name == "arguments";
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            var binding = scope.Find(reference.Name);
            if (binding is null && isArguments && scope.Code is { IsArrow: false, IsScript: false })
            {
                binding = scope.Declare("arguments", BindingKind.Arguments, 0);
            }

            var isInParameters = reference.Position < scope.ParametersEnd;
            if (isInParameters && binding?.Kind is BindingKind.Var or BindingKind.Function or BindingKind.Let or BindingKind.Const) binding = null;
            if (binding is not null)
            {
                binding.IsCaptured |= crossed;
                if (isInParameters && binding.Kind == BindingKind.Parameter && reference.Position != binding.ReadyAt) binding.NeedsCheck = true;
                if (binding.IsLexical && (crossed || scope.IsUnordered || reference.Position < binding.ReadyAt)) binding.NeedsCheck = true;

                // A default may name a parameter further right, which has no value yet.
                if (binding.Kind == BindingKind.Parameter && reference.Position < binding.ReadyAt) binding.NeedsCheck = true;
                reference.Binding = binding;
                return;
            }

            crossed |= scope.IsFunction;
        }

        free.Add(reference);
    }

    private void Allocate(FunctionCode code)
    {
        List<int>? locals = null;
        List<int>? captured = null;
        foreach (var binding in _bindings)
        {
            binding.Slot = binding.IsCaptured ? EnvironmentSize++ : code.LocalCount++;
            if (!binding.NeedsCheck) continue;
            if (binding.IsCaptured) (captured ??= []).Add(binding.Slot);
            else (locals ??= []).Add(binding.Slot);
        }

        LocalsToClear = locals?.ToArray() ?? [];
        CapturedToClear = captured?.ToArray() ?? [];
        foreach (var child in Children) child.Allocate(child.Code ?? code);
    }

    private void Place()
    {
        foreach (var reference in References)
        {
            if (reference.Binding is not { } binding) continue;
            var hops = 0;
            for (var scope = this; scope!.Find(binding.Name) != binding; scope = scope.Parent)
            {
                if (scope.HasEnvironment) hops++;
            }

            reference.Place(hops);
        }

        Code?.PlaceNames(this);
        foreach (var child in Children) child.Place();
    }
}
