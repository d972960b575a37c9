using IqWorkflows.Casework;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Desk.Frame;

/// <summary>A field of a form as a page shows it.</summary>
/// <param name="Fact">Name of the fact, and of the control.</param>
/// <param name="Known">What is known already, as somebody would type it; null: nothing, or a new object is made.</param>
/// <param name="Options">Choices of a code, or yes and no; empty for all others.</param>
public sealed record AskedField(string Fact, string Label, string? Help, FactType Type, bool IsRequired, string? Known, IReadOnlyList<(string Code, string Label)> Options)
{
    /// <summary>Codes that are more probable than the others, for example the authorities that decide about the occupation.</summary>
    public IReadOnlyList<string> Likely { get; init; } = [];

    /// <summary>The fields of a form, in the order of the definition.</summary>
    public static IReadOnlyList<AskedField> Of(Form form, RuleBook rules, CaseView? view, Words words, DateOnly today) =>
        [.. form.Fields.Where(field => rules.Facts.Find(field.Fact) is not null).Select(field => Of(form, field, rules.Facts.Find(field.Fact)!, rules, view, words, today))]; // filtered just before

    private static AskedField Of(Form form, FormField asked, FactField field, RuleBook rules, CaseView? view, Words words, DateOnly today)
    {
        var known = form.New.Contains(field.Kind) ? null : view?.Value(field.Name);
        return new AskedField(
            field.Name, Words.AsHeading(words.In(asked.Label ?? field.Label)), (asked.Help ?? field.Help)?.In(words.Language) ?? (field.Type == FactType.Length ? words["LengthHint"] : null), field.Type, asked.IsRequired,
            known is DateTimeOffset instant ? $"{GermanDay.Of(instant):yyyy-MM-dd}T{GermanDay.TimeOf(instant)}" : FactText.Of(known),
            field.Type == FactType.Bool ? [("true", words["Yes"]), ("false", words["No"])] : OptionsOf(field, rules.Facts.Codes, words.Language, today))
        {
            Likely = field.Type == FactType.Authority && view is not null ? LikelyAuthorities(rules, view, today) : [],
        };
    }

    /// <summary>Those of the Land that decide about the occupation; if it has none, those of other Länder.</summary>
    private static List<string> LikelyAuthorities(RuleBook rules, CaseView view, DateOnly today)
    {
        var known = new RuleFacts(view, rules.Professions, rules.Authorities, today);
        if (known.Profession is not { } profession)
            return [];
        var fitting = rules.Authorities.For(profession, known.TargetLand, known.DiplomaOrigin, today);
        var ofLand = fitting.Where(authority => authority.Land == known.TargetLand).ToList();
        return [.. (ofLand.Count > 0 ? ofLand : fitting).Select(authority => authority.Code)];
    }

    private static List<(string, string)> OptionsOf(FactField field, CodeLists codes, Language language, DateOnly today)
    {
        if (ListOf(field) is not { } name || codes.Find(name) is not { } list)
            return [];
        var options = list.Codes.Where(code => code.IsValidOn(today)).Select(code => (code.Code, Label: code.Label.In(language)));
        // Long lists are looked through by name; short ones stand in the order that means something.
        return [.. field.Type is FactType.Country or FactType.Language or FactType.Authority or FactType.Profession ? options.OrderBy(option => option.Label, StringComparer.CurrentCulture) : options];
    }

    private static string? ListOf(FactField field) => field.CodeList ?? field.Type switch
    {
        FactType.Country => "country",
        FactType.Language => "language",
        FactType.Authority => "authority",
        FactType.Profession => "profession",
        _ => null,
    };
}
