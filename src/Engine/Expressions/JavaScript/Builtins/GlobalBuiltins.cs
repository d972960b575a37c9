using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Locales;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>The globals of the language.</summary>
internal static class GlobalBuiltins
{
    private const string UriReserved = ";/?:@&=+$,#";
    private const string UriUnescaped = "-_.!~*'()";

    public static Template Members { get; } = new Template()
        .Constant("undefined", JsValue.Undefined)
        .Constant("NaN", JsValue.NaN)
        .Constant("Infinity", double.PositiveInfinity)
        .Value("globalThis", run => run.Realm.Global)
        .Value("variables", run => run.Variables)
        .Value("Object", run => run.Realm.Object)
        .Value("Function", run => run.Realm.Function)
        .Value("Array", run => run.Realm.Array)
        .Value("String", run => run.Realm.String)
        .Value("Number", run => run.Realm.Number)
        .Value("Boolean", run => run.Realm.Boolean)
        .Value("Symbol", run => run.Realm.SymbolConstructor)
        .Value("Map", run => run.Realm.Map)
        .Value("Set", run => run.Realm.Set)
        .Value("Date", run => run.Realm.Date)
        .Value("RegExp", run => run.Realm.RegExp)
        .Value("Intl", IntlBuiltins.Make)
        .Value("Math", MathBuiltins.Make)
        .Value("JSON", JsonBuiltins.Make)
        .Value("Error", run => run.Realm.ErrorConstructor(ErrorKind.Error))
        .Value("TypeError", run => run.Realm.ErrorConstructor(ErrorKind.TypeError))
        .Value("RangeError", run => run.Realm.ErrorConstructor(ErrorKind.RangeError))
        .Value("ReferenceError", run => run.Realm.ErrorConstructor(ErrorKind.ReferenceError))
        .Value("SyntaxError", run => run.Realm.ErrorConstructor(ErrorKind.SyntaxError))
        .Value("EvalError", run => run.Realm.ErrorConstructor(ErrorKind.EvalError))
        .Value("URIError", run => run.Realm.ErrorConstructor(ErrorKind.URIError))
        .Value("AggregateError", run => run.Realm.ErrorConstructor(ErrorKind.AggregateError))
        .Value("parseInt", run => run.Realm.ParseInt)
        .Value("parseFloat", run => run.Realm.ParseFloat)
        .Method("isNaN", 1, (run, _, arguments) => double.IsNaN(arguments[0].ToNumber(run)))
        .Method("isFinite", 1, (run, _, arguments) => double.IsFinite(arguments[0].ToNumber(run)))
        .Method("encodeURIComponent", 1, (run, _, arguments) => Encode(run, arguments[0].ToText(run), UriUnescaped))
        .Method("encodeURI", 1, (run, _, arguments) => Encode(run, arguments[0].ToText(run), UriUnescaped + UriReserved))
        .Method("decodeURIComponent", 1, (run, _, arguments) => Decode(run, arguments[0].ToText(run), ""))
        .Method("decodeURI", 1, (run, _, arguments) => Decode(run, arguments[0].ToText(run), UriReserved));

    public static JsFunction MakeParseInt(Run run) => new NativeFunction(run, "parseInt", 2, (run, _, arguments) =>
    {
        var text = arguments[0].ToText(run);
        run.Step(text.Length / 16);
        return NumberReader.ParseInt(text, arguments[1].ToInt32(run));
    });

    public static JsFunction MakeParseFloat(Run run) => new NativeFunction(run, "parseFloat", 1, (run, _, arguments) =>
    {
        var text = arguments[0].ToText(run);
        run.Step(text.Length / 16);
        return NumberReader.ParseFloat(text);
    });

    private static JsValue Encode(Run run, string text, string kept)
    {
        run.Step(text.Length / 16);
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsAsciiLetterOrDigit(c) || kept.Contains(c))
            {
                result.Append(c);
                continue;
            }

            if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != System.Buffers.OperationStatus.Done)
                throw run.Realm.Error(ErrorKind.URIError, "URI malformed");
            i += length - 1;
            foreach (var each in bytes[..rune.EncodeToUtf8(bytes)]) result.Append('%').Append(each.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return run.NewText(result.ToString());
    }

    private static JsValue Decode(Run run, string text, string kept)
    {
        run.Step(text.Length / 16);
        var result = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                result.Append(text[i]);
                continue;
            }

            var start = i;
            var first = ReadByte(run, text, i);
            var length = first < 0x80 ? 1 : first is >= 0xC2 and < 0xE0 ? 2 : first is >= 0xE0 and < 0xF0 ? 3 : first is >= 0xF0 and < 0xF5 ? 4 : 0;
            for (var k = 0; k < length; k++) bytes[k] = ReadByte(run, text, i + 3 * k);
            if (length == 0 || Rune.DecodeFromUtf8(bytes[..length], out var rune, out _) != System.Buffers.OperationStatus.Done)
                throw run.Realm.Error(ErrorKind.URIError, "URI malformed");

            i += 3 * length - 1;
            if (length == 1 && kept.Contains((char)first)) result.Append(text, start, 3);
            else result.Append(rune.ToString());
        }

        return run.NewText(result.ToString());
    }

    private static byte ReadByte(Run run, string text, int at)
    {
        if (at + 2 < text.Length && text[at] == '%'
            && byte.TryParse(text.AsSpan(at + 1, 2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value)) return value;
        throw run.Realm.Error(ErrorKind.URIError, "URI malformed");
    }
}
