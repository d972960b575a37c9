using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Desk.Frame;

/// <summary>A field of a form as a page shows it.</summary>
/// <param name="Fact">Name of the fact, and of the control.</param>
/// <param name="Known">What is known already, as somebody would type it; null: nothing, or a new object is made.</param>
/// <param name="Options">Choices of a code, or yes and no; empty for all others.</param>
public sealed record AskedField(string Fact, string Label, string? Help, FactType Type, bool IsRequired, string? Known, IReadOnlyList<(string Code, string Label)> Options)
{
    /// <summary>The control whose choice decides whether this one is asked for; null: it always is.</summary>
    public string? OnlyWith { get; init; }

    /// <summary>The choices with which it is, with commas between.</summary>
    public string? OnlyFor { get; init; }

    /// <summary>The same in words, for whoever has no scripts.</summary>
    public string? OnlyText { get; init; }

    /// <summary>The fields of a form, in the order of the definition.</summary>
    public static IReadOnlyList<AskedField> Of(Form form, FactCatalog catalog, CaseView? view, Words words, DateOnly today) =>
        [.. form.Fields.Where(field => catalog.Find(field.Fact) is not null && IsAsked(form, field, view)).Select(field => Of(form, field, catalog.Find(field.Fact)!, catalog, view, words, today))]; // filtered just before

    /// <summary>A field that hangs on another of the form is on the page; whether it is shown, that one decides.</summary>
    private static bool IsAsked(Form form, FormField asked, CaseView? view) =>
        asked.When is not { } when || form.Fields.Any(other => other.Fact == when.Fact) || (FactText.Of(view?.Value(when.Fact)) is { } known && known.Split(',').Any(when.In.Contains));

    private static AskedField Of(Form form, FormField asked, FactField field, FactCatalog catalog, CaseView? view, Words words, DateOnly today)
    {
        var codes = catalog.Codes;
        var only = asked.When is { } when && form.Fields.Any(other => other.Fact == when.Fact) ? when : null;
        var known = form.New.Contains(field.Kind) ? null : view?.Value(field.Name);
        return new AskedField(
            field.Name, Words.AsHeading(words.In(asked.Label ?? field.Label)), (asked.Help ?? field.Help)?.In(words.Language) ?? (field.Type == FactType.Length ? words["LengthHint"] : null), field.Type, asked.IsRequired,
            known is DateTimeOffset instant ? $"{GermanDay.Of(instant):yyyy-MM-dd}T{GermanDay.TimeOf(instant)}" : FactText.Of(known),
            field.Type == FactType.Bool ? [("true", words["Yes"]), ("false", words["No"])] : OptionsOf(field, codes, words.Language, today))
        {
            OnlyWith = only?.Fact,
            OnlyFor = only is null ? null : string.Join(',', only.In),
            OnlyText = only is null ? null : words.Of("OnlyWith", string.Join(", ", only.In.Select(code => catalog.Find(only.Fact) is { } other && ListOf(other) is { } list ? codes.Label(list, code, words.Language) : code))),
        };
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
