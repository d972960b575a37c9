using IqWorkflows.Engine.Expressions.JavaScript.Dates;

namespace IqWorkflows.Engine.Tests.Expressions.JavaScript.Dates;

internal static class BerlinTime
{
    public static ZoneClock Clock { get; } = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
}
