using IqWorkflows.Engine.Expressions.JavaScript.Locales;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>The arguments of toLocaleString or Intl.DateTimeFormat, read and ready to format.</summary>
internal sealed class DateOptions
{
    private readonly DateFormatOptions _shown;

    private DateOptions(ScriptLocale locale, ZoneClock clock, DateFormatOptions shown)
    {
        Locale = locale;
        Clock = clock;
        _shown = shown;
    }

    public ScriptLocale Locale { get; }

    public ZoneClock Clock { get; }

    public string Format(double time) => DateFormat.Format(time, Clock, Locale, _shown);

    /// <summary>Reads locales and options; date and time say what is shown when the options ask for none of it.</summary>
    public static DateOptions Read(Run run, Arguments arguments, bool date, bool time)
    {
        var options = LocaleOptions.Options(run, arguments[1]);
        var shown = Shown(run, options);
        if ((!date && shown.DateStyle is not null) || (!time && shown.TimeStyle is not null))
            throw run.TypeError(date ? "The option timeStyle needs toLocaleString or toLocaleTimeString" : "The option dateStyle needs toLocaleString or toLocaleDateString");

        var locale = LocaleOptions.Locale(run, arguments[0]);
        return new DateOptions(locale, ClockOf(run, options), shown.WithDefaults(date, time));
    }

    /// <summary>Reads the arguments of Intl.DateTimeFormat, which shows the date when nothing is asked for.</summary>
    public static DateOptions ReadForIntl(Run run, Arguments arguments)
    {
        var locale = LocaleOptions.Locale(run, arguments[0]);
        var options = LocaleOptions.Options(run, arguments[1]);
        var shown = Shown(run, options);
        return new DateOptions(locale, ClockOf(run, options), shown.HasTime ? shown : shown.WithDefaults(date: true, time: false));
    }

    private static DateFormatOptions Shown(Run run, JsObject? options)
    {
        if (options is null) return new DateFormatOptions();

        var shown = new DateFormatOptions
        {
            Hour12 = LocaleOptions.Boolean(run, options, "hour12") ?? LocaleOptions.Text(run, options, "hourCycle", "h11", "h12", "h23", "h24") switch
            {
                null => null,
                "h11" or "h12" => true,
                _ => false,
            },
            Weekday = Name(run, options, "weekday"),
            Year = Digits(run, options, "year"),
            Month = Month(run, options),
            Day = Digits(run, options, "day"),
            Hour = Digits(run, options, "hour"),
            Minute = Digits(run, options, "minute"),
            Second = Digits(run, options, "second"),
            FractionalSecondDigits = LocaleOptions.Number(run, options, "fractionalSecondDigits", 1, 3),
            ZoneName = LocaleOptions.Text(run, options, "timeZoneName", "short", "long") switch
            {
                null => null,
                "short" => NameLength.Short,
                _ => NameLength.Long,
            },
            DateStyle = Style(run, options, "dateStyle"),
            TimeStyle = Style(run, options, "timeStyle"),
        };
        var hasStyle = shown.DateStyle is not null || shown.TimeStyle is not null;
        if (hasStyle && (shown.HasDate || shown.HasTime || shown.ZoneName is not null))
            throw run.TypeError("dateStyle and timeStyle cannot be combined with single parts such as year or hour");
        return shown;
    }

    private static DigitLength? Digits(Run run, JsObject options, string name) => LocaleOptions.Text(run, options, name, "numeric", "2-digit") switch
    {
        null => null,
        "2-digit" => DigitLength.TwoDigit,
        _ => DigitLength.Numeric,
    };

    private static NameLength? Name(Run run, JsObject options, string name) => LocaleOptions.Text(run, options, name, "narrow", "short", "long") switch
    {
        null => null,
        "narrow" => NameLength.Narrow,
        "short" => NameLength.Short,
        _ => NameLength.Long,
    };

    private static MonthLength? Month(Run run, JsObject options) => LocaleOptions.Text(run, options, "month", "numeric", "2-digit", "narrow", "short", "long") switch
    {
        null => null,
        "numeric" => MonthLength.Numeric,
        "2-digit" => MonthLength.TwoDigit,
        "narrow" => MonthLength.Narrow,
        "short" => MonthLength.Short,
        _ => MonthLength.Long,
    };

    private static FormatStyle? Style(Run run, JsObject options, string name) => LocaleOptions.Text(run, options, name, "full", "long", "medium", "short") switch
    {
        null => null,
        "full" => FormatStyle.Full,
        "long" => FormatStyle.Long,
        "medium" => FormatStyle.Medium,
        _ => FormatStyle.Short,
    };

    private static ZoneClock ClockOf(Run run, JsObject? options)
    {
        if (LocaleOptions.Text(run, options, "timeZone") is not { } id) return DateBuiltins.Clock(run);
        if (id.ToUpperInvariant() is "UTC" or "GMT" or "ETC/UTC" or "ETC/GMT") return ZoneClock.Utc;

        // Names only, never paths: .NET looks zones up in a folder.
        var isName = id.Length <= 64 && id.Split('/').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+'));
        if (!isName || !TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) throw run.RangeError($"Invalid time zone specified: {Conversions.Show(run, id)}");
        return new ZoneClock(zone);
    }
}
