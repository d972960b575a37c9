using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Locales;

/// <summary>Reads what scripts pass as locales and options to toLocaleString and Intl.</summary>
internal static class LocaleOptions
{
    /// <summary>The first locale of the list that is known here; American English when none is.</summary>
    public static ScriptLocale Locale(Run run, JsValue locales)
    {
        if (locales.IsUndefined) return ScriptLocales.ForTag(null);
        if (locales.IsText) return ScriptLocales.ForTag(Tag(run, locales));
        if (locales.IsNull) throw run.TypeError("Incorrect locale information provided");
        if (locales.Object is not JsArray list) return ScriptLocales.ForTag(null);

        ScriptLocale? found = null;
        for (uint i = 0; i < list.Length; i++)
        {
            run.Step();
            var tag = Tag(run, list.GetIndex(run, i));
            if (found is null && ScriptLocales.IsKnown(tag)) found = ScriptLocales.ForTag(tag);
        }

        return found ?? ScriptLocales.ForTag(null);
    }

    /// <returns>Null when the script gave none; what is no object has no members.</returns>
    public static JsObject? Options(Run run, JsValue options) => options.IsUndefined ? null : options.ToObject(run);

    /// <returns>Null when the option is not given.</returns>
    public static string? Text(Run run, JsObject? options, string name, params ReadOnlySpan<string> allowed)
    {
        if (options is null) return null;

        var value = options.Get(run, name);
        if (value.IsUndefined) return null;

        var text = value.ToText(run);
        if (allowed.Length > 0 && !allowed.Contains(text)) throw run.RangeError($"Value {Conversions.Show(run, text)} out of range for the option {name}; use {string.Join(", ", allowed!)}");
        return text;
    }

    public static bool? Boolean(Run run, JsObject? options, string name)
    {
        var value = options?.Get(run, name) ?? JsValue.Undefined;
        return value.IsUndefined ? null : value.IsTrue;
    }

    /// <returns>Null when the option is not given; otherwise the whole number below it.</returns>
    public static int? Number(Run run, JsObject? options, string name, int least, int most)
    {
        var value = options?.Get(run, name) ?? JsValue.Undefined;
        if (value.IsUndefined) return null;

        var number = value.ToNumber(run);
        return number >= least && number <= most ? (int)number : throw run.RangeError($"{name} value is out of range: it must be from {least} to {most}");
    }

    private static string Tag(Run run, JsValue value)
    {
        if (!value.IsText) throw run.TypeError("Incorrect locale information provided");

        var tag = value.Text;
        var parts = tag.Split('-');
        var isWellFormed = tag.Length <= 64 && parts[0].Length is >= 2 and <= 8 && parts[0].All(char.IsAsciiLetter)
            && parts.All(part => part.Length is >= 1 and <= 8 && part.All(char.IsAsciiLetterOrDigit));
        return isWellFormed ? tag : throw run.RangeError($"Incorrect locale information provided: {Conversions.Show(run, value)}");
    }
}
