using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>Where workflow values become values of the script and back. Both ways are copies.</summary>
internal static class Border
{
    /// <summary>Deeper values are refused: nothing that comes from a form or a service is.</summary>
    private const int MaxDepth = ValueDepthException.Limit;

    /// <summary>Values that need no memory in the script.</summary>
    public static bool TryPlain(object? value, out JsValue plain)
    {
        plain = value switch
        {
            null => JsValue.Null,
            string text => text,
            bool flag => flag,
            int number => number,
            double number => number,
            long number => (double)number,
            decimal number => (double)number,
            short number => (double)number,
            float number => (double)number,
            _ => JsValue.Absent,
        };
        return !plain.IsAbsent;
    }

    public static JsValue ToScript(Run run, object? value, int depth = 0)
    {
        if (TryPlain(value, out var plain)) return plain;
        if (depth > MaxDepth) throw run.RangeError($"A value of the workflow is nested more than {MaxDepth} deep");

        switch (value)
        {
            case DateTime instant: return JsDate.From(run, instant);
            case DateTimeOffset instant: return JsDate.From(run, instant.UtcDateTime);
            case TimeSpan or Guid or byte[]: return new HostValue(run, value);
            case ListValue list:
                var array = new JsArray(run, list.Count);
                run.Step(list.Count);
                foreach (var item in list) array.Add(run, ToScript(run, item, depth + 1));
                if (list.IsGiven) run.Realm.GivenLists.Add(array);
                return array;
            case ObjectValue source:
                var copy = new HostObject(run, source.Origin);
                run.Step(source.Count);
                foreach (var (name, member) in source) copy.Put(run, name, ToScript(run, member, depth + 1));
                if (source.Origin == ObjectOrigin.JsonNode) copy.PutHidden(run, "toString", JsonText(run));
                return copy;
            default:
                throw new ArgumentException($"{value!.GetType().Name} is no workflow value", nameof(value));
        }
    }

    public static object? ToHost(Run run, JsValue value) => ToHost(run, value, []);

    private static object? ToHost(Run run, JsValue value, List<JsObject> around)
    {
        run.Step();
        switch (value.Kind)
        {
            case Kind.Boolean: return value.Boolean;
            case Kind.Number: return value.Number;
            case Kind.String: return value.Text;
            case Kind.Object: break;
            default: return null;
        }

        var source = value.Object!;
        switch (source)
        {
            case JsFunction: return null;
            case JsDate date: return date.ToInstant();
            case HostValue host: return host.Value;
            case BoxedValue boxed: return ToHost(run, boxed.Value, around);
        }

        if (around.Contains(source)) throw run.TypeError("The value contains itself; a workflow cannot store that");
        if (around.Count >= MaxDepth) throw run.RangeError($"The value is nested more than {MaxDepth} deep; a workflow cannot store that");

        around.Add(source);
        run.Charge(48);
        object result = source is JsArray array ? ToList(run, array, around) : ToObject(run, source, around);
        around.RemoveAt(around.Count - 1);
        return result;
    }

    private static ListValue ToList(Run run, JsArray array, List<JsObject> around)
    {
        run.Step(array.Length);
        var items = new List<object?>(array.DenseCount);
        for (var i = 0u; i < array.Length; i++)
        {
            run.Charge(8);
            items.Add(ToHost(run, array.GetIndex(run, i), around));
        }

        return new ListValue(items) { IsGiven = run.Realm.GivenLists.Contains(array) };
    }

    private static ObjectValue ToObject(Run run, JsObject source, List<JsObject> around)
    {
        var result = new ObjectValue(source is HostObject host ? host.Origin : ObjectOrigin.Script);
        foreach (var name in source.EnumerableKeys(run))
        {
            run.Charge(48);
            result[name] = ToHost(run, source.Get(run, name), around);
        }

        return result;
    }

    /// <summary>A JsonObject as text is indented JSON, as in Elsa, not "[object Object]".</summary>
    private static NativeFunction JsonText(Run run) =>
        new(run, "toString", 0, (run, self, _) => run.NewText(ValueJson.ToJson(ToHost(run, self), isIndented: true)));

    /// <summary>Makes a function of the host callable.</summary>
    public static JsFunction Wrap(Run run, string name, HostFunction function) => new NativeFunction(run, name, 0, (run, _, arguments) =>
    {
        var values = new object?[arguments.Count];
        for (var i = 0; i < values.Length; i++) values[i] = ToHost(run, arguments[i]);

        object? result;
        try
        {
            result = function(values);
        }
        catch (ScriptException problem) when (problem.Limit is null)
        {
            var error = run.Realm.Error(Builtins.ErrorKind.Error, problem.Message);
            throw new JsThrow(error.Value, error.Position) { Origin = problem };
        }

        if (name.StartsWith("set", StringComparison.Ordinal))
        {
            run.TouchedVariables?.Refresh(run, name == "setVariable" && values is [string set, ..] ? set : null);
            if (name == "setVariable" && run.TouchedVariables is null && values is [string other, ..] && !run.Script.MentionedVariables.Contains(other))
                run.Variables.Refresh(run, other);
        }

        return ToScript(run, result);
    });
}

/// <summary>An object that came from the workflow, which remembers how, since its text depends on it.</summary>
internal sealed class HostObject(Run run, ObjectOrigin origin) : JsObject(run, run.Realm.ObjectPrototype)
{
    public ObjectOrigin Origin { get; } = origin;

    public override bool TryGetOwn(Run run, object key, out Property property)
    {
        if (base.TryGetOwn(run, key, out property))
            return true;
        return Origin == ObjectOrigin.Record && key is string { Length: > 0 } name && char.IsAsciiLetterLower(name[0])
            && base.TryGetOwn(run, char.ToUpperInvariant(name[0]) + name[1..], out property);
    }
}

/// <summary>A time span, an identifier or bytes: values the language has no kind for.</summary>
internal sealed class HostValue(Run run, object value) : JsObject(run, run.Realm.HostPrototype)
{
    public object Value { get; } = value;

    public override string Class => "Object";

    public override bool TryGetOwn(Run run, object key, out Property property)
    {
        if (key is string name && Builtins.HostValueBuiltins.Member(Value, name) is { } number)
        {
            property = new Property(key, number, Traits.Enumerable);
            return true;
        }

        return base.TryGetOwn(run, key, out property);
    }

    public override void OwnKeys(Run run, List<object> keys)
    {
        keys.AddRange(Builtins.HostValueBuiltins.MemberNames(Value));
        base.OwnKeys(run, keys);
    }
}
