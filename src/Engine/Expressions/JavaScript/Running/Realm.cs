using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Dates;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>The built-in objects of one run, each made when it is first needed.</summary>
internal sealed class Realm(Run run)
{
    public GlobalObject Global => field ??= new GlobalObject(run);

    public JsObject ObjectPrototype => field ??= new Running.TemplateObject(run, null, ObjectBuiltins.Members);

    public JsFunction Object => field ??= ObjectBuiltins.MakeConstructor(run);

    public JsObject FunctionPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, FunctionBuiltins.Members);

    public JsFunction Function => field ??= FunctionBuiltins.MakeFunctionConstructor(run);

    public JsFunction ParseInt => field ??= GlobalBuiltins.MakeParseInt(run);

    public JsFunction ParseFloat => field ??= GlobalBuiltins.MakeParseFloat(run);

    public JsObject ArrayPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, ArrayBuiltins.Members);

    public JsFunction Array => field ??= ArrayBuiltins.MakeConstructor(run);

    public JsObject StringPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, StringBuiltins.Members);

    public JsFunction String => field ??= StringBuiltins.MakeConstructor(run);

    public JsObject NumberPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, NumberBuiltins.Members);

    public JsFunction Number => field ??= NumberBuiltins.MakeConstructor(run);

    public JsObject BooleanPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, BooleanBuiltins.Members);

    public JsFunction Boolean => field ??= BooleanBuiltins.MakeConstructor(run);

    public JsObject SymbolPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, SymbolBuiltins.Members);

    public JsFunction SymbolConstructor => field ??= SymbolBuiltins.MakeConstructor(run);

    public JsObject IteratorPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, IteratorBuiltins.Members);

    public JsObject MapPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, MapBuiltins.Members);

    public JsFunction Map => field ??= MapBuiltins.MakeConstructor(run);

    public JsObject SetPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, SetBuiltins.Members);

    public JsFunction Set => field ??= SetBuiltins.MakeConstructor(run);

    public JsFunction Date => field ??= DateBuiltins.MakeConstructor(run);

    public JsObject DatePrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, DateBuiltins.Members);

    public JsObject HostPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, HostValueBuiltins.Members);

    public JsFunction RegExp => field ??= RegExpBuiltins.MakeConstructor(run);

    public JsObject RegExpPrototype => field ??= new Running.TemplateObject(run, ObjectPrototype, RegExpBuiltins.Members);

    /// <summary>Arrays that came from outside as JSON, whose text differs from that of others.</summary>
    public HashSet<JsArray> GivenLists { get; } = [];

    /// <summary>Arrays whose text is being made.</summary>
    public HashSet<JsObject> Joining { get; } = [];

    private readonly Dictionary<string, Symbol> _sharedSymbols = new(StringComparer.Ordinal);

    public Symbol SharedSymbol(string key)
    {
        if (!_sharedSymbols.TryGetValue(key, out var symbol)) _sharedSymbols.Add(key, symbol = new Symbol(key));
        run.Charge(32);
        return symbol;
    }

    public bool IsShared(Symbol symbol) => symbol.Description is { } key && _sharedSymbols.TryGetValue(key, out var known) && known == symbol;

    public Randomness Randomness => field ??= new Randomness(run.Host.Seed);

    private readonly JsObject?[] _errorPrototypes = new JsObject?[ErrorBuiltins.KindCount];
    private readonly JsFunction?[] _errors = new JsFunction?[ErrorBuiltins.KindCount];

    public JsObject ErrorPrototype(ErrorKind kind) => _errorPrototypes[(int)kind] ??= ErrorBuiltins.MakePrototype(run, kind);

    public JsFunction ErrorConstructor(ErrorKind kind) => _errors[(int)kind] ??= ErrorBuiltins.MakeConstructor(run, kind);

    private readonly Dictionary<object, JsObject> _templates = [];

    /// <summary>The array of texts that a tagged template at one place of the source gets: always the same.</summary>
    public JsObject TemplateObject(object place, Func<Run, JsObject> make)
    {
        if (!_templates.TryGetValue(place, out var known)) _templates.Add(place, known = make(run));
        return known;
    }

    /// <summary>A value as <c>toLocaleString</c> shows it.</summary>
    public static string LocaleText(Run run, JsValue value, ReadOnlySpan<JsValue> arguments) =>
        Tree.Access.Get(run, value, "toLocaleString").ToFunction(run).Call(run, value, arguments).ToText(run);

    public JsThrow Error(ErrorKind kind, string message, int? position = null)
    {
        run.Step(50);
        return new JsThrow(new JsError(run, ErrorPrototype(kind), message), position ?? run.Position);
    }
}
