using System.Globalization;
using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Professions;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Cases.States;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>The other rule files as they are shipped, and cases told in one line.</summary>
internal static class ShippedRules
{
    public static CodeLists Codes { get; } = Read(CodeFile.Read(Shipped.TextOf("codes.yaml"), "codes.yaml"));

    public static FactCatalog Facts { get; } = Read(FactFile.Read(Shipped.TextOf("facts.yaml"), "facts.yaml", Codes, [.. Shipped.Catalog.Facts.Keys]));

    public static IReadOnlySet<string> FactNames { get; } = Facts.Fields.Select(field => field.Name).Concat(RuleFacts.DerivedNames).ToHashSet();

    public static ProfessionCatalog Professions { get; } = Read(ProfessionFile.Read(Shipped.TextOf("professions.yaml"), "professions.yaml"));

    public static AuthorityCatalog Authorities { get; } = Read(AuthorityFile.Read(Shipped.TextOf("authorities.yaml"), "authorities.yaml", Professions, Shipped.Catalog));

    public static StateCatalog States { get; } = Read(StateFile.Read(Shipped.TextOf("states.yaml"), "states.yaml"));

    public static ChecklistCatalog Checklists { get; } = Read(ChecklistFile.Read(Shipped.TextOf("checklists.yaml"), "checklists.yaml", Codes, FactNames));

    public static TableCatalog Tables { get; } = new([.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "workflows", "tables"), "*.yaml").Order(StringComparer.Ordinal)
        .Select(path => Read(TableFile.Read(File.ReadAllText(path), Path.GetFileName(path), FactNames)))]);

    public static DeadlineRules Deadlines { get; } = new(Shipped.Catalog, Facts, Professions, Authorities);

    /// <param name="facts"><c>application.kind=ERST</c>, with semicolons between several; <c>request:2.kind=INHALT</c> for an object that is not the first of its kind.</param>
    /// <param name="caseId">Its number, which names the Land of the centre.</param>
    public static CaseView Case(string facts, string caseId = "IQ-NW-2026-1")
    {
        var values = new Dictionary<ObjectRef, Dictionary<string, object>>();
        foreach (var fact in facts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = (fact[..fact.IndexOf('=', StringComparison.Ordinal)], fact[(fact.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            var (about, fieldName) = (name.Split('.')[0], name.Split('.')[1]);
            var reference = ObjectRef.Parse(about) ?? new ObjectRef(about, 1);
            var field = Facts.Find($"{reference.Kind}.{fieldName}") ?? throw new ArgumentException($"There is no fact {name}.", nameof(facts));
            if (!values.TryGetValue(reference, out var known))
                values[reference] = known = [];
            known[fieldName] = Typed(field, value);
        }
        return new CaseView(caseId, values.Select(pair => new CaseObject(pair.Key, OwnerOf(pair.Key, values.Keys), DateTimeOffset.UnixEpoch, pair.Value)));
    }

    public static RuleFacts FactsOf(CaseView view, string day = "2026-06-01") => new(view, Professions, Authorities, Shipped.Day(day));

    public static TableAnswer Ask(string table, string facts, string day = "2026-06-01") => Tables.Evaluate(table, FactsOf(Case(facts), day));

    public static DeadlineRequest Request(string facts, string about, string code, string today = "2026-06-01", string caseId = "IQ-NW-2026-1") =>
        DeadlineInput.Of(Case(facts, caseId), ObjectRef.Parse(about)!.Value, code, Deadlines, Shipped.Day(today)); // tests name real objects

    private static ObjectRef? OwnerOf(ObjectRef reference, IReadOnlyCollection<ObjectRef> known) =>
        Facts.FindKind(reference.Kind)!.Owners.SelectMany(kind => known.Where(other => other.Kind == kind).OrderBy(other => other.Number).TakeLast(1)).Select(owner => (ObjectRef?)owner).FirstOrDefault();

    private static object Typed(FactField field, string value) => field.Type switch
    {
        FactType.Date => Shipped.Day(value),
        FactType.Bool => value == "yes",
        FactType.Number or FactType.Year => int.Parse(value, CultureInfo.InvariantCulture),
        FactType.Codes => value.Split(','),
        FactType.Code when Codes.Find(field.CodeList!)?.Find(value) is null => throw new ArgumentException($"{value} is not in the list {field.CodeList}.", nameof(value)), // codes have a list
        _ => value,
    };

    private static T Read<T>(RuleReading<T> reading) where T : class => reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
}
