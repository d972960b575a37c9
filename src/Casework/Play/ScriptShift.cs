using System.Globalization;
using IqWorkflows.Cases.Forms;

namespace IqWorkflows.Casework.Play;

/// <summary>Moves a whole story in time by weeks, so that weekdays stay what they were. Its expectations stay behind: holidays fall on other days of it.</summary>
internal static class ScriptShift
{
    public static CaseScript By(CaseScript script, int weeks) => script with
    {
        Steps = [.. script.Steps.Where(step => step is not ScriptStep.Expect).Select(step => By(step, weeks))],
        Expected = TimelineExpectation.None,
        Until = null,
    };

    private static ScriptStep By(ScriptStep step, int weeks)
    {
        var moved = step with { At = Moved(step.At, weeks), Refused = null };
        return moved switch
        {
            ScriptStep.Open open => open with { Given = By(open.Given, weeks) },
            ScriptStep.Event happened => happened with { Given = By(happened.Given, weeks) },
            ScriptStep.Task task => task with { Given = By(task.Given, weeks) },
            ScriptStep.Record record => record with { Given = By(record.Given, weeks) },
            ScriptStep.Pause pause => pause with { Until = pause.Until.AddDays(7 * weeks) },
            _ => moved,
        };
    }

    private static Submission By(Submission given, int weeks) => given with
    {
        Values = given.Values.ToDictionary(pair => pair.Key, pair => IsOfLife(pair.Key) ? pair.Value : Day(pair.Value, weeks)),
        HappenedOn = given.HappenedOn is { } happened ? Day(happened, weeks) : null,
        LearnedOn = given.LearnedOn is { } learned ? Day(learned, weeks) : null,
    };

    /// <summary>Nobody is born later because a story is told later.</summary>
    private static bool IsOfLife(string fact) => fact == "person.born_on";

    private static string Day(string text, int weeks)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.AddDays(7 * weeks).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment.AddDays(7 * weeks).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)
            : text;
    }

    /// <summary>By the calendar, not by hours: ten o'clock stays ten o'clock when the clocks change in between.</summary>
    private static DateTimeOffset Moved(DateTimeOffset at, int weeks)
    {
        var (day, time) = (Cases.Periods.GermanDay.Of(at), TimeOnly.Parse(Cases.Periods.GermanDay.TimeOf(at), CultureInfo.InvariantCulture));
        return Cases.Periods.GermanDay.At(day.AddDays(7 * weeks), time);
    }
}
