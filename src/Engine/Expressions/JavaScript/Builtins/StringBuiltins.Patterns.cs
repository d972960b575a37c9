using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <content>The methods that take a pattern or a text to look for.</content>
internal static partial class StringBuiltins
{
    private static void AddPatternMethods(Template members) => members
        .Method("match", 1, Match)
        .Method("matchAll", 1, MatchAll)
        .Method("search", 1, Search)
        .Method("replace", 2, (run, self, arguments) => Replace(run, self, arguments, Symbol.Replace, isAll: false))
        .Method("replaceAll", 2, (run, self, arguments) => Replace(run, self, arguments, Symbol.Replace, isAll: true))
        .Method("split", 2, Split);

    /// <summary>Lets the pattern do it, when the argument is one.</summary>
    private static bool TryDelegate(Run run, JsValue self, Arguments arguments, Symbol key, out JsValue result)
    {
        result = default;
        if (self.IsNullish) throw run.TypeError($"String method called on {self.ToText(run)}");
        if (arguments[0].Object is not { } pattern) return false;
        var method = pattern.Get(run, key);
        if (method.IsNullish) return false;
        result = method.ToFunction(run).Call(run, pattern, [self, .. arguments.From(1)]);
        return true;
    }

    private static JsValue Match(Run run, JsValue self, Arguments arguments)
    {
        if (TryDelegate(run, self, arguments, Symbol.Match, out var delegated)) return delegated;

        var text = Self(run, self);
        return RegExpTexts.Match(run, RegExpBuiltins.Make(run, arguments[0], JsValue.Undefined), text);
    }

    private static JsValue MatchAll(Run run, JsValue self, Arguments arguments)
    {
        if (arguments[0].Object is JsRegExp pattern && !pattern.Get(run, "flags").ToText(run).Contains('g'))
            throw run.TypeError("matchAll must be called with a global regular expression");
        if (TryDelegate(run, self, arguments, Symbol.MatchAll, out var delegated)) return delegated;

        var text = Self(run, self);
        return RegExpTexts.MatchAll(run, RegExpBuiltins.Make(run, arguments[0], "g"), text);
    }

    private static JsValue Search(Run run, JsValue self, Arguments arguments)
    {
        if (TryDelegate(run, self, arguments, Symbol.Search, out var delegated)) return delegated;

        var text = Self(run, self);
        return RegExpTexts.Search(run, RegExpBuiltins.Make(run, arguments[0], JsValue.Undefined), text);
    }

    private static JsValue Replace(Run run, JsValue self, Arguments arguments, Symbol key, bool isAll)
    {
        if (isAll && arguments[0].Object is JsRegExp pattern && !pattern.Get(run, "flags").ToText(run).Contains('g'))
            throw run.TypeError("replaceAll must be called with a global regular expression");
        if (TryDelegate(run, self, arguments, key, out var delegated)) return delegated;

        var text = Self(run, self);
        var wanted = arguments[0].ToText(run);
        var function = arguments[1].Function;
        var replacement = function is null ? arguments[1].ToText(run) : "";
        var result = new StringBuilder();
        var done = 0;
        for (var at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0;)
        {
            run.Step(1 + (at - done) / 64);
            RegExpTexts.Append(run, result, text.AsSpan(done, at - done));
            if (function is not null) RegExpTexts.Append(run, result, function.Call(run, JsValue.Undefined, [wanted, at, text]).ToText(run));
            else ReplacementTemplate.Expand(run, result, replacement, text, at, wanted.Length);
            done = at + wanted.Length;
            if (!isAll) break;

            var next = wanted.Length == 0 ? at + 1 : done;
            at = next > text.Length ? -1 : text.IndexOf(wanted, next, StringComparison.Ordinal);
        }

        return run.NewText(result.Append(text, done, text.Length - done).ToString());
    }

    private static JsValue Split(Run run, JsValue self, Arguments arguments)
    {
        if (TryDelegate(run, self, arguments, Symbol.Split, out var delegated)) return delegated;

        var text = Self(run, self);
        var limit = arguments[1].IsUndefined ? uint.MaxValue : arguments[1].ToUInt32(run);
        var separator = arguments[0].ToText(run);
        var result = new JsArray(run);
        if (limit == 0) return result;
        if (arguments[0].IsUndefined)
        {
            result.Add(run, text);
            return result;
        }

        if (separator.Length == 0)
        {
            for (var i = 0; i < text.Length && result.Length < limit; i++)
            {
                run.Step();
                result.Add(run, Running.Characters.Of(text[i]));
            }

            return result;
        }

        var start = 0;
        for (var at = text.IndexOf(separator, StringComparison.Ordinal); at >= 0; at = text.IndexOf(separator, start, StringComparison.Ordinal))
        {
            run.Step();
            result.Add(run, run.NewText(text[start..at]));
            if (result.Length == limit) return result;
            start = at + separator.Length;
        }

        result.Add(run, run.NewText(text[start..]));
        return result;
    }
}
