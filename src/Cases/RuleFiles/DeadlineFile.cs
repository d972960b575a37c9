using System.Text.RegularExpressions;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads the catalogue of deadlines from the text of <c>deadlines.yaml</c>.</summary>
public static partial class DeadlineFile
{
    public static RuleReading<DeadlineCatalog> Read(string text, string file, HolidayCalendar holidays)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<DeadlineCatalog>(null, rules.Problems);

        root.Day("state_of_law");
        var names = SharedRules.In(root);
        var notification = NotificationSection.In(root.Map("notification"));
        var deadlines = root.Maps("deadlines").Select(map => DeadlineIn(map, names)).ToList();
        if (deadlines.Count == 0)
            root.Report("deadlines", "There are no deadlines.", "List them under \"deadlines\".");
        foreach (var twice in deadlines.GroupBy(deadline => deadline.Code, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1))
            root.Report("deadlines", $"{twice.Key} is listed {twice.Count()} times.", "Give each deadline one entry; ways to count it are its rows.");
        root.Close();
        return new RuleReading<DeadlineCatalog>(
            rules.Problems.Count == 0 ? new DeadlineCatalog(deadlines, names.Facts, names.Circumstances, names.Causes, notification, holidays) : null,
            rules.Problems);
    }

    private static DeadlineRule DeadlineIn(RuleMap map, SharedRules names)
    {
        var code = map.Text("code");
        if (!Code().IsMatch(code))
            map.Report("code", $"\"{code}\" is no code of a deadline.", "Write D and two digits, and a small letter for a variety: D04a.");
        var rows = map.Maps("rows").Select(row => (Map: row, Row: RowIn(row, names))).ToList();
        if (rows.Count == 0)
            map.Report("rows", "There is no way to count this deadline.", "Add at least one row.");
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Take(i).FirstOrDefault(earlier => Hides(earlier.Row, rows[i].Row)).Map is { } hiding)
                rows[i].Map.Report("when", $"This row never counts: {hiding.Path} fits whenever it does.", "Put the special row first, or end the validity of the earlier one.");
        }
        var deadline = new DeadlineRule(code, map.Local("name"), map.Word<DeadlineClass>("class"), map.Text("addressee"), map.Text("at"), [.. rows.Select(row => row.Row)]);
        map.Close();
        return deadline;
    }

    private static DeadlineRow RowIn(RuleMap map, SharedRules names)
    {
        var row = new DeadlineRow
        {
            ValidFrom = map.Day("valid_from"),
            ValidTo = map.OptionalDay("valid_to"),
            Source = map.Text("source"),
            Rule = map.Word<CountingRule>("rule"),
            Start = map.References("start", names.Facts.Keys, "facts"),
            Length = map.OptionalLength("length"),
            LengthMayBeSet = map.YesOrNo("length_may_be_set"),
            When = map.References("when", names.Circumstances.Keys, "circumstances"),
            Laender = map.Laender("laender"),
            Shift = names.ShiftIn(map),
            Suspensions = names.SuspensionIn(map),
            Extensions = names.ExtensionIn(map),
            EndsWith = map.References("ends_with", names.Facts.Keys, "facts"),
            Context = map.References("context", names.Facts.Keys, "facts"),
            Limit = LimitIn(map, names),
            Late = LateIn(map, names),
            Minimum = MinimumIn(map, names),
            DeemedApproved = map.YesOrNo("deemed_approved"),
            IsAssumption = map.YesOrNo("assumption"),
            Remark = map.OptionalLocal("remark"),
        };
        map.Close();
        Check(map, row);
        return row;
    }

    private static DeadlineLimit? LimitIn(RuleMap row, SharedRules names)
    {
        if (row.OptionalMap("limit") is not { } map)
            return null;
        var limit = new DeadlineLimit(names.FactIn(map, "start"), map.CalendarLength("length"), map.Text("source"));
        map.Close();
        return limit;
    }

    private static LateKnowledge? LateIn(RuleMap row, SharedRules names)
    {
        if (row.OptionalMap("late") is not { } map)
            return null;
        var late = new LateKnowledge(names.FactIn(map, "start"), map.CalendarLength("length"), names.ShiftIn(map), map.Text("source"));
        map.Close();
        return late;
    }

    private static AgreedMinimum? MinimumIn(RuleMap row, SharedRules names)
    {
        if (row.OptionalMap("minimum") is not { } map)
            return null;
        var minimum = new AgreedMinimum(map.CalendarLength("length"), map.References("when", names.Circumstances.Keys, "circumstances"), map.Text("source"));
        map.Close();
        return minimum;
    }

    private static void Check(RuleMap map, DeadlineRow row)
    {
        if (row.ValidTo < row.ValidFrom)
            map.Report("valid_to", "It ends before it begins.", "Put valid_to on or after valid_from.");
        if (row.Start.Count == 0)
            map.Report("start", "Nothing sets this deadline in motion.", "Name the fact from which it is counted.");
        var needsLength = row.Rule is not (CountingRule.OnDay or CountingRule.AsSet);
        if (needsLength && row.Length is null && !map.Has("length"))
            map.Report("length", "\"length\" is missing.", "Say how long the period is.");
        if (!needsLength && row.Length is not null)
            map.Report("length", "The length is not used with this rule.", "Remove it, or take the rule after.");
        if (row.Length is { Unit: LengthUnit.Hours or LengthUnit.Werktage } && row.Rule != CountingRule.After)
            map.Report("length", "Hours and Werktage are counted with the rule after only.", "Take another length or the rule after.");
        if (row.Length is { Unit: LengthUnit.Hours } && row.Shift is not null)
            map.Report("shift", "What is counted in hours is not shifted.", "Write shift: none.");
        if (row.Rule is CountingRule.Before or CountingRule.NotBefore && row.Shift is not null)
            map.Report("shift", "The weekend rule moves only ends that are counted forwards.", "Write shift: none.");
        if (row.Late is not null && row.Rule != CountingRule.Before)
            map.Report("late", "\"late\" belongs to the rule before.", "Remove it.");
    }

    /// <summary>Whether <paramref name="earlier"/> fits whenever <paramref name="later"/> does, on all its days.</summary>
    private static bool Hides(DeadlineRow earlier, DeadlineRow later) =>
        earlier.When.All(later.When.Contains)
        && (earlier.Laender.Count == 0 || (later.Laender.Count > 0 && later.Laender.IsSubsetOf(earlier.Laender)))
        && earlier.ValidFrom <= later.ValidFrom
        && (earlier.ValidTo is null || earlier.ValidTo >= (later.ValidTo ?? DateOnly.MaxValue));

    [GeneratedRegex(@"^D\d\d[a-z]?$")]
    private static partial Regex Code();
}
