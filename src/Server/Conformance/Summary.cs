using IqWorkflows.Server.Headless;

namespace IqWorkflows.Server.Conformance;

/// <summary>What came of a case in one line: <c>Running/Suspended: line, line ! activity with an incident</c>. Short enough for a table, exact enough to notice a change.</summary>
internal static class Summary
{
    public static string Of(Observation observed)
    {
        if (observed.Main is not { } main)
            return "no instance";
        var lines = observed.Lines.Count == 0 ? "" : ": " + string.Join(", ", observed.Lines);
        var incidents = main.Incidents.Count == 0 ? "" : " ! " + string.Join(", ", main.Incidents.Select(incident => incident.ActivityId));
        return $"{main.Status}/{main.SubStatus}{lines}{incidents}".Trim();
    }
}
