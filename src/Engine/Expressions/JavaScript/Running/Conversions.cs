using IqWorkflows.Engine.Expressions.JavaScript.Numbers;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>The conversions of the specification, chapter 7.1.</summary>
internal static class Conversions
{
    public static double ToNumber(this JsValue value, Run run)
    {
        if (value.IsNumber) return value.Number;
        return value.Kind switch
        {
            Kind.Undefined or Kind.Absent => double.NaN,
            Kind.Null => 0,
            Kind.Boolean => value.Boolean ? 1 : 0,
            Kind.String => FromText(run, value.Text),
            Kind.Symbol => throw run.TypeError("Cannot convert a Symbol value to a number"),
            _ => value.ToPrimitive(run, "number").ToNumber(run),
        };
    }

    public static string ToText(this JsValue value, Run run)
    {
        if (value.IsText) return value.Text;
        return value.Kind switch
        {
            Kind.Undefined or Kind.Absent => "undefined",
            Kind.Null => "null",
            Kind.Boolean => value.Boolean ? "true" : "false",
            Kind.Number => NumberText.Of(value.Number),
            Kind.Symbol => throw run.TypeError("Cannot convert a Symbol value to a string"),
            _ => value.ToPrimitive(run, "string").ToText(run),
        };
    }

    /// <summary>A string value, keeping a rope a rope.</summary>
    public static JsValue ToTextValue(this JsValue value, Run run) => value.IsText ? value : value.ToText(run);

    public static JsValue ToPrimitive(this JsValue value, Run run, string hint = "default")
    {
        if (value.Object is not { } source) return value;

        var exotic = source.Get(run, Symbol.ToPrimitive);
        if (!exotic.IsNullish)
        {
            if (exotic.Function is not { } convert) throw run.TypeError("Symbol.toPrimitive is not a function");
            var converted = convert.Call(run, source, [hint]);
            return converted.IsObject ? throw run.TypeError("Cannot convert object to primitive value") : converted;
        }

        var first = hint == "string" ? "toString" : "valueOf";
        var second = hint == "string" ? "valueOf" : "toString";
        if (source.Get(run, first).Function is { } one && one.Call(run, source, []) is { IsObject: false } a) return a;
        if (source.Get(run, second).Function is { } two && two.Call(run, source, []) is { IsObject: false } b) return b;
        throw run.TypeError("Cannot convert object to primitive value");
    }

    public static JsObject ToObject(this JsValue value, Run run) => value.Kind switch
    {
        Kind.Object => value.Object!,
        Kind.Undefined or Kind.Null or Kind.Absent => throw run.TypeError("Cannot convert undefined or null to object"),
        Kind.String => new BoxedValue(run, run.Realm.StringPrototype, value),
        Kind.Number => new BoxedValue(run, run.Realm.NumberPrototype, value),
        Kind.Boolean => new BoxedValue(run, run.Realm.BooleanPrototype, value),
        _ => new BoxedValue(run, run.Realm.SymbolPrototype, value),
    };

    /// <summary>A property key: a string or a symbol.</summary>
    public static object ToKey(this JsValue value, Run run)
    {
        if (value.IsText) return value.Text;
        if (PropertyKey.TryIndex(value, out var index)) return PropertyKey.Of(index);
        if (value.Symbol is { } symbol) return symbol;
        if (!value.IsObject) return value.ToText(run);
        var primitive = value.ToPrimitive(run, "string");
        return primitive.Symbol as object ?? primitive.ToText(run);
    }

    /// <summary>A whole number; infinities stay, NaN is 0.</summary>
    public static double ToInteger(this JsValue value, Run run)
    {
        var number = value.ToNumber(run);
        return double.IsNaN(number) ? 0 : Math.Truncate(number) + 0.0;
    }

    public static int ToInt32(this JsValue value, Run run) => ToInt32(value.ToNumber(run));

    public static int ToInt32(double number)
    {
        var quick = (int)number;
        if (quick == number) return quick;
        if (!double.IsFinite(number)) return 0;
        var rest = Math.Truncate(number) % 4294967296.0;
        return unchecked((int)(uint)(long)rest);
    }

    public static uint ToUInt32(this JsValue value, Run run) => unchecked((uint)ToInt32(value.ToNumber(run)));

    /// <summary>A length: 0 to 2^53 - 1.</summary>
    public static double ToLength(this JsValue value, Run run) => Math.Clamp(value.ToInteger(run), 0, 9007199254740991);

    /// <summary>A start or end counted from the end when negative, kept within 0 and <paramref name="length"/>.</summary>
    public static double ToRelative(this JsValue value, Run run, double length, double whenAbsent)
    {
        if (value.IsUndefined) return whenAbsent;
        var position = value.ToInteger(run);
        return position < 0 ? Math.Max(length + position, 0) : Math.Min(position, length);
    }

    public static JsFunction ToFunction(this JsValue value, Run run) =>
        value.Function ?? throw run.TypeError($"{Show(run, value)} is not a function");

    public static string TypeOf(this JsValue value) => value.Kind switch
    {
        Kind.Undefined or Kind.Absent => "undefined",
        Kind.Null => "object",
        Kind.Boolean => "boolean",
        Kind.Number => "number",
        Kind.String => "string",
        Kind.Symbol => "symbol",
        _ => value.Object is JsFunction ? "function" : "object",
    };

    /// <summary>A value for an error message: short, and without calling anything of the script.</summary>
    public static string Show(Run run, JsValue value) => value.Kind switch
    {
        Kind.String => value.TextLength > 60 ? $"\"{value.Text[..60]}…\"" : $"\"{value.Text}\"",
        Kind.Symbol => value.Symbol!.ToString(),
        Kind.Object => value.Object is JsFunction ? "function" : value.Object is JsArray ? "an array" : "an object",
        _ => value.ToText(run),
    };

    private static double FromText(Run run, string text)
    {
        run.Step(text.Length / 64);
        return NumberReader.FromText(text);
    }
}

/// <summary>A string, number, boolean or symbol as an object, as <c>new String("x")</c> makes it.</summary>
internal sealed class BoxedValue(Run run, JsObject prototype, JsValue value) : JsObject(run, prototype)
{
    public JsValue Value { get; } = value;

    public override string Class => Value.Kind.ToString();

    public override bool TryGetOwn(Run run, object key, out Property property)
    {
        if (Value.IsText)
        {
            var text = Value.Text;
            if (key is "length")
            {
                property = new Property(key, text.Length, Traits.None);
                return true;
            }

            if (PropertyKey.TryIndex(key, out var index) && index < text.Length)
            {
                property = new Property(key, Characters.Of(text[(int)index]), Traits.Enumerable);
                return true;
            }
        }

        return base.TryGetOwn(run, key, out property);
    }

    public override bool Delete(Run run, object key) =>
        !(Value.IsText && TryGetOwn(run, key, out var property) && !property.IsConfigurable) && base.Delete(run, key);

    public override void OwnKeys(Run run, List<object> keys)
    {
        if (Value.IsText)
        {
            run.Step(Value.TextLength);
            for (var i = 0; i < Value.TextLength; i++) keys.Add(PropertyKey.Of((uint)i));
        }

        base.OwnKeys(run, keys);
        if (Value.IsText) keys.Add("length");
    }
}

/// <summary>Strings of one character, made once.</summary>
internal static class Characters
{
    private static readonly string[] s_latin = [.. Enumerable.Range(0, 256).Select(code => ((char)code).ToString())];

    public static string Of(char character) => character < 256 ? s_latin[character] : character.ToString();
}
