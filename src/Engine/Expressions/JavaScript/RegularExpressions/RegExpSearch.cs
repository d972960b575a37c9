using IqWorkflows.Engine.Expressions.JavaScript.Builtins;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>What the methods of RegExp and String do with a regular expression of the script.</summary>
internal static class RegExpSearch
{
    private const string LastIndex = "lastIndex";

    /// <summary>Compiles for the script, which sees a broken pattern as a SyntaxError it can catch.</summary>
    public static JsRegExp Compile(Run run, string pattern, string flags)
    {
        run.Step(pattern.Length / 4);
        run.Charge(256 + (48L * pattern.Length));
        try
        {
            return new JsRegExp(run, RegexProgram.Compile(pattern, flags));
        }
        catch (ScriptException refusal)
        {
            throw run.Realm.Error(ErrorKind.SyntaxError, refusal.Message);
        }
    }

    public static bool Has(this JsRegExp expression, RegexFlags flag) => (expression.Program.Flags & flag) != 0;

    public static double GetLastIndex(this JsRegExp expression, Run run) => expression.Get(run, LastIndex).ToLength(run);

    public static void SetLastIndex(this JsRegExp expression, Run run, double index) => expression.SetOrThrow(run, LastIndex, index);

    /// <summary>Searches from lastIndex and moves it when global or sticky (RegExpBuiltinExec).</summary>
    public static RegexMatch? Exec(this JsRegExp expression, Run run, string text)
    {
        var keepsPlace = expression.Has(RegexFlags.Global | RegexFlags.Sticky);
        var lastIndex = expression.GetLastIndex(run);
        var start = keepsPlace ? lastIndex : 0;
        var match = start <= text.Length ? expression.Search(run, text, (int)start, expression.Has(RegexFlags.Sticky)) : null;
        if (keepsPlace) expression.SetLastIndex(run, match?.End ?? 0);
        return match;
    }

    /// <summary>Searches without regard to lastIndex, paying from the run's budget.</summary>
    public static RegexMatch? Search(this JsRegExp expression, Run run, string text, int start, bool isSticky)
    {
        var budget = run.RegexStepsLeft;
        try
        {
            var match = expression.Program.Match(text, start, isSticky, ref budget);
            if (match is not null) run.Charge(48 + (8L * match.GroupCount));
            return match;
        }
        catch (ScriptException refusal) when (refusal.Limit == RegexMatcher.LimitName)
        {
            throw run.Exceeded(RegexMatcher.LimitName, refusal.Message);
        }
        finally
        {
            run.RegexStepsLeft = budget;
        }
    }

    /// <summary>The position after an empty match, from which the search goes on (AdvanceStringIndex).</summary>
    public static int Advance(this JsRegExp expression, string text, int index)
    {
        var isPair = expression.Has(RegexFlags.Unicode) && index + 1 < text.Length && char.IsHighSurrogate(text[index]) && char.IsLowSurrogate(text[index + 1]);
        return isPair ? index + 2 : index + 1;
    }

    /// <summary>The array that exec gives.</summary>
    public static JsArray ToArray(this JsRegExp expression, Run run, string text, RegexMatch match)
    {
        var array = new JsArray(run, match.GroupCount);
        for (var group = 0; group < match.GroupCount; group++) array.Add(run, GroupText(run, match, group));

        array.Put(run, "index", match.Start);
        array.Put(run, "input", text);
        array.Put(run, "groups", expression.Groups(run, group => GroupText(run, match, group)));
        if (expression.Has(RegexFlags.HasIndices)) array.Put(run, "indices", expression.Indices(run, match));
        return array;
    }

    /// <summary>An object with a value for each named group, or undefined when the pattern has none.</summary>
    public static JsValue Groups(this JsRegExp expression, Run run, Func<int, JsValue> value)
    {
        if (expression.Program.Names.Count == 0) return JsValue.Undefined;

        var groups = new JsObject(run, null);
        foreach (var (name, group) in expression.Program.Names) groups.Put(run, name, value(group));
        return groups;
    }

    public static JsValue GroupText(Run run, RegexMatch match, int group) =>
        match.Text(group) is { } text ? run.NewText(text) : JsValue.Undefined;

    private static JsArray Indices(this JsRegExp expression, Run run, RegexMatch match)
    {
        JsValue Span(int group) => match.Span(group) is var (start, end) ? JsArray.From(run, (ReadOnlySpan<JsValue>)[start, end]) : JsValue.Undefined;

        var indices = new JsArray(run, match.GroupCount);
        for (var group = 0; group < match.GroupCount; group++) indices.Add(run, Span(group));
        indices.Put(run, "groups", expression.Groups(run, Span));
        return indices;
    }
}
