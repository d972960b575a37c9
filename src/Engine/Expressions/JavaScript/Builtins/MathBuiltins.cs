using System.Numerics;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Math. Its random numbers come from the run's seed.</summary>
internal static class MathBuiltins
{
    private static readonly Template s_members = new Template()
        .Constant("E", Math.E)
        .Constant("LN10", 2.302585092994046)
        .Constant("LN2", 0.6931471805599453)
        .Constant("LOG10E", 0.4342944819032518)
        .Constant("LOG2E", 1.4426950408889634)
        .Constant("PI", Math.PI)
        .Constant("SQRT1_2", 0.7071067811865476)
        .Constant("SQRT2", 1.4142135623730951)
        .Constant(Symbol.ToStringTag, "Math", Traits.Configurable)
        .Method("abs", 1, One(Math.Abs))
        .Method("acos", 1, One(Math.Acos))
        .Method("acosh", 1, One(Math.Acosh))
        .Method("asin", 1, One(Math.Asin))
        .Method("asinh", 1, One(x => x == 0 ? x : Math.Asinh(x)))
        .Method("atan", 1, One(Math.Atan))
        .Method("atanh", 1, One(Math.Atanh))
        .Method("atan2", 2, (run, _, arguments) => Math.Atan2(arguments[0].ToNumber(run), arguments[1].ToNumber(run)))
        .Method("cbrt", 1, One(CubeRoot))
        .Method("ceil", 1, One(Math.Ceiling))
        .Method("clz32", 1, (run, _, arguments) => BitOperations.LeadingZeroCount(arguments[0].ToUInt32(run)))
        .Method("cos", 1, One(Math.Cos))
        .Method("cosh", 1, One(Math.Cosh))
        .Method("exp", 1, One(Math.Exp))
        .Method("expm1", 1, One(ExpMinusOne))
        .Method("floor", 1, One(Math.Floor))
        .Method("fround", 1, One(x => (float)x))
        .Method("hypot", 2, Hypot)
        .Method("imul", 2, (run, _, arguments) => unchecked(arguments[0].ToInt32(run) * arguments[1].ToInt32(run)))
        .Method("log", 1, One(Math.Log))
        .Method("log10", 1, One(Math.Log10))
        .Method("log1p", 1, One(LogOfOnePlus))
        .Method("log2", 1, One(Math.Log2))
        .Method("max", 2, (run, _, arguments) => Extreme(run, arguments, double.NegativeInfinity, Math.Max))
        .Method("min", 2, (run, _, arguments) => Extreme(run, arguments, double.PositiveInfinity, Math.Min))
        .Method("pow", 2, (run, _, arguments) => Power(arguments[0].ToNumber(run), arguments[1].ToNumber(run)))
        .Method("random", 0, (run, _, _) => run.Realm.Randomness.NextFraction())
        .Method("round", 1, One(Round))
        .Method("sign", 1, One(x => x > 0 ? 1 : x < 0 ? -1 : x))
        .Method("sin", 1, One(Math.Sin))
        .Method("sinh", 1, One(Math.Sinh))
        .Method("sqrt", 1, One(Math.Sqrt))
        .Method("tan", 1, One(Math.Tan))
        .Method("tanh", 1, One(Math.Tanh))
        .Method("trunc", 1, One(Math.Truncate));

    public static JsValue Make(Run run) => new TemplateObject(run, run.Realm.ObjectPrototype, s_members);

    /// <summary>Unlike .NET, one to the power of NaN or infinity is NaN.</summary>
    public static double Power(double x, double y) =>
        double.IsNaN(y) || (Math.Abs(x) == 1 && double.IsInfinity(y)) ? double.NaN : Math.Pow(x, y);

    private static Native One(Func<double, double> compute) => (run, _, arguments) => compute(arguments[0].ToNumber(run));

    /// <summary>Halves go up, also below zero; what rounds to zero keeps its sign.</summary>
    private static double Round(double x)
    {
        if (!double.IsFinite(x) || Math.Abs(x) >= 4503599627370496) return x;
        if (x is < 0 and >= -0.5) return -0.0;
        var floor = Math.Floor(x);
        return x - floor >= 0.5 ? floor + 1 : x == 0 ? x : floor;
    }

    private static double Extreme(Run run, Arguments arguments, double start, Func<double, double, double> choose)
    {
        run.Step(arguments.Count);
        foreach (var value in arguments.Values) start = choose(start, value.ToNumber(run));
        return start;
    }

    private static JsValue Hypot(Run run, JsValue self, Arguments arguments)
    {
        var values = new double[arguments.Count];
        for (var i = 0; i < values.Length; i++) values[i] = Math.Abs(arguments[i].ToNumber(run));
        if (values.Contains(double.PositiveInfinity)) return double.PositiveInfinity;
        if (values.Any(double.IsNaN)) return JsValue.NaN;
        var largest = values.Length == 0 ? 0 : values.Max();
        if (largest == 0) return 0;

        // Scaled, so that squares neither overflow nor vanish; the lost digits are carried along.
        double sum = 0, lost = 0;
        foreach (var value in values)
        {
            var term = value / largest * (value / largest) - lost;
            var next = sum + term;
            lost = next - sum - term;
            sum = next;
        }

        return Math.Sqrt(sum) * largest;
    }

    /// <summary>The platform's root is off by one unit for some cubes of whole numbers.</summary>
    private static double CubeRoot(double x)
    {
        var root = Math.Cbrt(x);
        var whole = Math.Round(root);
        return whole * whole * whole == x && whole != 0 ? whole : root;
    }

    private static double ExpMinusOne(double x)
    {
        if (Math.Abs(x) >= 1e-5) return Math.Abs(x) < 0.5 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;
        return x == 0 ? x : x + x * x / 2 + x * x * x / 6;
    }

    private static double LogOfOnePlus(double x)
    {
        if (x == 0 || double.IsNaN(x) || x == double.PositiveInfinity) return x;
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
