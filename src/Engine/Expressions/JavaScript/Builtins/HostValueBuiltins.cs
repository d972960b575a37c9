using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>What time spans, identifiers and bytes show of themselves.</summary>
internal static class HostValueBuiltins
{
    // In this order they appear in JSON.
    private static readonly (string Name, Func<TimeSpan, double> Of)[] s_timeSpan =
    [
        ("Ticks", span => span.Ticks), ("Days", span => span.Days), ("Hours", span => span.Hours), ("Milliseconds", span => span.Milliseconds),
        ("Microseconds", span => span.Microseconds), ("Nanoseconds", span => span.Nanoseconds), ("Minutes", span => span.Minutes),
        ("Seconds", span => span.Seconds), ("TotalDays", span => span.TotalDays), ("TotalHours", span => span.TotalHours),
        ("TotalMilliseconds", span => span.TotalMilliseconds), ("TotalMicroseconds", span => span.TotalMicroseconds),
        ("TotalNanoseconds", span => span.TotalNanoseconds), ("TotalMinutes", span => span.TotalMinutes), ("TotalSeconds", span => span.TotalSeconds),
    ];

    public static Template Members { get; } = new Template()
        .Method("toString", 0, (run, self, _) => run.NewText(Text(Self(run, self))))
        .Method("ToString", 0, (run, self, _) => run.NewText(Text(Self(run, self))))
        .Method("Equals", 1, (run, self, arguments) => arguments[0].Object is HostValue other && Self(run, self).Value.Equals(other.Value))
        .Method("CompareTo", 1, (run, self, arguments) => Span(run, self).CompareTo(Span(run, arguments[0])))
        .Method("Add", 1, (run, self, arguments) => Sum(run, Span(run, self).Ticks, Span(run, arguments[0]).Ticks))
        .Method("Subtract", 1, (run, self, arguments) => Sum(run, Span(run, self).Ticks, -(Int128)Span(run, arguments[0]).Ticks))
        .Method("Negate", 0, (run, self, _) => Sum(run, 0, -(Int128)Span(run, self).Ticks))
        .Method("Duration", 0, (run, self, _) => Sum(run, 0, Int128.Abs(Span(run, self).Ticks)));

    public static JsValue? Member(object value, string name)
    {
        if (value is TimeSpan span)
        {
            foreach (var (member, of) in s_timeSpan)
            {
                if (member == name) return of(span);
            }
        }

        if (value is Guid guid && name == "Variant") return guid.Variant;
        if (value is Guid id && name == "Version") return id.Version;
        return null;
    }

    public static IEnumerable<string> MemberNames(object value) => value switch
    {
        TimeSpan => s_timeSpan.Select(member => member.Name),
        Guid => ["Variant", "Version"],
        _ => [],
    };

    private static HostValue Self(Run run, JsValue self) => self.Object as HostValue ?? throw run.TypeError("This method needs a value of the workflow");

    private static TimeSpan Span(Run run, JsValue value) =>
        value.Object is HostValue { Value: TimeSpan span } ? span : throw run.TypeError("This method needs a TimeSpan");

    private static HostValue Sum(Run run, Int128 a, Int128 b) => a + b >= long.MinValue && a + b <= long.MaxValue
        ? new HostValue(run, new TimeSpan((long)(a + b)))
        : throw run.RangeError("The time span is too long");

    private static string Text(HostValue value) => value.Value is byte[]? "System.Byte[]" : value.Value.ToString() ?? "";
}
