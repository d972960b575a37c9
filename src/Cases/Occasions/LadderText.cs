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
        s_texts.GetString(reason.Code, _culture) is { } text ? string.Format(_culture, text, [.. reason.Arguments.Select(Argument)]) : reason.ToString();

    /// <summary>A day with its weekday, short.</summary>
    public string Day(DateOnly day) => string.Format(_culture, Raw("Day"), Raw("Weekdays").Split(' ')[(int)day.DayOfWeek], day.Day, Raw("Months").Split(' ')[day.Month - 1], day.Year);

    private object Argument(object argument) => argument switch
    {
        DateOnly day => Day(day),
        LocalText text => text.In(language),
        Reason reason => Sentence(reason),
        _ => argument,
    };

    private string Raw(string key) => s_texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"Texts.resx has no text \"{key}\".");
}
