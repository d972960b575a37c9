namespace IqWorkflows.Cases.Periods;

/// <summary>Easter Sunday by the Gregorian computus, on which the movable holidays hang.</summary>
public static class Easter
{
    /// <summary>The Sunday after the first full moon (of the church's tables) on or after 21 March.</summary>
    public static DateOnly SundayOf(int year)
    {
        var golden = year % 19;
        var century = year / 100;
        var skippedLeapDays = century - century / 4;
        var moonCorrection = (8 * century + 13) / 25;
        var epact = (19 * golden + skippedLeapDays - moonCorrection + 15) % 30;

        // The tables have 29 days in some months only, so the last two places of the moon's month are drawn together.
        var fullMoon = epact - (epact == 29 || (epact == 28 && golden > 10) ? 1 : 0);
        var paschal = new DateOnly(year, 3, 21).AddDays(fullMoon);
        return paschal.AddDays(7 - (int)paschal.DayOfWeek);
    }
}
