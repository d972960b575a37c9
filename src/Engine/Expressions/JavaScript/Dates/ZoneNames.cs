using IqWorkflows.Engine.Expressions.JavaScript.Locales;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Names of the time zones that German centres meet; for others the offset speaks.</summary>
internal static class ZoneNames
{
    private static readonly Family Central = new(
        "Central European Standard Time", "Central European Summer Time", "Mitteleuropäische Normalzeit", "Mitteleuropäische Sommerzeit",
        German: ("MEZ", "MESZ"), British: ("CET", "CEST"));

    private static readonly Family Eastern = new(
        "Eastern European Standard Time", "Eastern European Summer Time", "Osteuropäische Normalzeit", "Osteuropäische Sommerzeit",
        German: ("OEZ", "OESZ"), British: ("EET", "EEST"));

    private static readonly Family Western = new(
        "Western European Standard Time", "Western European Summer Time", "Westeuropäische Normalzeit", "Westeuropäische Sommerzeit",
        German: ("WEZ", "WESZ"), British: ("WET", "WEST"));

    private static readonly Family London = new(
        "Greenwich Mean Time", "British Summer Time", "Mittlere Greenwich-Zeit", "Britische Sommerzeit", British: ("GMT", "BST"), American: ("GMT", "GMT+1"));

    private static readonly Family Utc = new(
        "Coordinated Universal Time", "Coordinated Universal Time", "Koordinierte Weltzeit", "Koordinierte Weltzeit",
        German: ("UTC", "UTC"), British: ("UTC", "UTC"), American: ("UTC", "UTC"));

    private static readonly Dictionary<string, Family> ById = new(StringComparer.Ordinal)
    {
        ["UTC"] = Utc,
        ["Etc/UTC"] = Utc,
        ["Europe/London"] = London,
        ["America/New_York"] = new(
            "Eastern Standard Time", "Eastern Daylight Time", "Nordamerikanische Ostküsten-Normalzeit", "Nordamerikanische Ostküsten-Sommerzeit", American: ("EST", "EDT")),
        ["America/Chicago"] = new(
            "Central Standard Time", "Central Daylight Time", "Nordamerikanische Zentral-Normalzeit", "Nordamerikanische Zentral-Sommerzeit", American: ("CST", "CDT")),
        ["America/Denver"] = new("Mountain Standard Time", "Mountain Daylight Time", "Rocky-Mountain-Normalzeit", "Rocky-Mountain-Sommerzeit", American: ("MST", "MDT")),
        ["America/Los_Angeles"] = new(
            "Pacific Standard Time", "Pacific Daylight Time", "Nordamerikanische Westküsten-Normalzeit", "Nordamerikanische Westküsten-Sommerzeit", American: ("PST", "PDT")),
        ["Asia/Tokyo"] = new("Japan Standard Time", "Japan Daylight Time", "Japanische Normalzeit", "Japanische Sommerzeit"),
        ["Asia/Kolkata"] = new("India Standard Time", "India Standard Time", "Indische Normalzeit", "Indische Normalzeit"),
        ["Asia/Shanghai"] = new("China Standard Time", "China Daylight Time", "Chinesische Normalzeit", "Chinesische Sommerzeit"),
        ["Europe/Moscow"] = new("Moscow Standard Time", "Moscow Summer Time", "Moskauer Normalzeit", "Moskauer Sommerzeit"),
    };

    static ZoneNames()
    {
        foreach (var city in "Berlin Busingen Amsterdam Andorra Belgrade Bratislava Brussels Budapest Copenhagen Gibraltar Ljubljana Luxembourg Madrid Malta Monaco Oslo Paris Podgorica Prague Rome San_Marino Sarajevo Skopje Stockholm Tirane Vaduz Vatican Vienna Warsaw Zagreb Zurich".Split(' '))
        {
            ById["Europe/" + city] = Central;
        }

        foreach (var city in "Athens Bucharest Chisinau Helsinki Kyiv Mariehamn Riga Sofia Tallinn Vilnius".Split(' '))
        {
            ById["Europe/" + city] = Eastern;
        }

        ById["Europe/Lisbon"] = Western;
    }

    /// <summary>The long name in English, as Date.prototype.toString shows it in parentheses.</summary>
    public static string LongEnglish(ZoneClock clock, double time) => Long(clock, time, ScriptLocale.AmericanEnglish);

    public static string Long(ZoneClock clock, double time, ScriptLocale locale)
    {
        if (Find(clock) is not { } family)
        {
            return "GMT" + (clock.OffsetAt(time) == 0 ? "" : DateText.Offset(clock.OffsetAt(time), separator: ":"));
        }

        var isSummer = clock.IsSummerTime(time);
        return locale == ScriptLocale.German
            ? isSummer ? family.GermanSummer : family.GermanStandard
            : isSummer ? family.Summer : family.Standard;
    }

    public static string Short(ZoneClock clock, double time, ScriptLocale locale)
    {
        var names = Find(clock) is not { } family ? default : locale switch
        {
            ScriptLocale.German => family.German,
            ScriptLocale.BritishEnglish => family.British,
            _ => family.American,
        };
        return (clock.IsSummerTime(time) ? names.Summer : names.Standard) ?? ShortOffset(clock.OffsetAt(time), locale);
    }

    private static Family? Find(ZoneClock clock) => ById.GetValueOrDefault(clock.Zone.Id);

    private static string ShortOffset(double offset, ScriptLocale locale)
    {
        if (offset == 0)
        {
            return locale == ScriptLocale.German ? "GMT+0" : "GMT";
        }

        var minutes = (int)(Math.Abs(offset) / 60_000);
        return $"GMT{(offset < 0 ? '-' : '+')}{minutes / 60}{(minutes % 60 == 0 ? "" : $":{minutes % 60:00}")}";
    }

    private sealed record Family(
        string Standard,
        string Summer,
        string GermanStandard,
        string GermanSummer,
        (string? Standard, string? Summer) German = default,
        (string? Standard, string? Summer) British = default,
        (string? Standard, string? Summer) American = default);
}
