using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Date and its prototype. The only clock is the run's now, and local time is that of the definition's zone.</summary>
internal static class DateBuiltins
{
    private static readonly Template s_statics = new Template()
        .Method("now", 0, (run, _, _) => DateMath.FromInstant(run.Host.Now))
        .Method("parse", 1, (run, _, arguments) => Parse(run, arguments[0].ToText(run)))
        .Method("UTC", 7, (run, _, arguments) => DateMath.TimeClip(FromParts(run, arguments)))
        .Value("prototype", run => run.Realm.DatePrototype, Traits.None);

    public static Template Members { get; } = DatePartBuiltins.AddTo(new Template())
        .Value("constructor", run => run.Realm.Date)
        .Method("toString", 0, (run, self, _) => run.NewText(DateText.Full(Time(run, self), Clock(run))))
        .Method("toDateString", 0, (run, self, _) => run.NewText(DateText.Date(Time(run, self), Clock(run))))
        .Method("toTimeString", 0, (run, self, _) => run.NewText(DateText.Time(Time(run, self), Clock(run))))
        .Method("toUTCString", 0, (run, self, _) => run.NewText(DateText.Utc(Time(run, self))))
        .Alias("toGMTString", "toUTCString", run => run.Realm.DatePrototype)
        .Method("toISOString", 0, ToIsoString)
        .Method("toJSON", 1, ToJson)
        .Method("toLocaleString", 0, (run, self, arguments) => run.NewText(DateOptions.Read(run, arguments, date: true, time: true).Format(Time(run, self))))
        .Method("toLocaleDateString", 0, (run, self, arguments) => run.NewText(DateOptions.Read(run, arguments, date: true, time: false).Format(Time(run, self))))
        .Method("toLocaleTimeString", 0, (run, self, arguments) => run.NewText(DateOptions.Read(run, arguments, date: false, time: true).Format(Time(run, self))))
        .Method("valueOf", 0, (run, self, _) => Time(run, self))
        .Method(Symbol.ToPrimitive, "[Symbol.toPrimitive]", 1, ToPrimitive, Traits.Configurable);

    public static JsFunction MakeConstructor(Run run) =>
        new NativeFunction(run, "Date", 7, (caller, _, _) => caller.NewText(DateText.Full(DateMath.FromInstant(caller.Host.Now), Clock(caller))), s_statics)
        {
            Constructor = Construct,
        };

    public static ZoneClock Clock(Run run) => new(run.Host.Zone);

    /// <summary>The date that a method was called on.</summary>
    public static JsDate This(Run run, JsValue self) => self.Object as JsDate ?? throw run.TypeError("this is not a Date object");

    public static double Time(Run run, JsValue self) => This(run, self).Time;

    private static JsDate Construct(Run run, Arguments arguments)
    {
        var time = arguments.Count switch
        {
            0 => DateMath.FromInstant(run.Host.Now),
            1 => FromValue(run, arguments[0]),
            _ => DateMath.TimeClip(Clock(run).ToUtc(FromParts(run, arguments))),
        };
        return new JsDate(run, time);
    }

    private static double FromValue(Run run, JsValue value)
    {
        if (value.Object is JsDate date) return date.Time;

        var primitive = value.ToPrimitive(run);
        return primitive.IsText ? Parse(run, primitive.Text) : DateMath.TimeClip(primitive.ToNumber(run));
    }

    private static double Parse(Run run, string text)
    {
        run.Step(text.Length / 16);
        return DateReader.Parse(text, Clock(run));
    }

    private static double FromParts(Run run, Arguments arguments)
    {
        Span<double> parts = [double.NaN, 0, 1, 0, 0, 0, 0];
        for (var i = 0; i < Math.Min(arguments.Count, parts.Length); i++) parts[i] = arguments[i].ToNumber(run);

        var day = DateMath.MakeDay(DateMath.MakeFullYear(parts[0]), parts[1], parts[2]);
        return DateMath.MakeDate(day, DateMath.MakeTime(parts[3], parts[4], parts[5], parts[6]));
    }

    private static JsValue ToIsoString(Run run, JsValue self, Arguments arguments)
    {
        var time = Time(run, self);
        return double.IsNaN(time) ? throw run.RangeError("Invalid time value") : run.NewText(DateText.Iso(time));
    }

    private static JsValue ToJson(Run run, JsValue self, Arguments arguments)
    {
        var date = self.ToObject(run);
        var primitive = ((JsValue)date).ToPrimitive(run, "number");
        if (primitive.IsNumber && !double.IsFinite(primitive.Number)) return JsValue.Null;
        return date.Get(run, "toISOString").ToFunction(run).Call(run, date, []);
    }

    private static JsValue ToPrimitive(Run run, JsValue self, Arguments arguments)
    {
        if (self.Object is not { } date) throw run.TypeError("Date.prototype[Symbol.toPrimitive] called on a value that is no object");

        var hint = arguments[0].IsText ? arguments[0].Text : "";
        var (first, second) = hint switch
        {
            "string" or "default" => ("toString", "valueOf"),
            "number" => ("valueOf", "toString"),
            _ => throw run.TypeError("Invalid hint"),
        };
        if (date.Get(run, first).Function is { } one && one.Call(run, self, []) is { IsObject: false } a) return a;
        if (date.Get(run, second).Function is { } two && two.Call(run, self, []) is { IsObject: false } b) return b;
        throw run.TypeError("Cannot convert object to primitive value");
    }
}
