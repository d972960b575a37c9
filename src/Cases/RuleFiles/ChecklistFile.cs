using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the checklists from the text of <c>checklists.yaml</c>.</summary>
public static class ChecklistFile
{
    /// <param name="text">The content.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <param name="codes">Where documents and forms are looked up; null: they are not checked.</param>
    /// <param name="known">Names of facts that exist, derived ones included; null: they are not checked.</param>
    public static RuleReading<ChecklistCatalog> Read(string text, string file, CodeLists? codes, IReadOnlySet<string>? known)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<ChecklistCatalog>(null, rules.Problems);

        var checklists = root.Maps("checklists").Select(map => ChecklistIn(map, codes, known)).ToList();
        if (checklists.Count == 0)
            root.Report("checklists", "There are no checklists.", "List them under \"checklists\".");
        root.Close();
        return new RuleReading<ChecklistCatalog>(rules.Problems.Count == 0 ? new ChecklistCatalog(checklists) : null, rules.Problems);
    }

    private static Checklist ChecklistIn(RuleMap map, CodeLists? codes, IReadOnlySet<string>? known)
    {
        var items = map.Maps("documents").Select(item => ItemIn(item, codes, known)).ToList();
        if (items.Count == 0)
            map.Report("documents", "The list asks for nothing.", "List its papers under \"documents\".");
        var stage = map.OptionalText("stage") ?? ChecklistCatalog.Application;
        if (stage is not (ChecklistCatalog.Application or ChecklistCatalog.Licence))
            map.Report("stage", $"\"{stage}\" is no stage.", $"Write {ChecklistCatalog.Application} or {ChecklistCatalog.Licence}.");
        var checklist = new Checklist(
            RuleFiles.Codes.In(map, "code"), map.Local("name"), map.Texts("for_applications"), map.Texts("for_groups"), stage, map.Day("valid_from"), map.OptionalDay("valid_to"),
            map.Text("source"), map.YesOrNo("assumption"), items);
        RuleFiles.Codes.CheckSpan(map, checklist.ValidFrom, checklist.ValidTo);
        map.Close();
        return checklist;
    }

    private static ChecklistItem ItemIn(RuleMap map, CodeLists? codes, IReadOnlySet<string>? known)
    {
        var item = new ChecklistItem(
            CodeIn(map, "document", "document_kind", codes), CodeIn(map, "form", "copy_form", codes), map.YesOrNo("translation"), map.YesOrNo("paid"), map.YesOrNo("optional"),
            map.Has("at_most") ? map.CalendarLength("at_most") : null, ConditionSection.In(map, "when", known), map.Text("source"))
        {
            Unless = ConditionSection.In(map, "unless", known),
        };
        map.Close();
        return item;
    }

    private static string CodeIn(RuleMap map, string name, string list, CodeLists? codes)
    {
        var code = map.Text(name);
        if (code.Length > 0 && codes?.Find(list) is { } known && known.Find(code) is null)
            map.Report(name, $"\"{code}\" is not in the list {list}.", "Take one that is, or add it to codes.yaml.");
        return code;
    }
}
