using System.Globalization;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>What came of reading a file of rules.</summary>
/// <param name="Value">Null when there are problems.</param>
public sealed record RuleReading<T>(T? Value, IReadOnlyList<RuleProblem> Problems) where T : class;

/// <summary>Reads the public holidays from the text of <c>holidays.yaml</c>.</summary>
public static partial class HolidayFile
{
    public static RuleReading<HolidayCalendar> Read(string text, string file)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<HolidayCalendar>(null, rules.Problems);

        var knownFrom = root.Day("known_from");
        var holidays = root.Maps("holidays").Select(HolidayIn).ToList();
        if (holidays.Count == 0)
            root.Report("holidays", "There are no holidays.", "List them under \"holidays\".");
        root.Close();
        return new RuleReading<HolidayCalendar>(rules.Problems.Count == 0 ? new HolidayCalendar(holidays, knownFrom) : null, rules.Problems);
    }

    private static Holiday HolidayIn(RuleMap map)
    {
        var name = map.Local("name");
        var (from, to) = (map.Day("valid_from"), map.OptionalDay("valid_to"));
        if (to < from)
            map.Report("valid_to", "It ends before it begins.", "Put valid_to on or after valid_from.");
        var laender = map.Laender("laender");
        var municipal = map.Maps("municipalities").Select(scope => ScopeIn(scope, laender)).ToList();
        if (laender.Count == 0 && municipal.Count == 0)
            map.Report("laender", "The holiday holds nowhere.", "Name Länder or municipalities.");
        var holiday = new Holiday(map.Text("code"), name.German, name.English, DateIn(map), from, to, laender, municipal, map.Text("source"));
        map.Close();
        return holiday;
    }

    private static MunicipalScope ScopeIn(RuleMap map, IReadOnlySet<Land> everywhereIn)
    {
        var land = map.Laender("land");
        if (land.Count != 1)
            map.Report("land", "A list of municipalities belongs to one Land.", "Write for example land: BY.");
        if (land.Any(everywhereIn.Contains))
            map.Report("land", "The holiday holds in all of this Land already.", "Remove the list, or the Land from \"laender\".");
        var others = map.Text("others");
        if (others is not ("none" or "unknown" or ""))
            map.Report("others", $"\"{others}\" is not known.", "Write none when the lists are complete, unknown when they are not.");
        var scope = new MunicipalScope(
            land.FirstOrDefault(), MunicipalitiesIn(map, "in"), MunicipalitiesIn(map, "not_in"), MunicipalitiesIn(map, "partly_in"), others == "unknown");
        foreach (var twice in new[] { scope.In, scope.NotIn, scope.PartlyIn }.SelectMany(list => list).GroupBy(listed => listed.Name).Where(same => same.Count() > 1))
            map.Report("in", $"{twice.Key} is listed twice.", "Keep one of them.");
        map.Close();
        return scope;
    }

    private static List<Municipality> MunicipalitiesIn(RuleMap map, string name) => [.. map.Maps(name).Select(listed =>
    {
        var key = listed.OptionalText("key");
        if (key is not null && !(key.Length is >= 2 and <= 8 && key.All(char.IsAsciiDigit)))
            listed.Report("key", $"\"{key}\" is no official key.", "Write its digits in quotes; fewer than eight stand for a whole district.");
        var municipality = new Municipality(listed.Text("name"), key);
        listed.Close();
        return municipality;
    })];

    private static HolidayDate DateIn(RuleMap map)
    {
        var text = map.Text("on");
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var once))
            return new HolidayDate.Once(once);
        if (FromEaster().Match(text) is { Success: true } easter)
            return new HolidayDate.FromEaster(int.Parse(easter.Groups["days"].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
        if (DayOfYear().Match(text) is { Success: true } day
            && DateOnly.TryParseExact("2000-" + day.Groups["day"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var fixedDay)
            && fixedDay is not { Month: 2, Day: 29 }) // not in every year
        {
            return day.Groups["weekday"] is { Success: true, Value: var weekday }
                ? new HolidayDate.WeekdayBefore(Enum.Parse<DayOfWeek>(weekday, ignoreCase: true), fixedDay.Month, fixedDay.Day)
                : new HolidayDate.Fixed(fixedDay.Month, fixedDay.Day);
        }
        if (text.Length > 0)
            map.Report("on", $"\"{text}\" is no day of the year.", "Write 01-06, easter+39, wednesday before 11-23, or 2028-06-17 for a single day.");
        return new HolidayDate.Once(DateOnly.MinValue);
    }

    [GeneratedRegex(@"^easter(?<days>[+-]\d{1,2})$")]
    private static partial Regex FromEaster();

    [GeneratedRegex(@"^((?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday) before )?(?<day>\d\d-\d\d)$")]
    private static partial Regex DayOfYear();
}
