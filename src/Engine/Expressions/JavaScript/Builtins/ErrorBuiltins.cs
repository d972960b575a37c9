using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

internal enum ErrorKind
{
    Error,
    TypeError,
    RangeError,
    ReferenceError,
    SyntaxError,
    EvalError,
    URIError,
    AggregateError,
}

/// <summary>An error as an object of the script.</summary>
internal sealed class JsError : JsObject
{
    public JsError(Run run, JsObject prototype, string? message)
        : base(run, prototype)
    {
        if (message is not null) PutHidden(run, "message", run.NewText(message));
    }

    public override string Class => "Error";
}

/// <summary>Error and its kinds.</summary>
internal static class ErrorBuiltins
{
    public static readonly int KindCount = Enum.GetValues<ErrorKind>().Length;

    private static readonly Template[] s_members = [.. Enum.GetValues<ErrorKind>().Select(MakeMembers)];

    private static readonly Template[] s_statics = [.. Enum.GetValues<ErrorKind>()
        .Select(kind => new Template().Value("prototype", run => run.Realm.ErrorPrototype(kind), Traits.None))];

    public static JsObject MakePrototype(Run run, ErrorKind kind) =>
        new TemplateObject(run, kind == ErrorKind.Error ? run.Realm.ObjectPrototype : run.Realm.ErrorPrototype(ErrorKind.Error), s_members[(int)kind]);

    public static JsFunction MakeConstructor(Run run, ErrorKind kind)
    {
        var constructor = new NativeFunction(run, kind.ToString(), kind == ErrorKind.AggregateError ? 2 : 1, (run, _, arguments) => Construct(run, kind, arguments), s_statics[(int)kind])
        {
            Constructor = (run, arguments) => Construct(run, kind, arguments),
        };
        if (kind != ErrorKind.Error) constructor.Prototype = run.Realm.ErrorConstructor(ErrorKind.Error);
        return constructor;
    }

    private static Template MakeMembers(ErrorKind kind)
    {
        var members = new Template()
            .Value("constructor", run => run.Realm.ErrorConstructor(kind))
            .Constant("name", kind.ToString(), Traits.Hidden)
            .Constant("message", "", Traits.Hidden);
        return kind == ErrorKind.Error ? members.Method("toString", 0, TextOf) : members;
    }

    private static JsError Construct(Run run, ErrorKind kind, Arguments arguments)
    {
        var first = kind == ErrorKind.AggregateError ? 1 : 0;
        var message = arguments[first];
        var error = new JsError(run, run.Realm.ErrorPrototype(kind), message.IsUndefined ? null : message.ToText(run));
        if (arguments[first + 1].Object is { } options && options.HasProperty(run, "cause")) error.PutHidden(run, "cause", options.Get(run, "cause"));
        if (first == 1)
        {
            var errors = new List<JsValue>();
            Iteration.Collect(run, arguments[0], errors);
            error.PutHidden(run, "errors", JsArray.FromList(run, errors));
        }

        error.PutHidden(run, "stack", TextOf(run, error, default));
        return error;
    }

    private static JsValue TextOf(Run run, JsValue self, Arguments arguments)
    {
        if (self.Object is not { } error) throw run.TypeError("Error.prototype.toString needs an object");
        var name = error.Get(run, "name") is { IsUndefined: false } given ? given.ToText(run) : "Error";
        var message = error.Get(run, "message") is { IsUndefined: false } text ? text.ToText(run) : "";
        return run.NewText(name.Length == 0 ? message : message.Length == 0 ? name : $"{name}: {message}");
    }
}
