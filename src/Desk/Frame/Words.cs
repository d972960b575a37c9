using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Desk.Frame;

/// <summary>The desk's texts in one language, and days as people write them.</summary>
public sealed class Words(Language language)
{
    // One for the frame, and one for each folder that brings its own.
    private static readonly ResourceManager[] s_texts = [.. typeof(Words).Assembly.GetManifestResourceNames()
        .Where(name => name.EndsWith(".Texts.resources", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(name => new ResourceManager(name[..^".resources".Length], typeof(Words).Assembly))];

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");

    public Language Language => language;

    /// <summary><c>de</c> or <c>en</c>.</summary>
    public string Code => language == Language.German ? "de" : "en";

    /// <summary>The text of a key.</summary>
    public string this[string key] => Find(key) ?? throw new MissingManifestResourceException($"No Texts.resx has a text \"{key}\".");

    /// <summary>Whether there is such a text: codes of other parts of the house need not have one.</summary>
    public bool Has(string key) => Find(key) is not null;

    public string Of(string key, params object[] arguments) => string.Format(_culture, this[key], arguments);

    /// <summary>One of two texts: <c>key.One</c> for one, <c>key.Many</c> for all other numbers.</summary>
    public string Count(string key, int number) => Of(number == 1 ? key + ".One" : key + ".Many", number);

    public string In(LocalText text) => text.In(language);

    public string In(string german, string english) => language == Language.German ? german : english;

    /// <summary><c>Mo 28.09.2026</c>.</summary>
    public string Day(DateOnly day) => $"{this["Weekdays"].Split(' ')[(int)day.DayOfWeek]} {PlainDay(day)}";

    /// <summary><c>28.09.2026</c>.</summary>
    public string PlainDay(DateOnly day) => day.ToString(this["DayFormat"], _culture);

    public string Moment(DateTimeOffset moment) => $"{Day(GermanDay.Of(moment))}, {GermanDay.TimeOf(moment)}";

    /// <summary>A label that begins a line: the catalogue writes them as within a sentence.</summary>
    public static string AsHeading(string label) => label.Length == 0 ? label : char.ToUpper(label[0], CultureInfo.InvariantCulture) + label[1..];

    /// <summary>How far a day is from today: "in 6 Tagen", "heute", "vor 3 Tagen".</summary>
    public string Distance(DateOnly day, DateOnly today) => (day.DayNumber - today.DayNumber) switch
    {
        0 => this["Today"],
        1 => this["Tomorrow"],
        -1 => this["Yesterday"],
        > 0 and var days => Of("InDays", days),
        var days => Of("DaysAgo", -days),
    };

    private string? Find(string key) => s_texts.Select(texts => texts.GetString(key, _culture)).FirstOrDefault(text => text is not null);
}
