using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Reads dates as people and browsers write them: "May 6, 2024 07:08", "6 May 2024", "5/6/2024 7:08 PM GMT+2", and Date's own texts.</summary>
/// <remarks>
/// The specification leaves these forms open; the rules are those one observes in V8. Numbers with a colon are the clock, other numbers the date;
/// words before the first number do not count; after it only months, AM, PM and zones may stand; parentheses are comments.
/// </remarks>
internal sealed class LooseDateReader
{
    private const int MaxWordLength = 3;

    private static readonly string[] MonthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> ZoneHours = new(StringComparer.Ordinal)
    {
        ["ut"] = 0,
        ["utc"] = 0,
        ["z"] = 0,
        ["gmt"] = 0,
        ["est"] = -5,
        ["edt"] = -4,
        ["cst"] = -6,
        ["cdt"] = -5,
        ["mst"] = -7,
        ["mdt"] = -6,
        ["pst"] = -8,
        ["pdt"] = -7,
    };

    private readonly string _text;
    private readonly List<int> _date = [];
    private readonly List<int> _clock = [];
    private int _at;
    private int? _month;
    private int? _halfDay;
    private int _zoneSign;
    private int? _zoneHours;
    private int? _zoneMinutes;
    private bool _hasNumber;
    private bool _isClockComplete;

    private LooseDateReader(string text) => _text = text;

    /// <returns>NaN when the text is no date.</returns>
    public static double Read(string text, ZoneClock clock)
    {
        var reader = new LooseDateReader(text);
        return reader.ReadParts() ? reader.Time(clock) : double.NaN;
    }

    private char Next => _at < _text.Length ? _text[_at] : '\0';

    private bool ReadParts()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            var isRead = true;
            if (char.IsAsciiDigit(c))
            {
                isRead = ReadNumber();
            }
            else if (char.IsAsciiLetter(c))
            {
                isRead = ReadWord();
            }
            else if (c is '+' or '-' && (IsUtc || _clock.Count > 0))
            {
                isRead = ReadOffset();
            }
            else if (c == '(')
            {
                SkipParentheses();
            }
            else
            {
                isRead = !(c is '+' or '-' or ')' && _hasNumber);
                _at++;
            }

            if (!isRead)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsUtc => _zoneHours == 0 && _zoneMinutes == 0;

    private bool ReadNumber()
    {
        _hasNumber = true;
        var number = TakeNumber(out _);
        if (Next == ':')
        {
            _at++;
            if (Next != ':')
            {
                return AddToClock(number);
            }

            _at++;
            return _clock.Count == 0 && AddToClock(number) && AddToClock(0);
        }

        if (Next == '.' && ClockExpects(number))
        {
            _at++;
            AddToClock(number);
            if (!char.IsAsciiDigit(Next))
            {
                return false;
            }

            EndClock(TakeMilliseconds());
            return true;
        }

        if (_zoneHours is not null && _zoneMinutes is null && number < 60)
        {
            _zoneMinutes = number;
            return true;
        }

        if (ClockExpects(number))
        {
            EndClock(number);
            return _at >= _text.Length || CharSet.Space.Contains(Next) || Next is '+' or '-' or 'z' or 'Z';
        }

        if (_date.Count == 3)
        {
            return false;
        }

        _date.Add(number);
        _at += Next == '.' ? 1 : 0;
        _at += Next == '-' ? 1 : 0;
        return true;
    }

    private bool ReadWord()
    {
        var start = _at;
        while (char.IsAsciiLetter(Next))
        {
            _at++;
        }

        var word = _text[start..Math.Min(_at, start + MaxWordLength)].ToLowerInvariant();
        var isWhole = _at - start <= MaxWordLength;
        if (isWhole && word is "am" or "pm" && _clock.Count > 0)
        {
            _halfDay = word == "am" ? 0 : 12;
            return true;
        }

        if (Array.IndexOf(MonthNames, word) is >= 0 and var month)
        {
            _month = month;
            _at += Next == '-' ? 1 : 0;
            return true;
        }

        if (isWhole && _hasNumber && ZoneHours.TryGetValue(word, out var hours))
        {
            (_zoneSign, _zoneHours, _zoneMinutes) = (hours < 0 ? -1 : 1, Math.Abs(hours), 0);
            return true;
        }

        // Before the first number words are taken for weekdays and the like, unless they touch it.
        return !_hasNumber && !char.IsAsciiDigit(Next);
    }

    private bool ReadOffset()
    {
        _zoneSign = _text[_at++] == '-' ? -1 : 1;
        var length = 0;
        var number = char.IsAsciiDigit(Next) ? TakeNumber(out length) : 0;
        _hasNumber = true;
        if (Next == ':')
        {
            (_zoneHours, _zoneMinutes) = (number, null);
            return true;
        }

        (_zoneHours, _zoneMinutes) = length <= 2 ? (number, 0) : (number / 100, number % 100);
        return length is >= 1 and <= 4;
    }

    private void SkipParentheses()
    {
        var depth = 0;
        do
        {
            depth += Next == '(' ? 1 : Next == ')' ? -1 : 0;
            _at++;
        }
        while (depth > 0 && _at < _text.Length);
    }

    private int TakeNumber(out int length)
    {
        var start = _at;
        long number = 0;
        while (char.IsAsciiDigit(Next))
        {
            number = Math.Min((number * 10) + (Next - '0'), int.MaxValue);
            _at++;
        }

        length = _at - start;
        return (int)number;
    }

    private int TakeMilliseconds()
    {
        var start = _at;
        TakeNumber(out _);
        return DateReader.Milliseconds(_text.AsSpan(start, _at - start));
    }

    private bool ClockExpects(int number) => !_isClockComplete && _clock.Count switch
    {
        1 or 2 => number < 60,
        3 => number < 1000,
        _ => false,
    };

    private bool AddToClock(int number)
    {
        if (_isClockComplete || _clock.Count == 4)
        {
            return false;
        }

        _clock.Add(number);
        return true;
    }

    private void EndClock(int number)
    {
        AddToClock(number);
        _isClockComplete = true;
    }

    private double Time(ZoneClock clock)
    {
        if (_date.Count == 0 || ReadDate() is not var (year, month, day) || ReadClock() is not { } time)
        {
            return double.NaN;
        }

        var local = DateMath.MakeDate(DateMath.MakeDay(year, month, day), time);
        return _zoneHours is { } hours
            ? local - (_zoneSign * DateMath.MakeTime(hours, _zoneMinutes ?? 0, 0, 0))
            : clock.ToUtc(local);
    }

    private (int Year, int Month, int Day)? ReadDate()
    {
        int Part(int index) => index < _date.Count ? _date[index] : 1;
        var (year, month, day) = (_month, IsDay(Part(0))) switch
        {
            (null, false) => (Part(0), Part(1) - 1, Part(2)),
            (null, true) => (Part(2), Part(0) - 1, Part(1)),
            ({ } named, false) => (Part(0), named, Part(1)),
            ({ } named, true) => (Part(1), named, Part(0)),
        };
        year += year is >= 0 and <= 49 ? 2000 : year is >= 50 and <= 99 ? 1900 : 0;
        return month is >= 0 and <= 11 && IsDay(day) ? (year, month, day) : null;
    }

    private static bool IsDay(int number) => number is >= 1 and <= 31;

    private double? ReadClock()
    {
        int Part(int index) => index < _clock.Count ? _clock[index] : 0;
        var hour = Part(0);
        if (_halfDay is { } half)
        {
            if (hour > 12)
            {
                return null;
            }

            hour = (hour % 12) + half;
        }

        var time = DateMath.MakeTime(hour, Part(1), Part(2), Part(3));
        return hour <= 24 && Part(1) < 60 && Part(2) < 60 && Part(3) < 1000 && time <= DateMath.MillisecondsPerDay ? time : null;
    }
}
