using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <content>The methods that take a pattern or a text to look for.</content>
internal static partial class StringBuiltins
{
    private static void AddPatternMethods(Template members) => members
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
            result.Append(text, done, at - done);
            if (function is not null) result.Append(function.Call(run, JsValue.Undefined, [wanted, at, text]).ToText(run));
            else Expand(result, replacement, text, at, wanted.Length, [], null);
            run.CheckTextLength(result.Length);
            done = at + wanted.Length;
            if (!isAll) break;

            var next = wanted.Length == 0 ? at + 1 : done;
            at = next > text.Length ? -1 : text.IndexOf(wanted, next, StringComparison.Ordinal);
        }

        return run.NewText(result.Append(text, done, text.Length - done).ToString());
    }

    /// <summary>Writes a replacement text with its <c>$1</c>, <c>$&amp;</c> and so on filled in.</summary>
    /// <remarks>Groups are those from 1 on, null for those that took no part; named gives the text of a named group and is null when the pattern has none.</remarks>
    public static void Expand(StringBuilder result, string replacement, string text, int at, int length, string?[] groups, Func<string, string>? named)
    {
        for (var i = 0; i < replacement.Length; i++)
        {
            var c = replacement[i];
            var next = i + 1 < replacement.Length ? replacement[i + 1] : '\0';
            if (c != '$' || next == '\0')
            {
                result.Append(c);
                continue;
            }

            i++;
            switch (next)
            {
                case '$': result.Append('$'); break;
                case '&': result.Append(text, at, length); break;
                case '`': result.Append(text, 0, at); break;
                case '\'': result.Append(text, at + length, text.Length - at - length); break;
                case '<' when named is not null && replacement.IndexOf('>', i) is var end and >= 0:
                    result.Append(named(replacement[(i + 1)..end]));
                    i = end;
                    break;
                case >= '0' and <= '9':
                    var one = next - '0';
                    var two = i + 1 < replacement.Length && char.IsAsciiDigit(replacement[i + 1]) ? one * 10 + (replacement[i + 1] - '0') : -1;
                    if (two >= 1 && two <= groups.Length)
                    {
                        result.Append(groups[two - 1]);
                        i++;
                    }
                    else if (one >= 1 && one <= groups.Length) result.Append(groups[one - 1]);
                    else result.Append('$').Append(next);
                    break;
                default:
                    result.Append('$');
                    i--;
                    break;
            }
        }
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
