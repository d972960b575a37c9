using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the fields of the case model from the text of <c>facts.yaml</c>.</summary>
public static class FactFile
{
    private const int MostText = 200, MostLongText = 4000, MostOpenText = 64, MostEver = 20_000;

    /// <param name="text">Text of the file.</param>
    /// <param name="file">Its name, for the problems.</param>
    /// <param name="codes">The lists that fields may name.</param>
    /// <param name="deadlineFacts">Names of the facts that deadlines start from.</param>
    public static RuleReading<FactCatalog> Read(string text, string file, CodeLists codes, IReadOnlyCollection<string> deadlineFacts)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<FactCatalog>(null, rules.Problems);

        var kinds = KindsIn(root);
        var ofKinds = root.Map("facts");
        var reading = new Reading(codes, deadlineFacts, NamesIn(ofKinds));
        foreach (var without in kinds.Select(kind => kind.Name).Except(ofKinds.Names))
            root.Report("facts", $"The kind {without} has no facts.", "Add some, or remove the kind.");
        foreach (var unknown in ofKinds.Names.Except(kinds.Select(kind => kind.Name)))
            ofKinds.Report(unknown, $"\"{unknown}\" is not listed under \"kinds\".", "Take one that is, or add it there.");
        var fields = ofKinds.Names.ToList().SelectMany(kind => FieldsIn(ofKinds.Map(kind), kind, reading)).ToList();
        root.Close();
        return new RuleReading<FactCatalog>(rules.Problems.Count == 0 ? new FactCatalog(kinds, fields, codes) : null, rules.Problems);
    }

    private static HashSet<string> NamesIn(RuleMap ofKinds) =>
        [.. ofKinds.Names.ToList().SelectMany(kind => ofKinds.OptionalMap(kind)?.Names.Select(field => $"{kind}.{field}") ?? [])];

    private static List<FactKind> KindsIn(RuleMap root)
    {
        var map = root.Map("kinds");
        var kinds = new List<FactKind>();
        foreach (var name in map.Names.ToList())
        {
            var kind = map.Map(name);
            if (!name.All(char.IsAsciiLetterLower))
                map.Report(name, $"\"{name}\" is no name of a kind.", "Write one word of small letters.");
            var table = kind.Text("table");
            if (!Names.IsSnakeCase(table) || Names.IsWordOfSql(table))
                kind.Report("table", $"\"{table}\" cannot be the name of a table.", "Write small letters and underscores, and no word of SQL.");
            // only earlier kinds: so nothing can belong to itself by a detour
            kinds.Add(new FactKind(name, table, kind.References("of", kinds.Select(earlier => earlier.Name), "kinds (above this one)"), LabelIn(kind)));
            kind.Close();
        }
        foreach (var needed in new[] { ObjectRef.CaseKind, ObjectRef.PersonKind }.Except(map.Names))
            root.Report("kinds", $"The kind {needed} is missing.", "Every case has it; add it.");
        return kinds;
    }

    private static IEnumerable<FactField> FieldsIn(RuleMap map, string kind, Reading reading) => map.Names.ToList().Select(name => FieldIn(map, kind, name, reading));

    private static FactField FieldIn(RuleMap kindMap, string kind, string name, Reading reading)
    {
        var map = kindMap.Map(name);
        if (!Names.IsSnakeCase(name) || Names.IsWordOfSql(name) || name is "id" or "case_id" or "number" or "created_at")
            kindMap.Report(name, $"\"{name}\" cannot be the name of a fact.", "Its column is named so too: write small letters and underscores, no word of SQL, not id, case_id, number or created_at.");
        var type = map.Word<FactType>("type");
        var isText = type is FactType.Text or FactType.LongText;
        var field = new FactField
        {
            Name = $"{kind}.{name}",
            Kind = kind,
            Field = name,
            Type = type,
            CodeList = ListIn(map, type, reading.Codes),
            Privacy = map.Has("privacy") ? map.Word<Privacy>("privacy") : isText ? Privacy.Personal : Privacy.Open,
            Consent = map.Reference("consent", reading.Codes.Find("consent_purpose")?.Codes.Select(code => code.Code) ?? [], "consent_purpose"),
            Label = LabelIn(map),
            Help = map.OptionalLocal("help"),
            DeadlineFact = map.Reference("deadline_fact", reading.DeadlineFacts, "facts of the deadlines"),
            NotFuture = map.YesOrNo("not_future"),
            NotBefore = map.References("not_before", reading.Names, "facts"),
            MaxLength = map.OptionalNumber("max") ?? (type == FactType.LongText ? MostLongText : MostText),
            Least = map.OptionalNumber("least"),
            Most = map.OptionalNumber("most"),
            Changes = map.YesOrNo("changes"),
            IsMandatory = map.YesOrNo("mandatory"),
            Stage = map.OptionalText("stage"),
            RequiredWhen = RequiredWhenIn(map, reading),
        };
        Check(map, field, isText);
        map.Close();
        return field;
    }

    private static string? ListIn(RuleMap map, FactType type, CodeLists codes)
    {
        var own = type switch
        {
            FactType.Country => "country",
            FactType.Language => "language",
            FactType.Authority => "authority",
            FactType.Profession => "profession",
            _ => null,
        };
        var named = map.Reference("list", codes.Names, "lists (codes.yaml)");
        if (type is FactType.Code or FactType.Codes && !map.Has("list"))
            map.Report("list", "The list of codes is missing.", "Name one of codes.yaml.");
        if (type is not (FactType.Code or FactType.Codes) && named is not null)
            map.Report("list", "Only code and codes have a list.", "Remove it, or take the type code.");
        return own ?? named;
    }

    private static void Check(RuleMap map, FactField field, bool isText)
    {
        var isDay = field.Type is FactType.Date or FactType.Instant;
        if (isText && field.IsOpen && field.MaxLength > MostOpenText)
            map.Report("privacy", "Free text can name people, so it is never open.", $"Make it personal; an open text is an id or a number of at most {MostOpenText} characters (max).");
        if (field.MaxLength is 0 or > MostEver)
            map.Report("max", $"A text has 1 to {MostEver} characters.", "Take a number between.");
        if (!isText && map.Has("max"))
            map.Report("max", "Only texts have a greatest length.", "Remove it; numbers have least and most.");
        if (field.Type is not (FactType.Number or FactType.Year or FactType.Money) && (field.Least ?? field.Most) is not null)
            map.Report("least", "Only numbers, years and amounts have bounds.", "Remove them.");
        if (field.Least > field.Most)
            map.Report("most", "It is less than the least.", "Put most above least.");
        if (!isDay && (field.NotFuture || field.NotBefore.Count > 0 || field.DeadlineFact is not null))
            map.Report("type", "Only days and instants can be compared with days or start deadlines.", "Remove not_future, not_before and deadline_fact, or take the type date.");
        if (field.Stage is not (null or "entry" or "exit" or "followup" or "course"))
            map.Report("stage", $"\"{field.Stage}\" is not known.", "Write entry, exit, followup or course.");
    }

    private static Forms.FactIn? RequiredWhenIn(RuleMap map, Reading reading)
    {
        if (map.OptionalMap("required_when") is not { } when)
            return null;
        var facts = when.Names.ToList();
        if (facts.Count != 1 || !reading.Names.Contains(facts[0]))
        {
            map.Report("required_when", "It names no fact, or several.", "Write required_when: { document.status: [NICHT_NOETIG] }.");
            return null;
        }
        return new Forms.FactIn(facts[0], when.Texts(facts[0]));
    }

    private static LocalText LabelIn(RuleMap map) => new(map.Text("de"), map.Text("en"));

    private sealed record Reading(CodeLists Codes, IReadOnlyCollection<string> DeadlineFacts, IReadOnlySet<string> Names);
}
