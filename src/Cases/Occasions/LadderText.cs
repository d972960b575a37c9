using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Tells in words why a rung was done or was not. Sentences come from <c>Texts.resx</c>, names from the table of occasions.</summary>
public sealed class LadderText(Language language)
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Cases.Occasions.Texts", typeof(LadderText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");

    /// <summary>Whether this reason is one of a ladder; others have their texts elsewhere.</summary>
    public bool Knows(Reason reason) => s_texts.GetString(reason.Code, _culture) is not null;

    /// <summary>The sentence; a code that is not one of a ladder is told as it is.</summary>
    public string Sentence(Reason reason) =>
        s_texts.GetString(reason.Code, _culture) is { } text ? string.Format(_culture, WithoutNumber(text, reason), [.. reason.Arguments.Select(Argument)]) : reason.ToString();

    /// <summary>A day with its weekday, short.</summary>
    public string Day(DateOnly day) => string.Format(_culture, Raw("Day"), Raw("Weekdays").Split(' ')[(int)day.DayOfWeek], day.Day, Raw("Months").Split(' ')[day.Month - 1], day.Year);

    /// <summary>Of a ladder with one rung nobody needs to hear that it is the first of one.</summary>
    private string WithoutNumber(string text, Reason reason) =>
        text.StartsWith(Raw("RungNumber"), StringComparison.Ordinal) && reason.Arguments is [_, 1 or 1L or "1", ..] ? text[Raw("RungNumber").Length..] : text;

    private object Argument(object argument) => argument switch
    {
        DateOnly day => Day(day),
        LocalText text => text.In(language),
        Reason reason => Sentence(reason),
        _ => argument,
    };

    private string Raw(string key) => s_texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"Texts.resx has no text \"{key}\".");
}
