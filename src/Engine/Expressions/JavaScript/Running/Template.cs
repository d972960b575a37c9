namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>The members of a built-in object, shared by all runs. A run makes its own copy of a member when a script first touches it.</summary>
internal sealed class Template
{
    private readonly Dictionary<object, Member> _members = [];
    private readonly List<object> _keys = [];

    public IReadOnlyList<object> Keys => _keys;

    public Template Method(string name, int length, Native body) => Add(name, Traits.Hidden, run => new NativeFunction(run, name, length, body));

    public Template Method(Symbol key, string name, int length, Native body, Traits traits = Traits.Hidden) =>
        Add(key, traits, run => new NativeFunction(run, name, length, body));

    public Template Getter(object key, Native body) =>
        Add(key, Traits.Configurable | Traits.Accessor, run => JsValue.Of(new Accessor(new NativeFunction(run, $"get {PropertyKey.Show(key)}", 0, body), null)));

    public Template Constant(object key, JsValue value, Traits traits = Traits.None) => Add(key, traits, _ => value);

    public Template Value(object key, Func<Run, JsValue> make, Traits traits = Traits.Hidden) => Add(key, traits, make);

    /// <summary>The member called <paramref name="alias"/> is the same function as <paramref name="key"/>.</summary>
    public Template Alias(object alias, object key, Func<Run, JsObject> holder) => Add(alias, Traits.Hidden, run => holder(run).Get(run, key));

    public Property? Make(Run run, object key) =>
        _members.TryGetValue(key, out var member) ? new Property(key, member.Make(run), member.Traits) : null;

    private Template Add(object key, Traits traits, Func<Run, JsValue> make)
    {
        _members.Add(key, new Member(make, traits));
        _keys.Add(key);
        return this;
    }

    private sealed record Member(Func<Run, JsValue> Make, Traits Traits);
}

/// <summary>A built-in object whose members come from a template.</summary>
internal class TemplateObject : JsObject
{
    private readonly Template _template;

    public TemplateObject(Run run, JsObject? prototype, Template template)
        : base(run, prototype)
    {
        _template = template;
        IsLazy = true;
    }

    protected override bool TryMake(Run run, object key)
    {
        if (_template.Make(run, key) is not { } property) return false;
        PutNew(run, property);
        return true;
    }

    protected override void MakeAll(Run run)
    {
        if (!IsLazy) return;
        IsLazy = false;
        foreach (var key in _template.Keys)
        {
            if (!Has(key)) TryMake(run, key);
        }
    }
}
