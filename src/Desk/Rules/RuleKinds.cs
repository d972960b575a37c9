using IqWorkflows.Casework;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Rules;

/// <summary>The kinds of rules that people change in forms, with the choices that the rules give today.</summary>
internal static class RuleKinds
{
    public const string OccasionFile = "occasions.yaml";

    public static IReadOnlyList<string> Paths { get; } = ["behoerden", "unterlagenlisten", "berufe", "anlaesse"];

    /// <returns>Null when there is no such kind.</returns>
    public static RuleKind? Find(string path, Visit visit, RuleBook rules) => path switch
    {
        "behoerden" => Authorities(visit, rules),
        "unterlagenlisten" => Checklists(visit, rules),
        "berufe" => Professions(visit, rules),
        "anlaesse" => Occasions(visit, rules),
        _ => null,
    };

    private static RuleKind Authorities(Visit visit, RuleBook rules)
    {
        var groups = rules.Professions.Professions.Select(profession => profession.Group).DistinctBy(group => group.Code).Select(group => (group.Code, group.Name.In(visit.Words.Language))).ToList();
        return new RuleKind("behoerden", "authorities.yaml", "authorities")
        {
            MayAdd = true,
            Columns = ["Rules.Land", "Rules.Mail", "Rules.Competent"],
            Summary = entry =>
            [
                entry.Text("land") ?? "", entry.Text("email") ?? "",
                string.Join(", ", groups.Where(group => entry.Texts("groups").Contains(group.Code)).Select(group => group.Item2)
                    .Concat(rules.Professions.Professions.Where(profession => entry.Texts("professions").Contains(profession.Code)).Select(profession => profession.Name.In(visit.Words.Language)))),
            ],
            Fields =
            [
                new("name", "Rules.Name") { IsRequired = true },
                new("kind", "Rules.Kind", RuleFieldType.Choice) { IsRequired = true, Options = [.. rules.Authorities.Authorities.Select(authority => authority.Kind).Distinct().Order(StringComparer.Ordinal).Select(kind => (kind, visit.Words.Has("Rules.Kind." + kind) ? visit["Rules.Kind." + kind] : kind))] },
                new("land", "Rules.Land", RuleFieldType.Choice) { IsRequired = true, Options = [.. Enum.GetNames<Cases.Periods.Land>().Order(StringComparer.Ordinal).Select(land => (land, LandOf(rules, visit, land)))] },
                new("place", "Rules.Place"),
                new("ags", "Rules.Ags") { Hint = "Rules.AgsHint" },
                new("post", "Rules.Post"),
                new("email", "Rules.Mail"),
                new("url", "Rules.Url"),
                new("channel", "Rules.Channel", RuleFieldType.Choice) { Options = [("PAPER", visit["Rules.Channel.PAPER"]), ("PORTAL", visit["Rules.Channel.PORTAL"]), ("MAIL", visit["Rules.Channel.MAIL"])] },
                new("groups", "Rules.Groups", RuleFieldType.Choices) { Options = groups },
                new("professions", "Rules.SingleProfessions", RuleFieldType.Choices) { Options = [.. rules.Professions.Professions.Select(profession => (profession.Code, profession.Name.In(visit.Words.Language))).OrderBy(profession => profession.Item2, StringComparer.CurrentCulture)] },
                new("origin", "Rules.Origin", RuleFieldType.Choice) { Options = [("EU", visit["Rules.Origin.EU"]), ("THIRD", visit["Rules.Origin.THIRD"])] },
                new("fee_from", "Rules.FeeFrom", RuleFieldType.Number),
                new("fee_to", "Rules.FeeTo", RuleFieldType.Number),
                new("valid_from", "Rules.ValidFrom", RuleFieldType.Date) { IsRequired = true },
                new("valid_to", "Rules.ValidTo", RuleFieldType.Date) { Hint = "Rules.ValidToHint" },
                new("source", "Rules.Source") { IsRequired = true, Hint = "Rules.SourceHint" },
                new("assumption", "Rules.Assumption", RuleFieldType.YesNo),
            ],
        };
    }

    private static RuleKind Professions(Visit visit, RuleBook rules) => new("berufe", "professions.yaml", "professions")
    {
        Columns = ["Rules.Group", "Rules.Statute"],
        Summary = entry => [rules.Professions.Professions.FirstOrDefault(profession => profession.Code == entry.Text("code"))?.Group.Name.In(visit.Words.Language) ?? "", entry.Text("statute") ?? ""],
        Fields =
        [
            new("name.de", "Rules.NameDe") { IsRequired = true },
            new("name.en", "Rules.NameEn") { IsRequired = true },
            new("statute", "Rules.Statute") { IsRequired = true },
            new("checklist", "Rules.Checklist", RuleFieldType.Choice) { IsRequired = true, Options = [.. rules.Checklists.Checklists.Select(list => (list.Code, list.Name.In(visit.Words.Language))).DistinctBy(list => list.Code)] },
            new("language", "Rules.LanguageLevel"),
            new("kldb", "Rules.Kldb") { IsRequired = true },
            new("isco", "Rules.Isco") { IsRequired = true },
            new("analysis", "Rules.Analysis", RuleFieldType.YesNo),
            new("source", "Rules.Source") { IsRequired = true, Hint = "Rules.SourceHint" },
            new("assumption", "Rules.Assumption", RuleFieldType.YesNo),
            new("remark.de", "Rules.RemarkDe", RuleFieldType.LongText),
            new("remark.en", "Rules.RemarkEn", RuleFieldType.LongText),
        ],
    };

    private static RuleKind Checklists(Visit visit, RuleBook rules) => new("unterlagenlisten", "checklists.yaml", "checklists")
    {
        Columns = ["Rules.Papers"],
        Summary = entry => [string.Join(", ", entry.Entries("documents").Select(item => rules.Facts.Codes.Label("document_kind", item.Text("document") ?? "", visit.Words.Language)))],
        Fields =
        [
            new("name.de", "Rules.NameDe") { IsRequired = true },
            new("name.en", "Rules.NameEn") { IsRequired = true },
            new("valid_from", "Rules.ValidFrom", RuleFieldType.Date) { IsRequired = true },
            new("source", "Rules.Source") { IsRequired = true, Hint = "Rules.SourceHint" },
        ],
        Rows =
        [
            new RuleRows(
                "documents", "Rules.Papers", "Rules.PaperNumber",
                [
                    new("document", "Rules.Paper", RuleFieldType.Choice) { IsRequired = true, Options = CodesOf("document_kind", visit, rules) },
                    new("form", "Rules.Form", RuleFieldType.Choice) { IsRequired = true, Options = CodesOf("copy_form", visit, rules) },
                    new("translation", "Rules.Translation", RuleFieldType.YesNo),
                    new("paid", "Rules.Paid", RuleFieldType.YesNo),
                    new("optional", "Rules.OptionalPaper", RuleFieldType.YesNo),
                    new("at_most", "Rules.AtMost"),
                    new("source", "Rules.Source") { IsRequired = true },
                ],
                3) { Hint = "Rules.AtMostHint", About = item => item.Names.Contains("when") ? visit["Rules.HasCondition"] : "" },
        ],
    };

    private static RuleKind Occasions(Visit visit, RuleBook rules) => new("anlaesse", OccasionFile, "occasions")
    {
        Columns = ["Rules.Rungs"],
        Summary = entry => [string.Join("; ", entry.Entries("rungs").Select(rung => RungInWords(visit, rung)))],
        Fields = [new("name.de", "Rules.NameDe") { IsRequired = true }, new("name.en", "Rules.NameEn") { IsRequired = true }],
        Rows = [new RuleRows("rungs", "Rules.Rungs", "Rules.RungNumber", [new("at", "Rules.At", RuleFieldType.Times) { IsRequired = true, Language = visit.Words.Language }], 0) { Hint = "Rules.AtHint", About = rung => RungInWords(visit, rung, withTime: false) }],
        Finish = KeepNames,
    };

    /// <summary>A rung keeps the name it was delivered with when its day changes: ladders under way go on with it.</summary>
    private static void KeepNames(RuleEntry entry, RuleEntry? delivered)
    {
        var was = delivered?.Entries("rungs") ?? [];
        foreach (var (rung, old) in entry.Entries("rungs").Zip(was))
        {
            var (times, named) = (rung.Texts("at"), old.Texts("at"));
            rung.Set("was", times.SequenceEqual(named) ? [] : named);
        }
    }

    private static string RungInWords(Visit visit, RuleEntry rung, bool withTime = true) => string.Join(
        " · ",
        new[]
        {
            withTime ? RungTimes.InWords(rung.Texts("at"), visit.Words.Language) : "", visit.Words.Has("Form." + Upper(rung.Text("as"))) ? visit["Form." + Upper(rung.Text("as"))] : "",
            string.Join(", ", rung.Texts("to").Select(kind => MailTextReading.RecipientOf(visit, kind))), rung.Entry("text").Text(visit.Words.Code) ?? "",
        }.Where(part => part.Length > 0));

    private static string Upper(string? word) => word is { Length: > 0 } ? char.ToUpperInvariant(word[0]) + word[1..] : "";

    private static List<(string, string)> CodesOf(string list, Visit visit, RuleBook rules) => [.. rules.Facts.Codes.Find(list)?.Codes.Select(code => (code.Code, code.Label.In(visit.Words.Language))) ?? []];

    private static string LandOf(RuleBook rules, Visit visit, string land) => rules.Facts.Codes.Find("land")?.Find(land)?.Label.In(visit.Words.Language) ?? land;
}
