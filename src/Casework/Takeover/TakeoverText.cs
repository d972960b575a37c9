using System.Globalization;
using System.Resources;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Casework.Takeover;

/// <summary>Tells in words what is wrong with a row, and what else a case says when it is to be opened.</summary>
public sealed class TakeoverText(RuleBook rules, Language language)
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Casework.Takeover.Texts", typeof(TakeoverText).Assembly);

    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language == Language.German ? "de" : "en");
    private readonly CaseReasonText _cases = new(rules, language);
    private readonly Dictionary<string, string> _labels = TakeoverField.All(rules.Facts).ToDictionary(field => field.Name, field => field.Label.In(language));

    public string Sentence(Cases.Reason reason)
    {
        if (s_texts.GetString(reason.Code, _culture) is not { } text)
            return _cases.Sentence(reason);
        var arguments = reason.Arguments.Select(Argument).ToArray();
        // A guess that is none is left out with its question.
        if (arguments is [.., ""])
            text = text[..(text.IndexOf(". ", StringComparison.Ordinal) + 1)];
        return string.Format(_culture, text.Replace("{*}", string.Join(", ", arguments).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal), StringComparison.Ordinal), [.. arguments]).TrimEnd();
    }

    /// <summary>Facts and states by their names; what people typed as they did.</summary>
    private string Argument(object argument) => argument switch
    {
        string code when _labels.TryGetValue(code, out var label) => char.ToUpper(label[0], _culture) + label[1..],
        string code when rules.States.Find(code) is { } state => state.Name.In(language),
        IFormattable other => other.ToString(null, _culture),
        _ => argument.ToString() ?? "",
    };
}
