using System.Globalization;
using System.Net;
using System.Resources;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Designer.Pages;

/// <summary>The texts of our own pages around Studio, ready to stand in HTML.</summary>
internal sealed class PageText(Language language)
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Designer.Texts", typeof(PageText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");

    public string Code => language == Language.German ? "de" : "en";

    public string this[string key] => WebUtility.HtmlEncode(s_texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"Texts.resx has no text \"{key}\"."));

    public string Of(string key, params object[] arguments) =>
        WebUtility.HtmlEncode(string.Format(_culture, WebUtility.HtmlDecode(this[key]), arguments));

    public string Day(DateTimeOffset moment) => WebUtility.HtmlEncode(Cases.Periods.GermanDay.Of(moment).ToString(language == Language.German ? "dd.MM.yyyy" : "d MMM yyyy", _culture));

    public string Moment(DateTimeOffset moment) => WebUtility.HtmlEncode(
        $"{WebUtility.HtmlDecode(Day(moment))}, {Cases.Periods.GermanDay.TimeOf(moment)}");
}
