using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Mail;

/// <summary>What a case gives its texts to say.</summary>
public static class MailValues
{
    private static readonly string[] s_missing = ["FEHLT", "ANGEFORDERT"];

    /// <summary>
    /// All facts that texts may name, of the object that the message is about, of those it belongs to, and else of the current object of each kind. Codes come with their
    /// labels.
    /// </summary>
    public static Dictionary<string, object?> Of(CaseView view, ObjectRef about, FactCatalog facts, DateOnly today)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal) { ["case.id"] = view.CaseId, ["today"] = today };
        foreach (var kind in facts.Kinds)
        {
            if ((view.OwnerOf(about, kind.Name) ?? view.Current(kind.Name)) is not { } found)
                continue;
            foreach (var field in facts.Of(kind.Name).Where(field => field.Privacy != Privacy.Sensitive))
            {
                if (found[field.Field] is { } value)
                    values[field.Name] = Labelled(field, value, facts.Codes);
            }
        }
        if (view.Current("person") is { } person)
            values["client.name"] = MailWay.FullName(person);
        if ((view.OwnerOf(about, "measure") ?? view.Current("measure")) is { } measure)
            values["measure.has_begun"] = (measure.Day("started_on") ?? measure.Day("starts_on")) <= today;
        AddDocuments(values, view, about, facts.Codes);
        if (view.Objects.Where(o => o.Ref.Kind is "request" or "extension" or "analysis").OrderBy(o => o.CreatedAt).LastOrDefault() is { } change)
            values["change.reason"] = facts.FindKind(change.Ref.Kind)?.Label;
        return values;
    }

    private static void AddDocuments(Dictionary<string, object?> values, CaseView view, ObjectRef about, CodeLists codes)
    {
        var application = view.OwnerOf(about, "application") ?? view.Current("application");
        var documents = view.Of("document").Where(document => document.Owner is null || document.Owner == application?.Ref).ToList();
        var missing = documents.Where(document => document["required"] is not false && s_missing.Contains(document.Text("status"))).ToList();
        values["documents.missing"] = missing.Select(document => NameOf(document, codes)).ToList();
        values["documents.costly"] = missing.Where(document => document.Is("costs_money")).Select(document => NameOf(document, codes)).ToList();
    }

    private static object NameOf(CaseObject document, CodeLists codes) =>
        document.Text("name") is { Length: > 0 } name ? name : LabelOf("document_kind", document.Text("code") ?? "", codes);

    private static object? Labelled(FactField field, object value, CodeLists codes) => (field.Type, value) switch
    {
        (FactType.Code, string code) => LabelOf(field.CodeList ?? "", code, codes),
        (FactType.Country, string code) => LabelOf("country", code, codes),
        (FactType.Language, string code) => LabelOf("language", code, codes),
        (FactType.Authority, string code) => LabelOf("authority", code, codes),
        (FactType.Profession, string code) => LabelOf("profession", code, codes),
        (FactType.Codes, IReadOnlyList<string> several) => several.Select(code => LabelOf(field.CodeList ?? "", code, codes)).ToList(),
        _ => value,
    };

    private static object LabelOf(string list, string code, CodeLists codes) => codes.Find(list)?.Find(code)?.Label ?? (object)code;
}
