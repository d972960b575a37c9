using IqWorkflows.Engine.Expressions.JavaScript.Dates;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Locales;

/// <summary>Intl, as far as scripts of workflows use it: format of DateTimeFormat and NumberFormat, compare of Collator.</summary>
internal static class IntlBuiltins
{
    private static readonly Template s_members = new Template()
        .Value("DateTimeFormat", run => Maker(run, "DateTimeFormat", DateTimeFormat))
        .Value("NumberFormat", run => Maker(run, "NumberFormat", NumberFormat))
        .Value("Collator", run => Maker(run, "Collator", Collator))
        .Constant(Symbol.ToStringTag, "Intl", Traits.Configurable);

    public static JsValue Make(Run run) => new TemplateObject(run, run.Realm.ObjectPrototype, s_members);

    /// <summary>String.prototype.localeCompare.</summary>
    public static JsValue LocaleCompare(Run run, JsValue self, Arguments arguments)
    {
        if (self.IsNullish) throw run.TypeError("String.prototype.localeCompare called on null or undefined");

        var text = self.ToText(run);
        var other = arguments[0].ToText(run);
        LocaleOptions.Locale(run, arguments[1]);
        return Comparison(run, LocaleOptions.Options(run, arguments[2]))(run, text, other);
    }

    private static NativeFunction Maker(Run run, string name, NativeConstructor make) =>
        new(run, name, 0, (caller, _, arguments) => make(caller, arguments)) { Constructor = make };

    private static JsObject DateTimeFormat(Run run, Arguments arguments)
    {
        var options = DateOptions.ReadForIntl(run, arguments);
        var format = With(run, "format", 1, (caller, _, values) => caller.NewText(options.Format(Time(caller, values[0]))));
        return WithResolved(run, format, resolved =>
        {
            resolved.Put(run, "locale", ScriptLocales.Tag(options.Locale));
            resolved.Put(run, "timeZone", options.Clock.Zone.Id);
        });
    }

    private static JsObject NumberFormat(Run run, Arguments arguments)
    {
        var options = NumberOptions.Read(run, arguments);
        var format = With(run, "format", 1, (caller, _, values) => caller.NewText(options.Format(values[0].ToNumber(caller))));
        return WithResolved(run, format, resolved => resolved.Put(run, "locale", ScriptLocales.Tag(options.Locale)));
    }

    private static JsObject Collator(Run run, Arguments arguments)
    {
        var locale = LocaleOptions.Locale(run, arguments[0]);
        var compare = Comparison(run, LocaleOptions.Options(run, arguments[1]));
        var collator = With(run, "compare", 2, (caller, _, values) => compare(caller, values[0].ToText(caller), values[1].ToText(caller)));
        return WithResolved(run, collator, resolved => resolved.Put(run, "locale", ScriptLocales.Tag(locale)));
    }

    private static Func<Run, string, string, JsValue> Comparison(Run run, JsObject? options)
    {
        var sensitivity = LocaleOptions.Text(run, options, "sensitivity", "base", "accent", "case", "variant") switch
        {
            "base" => TextSensitivity.Base,
            "accent" => TextSensitivity.Accent,
            "case" => TextSensitivity.Case,
            _ => TextSensitivity.Variant,
        };
        var isNumeric = LocaleOptions.Boolean(run, options, "numeric") ?? false;
        return (caller, left, right) =>
        {
            caller.Step((left.Length + right.Length) / 4);
            caller.Charge(12L * (left.Length + right.Length));
            return Math.Sign(TextComparison.Compare(left, right, sensitivity, isNumeric));
        };
    }

    private static double Time(Run run, JsValue value)
    {
        var time = value.IsUndefined ? DateMath.FromInstant(run.Host.Now) : value.Object is JsDate date ? date.Time : DateMath.TimeClip(value.ToNumber(run));
        return double.IsNaN(time) ? throw run.RangeError("Invalid time value") : time;
    }

    /// <summary>An object with one function that needs no this, so that it can be handed to map and sort.</summary>
    private static JsObject With(Run run, string name, int length, Native body)
    {
        var made = JsObject.Plain(run);
        made.PutHidden(run, name, new NativeFunction(run, name, length, body));
        return made;
    }

    private static JsObject WithResolved(Run run, JsObject made, Action<JsObject> fill)
    {
        made.PutHidden(run, "resolvedOptions", new NativeFunction(run, "resolvedOptions", 0, (caller, _, _) =>
        {
            var resolved = JsObject.Plain(caller);
            fill(resolved);
            return resolved;
        }));
        return made;
    }
}
