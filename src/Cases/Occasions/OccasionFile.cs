using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Occasions;

/// <summary>Reads the table of occasions from the text of <c>occasions.yaml</c>.</summary>
public static class OccasionFile
{
    private const string AtOnce = "at once";

    private static readonly string[] s_areas = ["recognition", "fair_integration", "training", "network", "lists"];

    private static readonly string[] s_recipients =
    [
        "client", "counsellor", "lead", "coordination", "dsb", "interpreter", "authority", "provider", "employer", "old_centre", "new_centre", "organisation", "participant",
        "trainer", "member", "owner", "partner", "procedure",
    ];

    /// <param name="text">The file's text.</param>
    /// <param name="file">Its name, for problems.</param>
    /// <param name="facts">All facts and their codes.</param>
    /// <param name="knowsDeadline">Whether the catalogue has a deadline of that code.</param>
    public static RuleReading<OccasionCatalog> Read(string text, string file, FactCatalog facts, Func<string, bool> knowsDeadline)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<OccasionCatalog>(null, rules.Problems);

        var conditions = new ConditionReading(facts, knowsDeadline);
        var activity = root.Maps("activity").Select(map => ActivityIn(map, conditions)).ToList();
        var withdrawn = conditions.Condition(root, "consent_withdrawn");
        var occasions = root.Maps("occasions").Select(map => (Map: map, Occasion: OccasionIn(map, conditions))).ToList();
        if (occasions.Count == 0)
            root.Report("occasions", "There are no occasions.", "List them under \"occasions\".");
        foreach (var twice in occasions.GroupBy(one => one.Occasion.Code, StringComparer.Ordinal).Where(same => same.Count() > 1))
            twice.Last().Map.Report("code", $"{twice.Key} is listed {twice.Count()} times.", "Give each occasion one entry.");
        foreach (var (map, occasion) in occasions)
        {
            foreach (var unknown in occasion.Opens.Where(code => occasions.All(other => other.Occasion.Code != code)))
                map.Report("opens", $"There is no occasion {unknown}.", "Take a code of this file.");
        }
        root.Close();
        return new RuleReading<OccasionCatalog>(
            rules.Problems.Count == 0 ? new OccasionCatalog([.. occasions.Select(one => one.Occasion)], activity, withdrawn) : null, rules.Problems);
    }

    private static ActivityRule ActivityIn(RuleMap map, ConditionReading conditions)
    {
        var fact = conditions.Fact(map, "day");
        var dot = fact.IndexOf('.', StringComparison.Ordinal);
        var kind = dot > 0 ? fact[..dot] : "";
        var rule = new ActivityRule(kind, fact[(dot + 1)..], conditions.Tests(map, "with", kind));
        map.Close();
        return rule;
    }

    private static Occasion OccasionIn(RuleMap map, ConditionReading conditions)
    {
        var area = map.Text("area");
        if (area.Length > 0 && !s_areas.Contains(area))
            map.Report("area", $"\"{area}\" is not known.", $"Take one of {string.Join(", ", s_areas)}.");
        var deadlines = conditions.Deadlines(map, "deadlines");
        var rungs = map.Maps("rungs").SelectMany(rung => RungsIn(rung, conditions, deadlines.Count > 0)).ToList();
        foreach (var twice in rungs.GroupBy(rung => rung.Id, StringComparer.Ordinal).Where(same => same.Count() > 1))
            map.Report("rungs", $"The rung \"{twice.Key}\" is there {twice.Count()} times.", "Keep one of them.");
        var occasion = new Occasion
        {
            Code = map.Text("code"),
            Name = map.Local("name"),
            Area = area,
            Source = map.Text("source"),
            StartFact = conditions.OptionalFact(map, "start"),
            Deadlines = deadlines,
            Privacy = map.Word<MailLevel>("privacy"),
            IsClassC = map.YesOrNo("class_c"),
            AnyHour = map.YesOrNo("any_hour"),
            DespitePause = map.YesOrNo("despite_pause"),
            DespiteClosing = map.YesOrNo("despite_closing"),
            Restarts = map.YesOrNo("restarts"),
            Opens = map.Texts("opens"),
            OpensWhen = conditions.OptionalCondition(map, "opens_when"),
            Stops = [.. map.Maps("stop").Select(stop => StopIn(stop, conditions))],
            Rungs = rungs,
        };
        map.Close();
        return occasion;
    }

    private static StopCondition StopIn(RuleMap map, ConditionReading conditions)
    {
        var stop = new StopCondition(conditions.Condition(map, "when"), map.Local("because"));
        map.Close();
        return stop;
    }

    /// <summary>One entry gives as many rungs as it names times and recipients.</summary>
    private static List<Rung> RungsIn(RuleMap map, ConditionReading conditions, bool hasDeadline)
    {
        var form = map.Word<RungForm>("as");
        var (counted, fact) = BaseIn(map, conditions, hasDeadline);
        if (counted == RungStart.End && !hasDeadline)
            map.Report("from", "The occasion names no deadline.", "List its codes under \"deadlines\", or count from start.");
        var (level, text, name) = (LevelIn(map), map.OptionalLocal("text"), map.OptionalText("event"));
        if (form is RungForm.Task or RungForm.Escalation && !map.Has("level"))
            map.Report("level", "A task of a ladder needs its level.", "Write level: L1 for the counsellor, L2 for the lead, L3 for the coordination.");
        if (form == RungForm.Event != name is not null)
            map.Report("event", "\"event\" belongs to as: event, and to nothing else.", "Name the event, or remove it.");
        var (template, when, classes) = (map.OptionalText("template"), conditions.OptionalCondition(map, "when"), ClassesIn(map));
        // Where somebody changed the days, rungs keep the names that they were delivered with: ladders under way go on with them.
        var was = map.Texts("was");
        var rungs = (from named in TimesIn(map).Select((time, at) => (Time: time, Name: at < was.Count ? was[at] : time?.ToString() ?? AtOnce))
                     from recipient in RecipientsIn(map)
                     select new Rung
                     {
                         Id = $"{form.ToString().ToLowerInvariant()} {recipient} {fact ?? counted.ToString().ToLowerInvariant()} {named.Name}",
                         Offset = named.Time,
                         Base = counted,
                         BaseFact = fact,
                         Recipient = recipient,
                         Form = form,
                         Level = level,
                         Text = text,
                         Event = name,
                         Template = template,
                         When = when,
                         Classes = classes,
                     }).ToList();
        map.Close();
        return rungs;
    }

    /// <summary>A name with a dot is a fact. Where nothing is said, a ladder with a deadline counts from its end.</summary>
    private static (RungStart Base, string? Fact) BaseIn(RuleMap map, ConditionReading conditions, bool hasDeadline)
    {
        if (map.OptionalText("from")?.Contains('.', StringComparison.Ordinal) == true)
            return (RungStart.Fact, conditions.Fact(map, "from"));
        return (map.Has("from") ? map.Word<RungStart>("from") : hasDeadline ? RungStart.End : RungStart.Start, null);
    }

    private static List<RungOffset?> TimesIn(RuleMap map)
    {
        var times = new List<RungOffset?>();
        if (!map.Has("at"))
            map.Report("at", "\"at\" is missing.", "Write at once, 0, +14 d, -2 WD, -12 w or +3 m, or a list of them.");
        foreach (var word in map.Texts("at"))
        {
            if (word == AtOnce)
                times.Add(null);
            else if (RungOffset.TryParse(word, out var offset))
                times.Add(offset);
            else
                map.Report("at", $"\"{word}\" is no time.", "Write at once, 0, +14 d, -2 WD, -12 w or +3 m.");
        }
        return times;
    }

    private static IReadOnlyList<string> RecipientsIn(RuleMap map)
    {
        var recipients = map.Texts("to");
        if (recipients.Count == 0)
            map.Report("to", "Nobody gets it.", $"Name one of {string.Join(", ", s_recipients)}.");
        foreach (var unknown in recipients.Except(s_recipients))
            map.Report("to", $"\"{unknown}\" is no kind of recipient.", $"Take one of {string.Join(", ", s_recipients)}.");
        return recipients;
    }

    private static EscalationLevel? LevelIn(RuleMap map)
    {
        if (map.OptionalText("level") is not { } word)
            return null;
        if (Enum.TryParse<EscalationLevel>(word, out var level) && Enum.IsDefined(level))
            return level;
        map.Report("level", $"\"{word}\" is no level.", $"Take one of {string.Join(", ", Enum.GetNames<EscalationLevel>())}.");
        return null;
    }

    private static List<DeadlineClass> ClassesIn(RuleMap map)
    {
        var classes = new List<DeadlineClass>();
        foreach (var word in map.Texts("classes"))
        {
            if (Enum.TryParse<DeadlineClass>(word, out var found) && Enum.IsDefined(found))
                classes.Add(found);
            else
                map.Report("classes", $"\"{word}\" is no class of deadlines.", "Take A, C, O or S.");
        }
        return classes;
    }
}
