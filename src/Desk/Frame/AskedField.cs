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

    /// <summary>The control whose choice decides whether this one is asked for; null: it always is.</summary>
    public string? OnlyWith { get; init; }

    /// <summary>The choices with which it is, with commas between.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The same in words, for whoever has no scripts.</summary>
    public string? OnlyText { get; init; }

    /// <summary>The fields of a form, in the order of the definition.</summary>
    public static IReadOnlyList<AskedField> Of(Form form, RuleBook rules, CaseView? view, Words words, DateOnly today) =>
        [.. form.Fields.Where(field => rules.Facts.Find(field.Fact) is not null && IsAsked(form, field, view)).Select(field => Of(form, field, rules.Facts.Find(field.Fact)!, rules, view, words, today))]; // filtered just before

    /// <summary>A field that hangs on another of the form is on the page; whether it is shown, that one decides.</summary>
    private static bool IsAsked(Form form, FormField asked, CaseView? view) =>
        asked.When is not { } when || form.Fields.Any(other => other.Fact == when.Fact) || (FactText.Of(view?.Value(when.Fact)) is { } known && known.Split(',').Any(when.In.Contains));

    private static AskedField Of(Form form, FormField asked, FactField field, RuleBook rules, CaseView? view, Words words, DateOnly today)
    {
        var (catalog, codes) = (rules.Facts, rules.Facts.Codes);
        var only = asked.When is { } when && form.Fields.Any(other => other.Fact == when.Fact) ? when : null;
        var known = form.New.Contains(field.Kind) ? null : view?.Value(field.Name);
        return new AskedField(
            field.Name, Words.AsHeading(words.In(asked.Label ?? field.Label)), (asked.Help ?? field.Help)?.In(words.Language) ?? (field.Type == FactType.Length ? words["LengthHint"] : null), field.Type, asked.IsRequired,
            known switch
            {
                DateTimeOffset instant => $"{GermanDay.Of(instant):yyyy-MM-dd}T{GermanDay.TimeOf(instant)}",
                string text when field.Type == FactType.Length && Length.TryParse(text, out var length) => new DeadlineText(rules.Deadlines, words.Language).Of(length),
                _ => FactText.Of(known),
            },
            field.Type == FactType.Bool ? [("true", words["Yes"]), ("false", words["No"])] : OptionsOf(field, codes, words.Language, today))
        {
            Likely = field.Type == FactType.Authority && view is not null ? LikelyAuthorities(rules, view, today) : [],
            OnlyWith = only?.Fact,
            OnlyFor = only is null ? null : string.Join(',', only.In),
            OnlyText = only is null ? null : words.Of("OnlyWith", string.Join(", ", only.In.Select(code => catalog.Find(only.Fact) is { } other && ListOf(other) is { } list ? codes.Label(list, code, words.Language) : code))),
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
