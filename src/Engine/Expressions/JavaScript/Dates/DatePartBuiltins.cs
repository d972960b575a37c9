using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>The members of Date.prototype that get and set single parts, each in local time and in UTC.</summary>
internal static class DatePartBuiltins
{
    private const int Year = 0;
    private const int Month = 1;
    private const int Day = 2;
    private const int Hour = 3;
    private const int Minute = 4;
    private const int Second = 5;
    private const int Millisecond = 6;

    public static Template AddTo(Template members)
    {
        AddGetter(members, "FullYear", c => c.Year);
        AddGetter(members, "Month", c => c.Month);
        AddGetter(members, "Date", c => c.Day);
        AddGetter(members, "Day", c => c.Weekday);
        AddGetter(members, "Hours", c => c.Hour);
        AddGetter(members, "Minutes", c => c.Minute);
        AddGetter(members, "Seconds", c => c.Second);
        AddGetter(members, "Milliseconds", c => c.Millisecond);
        AddSetter(members, "FullYear", Year, 3);
        AddSetter(members, "Month", Month, 2);
        AddSetter(members, "Date", Day, 1);
        AddSetter(members, "Hours", Hour, 4);
        AddSetter(members, "Minutes", Minute, 3);
        AddSetter(members, "Seconds", Second, 2);
        AddSetter(members, "Milliseconds", Millisecond, 1);
        return members
            .Method("getTime", 0, (run, self, _) => DateBuiltins.Time(run, self))
            .Method("setTime", 1, (run, self, arguments) => SetTime(run, self, arguments[0]))
            .Method("getTimezoneOffset", 0, (run, self, _) => TimezoneOffset(run, DateBuiltins.Time(run, self)))
            .Method("getYear", 0, (run, self, _) => Get(run, self, isLocal: true, c => c.Year - 1900));
    }

    private static void AddGetter(Template members, string part, Func<CalendarTime, int> choose) => members
        .Method("get" + part, 0, (run, self, _) => Get(run, self, isLocal: true, choose))
        .Method("getUTC" + part, 0, (run, self, _) => Get(run, self, isLocal: false, choose));

    private static void AddSetter(Template members, string part, int first, int count) => members
        .Method("set" + part, count, (run, self, arguments) => Set(run, self, arguments, isLocal: true, first, count))
        .Method("setUTC" + part, count, (run, self, arguments) => Set(run, self, arguments, isLocal: false, first, count));

    private static JsValue Get(Run run, JsValue self, bool isLocal, Func<CalendarTime, int> choose)
    {
        var time = DateBuiltins.Time(run, self);
        return double.IsNaN(time) ? time : choose(CalendarTime.Of(isLocal ? DateBuiltins.Clock(run).ToLocal(time) : time));
    }

    private static JsValue Set(Run run, JsValue self, Arguments arguments, bool isLocal, int first, int count)
    {
        var date = DateBuiltins.This(run, self);
        var clock = isLocal ? DateBuiltins.Clock(run) : ZoneClock.Utc;
        var time = date.Time;

        // All arguments are converted, even when the date is invalid: the script may see it.
        Span<double> given = stackalloc double[4];
        var givenCount = Math.Clamp(arguments.Count, 1, count);
        for (var i = 0; i < givenCount; i++) given[i] = arguments[i].ToNumber(run);
        if (double.IsNaN(time) && first != Year) return time;

        var c = CalendarTime.Of(double.IsNaN(time) ? 0 : clock.ToLocal(time));
        Span<double> parts = [c.Year, c.Month, c.Day, c.Hour, c.Minute, c.Second, c.Millisecond];
        given[..givenCount].CopyTo(parts[first..]);
        var day = DateMath.MakeDay(parts[Year], parts[Month], parts[Day]);
        var local = DateMath.MakeDate(day, DateMath.MakeTime(parts[Hour], parts[Minute], parts[Second], parts[Millisecond]));
        date.Time = DateMath.TimeClip(clock.ToUtc(local));
        return date.Time;
    }

    private static JsValue SetTime(Run run, JsValue self, JsValue value)
    {
        var date = DateBuiltins.This(run, self);
        date.Time = DateMath.TimeClip(value.ToNumber(run));
        return date.Time;
    }

    // Minutes that UTC is ahead of local time, the other way round than everywhere else.
    private static double TimezoneOffset(Run run, double time) => double.IsNaN(time) ? time : 0 - (DateBuiltins.Clock(run).OffsetAt(time) / 60_000);
}
