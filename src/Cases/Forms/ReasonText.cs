using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Forms;

/// <summary>Tells in words why a form is refused. Sentences come from <c>Texts.resx</c>, names of fields from the catalogue.</summary>
public sealed class ReasonText(FactCatalog catalog, Language language)
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Cases.Forms.Texts", typeof(ReasonText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");

    public string Sentence(Reason reason) =>
        string.Format(_culture, Raw(reason.Code) ?? reason.ToString(), [.. reason.Arguments.Select(Argument)]);

    /// <summary>Whether this reason is one of a form; others have their texts elsewhere.</summary>
    public bool Knows(Reason reason) => Raw(reason.Code) is not null;

    private string Argument(object argument) => argument switch
    {
        DateOnly day => day.ToString(Raw("Day"), _culture),
        string name when catalog.Find(name) is { } field => field.Label.In(language),
        string name when catalog.FindKind(name) is { } kind => kind.Label.In(language),
        string code => catalog.Codes.Label("consent_purpose", code, language),
        IFormattable number => number.ToString(null, _culture),
        _ => argument.ToString() ?? "",
    };

    private string? Raw(string key) => s_texts.GetString(key, _culture);
}
