using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Mail;

/// <summary>How a language of the texts writes days and times. It stands in the head of the language's frame, so that a language is added by adding files.</summary>
/// <param name="Tag">BCP 47: <c>de</c>, <c>ar</c>; <c>de-x-leicht</c> is Leichte Sprache.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="IsRightToLeft">Direction of its script.</param>
/// <param name="Weekdays">From Sunday.</param>
/// <param name="Months">From January.</param>
/// <param name="Day">With <c>{weekday}</c>, <c>{day}</c>, <c>{month}</c>, <c>{year}</c>.</param>
/// <param name="Moment">With <c>{date}</c> and <c>{time}</c>.</param>
/// <param name="GermanBelow">Says that the same follows in German; empty for German itself.</param>
public sealed record MailLanguage(
    string Tag, string Name, bool IsRightToLeft, IReadOnlyList<string> Weekdays, IReadOnlyList<string> Months, string Day, string Moment, string GermanBelow)
{
    public const string German = "de";
    public const string English = "en";
    public const string EasyGerman = "de-x-leicht";

    public string Direction => IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The day written out: <c>Montag, 2. März 2026</c>.</summary>
    public string Written(DateOnly day) => Day
        .Replace("{weekday}", Weekdays[(int)day.DayOfWeek], StringComparison.Ordinal)
        .Replace("{day}", Number(day.Day), StringComparison.Ordinal)
        .Replace("{month}", Months[day.Month - 1], StringComparison.Ordinal)
        .Replace("{year}", Number(day.Year), StringComparison.Ordinal);

    /// <summary>Day and German time of day: <c>Montag, 2. März 2026, um 10:00 Uhr</c>.</summary>
    public string Written(DateTimeOffset moment) => Moment
        .Replace("{date}", Written(GermanDay.Of(moment)), StringComparison.Ordinal)
        .Replace("{time}", GermanDay.TimeOf(moment), StringComparison.Ordinal);

    /// <summary>A value as a text of this language names it. Labels exist in German and English; other languages take the German word, which is the one on the papers.</summary>
    internal object? Shown(object? value) => value switch
    {
        null => null,
        DateOnly day => Written(day),
        DateTimeOffset moment => Written(moment),
        LocalText text => Tag == English ? text.English : text.German,
        bool yes => yes,
        int number => Number(number),
        decimal amount => amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture).Replace('.', Tag == English ? '.' : ',') + " €",
        string text => text.Length == 0 ? null : text,
        IEnumerable<object> list => list.Select(Shown).Where(shown => shown is not null).ToList() is { Count: > 0 } shown ? shown : null,
        _ => value.ToString(),
    };

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
