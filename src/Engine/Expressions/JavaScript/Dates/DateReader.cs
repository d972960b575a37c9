namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Date.parse: the format of ECMA-262 first, then the looser forms that browsers read.</summary>
internal static class DateReader
{
    /// <returns>A time value; NaN when the text is no date.</returns>
    public static double Parse(string text, ZoneClock clock)
    {
        var time = ReadIso(text.Trim(), clock) ?? LooseDateReader.Read(text, clock);
        return DateMath.TimeClip(time);
    }

    /// <returns>Null when the text has not the form of ECMA-262 (21.4.1.32); it may still have another.</returns>
    private static double? ReadIso(string text, ZoneClock clock)
    {
        var at = 0;
        if (!TryYear(text, ref at, out var year))
        {
            return null;
        }

        var (month, day) = (1, 1);
        if (Skip(text, ref at, '-') && !TryNumber(text, ref at, 2, 1, 12, out month))
        {
            return null;
        }

        if (at > 5 && Skip(text, ref at, '-') && !TryNumber(text, ref at, 2, 1, 31, out day))
        {
            return null;
        }

        var days = DateMath.MakeDay(year, month - 1, day);
        if (at == text.Length)
        {
            return DateMath.MakeDate(days, 0);
        }

        if (text[at++] is not ('T' or 't') || !TryTime(text, ref at, out var time))
        {
            return null;
        }

        var local = DateMath.MakeDate(days, time);
        return at == text.Length ? clock.ToUtc(local) : TryOffset(text, ref at, out var offset) && at == text.Length ? local - offset : null;
    }

    private static bool TryYear(string text, ref int at, out int year)
    {
        if (text.Length > 0 && text[0] is '+' or '-')
        {
            at++;
            if (!TryNumber(text, ref at, 6, 0, 999_999, out year) || (year == 0 && text[0] == '-'))
            {
                return false;
            }

            year = text[0] == '-' ? -year : year;
            return true;
        }

        return TryNumber(text, ref at, 4, 0, 9999, out year);
    }

    private static bool TryTime(string text, ref int at, out double time)
    {
        var (second, millisecond) = (0, 0.0);
        time = 0;
        if (!TryNumber(text, ref at, 2, 0, 24, out var hour) || !Skip(text, ref at, ':') || !TryNumber(text, ref at, 2, 0, 59, out var minute))
        {
            return false;
        }

        if (Skip(text, ref at, ':'))
        {
            if (!TryNumber(text, ref at, 2, 0, 59, out second))
            {
                return false;
            }

            if (Skip(text, ref at, '.'))
            {
                var start = at;
                while (at < text.Length && char.IsAsciiDigit(text[at]))
                {
                    at++;
                }

                if (at == start)
                {
                    return false;
                }

                millisecond = Milliseconds(text.AsSpan(start, at - start));
            }
        }

        time = DateMath.MakeTime(hour, minute, second, millisecond);
        return time <= DateMath.MillisecondsPerDay;
    }

    private static bool TryOffset(string text, ref int at, out double offset)
    {
        offset = 0;
        if (text[at] is 'Z' or 'z')
        {
            at++;
            return true;
        }

        var sign = text[at] == '-' ? -1 : 1;
        if (text[at++] is not ('+' or '-'))
        {
            return false;
        }

        // V8 also reads the offset without its colon.
        if (TryNumber(text, ref at, 4, 0, 2359, out var hoursAndMinutes))
        {
            offset = sign * DateMath.MakeTime(hoursAndMinutes / 100, hoursAndMinutes % 100, 0, 0);
            return hoursAndMinutes % 100 < 60;
        }

        if (!TryNumber(text, ref at, 2, 0, 23, out var hours) || !Skip(text, ref at, ':') || !TryNumber(text, ref at, 2, 0, 59, out var minutes))
        {
            return false;
        }

        offset = sign * DateMath.MakeTime(hours, minutes, 0, 0);
        return true;
    }

    /// <summary>The digits after the point of the seconds; what is finer than a millisecond is cut off.</summary>
    public static int Milliseconds(ReadOnlySpan<char> digits)
    {
        var value = 0;
        for (var i = 0; i < 3; i++)
        {
            value = (value * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        return value;
    }

    private static bool Skip(string text, ref int at, char expected)
    {
        if (at >= text.Length || text[at] != expected)
        {
            return false;
        }

        at++;
        return true;
    }

    private static bool TryNumber(string text, ref int at, int digits, int least, int most, out int number)
    {
        number = 0;
        if (at + digits > text.Length)
        {
            return false;
        }

        for (var i = 0; i < digits; i++)
        {
            if (!char.IsAsciiDigit(text[at + i]))
            {
                return false;
            }

            number = (number * 10) + (text[at + i] - '0');
        }

        at += digits;
        return number >= least && number <= most && !(at < text.Length && char.IsAsciiDigit(text[at]));
    }
}
