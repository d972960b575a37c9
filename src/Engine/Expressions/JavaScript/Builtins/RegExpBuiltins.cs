using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>RegExp.</summary>
internal static class RegExpBuiltins
{
    public static Template Members { get; } = new Template()
        .Getter("source", (run, self, _) => Self(run, self).Program.Pattern)
        .Getter("flags", (run, self, _) => RegexFlagLetters.Text(Self(run, self).Program.Flags));

    private static JsRegExp Self(Run run, JsValue self) => self.Object as JsRegExp ?? throw run.TypeError("This method needs a regular expression");
}
