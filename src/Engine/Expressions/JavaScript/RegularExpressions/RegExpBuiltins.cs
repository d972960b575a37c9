using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>RegExp and its prototype.</summary>
internal static class RegExpBuiltins
{
    private static readonly Template s_statics = new Template()
        .Value("prototype", run => run.Realm.RegExpPrototype, Traits.None);

    public static Template Members { get; } = new Template()
        .Value("constructor", run => run.Realm.RegExp)
        .Method("exec", 1, Exec)
        .Method("test", 1, (run, self, arguments) => This(run, self).Exec(run, arguments[0].ToText(run)) is not null)
        .Method("toString", 0, (run, self, _) => run.NewText($"/{Member(run, self, "source")}/{Member(run, self, "flags")}"))
        .Getter("source", (run, self, _) => IsPrototype(run, self) ? "(?:)" : run.NewText(Source(This(run, self).Program.Pattern)))
        .Getter("flags", (run, self, _) => IsPrototype(run, self) ? "" : RegexFlagLetters.Text(This(run, self).Program.Flags))
        .Getter("hasIndices", (run, self, _) => HasFlag(run, self, RegexFlags.HasIndices))
        .Getter("global", (run, self, _) => HasFlag(run, self, RegexFlags.Global))
        .Getter("ignoreCase", (run, self, _) => HasFlag(run, self, RegexFlags.IgnoreCase))
        .Getter("multiline", (run, self, _) => HasFlag(run, self, RegexFlags.Multiline))
        .Getter("dotAll", (run, self, _) => HasFlag(run, self, RegexFlags.DotAll))
        .Getter("unicode", (run, self, _) => HasFlag(run, self, RegexFlags.Unicode))
        .Getter("sticky", (run, self, _) => HasFlag(run, self, RegexFlags.Sticky))
        .Method(Symbol.Match, "[Symbol.match]", 1, (run, self, arguments) => RegExpTexts.Match(run, This(run, self), arguments[0].ToText(run)))
        .Method(Symbol.MatchAll, "[Symbol.matchAll]", 1, (run, self, arguments) => RegExpTexts.MatchAll(run, This(run, self), arguments[0].ToText(run)))
        .Method(Symbol.Replace, "[Symbol.replace]", 2, (run, self, arguments) => RegExpTexts.Replace(run, This(run, self), arguments[0].ToText(run), arguments[1]))
        .Method(Symbol.Search, "[Symbol.search]", 1, (run, self, arguments) => RegExpTexts.Search(run, This(run, self), arguments[0].ToText(run)))
        .Method(Symbol.Split, "[Symbol.split]", 2, (run, self, arguments) => RegExpTexts.Split(run, This(run, self), arguments[0].ToText(run), arguments[1]));

    public static JsFunction MakeConstructor(Run run) =>
        new NativeFunction(run, "RegExp", 2, Call, s_statics) { Constructor = (caller, arguments) => Make(caller, arguments[0], arguments[1]) };

    /// <summary>What <c>new RegExp(pattern, flags)</c> makes.</summary>
    public static JsRegExp Make(Run run, JsValue pattern, JsValue flags)
    {
        if (pattern.Object is JsRegExp source)
        {
            return flags.IsUndefined
                ? new JsRegExp(run, source.Program)
                : RegExpSearch.Compile(run, source.Program.Pattern, flags.ToText(run));
        }

        var text = pattern.IsUndefined ? "" : pattern.ToText(run);
        return RegExpSearch.Compile(run, text, flags.IsUndefined ? "" : flags.ToText(run));
    }

    private static JsValue Call(Run run, JsValue self, Arguments arguments) =>
        arguments[0].Object is JsRegExp same && arguments[1].IsUndefined ? same : Make(run, arguments[0], arguments[1]);

    private static JsValue Exec(Run run, JsValue self, Arguments arguments)
    {
        var expression = This(run, self);
        var text = arguments[0].ToText(run);
        return expression.Exec(run, text) is { } match ? expression.ToArray(run, text, match) : JsValue.Null;
    }

    private static JsRegExp This(Run run, JsValue self) => self.Object as JsRegExp ?? throw run.TypeError("this is not a regular expression");

    private static bool IsPrototype(Run run, JsValue self) => ReferenceEquals(self.Object, run.Realm.RegExpPrototype);

    private static JsValue HasFlag(Run run, JsValue self, RegexFlags flag) =>
        IsPrototype(run, self) ? JsValue.Undefined : (This(run, self).Program.Flags & flag) != 0;

    private static string Member(Run run, JsValue self, string name) =>
        (self.Object ?? throw run.TypeError("RegExp.prototype.toString called on a value that is no object")).Get(run, name).ToText(run);

    /// <summary>The pattern as it could stand between slashes (EscapeRegExpPattern).</summary>
    private static string Source(string pattern)
    {
        if (pattern.Length == 0) return "(?:)";

        var text = new StringBuilder(pattern.Length);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length && !CharSet.LineEnds.Contains(pattern[i + 1]))
            {
                text.Append(c).Append(pattern[++i]);
                continue;
            }

            inClass = c == '[' || (inClass && c != ']');
            text.Append(c switch
            {
                '/' when !inClass => "\\/",
                '\n' => "\\n",
                '\r' => "\\r",
                '\u2028' => "\\u2028",
                '\u2029' => "\\u2029",
                // A backslash before a line end goes with the escape that takes the line end's place.
                '\\' => "",
                _ => c.ToString(),
            });
        }

        return text.ToString();
    }
}
