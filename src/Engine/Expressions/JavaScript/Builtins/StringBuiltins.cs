using System.Globalization;
using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Locales;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>String. The methods that take patterns are in a file of their own.</summary>
internal static partial class StringBuiltins
{
    public static Template Members { get; } = MakeMembers();

    private static Template MakeMembers()
    {
        var members = new Template()
            .Value("constructor", run => run.Realm.String)
            .Constant("length", 0)
            .Method("at", 1, At)
            .Method("charAt", 1, (run, self, arguments) => CodeAt(run, self, arguments[0], out var c) ? Running.Characters.Of(c) : "")
            .Method("charCodeAt", 1, (run, self, arguments) => CodeAt(run, self, arguments[0], out var c) ? c : JsValue.NaN)
            .Method("codePointAt", 1, CodePointAt)
            .Method("concat", 1, Concat)
            .Method("endsWith", 1, EndsWith)
            .Method("includes", 1, (run, self, arguments) => Find(run, self, arguments) >= 0)
            .Method("indexOf", 1, (run, self, arguments) => Find(run, self, arguments))
            .Method("isWellFormed", 0, (run, self, _) => WellFormed(Self(run, self)) is null)
            .Method("lastIndexOf", 1, LastIndexOf)
            .Method("localeCompare", 1, IntlBuiltins.LocaleCompare)
            .Method("normalize", 0, Normalize)
            .Method("padEnd", 1, (run, self, arguments) => Pad(run, self, arguments, atStart: false))
            .Method("padStart", 1, (run, self, arguments) => Pad(run, self, arguments, atStart: true))
            .Method("repeat", 1, Repeat)
            .Method("slice", 2, Slice)
            .Method("startsWith", 1, StartsWith)
            .Method("substr", 2, Substr)
            .Method("substring", 2, Substring)
            .Method("toLocaleLowerCase", 0, (run, self, _) => run.NewText(LetterCase.Lower(Self(run, self))))
            .Method("toLocaleUpperCase", 0, (run, self, _) => run.NewText(LetterCase.Upper(Self(run, self))))
            .Method("toLowerCase", 0, (run, self, _) => run.NewText(LetterCase.Lower(Self(run, self))))
            .Method("toString", 0, (run, self, _) => Value(run, self))
            .Method("toUpperCase", 0, (run, self, _) => run.NewText(LetterCase.Upper(Self(run, self))))
            .Method("toWellFormed", 0, (run, self, _) => WellFormed(Self(run, self)) is { } text ? run.NewText(text) : Self(run, self))
            .Method("trim", 0, (run, self, _) => run.NewText(Self(run, self).Trim(s_blanks)))
            .Method("trimEnd", 0, (run, self, _) => run.NewText(Self(run, self).TrimEnd(s_blanks)))
            .Method("trimStart", 0, (run, self, _) => run.NewText(Self(run, self).TrimStart(s_blanks)))
            .Method("valueOf", 0, (run, self, _) => Value(run, self))
            .Method(Symbol.Iterator, "[Symbol.iterator]", 0, Characters);
        AddPatternMethods(members);
        return members;
    }

    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.StringPrototype, Traits.None)
        .Method("fromCharCode", 1, FromCharCode)
        .Method("fromCodePoint", 1, FromCodePoint)
        .Method("raw", 1, Raw);

    /// <summary>The white space and line breaks that trimming removes.</summary>
    private static readonly char[] s_blanks =
        [.. "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF"];

    public static JsFunction MakeConstructor(Run run) => new NativeFunction(run, "String", 1, (run, _, arguments) =>
        arguments.Count == 0 ? "" : arguments[0].Symbol is { } symbol ? run.NewText(symbol.ToString()) : arguments[0].ToTextValue(run), s_statics)
    {
        Constructor = (run, arguments) => new BoxedValue(run, run.Realm.StringPrototype, arguments.Count == 0 ? "" : arguments[0].ToText(run)),
    };

    public static JsValue Characters(Run run, JsValue self, Arguments arguments) =>
        new JsIterator(run, new TextIteration(Self(run, self)), "String Iterator");

    /// <summary>The text a method works on; each use counts a little, for the length of what it looks through.</summary>
    public static string Self(Run run, JsValue self)
    {
        if (self.IsNullish) throw run.TypeError($"String method called on {self.ToText(run)}");
        var text = self.ToText(run);
        run.Step(text.Length / 64);
        return text;
    }

    private static JsValue Value(Run run, JsValue self)
    {
        if (self.IsText) return self;
        if (self.Object is BoxedValue { Value: { IsText: true } value }) return value;
        throw run.TypeError("This method needs a string");
    }

    private static bool CodeAt(Run run, JsValue self, JsValue position, out char code)
    {
        var text = self.IsText ? self.Text : Self(run, self);
        var index = position.ToInteger(run);
        var exists = index >= 0 && index < text.Length;
        code = exists ? text[(int)index] : default;
        return exists;
    }

    private static JsValue At(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var index = arguments[0].ToInteger(run);
        if (index < 0) index += text.Length;
        return index < 0 || index >= text.Length ? JsValue.Undefined : Running.Characters.Of(text[(int)index]);
    }

    private static JsValue CodePointAt(Run run, JsValue self, Arguments arguments)
    {
        if (!CodeAt(run, self, arguments[0], out var first)) return JsValue.Undefined;
        var text = self.ToText(run);
        var index = (int)arguments[0].ToInteger(run);
        return char.IsHighSurrogate(first) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
            ? char.ConvertToUtf32(first, text[index + 1])
            : first;
    }

    private static JsValue Concat(Run run, JsValue self, Arguments arguments)
    {
        JsValue text = Self(run, self);
        foreach (var value in arguments.Values) text = Rope.Concat(run, text, value.ToTextValue(run));
        return text;
    }

    private static string NoPattern(Run run, JsValue value, string method) => value.Object is JsRegExp
        ? throw run.TypeError($"First argument to String.prototype.{method} must not be a regular expression")
        : value.ToText(run);

    private static double Find(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var wanted = NoPattern(run, arguments[0], "includes");
        var start = (int)Math.Clamp(arguments[1].ToInteger(run), 0, text.Length);
        return text.IndexOf(wanted, start, StringComparison.Ordinal);
    }

    private static JsValue StartsWith(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var wanted = NoPattern(run, arguments[0], "startsWith");
        var start = (int)Math.Clamp(arguments[1].ToInteger(run), 0, text.Length);
        return text.AsSpan(start).StartsWith(wanted, StringComparison.Ordinal);
    }

    private static JsValue EndsWith(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var wanted = NoPattern(run, arguments[0], "endsWith");
        var end = arguments[1].IsUndefined ? text.Length : (int)Math.Clamp(arguments[1].ToInteger(run), 0, text.Length);
        return text.AsSpan(0, end).EndsWith(wanted, StringComparison.Ordinal);
    }

    private static JsValue LastIndexOf(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var wanted = arguments[0].ToText(run);
        var position = arguments[1].ToNumber(run);
        var start = double.IsNaN(position) ? text.Length : (int)Math.Clamp(position, 0, text.Length);
        var end = Math.Min(start + (long)wanted.Length, text.Length);
        return text.AsSpan(0, (int)end).LastIndexOf(wanted, StringComparison.Ordinal);
    }

    private static JsValue Normalize(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var form = arguments[0].IsUndefined ? "NFC" : arguments[0].ToText(run);
        var kind = form switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw run.RangeError("The normalization form should be one of NFC, NFD, NFKC, NFKD"),
        };

        // .NET refuses lone surrogates, which the language lets through unchanged.
        return WellFormed(text) is null ? run.NewText(text.Normalize(kind)) : text;
    }

    /// <summary>The text with lone surrogates replaced; null if there are none.</summary>
    private static string? WellFormed(string text)
    {
        StringBuilder? result = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else (result ??= new StringBuilder(text))[i] = '\uFFFD';
        }

        return result?.ToString();
    }

    private static JsValue Pad(Run run, JsValue self, Arguments arguments, bool atStart)
    {
        var text = Self(run, self);
        var length = arguments[0].ToLength(run);
        var filler = arguments[1].IsUndefined ? " " : arguments[1].ToText(run);
        if (length <= text.Length || filler.Length == 0) return text;

        run.CheckTextLength((long)length);
        var padding = new StringBuilder((int)length);
        while (padding.Length < length - text.Length) padding.Append(filler);
        padding.Length = (int)length - text.Length;
        return run.NewText(atStart ? padding.Append(text).ToString() : text + padding);
    }

    private static JsValue Repeat(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var count = arguments[0].ToInteger(run);
        if (count < 0 || double.IsInfinity(count)) throw run.RangeError($"Invalid count value: {arguments[0].ToText(run)}");
        if (text.Length == 0 || count == 0) return "";
        run.CheckTextLength(count > int.MaxValue ? long.MaxValue : (long)count * text.Length);
        return run.NewText(new StringBuilder().Insert(0, text, (int)count).ToString());
    }

    private static JsValue Slice(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var start = (int)arguments[0].ToRelative(run, text.Length, 0);
        var end = (int)arguments[1].ToRelative(run, text.Length, text.Length);
        return Part(run, text, start, end);
    }

    private static JsValue Substring(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var a = (int)Math.Clamp(arguments[0].ToInteger(run), 0, text.Length);
        var b = arguments[1].IsUndefined ? text.Length : (int)Math.Clamp(arguments[1].ToInteger(run), 0, text.Length);
        return Part(run, text, Math.Min(a, b), Math.Max(a, b));
    }

    private static JsValue Substr(Run run, JsValue self, Arguments arguments)
    {
        var text = Self(run, self);
        var start = arguments[0].ToRelative(run, text.Length, 0);
        var count = arguments[1].IsUndefined ? text.Length - start : Math.Clamp(arguments[1].ToInteger(run), 0, text.Length - start);
        return Part(run, text, (int)start, (int)(start + count));
    }

    private static JsValue Part(Run run, string text, int start, int end)
    {
        if (end <= start) return "";
        if (end - start == text.Length) return text;
        return end - start == 1 ? Running.Characters.Of(text[start]) : run.NewText(text[start..end]);
    }

    // .NET maps character by character; these are the mappings that change the length.
    private static JsValue FromCharCode(Run run, JsValue self, Arguments arguments)
    {
        if (arguments.Count == 1) return Running.Characters.Of((char)arguments[0].ToUInt32(run));
        var characters = new char[arguments.Count];
        for (var i = 0; i < characters.Length; i++) characters[i] = (char)arguments[i].ToUInt32(run);
        return run.NewText(new string(characters));
    }

    private static JsValue FromCodePoint(Run run, JsValue self, Arguments arguments)
    {
        var text = new StringBuilder();
        foreach (var value in arguments.Values)
        {
            var code = value.ToNumber(run);
            if (code < 0 || code > 0x10FFFF || code != Math.Truncate(code)) throw run.RangeError($"Invalid code point {value.ToText(run)}");
            if (code is >= 0xD800 and <= 0xDFFF) text.Append((char)code);
            else text.Append(char.ConvertFromUtf32((int)code));
        }

        return run.NewText(text.ToString());
    }

    private static JsValue Raw(Run run, JsValue self, Arguments arguments)
    {
        var pieces = arguments[0].ToObject(run).Get(run, "raw").ToObject(run);
        var length = ArrayBuiltins.LengthOf(run, pieces);
        JsValue text = "";
        for (var i = 0; i < length; i++)
        {
            run.Step();
            text = Rope.Concat(run, text, pieces.GetIndex(run, (uint)i).ToTextValue(run));
            if (i + 1 < length && i + 1 < arguments.Count) text = Rope.Concat(run, text, arguments[i + 1].ToTextValue(run));
        }

        return text;
    }
}
