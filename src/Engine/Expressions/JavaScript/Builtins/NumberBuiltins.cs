using IqWorkflows.Engine.Expressions.JavaScript.Dates;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Number.</summary>
internal static class NumberBuiltins
{
    private const double MaxSafe = 9007199254740991;

    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.Number)
        .Method("toExponential", 1, ToExponential)
        .Method("toFixed", 1, ToFixed)
        .Method("toLocaleString", 0, (run, self, arguments) => run.NewText(NumberOptions.Read(run, arguments).Format(Self(run, self))))
        .Method("toPrecision", 1, ToPrecision)
        .Method("toString", 1, TextOf)
        .Method("valueOf", 0, (run, self, _) => Self(run, self));

    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.NumberPrototype, Traits.None)
        .Constant("EPSILON", Math.BitIncrement(1.0) - 1)
        .Constant("MAX_SAFE_INTEGER", MaxSafe)
        .Constant("MAX_VALUE", double.MaxValue)
        .Constant("MIN_SAFE_INTEGER", -MaxSafe)
        .Constant("MIN_VALUE", double.Epsilon)
        .Constant("NaN", JsValue.NaN)
        .Constant("NEGATIVE_INFINITY", double.NegativeInfinity)
        .Constant("POSITIVE_INFINITY", double.PositiveInfinity)
        .Method("isFinite", 1, (_, _, arguments) => arguments[0].IsNumber && double.IsFinite(arguments[0].Number))
        .Method("isInteger", 1, (_, _, arguments) => IsInteger(arguments[0]))
        .Method("isNaN", 1, (_, _, arguments) => arguments[0].IsNumber && double.IsNaN(arguments[0].Number))
        .Method("isSafeInteger", 1, (_, _, arguments) => IsInteger(arguments[0]) && Math.Abs(arguments[0].Number) <= MaxSafe)
        .Value("parseFloat", run => run.Realm.ParseFloat)
        .Value("parseInt", run => run.Realm.ParseInt);

    public static JsFunction MakeConstructor(Run run) => new NativeFunction(run, "Number", 1, (run, _, arguments) => Convert(run, arguments), s_statics)
    {
        Constructor = (run, arguments) => new BoxedValue(run, run.Realm.NumberPrototype, Convert(run, arguments)),
    };

    private static JsValue Convert(Run run, Arguments arguments) => arguments.Count == 0 ? 0 : arguments[0].ToNumber(run);

    private static bool IsInteger(JsValue value) => value.IsNumber && double.IsFinite(value.Number) && Math.Truncate(value.Number) == value.Number;

    public static double Self(Run run, JsValue self)
    {
        if (self.IsNumber) return self.Number;
        if (self.Object is BoxedValue { Value: { IsNumber: true } value }) return value.Number;
        throw run.TypeError("This method needs a number");
    }

    private static JsValue TextOf(Run run, JsValue self, Arguments arguments)
    {
        var number = Self(run, self);
        var radix = arguments[0].IsUndefined ? 10 : arguments[0].ToInteger(run);
        if (radix is < 2 or > 36) throw run.RangeError("toString() radix must be between 2 and 36");
        return run.NewText(radix == 10 ? NumberText.Of(number) : NumberText.Of(number, (int)radix));
    }

    private static JsValue ToFixed(Run run, JsValue self, Arguments arguments)
    {
        var number = Self(run, self);
        return run.NewText(NumberText.Fixed(number, Digits(run, arguments[0], "toFixed", 0)));
    }

    private static JsValue ToPrecision(Run run, JsValue self, Arguments arguments)
    {
        var number = Self(run, self);
        if (arguments[0].IsUndefined || !double.IsFinite(number)) return run.NewText(NumberText.Of(number));
        return run.NewText(NumberText.Precision(number, Digits(run, arguments[0], "toPrecision", 1)));
    }

    private static JsValue ToExponential(Run run, JsValue self, Arguments arguments)
    {
        var number = Self(run, self);
        var digits = arguments[0].ToInteger(run);
        if (!double.IsFinite(number)) return run.NewText(NumberText.Of(number));
        return run.NewText(NumberText.Exponential(number, arguments[0].IsUndefined ? null : Digits(run, digits, "toExponential", 0)));
    }

    private static int Digits(Run run, JsValue value, string method, int least)
    {
        var digits = value.ToInteger(run);
        return digits >= least && digits <= 100 ? (int)digits : throw run.RangeError($"{method}() argument must be between {least} and 100");
    }
}
