namespace IqWorkflows.Engine.Programs;

/// <summary>Which days of a month a cron expression means. Day of month and day of week must both agree.</summary>
internal sealed class CronDays
{
    private readonly List<Rule> _ofMonth = [];
    private readonly List<Rule> _ofWeek = [];

    private enum Form
    {
        /// <summary>Days or weekdays by bits.</summary>
        Listed,

        /// <summary>So many days before the last of the month.</summary>
        FromLast,

        /// <summary>The n-th such weekday of the month.</summary>
        Nth,

        /// <summary>The last such weekday of the month.</summary>
        LastSuch,
    }

    private readonly record struct Rule(Form Form, ulong Bits = 0, int Number = 0, int Weekday = 0, bool IsNearestWeekday = false);

    /// <returns>What is wrong, or null.</returns>
    public string? Read(ReadOnlySpan<char> ofMonth, ReadOnlySpan<char> ofWeek)
    {
        foreach (var range in ofMonth.Split(','))
        {
            if (ReadOfMonth(ofMonth[range]) is { } wrong)
                return wrong;
        }
        foreach (var range in ofWeek.Split(','))
        {
            if (ReadOfWeek(ofWeek[range]) is { } wrong)
                return wrong;
        }
        return null;
    }

    /// <returns>A bit per day of the month.</returns>
    public ulong In(int year, int month)
    {
        var days = DateTime.DaysInMonth(year, month);
        var first = (int)new DateTime(year, month, 1).DayOfWeek;
        ulong byMonth = 0, byWeek = 0;
        foreach (var rule in _ofMonth)
            byMonth |= OfMonth(rule, days, first);
        foreach (var rule in _ofWeek)
            byWeek |= OfWeek(rule, days, first);
        return byMonth & byWeek;
    }

    private string? ReadOfMonth(ReadOnlySpan<char> element)
    {
        var field = CronField.DayOfMonth;
        if (element is "?")
            element = "*";
        var isNearest = element.Length > 1 && element[^1] is 'W' or 'w';
        if (isNearest)
            element = element[..^1];

        if (element is ['L' or 'l', ..])
        {
            var before = 0;
            if (element.Length > 1 && (element[1] != '-' || field.Value(element[2..], out before) is not null || before > 30))
                return field.Wrong($"'{element}' is not understood; write L for the last day or L-3 for three days before it");
            _ofMonth.Add(new Rule(Form.FromLast, Number: before, IsNearestWeekday: isNearest));
            return null;
        }

        if (isNearest && field.Value(element, out _) is { } noDay)
            return noDay;
        var wrong = field.Read(element, out var bits);
        _ofMonth.Add(new Rule(Form.Listed, bits, IsNearestWeekday: isNearest));
        return wrong;
    }

    private string? ReadOfWeek(ReadOnlySpan<char> element)
    {
        var field = CronField.DayOfWeek;
        if (element is "?")
            element = "*";
        var hash = element.IndexOf('#');
        if (hash >= 0)
        {
            if (field.Value(element[..hash], out var weekday) is { } noDay)
                return noDay;
            if (element[(hash + 1)..] is not [>= '1' and <= '5' and var number])
                return field.Wrong($"'{element}' is not understood; write for example MON#2 for the second Monday, up to #5");
            _ofWeek.Add(new Rule(Form.Nth, Number: number - '0', Weekday: weekday % 7));
            return null;
        }

        if (element.Length > 1 && element[^1] is 'L' or 'l')
        {
            var noDay = field.Value(element[..^1], out var weekday);
            _ofWeek.Add(new Rule(Form.LastSuch, Weekday: weekday % 7));
            return noDay;
        }

        if (element is "L" or "l")
            return field.Wrong("L needs a weekday; write for example FRIL for the last Friday of the month");
        var wrong = field.Read(element, out var bits);
        _ofWeek.Add(new Rule(Form.Listed, (bits | (bits >> 7)) & 0x7F));
        return wrong;
    }

    private static ulong OfMonth(Rule rule, int days, int first)
    {
        var bits = rule.Form == Form.Listed ? rule.Bits : rule.Number < days ? 1UL << (days - rule.Number) : 0;
        bits &= (1UL << (days + 1)) - 1;
        return rule.IsNearestWeekday && bits != 0 ? 1UL << NearestWeekday(System.Numerics.BitOperations.Log2(bits), days, first) : bits;
    }

    /// <summary>Friday before a Saturday, Monday after a Sunday, but never in another month.</summary>
    private static int NearestWeekday(int day, int days, int first) => Weekday(day, first) switch
    {
        6 => day > 1 ? day - 1 : day + 2,
        0 => day < days ? day + 1 : day - 2,
        _ => day,
    };

    private static ulong OfWeek(Rule rule, int days, int first)
    {
        ulong bits = 0;
        for (var day = 1; day <= days; day++)
        {
            var weekday = Weekday(day, first);
            var isMeant = rule.Form switch
            {
                Form.Nth => weekday == rule.Weekday && (day + 6) / 7 == rule.Number,
                Form.LastSuch => weekday == rule.Weekday && day + 7 > days,
                _ => (rule.Bits >> weekday & 1) != 0,
            };
            bits |= isMeant ? 1UL << day : 0;
        }
        return bits;
    }

    private static int Weekday(int day, int first) => (first + day - 1) % 7;
}
