using IqWorkflows.Engine.Expressions.JavaScript.Locales;

namespace IqWorkflows.Engine.Expressions.JavaScript.Dates;

/// <summary>Names of months and weekdays.</summary>
internal static class DateWords
{
    private static readonly string[] EnglishMonths =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    private static readonly string[] GermanMonths =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private static readonly string[] GermanShortMonths =
        ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."];

    private static readonly string[] EnglishWeekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    private static readonly string[] GermanWeekdays = ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];

    /// <param name="month">From 0.</param>
    /// <param name="length">Short, long or narrow.</param>
    /// <param name="locale">The language.</param>
    /// <param name="isAlone">German shortens a month without a day or a year differently.</param>
    public static string Month(int month, MonthLength length, ScriptLocale locale, bool isAlone)
    {
        var name = (locale == ScriptLocale.German ? GermanMonths : EnglishMonths)[month];
        return length switch
        {
            MonthLength.Long => name,
            MonthLength.Narrow => name[..1],
            _ => locale switch
            {
                ScriptLocale.German => isAlone ? name[..3] : GermanShortMonths[month],
                ScriptLocale.BritishEnglish when month == 8 => "Sept",
                _ => name[..3],
            },
        };
    }

    /// <param name="weekday">From Sunday = 0.</param>
    /// <param name="length">Short, long or narrow.</param>
    /// <param name="locale">The language.</param>
    /// <param name="isAlone">German writes a short weekday without its point when no day of the month follows.</param>
    public static string Weekday(int weekday, NameLength length, ScriptLocale locale, bool isAlone)
    {
        var name = (locale == ScriptLocale.German ? GermanWeekdays : EnglishWeekdays)[weekday];
        return length switch
        {
            NameLength.Long => name,
            NameLength.Narrow => name[..1],
            _ => locale == ScriptLocale.German ? name[..2] + (isAlone ? "" : ".") : name[..3],
        };
    }
}
