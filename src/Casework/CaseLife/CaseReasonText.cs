using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Tells in words why something is refused or flagged, whichever part of the house says so.</summary>
public sealed class CaseReasonText(RuleBook rules, Language language)
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Casework.CaseLife.Texts", typeof(CaseReasonText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");
    private readonly ReasonText _forms = new(rules.Facts, language);
    private readonly DeadlineText _deadlines = new(rules.Deadlines, language);
    private readonly LadderText _ladders = new(language);

    public string Sentence(Cases.Reason reason)
    {
        if (s_texts.GetString(reason.Code, _culture) is not { } text)
        {
            return _ladders.Knows(reason) ? _ladders.Sentence(reason)
                : _forms.Knows(reason) ? _forms.Sentence(reason)
                : _deadlines.Knows(reason) ? _deadlines.Sentence(reason) : reason.ToString();
        }
        var arguments = reason.Arguments.Select(Argument).ToList();
        text = text.Replace("{*}", Listed(arguments), StringComparison.Ordinal).Replace("{+}", Listed([.. arguments.Skip(1)]), StringComparison.Ordinal);
        return string.Format(_culture, text, [.. arguments]);
    }

    /// <summary>States and closing reasons have names; all else stands for itself.</summary>
    private string Argument(object argument) => argument switch
    {
        DateOnly day => day.ToString(Raw("Day"), _culture),
        LocalText text => text.In(language),
        string code when rules.States.Find(code) is { } state => state.Name.In(language),
        string code => rules.Facts.Codes.Label("closing_reason", code, language),
        IFormattable other => other.ToString(null, _culture),
        _ => argument.ToString() ?? "",
    };

    private string Joined(List<string> parts) => parts.Count switch
    {
        0 => Raw("Nothing"),
        1 => parts[0],
        _ => $"{string.Join(", ", parts.SkipLast(1))} {Raw("And")} {parts[^1]}",
    };

    /// <summary>Put into the text before its numbered places are filled, so braces in it must stand for themselves.</summary>
    private string Listed(List<string> parts) => Joined(parts).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    private string Raw(string key) => s_texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"Texts.resx has no text \"{key}\".");
}
