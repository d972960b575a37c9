using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>What String's methods do with a regular expression.</summary>
internal static class RegExpTexts
{
    public static JsValue Match(Run run, JsRegExp expression, string text)
    {
        if (!expression.Has(RegexFlags.Global)) return expression.Exec(run, text) is { } match ? expression.ToArray(run, text, match) : JsValue.Null;

        var all = All(run, expression, text);
        if (all.Count == 0) return JsValue.Null;

        var array = new JsArray(run, all.Count);
        foreach (var match in all) array.Add(run, RegExpSearch.GroupText(run, match, 0));
        return array;
    }

    public static JsValue MatchAll(Run run, JsRegExp expression, string text)
    {
        // The copy keeps the script's lastIndex as it is.
        var copy = new JsRegExp(run, expression.Program);
        copy.SetLastIndex(run, expression.GetLastIndex(run));
        return new JsIterator(run, new MatchIteration(copy, text), "RegExp String Iterator");
    }

    public static JsValue Search(Run run, JsRegExp expression, string text) =>
        expression.Search(run, text, 0, expression.Has(RegexFlags.Sticky))?.Start ?? -1;

    public static JsValue Replace(Run run, JsRegExp expression, string text, JsValue replacement)
    {
        var function = replacement.Function;
        var template = function is null ? replacement.ToText(run) : "";
        var matches = expression.Has(RegexFlags.Global) ? All(run, expression, text) : expression.Exec(run, text) is { } only ? [only] : [];
        if (matches.Count == 0) return text;

        var result = new StringBuilder();
        var end = 0;
        foreach (var match in matches)
        {
            var inserted = function is null ? "" : Call(run, function, expression, text, match);
            if (match.Start < end) continue;

            Append(run, result, text.AsSpan(end, match.Start - end));
            if (function is null) ReplacementTemplate.Expand(run, result, template, text, match, expression);
            else Append(run, result, inserted);
            end = match.End;
        }

        Append(run, result, text.AsSpan(end));
        return run.NewText(result.ToString());
    }

    public static JsValue Split(Run run, JsRegExp expression, string text, JsValue limit)
    {
        var most = limit.IsUndefined ? uint.MaxValue : limit.ToUInt32(run);
        var pieces = new JsArray(run);
        if (most == 0) return pieces;

        if (text.Length == 0)
        {
            if (expression.Search(run, text, 0, isSticky: true) is null) pieces.Add(run, text);
            return pieces;
        }

        var start = 0;
        var from = 0;
        while (from < text.Length && expression.Search(run, text, from, isSticky: false) is { } match && match.Start < text.Length)
        {
            if (match.End == start)
            {
                from = expression.Advance(text, Math.Max(match.Start, from));
                continue;
            }

            pieces.Add(run, run.NewText(text[start..match.Start]));
            if (pieces.Length == most) return pieces;

            start = match.End;
            for (var group = 1; group < match.GroupCount; group++)
            {
                pieces.Add(run, RegExpSearch.GroupText(run, match, group));
                if (pieces.Length == most) return pieces;
            }

            from = match.Length == 0 ? expression.Advance(text, start) : start;
        }

        pieces.Add(run, run.NewText(text[start..]));
        return pieces;
    }

    public static void Append(Run run, StringBuilder result, ReadOnlySpan<char> piece)
    {
        run.CheckTextLength((long)result.Length + piece.Length);
        result.Append(piece);
    }

    private static List<RegexMatch> All(Run run, JsRegExp expression, string text)
    {
        expression.SetLastIndex(run, 0);
        var matches = new List<RegexMatch>();
        while (expression.Exec(run, text) is { } match)
        {
            run.Step();
            matches.Add(match);
            if (match.Length == 0) expression.SetLastIndex(run, expression.Advance(text, match.End));
        }

        return matches;
    }

    private static string Call(Run run, JsFunction function, JsRegExp expression, string text, RegexMatch match)
    {
        var groups = expression.Groups(run, group => RegExpSearch.GroupText(run, match, group));
        var arguments = new JsValue[match.GroupCount + (groups.IsUndefined ? 2 : 3)];
        for (var group = 0; group < match.GroupCount; group++) arguments[group] = RegExpSearch.GroupText(run, match, group);

        arguments[match.GroupCount] = match.Start;
        arguments[match.GroupCount + 1] = text;
        if (!groups.IsUndefined) arguments[^1] = groups;
        return function.Call(run, JsValue.Undefined, arguments).ToText(run);
    }

    /// <summary>What matchAll goes through: one match at a time, so that a script may stop early.</summary>
    private sealed class MatchIteration(JsRegExp expression, string text) : Iteration
    {
        private bool _isDone;

        public override bool Next(Run run, out JsValue value)
        {
            value = default;
            if (_isDone) return false;

            var match = expression.Exec(run, text);
            _isDone = match is null || !expression.Has(RegexFlags.Global);
            if (match is null) return false;

            if (match.Length == 0) expression.SetLastIndex(run, expression.Advance(text, match.End));
            value = expression.ToArray(run, text, match);
            return true;
        }
    }
}
