using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.Checklists;

/// <summary>All checklists.</summary>
public sealed class ChecklistCatalog(IReadOnlyList<Checklist> checklists)
{
    public const string Application = "APPLICATION";
    public const string Licence = "LICENCE";

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Checklist> Checklists => checklists;

    /// <returns>Null when there is none of that code on that day.</returns>
    public Checklist? Find(string code, DateOnly day) => checklists.FirstOrDefault(checklist => checklist.Code == code && checklist.IsValidOn(day));

    /// <summary>The list for the application: that of its kind, else the authority's own, else that of the occupation.</summary>
    /// <returns>Null when neither is known.</returns>
    public Checklist? For(RuleFacts facts)
    {
        if (facts.Value("application.kind") is string kind && checklists.FirstOrDefault(list => list.ForApplications.Contains(kind) && list.IsValidOn(facts.Day)) is { } ofKind)
            return ofKind;
        var code = facts.Value("authority.checklist") ?? facts.Value("profession.checklist");
        return code is string named ? Find(named, facts.Day) : null;
    }

    /// <summary>The list of what the licence needs after equivalence was found.</summary>
    /// <returns>Null when the occupation is not known.</returns>
    public Checklist? ForLicence(RuleFacts facts) => facts.Profession is { } profession
        ? checklists.Where(list => list.Stage == Licence && list.IsValidOn(facts.Day)).OrderByDescending(list => list.ForGroups.Contains(profession.Group.Code))
            .FirstOrDefault(list => list.ForGroups.Count == 0 || list.ForGroups.Contains(profession.Group.Code))
        : null;

    /// <summary>What is asked for: each paper once, those left out whose conditions fail.</summary>
    public static IReadOnlyList<AskedDocument> Asked(Checklist checklist, RuleFacts facts)
    {
        var asked = new List<AskedDocument>();
        foreach (var item in checklist.Items)
        {
            var verdicts = item.When.Select(condition => condition.Of(facts.Value(condition.Fact), missingMeansNo: false)).ToList();
            if (verdicts.Contains(Verdict.No))
                continue;
            var isSure = !verdicts.Contains(Verdict.Unknown);
            var needless = item.Unless.FirstOrDefault(condition => condition.Of(facts.Value(condition.Fact), missingMeansNo: true) == Verdict.Yes)?.Fact;
            var known = asked.FindIndex(other => other.Item.Document == item.Document);
            if (known < 0)
                asked.Add(new AskedDocument(item, isSure, needless));
            else if (isSure && !asked[known].IsSure)
                asked[known] = new AskedDocument(item, true, needless);
        }
        return asked;
    }
}
