using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Professions;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the reference occupations from the text of <c>professions.yaml</c>.</summary>
public static class ProfessionFile
{
    private static readonly Dictionary<string, RecognitionLaw> s_laws = new()
    {
        ["BQFG"] = RecognitionLaw.Bqfg,
        ["SPECIAL"] = RecognitionLaw.Special,
        ["LAND"] = RecognitionLaw.Land,
        ["NONE"] = RecognitionLaw.None,
    };

    public static RuleReading<ProfessionCatalog> Read(string text, string file)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<ProfessionCatalog>(null, rules.Problems);

        var memberships = root.Maps("eu").Select(MembershipIn).ToList();
        if (memberships.Count == 0)
            root.Report("eu", "No country counts as EU.", "List the members of EU and EEA under \"eu\".");
        var listed = root.Map("groups");
        var groups = listed.Names.ToDictionary(code => code, code => GroupIn(listed.Map(code), code));
        var professions = root.Maps("professions").Select(map => ProfessionIn(map, groups)).ToList();
        if (professions.Count == 0)
            root.Report("professions", "There are no professions.", "List them under \"professions\".");
        Codes.ReportTwice(root, "professions", professions.Select(profession => profession.Code));
        root.Close();
        return new RuleReading<ProfessionCatalog>(rules.Problems.Count == 0 ? new ProfessionCatalog(professions, memberships) : null, rules.Problems);
    }

    private static Membership MembershipIn(RuleMap map)
    {
        var membership = new Membership(map.Texts("countries").ToHashSet(), map.Day("valid_from"), map.OptionalDay("valid_to"), map.Text("source"));
        if (membership.Countries.FirstOrDefault(country => country.Length != 2 || !country.All(char.IsAsciiLetterUpper)) is { } wrong)
            map.Report("countries", $"\"{wrong}\" is no country.", "Write two capital letters (ISO 3166-1); put NO in quotes.");
        map.Close();
        return membership;
    }

    private static ProfessionGroup GroupIn(RuleMap map, string code)
    {
        var group = new ProfessionGroup(code, map.Local("name"), map.Texts("circumstances"));
        map.Close();
        return group;
    }

    private static Profession ProfessionIn(RuleMap map, Dictionary<string, ProfessionGroup> groups)
    {
        map.Text("group"); // reports it when it is missing
        var group = map.Reference("group", groups.Keys, "groups");
        var law = map.Text("law");
        if (law.Length > 0 && !s_laws.ContainsKey(law))
            map.Report("law", $"\"{law}\" is no law of recognition.", $"Write one of {string.Join(", ", s_laws.Keys)}.");
        var profession = new Profession
        {
            Code = Codes.In(map, "code"),
            Name = map.Local("name"),
            Group = groups.GetValueOrDefault(group ?? "") ?? new ProfessionGroup("", new LocalText("", ""), []),
            IsRegulated = map.Text("regulated").Length > 0 && map.YesOrNo("regulated"),
            Law = s_laws.GetValueOrDefault(law),
            Statute = map.Text("statute"),
            AuthorityKind = map.Text("authority_kind"),
            Kldb = map.Text("kldb"),
            Isco = map.Text("isco"),
            IsAutomatic = map.YesOrNo("automatic"),
            Compensation = CompensationIn(map),
            Chooses = map.Has("chooses") ? map.Word<Chooser>("chooses") : null,
            Adaptation = map.Texts("adaptation"),
            AllowsAnalysis = map.YesOrNo("analysis"),
            Language = map.OptionalText("language"),
            LanguageExam = map.OptionalText("language_exam"),
            Checklist = map.Text("checklist"),
            Source = map.Text("source"),
            IsAssumption = map.YesOrNo("assumption"),
            Remark = map.OptionalLocal("remark"),
        };
        map.Close();
        if (profession.IsRegulated && (profession.Compensation.Count < 2 || profession.Chooses is null))
            map.Report("compensation", "In a regulated profession differences are closed by a measure.", "Say by which, for EU and THIRD, and who chooses.");
        if (!profession.IsRegulated && profession.Compensation.Count > 0)
            map.Report("compensation", "Only a regulated profession has compensation measures.", "Write adaptation instead.");
        return profession;
    }

    private static Dictionary<Origin, IReadOnlyList<string>> CompensationIn(RuleMap map)
    {
        var byOrigin = new Dictionary<Origin, IReadOnlyList<string>>();
        if (map.OptionalMap("compensation") is not { } origins)
            return byOrigin;
        if (origins.Has("EU"))
            byOrigin[Origin.EU] = origins.Texts("EU");
        if (origins.Has("THIRD"))
            byOrigin[Origin.Third] = origins.Texts("THIRD");
        origins.Close();
        return byOrigin;
    }
}
