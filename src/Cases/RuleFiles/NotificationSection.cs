using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>The section of <c>deadlines.yaml</c> that says when written acts count as notified.</summary>
internal static class NotificationSection
{
    private static readonly string[] s_issuers = [Notification.Federal, .. Enum.GetNames<Land>()];

    public static NotificationRules In(RuleMap map)
    {
        var (unknown, singlePoint, sources) = (map.Map("unknown"), map.Map("single_point_abroad"), map.Map("sources"));
        var rules = new NotificationRules(
            [.. map.Maps("days").Select(DaysIn)], unknown.Number("days"), unknown.Number("warning_days"), unknown.Text("source"), singlePoint.CalendarLength("length"),
            sources.Text("authority"),
            new Dictionary<Channel, string>
            {
                [Channel.Portal] = sources.Text("portal"),
                [Channel.Served] = sources.Text("served"),
                [Channel.Abroad] = sources.Text("abroad"),
                [Channel.SinglePointAbroad] = singlePoint.Text("source"),
            });
        foreach (var closed in new[] { unknown, singlePoint, sources, map })
            closed.Close();
        return rules;
    }

    private static NotificationDays DaysIn(RuleMap map)
    {
        var row = new NotificationDays(
            map.Texts("issuers").ToHashSet(), map.Day("valid_from"), map.OptionalDay("valid_to"), map.Number("days"), map.Text("source"), map.YesOrNo("assumption"));
        if (row.Issuers.Count == 0)
            map.Report("issuers", "The row is for nobody.", "Name Länder, or BUND for federal authorities.");
        foreach (var unknown in row.Issuers.Except(s_issuers))
            map.Report("issuers", $"\"{unknown}\" is no issuer.", $"Take {string.Join(", ", s_issuers)}.");
        if (row.ValidTo < row.ValidFrom)
            map.Report("valid_to", "It ends before it begins.", "Put valid_to on or after valid_from.");
        map.Close();
        return row;
    }
}
