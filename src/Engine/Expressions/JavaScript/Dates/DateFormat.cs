using System.Globalization;
using IqWorkflows.Engine.Expressions.JavaScript.Locales;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Dates for people, in German or English, as Intl.DateTimeFormat writes them.</summary>
internal static class DateFormat
{
    /// <param name="time">A time value.</param>
    /// <param name="clock">The zone in which it is shown.</param>
    /// <param name="locale">The language.</param>
    /// <param name="options">What to show; nothing asked for shows nothing.</param>
    public static string Format(double time, ZoneClock clock, ScriptLocale locale, DateFormatOptions options)
    {
        if (double.IsNaN(time))
        {
            return DateText.Invalid;
        }

        var parts = Resolved(options, locale);
        var c = CalendarTime.Of(clock.ToLocal(time));
        var date = parts.HasDate ? DatePart(c, locale, parts) : "";
        var zone = parts.ZoneName switch
        {
            null => "",
            NameLength.Long => ZoneNames.Long(clock, time, locale),
            _ => ZoneNames.Short(clock, time, locale),
        };
        if (!parts.HasTime)
        {
            return date.Length == 0 || zone.Length == 0 ? date + zone : date + Between(locale, options, parts) + zone;
        }

        var clockText = TimePart(c, locale, parts) + (zone.Length == 0 ? "" : " " + zone);
        return date.Length == 0 ? clockText : date + Between(locale, options, parts) + clockText;
    }

    /// <summary>Replaces the styles by the parts they mean.</summary>
    private static DateFormatOptions Resolved(DateFormatOptions options, ScriptLocale locale)
    {
        var parts = options.DateStyle switch
        {
            null => options,
            FormatStyle.Full => options with { Weekday = NameLength.Long, Year = DigitLength.Numeric, Month = MonthLength.Long, Day = DigitLength.Numeric },
            FormatStyle.Long => options with { Year = DigitLength.Numeric, Month = MonthLength.Long, Day = DigitLength.Numeric },
            FormatStyle.Medium when locale == ScriptLocale.German => options with { Year = DigitLength.Numeric, Month = MonthLength.TwoDigit, Day = DigitLength.TwoDigit },
            FormatStyle.Medium => options with { Year = DigitLength.Numeric, Month = MonthLength.Short, Day = DigitLength.Numeric },
            _ => locale switch
            {
                ScriptLocale.German => options with { Year = DigitLength.TwoDigit, Month = MonthLength.TwoDigit, Day = DigitLength.TwoDigit },
                ScriptLocale.BritishEnglish => options with { Year = DigitLength.Numeric, Month = MonthLength.TwoDigit, Day = DigitLength.TwoDigit },
                _ => options with { Year = DigitLength.TwoDigit, Month = MonthLength.Numeric, Day = DigitLength.Numeric },
            },
        };
        if (options.TimeStyle is not { } style)
        {
            return parts;
        }

        return parts with
        {
            Hour = locale == ScriptLocale.AmericanEnglish ? DigitLength.Numeric : DigitLength.TwoDigit,
            Minute = DigitLength.TwoDigit,
            Second = style == FormatStyle.Short ? null : DigitLength.TwoDigit,
            ZoneName = style switch
            {
                FormatStyle.Full => NameLength.Long,
                FormatStyle.Long => NameLength.Short,
                _ => null,
            },
        };
    }

    private static string DatePart(CalendarTime c, ScriptLocale locale, DateFormatOptions parts)
    {
        var date = WithoutWeekday(c, locale, parts);
        if (parts.Weekday is not { } length)
        {
            return date;
        }

        var isBeforeTime = date.Length == 0 && parts.Minute is not null && parts.ZoneName is null;
        var weekday = DateWords.Weekday(c.Weekday, length, locale, isAlone: parts.Day is null && !isBeforeTime);
        if (parts.Day is null)
        {
            return date.Length == 0 ? weekday : $"{date} {weekday}";
        }

        return locale switch
        {
            ScriptLocale.AmericanEnglish when parts.Month is null => $"{date} {weekday}",
            ScriptLocale.BritishEnglish when parts.Month is null || parts.Year is null => $"{weekday} {date}",
            _ => $"{weekday}, {date}",
        };
    }

    private static string WithoutWeekday(CalendarTime c, ScriptLocale locale, DateFormatOptions parts)
    {
        var year = parts.Year switch
        {
            null => "",
            DigitLength.TwoDigit => Number(Math.Abs(c.Year % 100), DigitLength.TwoDigit),
            // Years before the first count back from Christ, and Intl leaves that unsaid.
            _ => Number(c.Year > 0 ? c.Year : 1 - c.Year, DigitLength.Numeric),
        };
        if (parts.Month is not { } monthLength)
        {
            var day = parts.Day is { } dayLength ? Number(c.Day, dayLength) + (locale == ScriptLocale.German && parts.Weekday is not null ? "." : "") : "";
            return year.Length > 0 && day.Length > 0 ? $"{year} {day}" : year + day;
        }

        if (monthLength >= MonthLength.Narrow)
        {
            var isAlone = parts.Day is null && (parts.Year is null || locale != ScriptLocale.German);
            return WithMonthName(DateWords.Month(c.Month, monthLength, locale, isAlone), c, locale, parts, year);
        }

        return WithMonthNumber(c, locale, parts, year, monthLength == MonthLength.TwoDigit);
    }

    private static string WithMonthName(string month, CalendarTime c, ScriptLocale locale, DateFormatOptions parts, string year)
    {
        var day = parts.Day is { } length ? Number(c.Day, length) : null;
        var dayAndMonth = (day, locale) switch
        {
            (null, _) => month,
            (_, ScriptLocale.German) => $"{day}. {month}",
            (_, ScriptLocale.BritishEnglish) => $"{day} {month}",
            _ => $"{month} {day}",
        };
        if (year.Length == 0)
        {
            return dayAndMonth;
        }

        return day is not null && locale == ScriptLocale.AmericanEnglish ? $"{dayAndMonth}, {year}" : $"{dayAndMonth} {year}";
    }

    private static string WithMonthNumber(CalendarTime c, ScriptLocale locale, DateFormatOptions parts, string year, bool isPadded)
    {
        // British dates are padded unless the script pads only one of the two and wants no weekday.
        var padsAnyway = locale == ScriptLocale.BritishEnglish
            && (parts.Day is null ? year.Length > 0 : parts.Weekday is not null || parts.Day == DigitLength.TwoDigit == isPadded);
        var month = Number(c.Month + 1, isPadded || padsAnyway ? DigitLength.TwoDigit : DigitLength.Numeric);
        if (parts.Day is not { } dayLength)
        {
            return year.Length == 0 ? month : $"{month}/{year}";
        }

        var padsDay = padsAnyway || (locale == ScriptLocale.German && isPadded && year.Length == 0 && parts.Weekday is null);
        var day = Number(c.Day, padsDay ? DigitLength.TwoDigit : dayLength);
        return locale switch
        {
            ScriptLocale.German => $"{day}.{month}.{year}",
            ScriptLocale.BritishEnglish => $"{day}/{month}{Slash(year)}",
            _ => $"{month}/{day}{Slash(year)}",
        };
    }

    private static string TimePart(CalendarTime c, ScriptLocale locale, DateFormatOptions parts)
    {
        var isTwelveHours = parts.Hour12 ?? locale == ScriptLocale.AmericanEnglish;
        var seconds = parts.FractionalSecondDigits is { } digits
            ? Number(c.Second, DigitLength.TwoDigit) + (locale == ScriptLocale.German ? ',' : '.') + Number(c.Millisecond, DigitLength.Numeric).PadLeft(3, '0')[..digits]
            : Number(c.Second, DigitLength.TwoDigit);
        var hasSeconds = parts.Second is not null || parts.FractionalSecondDigits is not null;
        if (parts.Hour is not { } hourLength)
        {
            return (parts.Minute, hasSeconds) switch
            {
                (not null, false) => Number(c.Minute, DigitLength.Numeric),
                (null, true) when parts.FractionalSecondDigits is null => Number(c.Second, DigitLength.Numeric),
                (null, true) => seconds,
                _ => $"{Number(c.Minute, DigitLength.TwoDigit)}:{seconds}",
            };
        }

        var hour = isTwelveHours
            ? Number(c.Hour % 12 == 0 ? 12 : c.Hour % 12, hourLength)
            : Number(c.Hour, PadsHour(locale, parts, hasSeconds) ? DigitLength.TwoDigit : hourLength);
        var isHourOnly = parts.Minute is null && !hasSeconds;
        var text = hour + (isHourOnly ? "" : ":" + Number(c.Minute, DigitLength.TwoDigit)) + (hasSeconds ? ":" + seconds : "");
        if (isTwelveHours)
        {
            var half = c.Hour < 12 ? "AM" : "PM";
            return $"{text} {(locale == ScriptLocale.BritishEnglish ? half.ToLowerInvariant() : half)}";
        }

        return (isHourOnly, locale) switch
        {
            (false, _) => text,
            (true, ScriptLocale.German) => text + " Uhr",
            _ => parts.ZoneName is null ? text : text + "h",
        };
    }

    /// <summary>Hours to 24 have two digits, also where one was asked for, except in the combinations in which Intl heeds the wish.</summary>
    private static bool PadsHour(ScriptLocale locale, DateFormatOptions parts, bool hasSeconds)
    {
        if (locale == ScriptLocale.AmericanEnglish || (parts.ZoneName is null && IsWeekdayOnly(parts)))
        {
            return true;
        }

        return parts.ZoneName is not null ? !hasSeconds : parts.Minute != DigitLength.TwoDigit || (hasSeconds && parts.Second != DigitLength.TwoDigit);
    }

    /// <summary>What stands between date and time.</summary>
    private static string Between(ScriptLocale locale, DateFormatOptions options, DateFormatOptions parts)
    {
        var isLong = options.DateStyle is null ? parts.Month == MonthLength.Long : options.DateStyle >= FormatStyle.Long;
        if (isLong)
        {
            return locale == ScriptLocale.German ? " um " : " at ";
        }

        return IsWeekdayOnly(parts) && parts.ZoneName is null && locale != ScriptLocale.German && (locale == ScriptLocale.AmericanEnglish || parts.Minute is not null) ? " " : ", ";
    }

    private static bool IsWeekdayOnly(DateFormatOptions parts) => parts is { Weekday: not null, Day: null, Month: null, Year: null };

    private static string Slash(string year) => year.Length == 0 ? "" : "/" + year;

    private static string Number(int number, DigitLength length) =>
        number.ToString(length == DigitLength.TwoDigit ? "00" : "0", CultureInfo.InvariantCulture);
}
