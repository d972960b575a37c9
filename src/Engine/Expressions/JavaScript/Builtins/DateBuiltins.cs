using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Date.</summary>
internal static class DateBuiltins
{
    public static Template Members { get; } = new Template()
        .Method("getTime", 0, (run, self, _) => Self(run, self).Time)
        .Method("valueOf", 0, (run, self, _) => Self(run, self).Time);

    private static JsDate Self(Run run, JsValue self) => self.Object as JsDate ?? throw run.TypeError("This method needs a Date");
}
