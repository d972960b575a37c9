using System.Globalization;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.Play;

/// <summary>Tells a timeline in words, one line for each thing seen.</summary>
public sealed class TimelineText(RuleBook rules, Language language)
{
    private readonly CaseReasonText _reasons = new(rules, language);

    /// <summary>The lines; a day is written once.</summary>
    public IEnumerable<string> Lines(IReadOnlyList<TimelineEntry> timeline)
    {
        DateOnly? told = null;
        foreach (var entry in timeline)
        {
            var day = GermanDay.Of(entry.At);
            yield return $"{(day == told ? new string(' ', 14) : Day(day))} {GermanDay.TimeOf(entry.At)}  {Of(entry)}";
            told = day;
        }
    }

    /// <summary>What a forecast says, one line for each thing to come.</summary>
    public IEnumerable<string> Forecast(IReadOnlyList<ForecastRow> rows, int days)
    {
        foreach (var row in rows)
            yield return $"{Day(row.Day)}  {Coming(row.Kind)} {row.What,-8} {row.Name.In(language)} → {To(row.To)}{(row.Object is null ? "" : $" ({row.Object})")}";
        if (rows.Count == 0)
            yield return Say($"In den nächsten {days} Tagen kommt nichts.", $"Nothing in the next {days} days.");
    }

    /// <summary>What kind of thing is to come, as wide as the longest of them.</summary>
    private string Coming(string kind) => kind switch
    {
        "Mail" => Coming("Nachricht", kind),
        "Task" => Coming("Aufgabe", kind),
        "Escalation" => Coming("Eskalation", kind),
        "Draft" => Coming("Entwurf", kind),
        "Event" => Coming("Ereignis", kind),
        "Deadline" => Coming("Frist", kind),
        "DueTask" => Coming("Aufgabe fällig", "Task due"),
        _ => throw new InvalidOperationException($"{kind} is a kind without words."),
    };

    private string Coming(string german, string english) => language == Language.German ? german.PadRight(14) : english.PadRight(10);

    private string To(string to)
    {
        var parts = to.Split(" (");
        return RoleOf(RecipientOf(parts[0])) + (parts.Length > 1 ? " (" + parts[1] : "");
    }

    private string Of(TimelineEntry entry) => entry switch
    {
        TimelineEntry.Did did => $"> {did.Verb} {did.What}{(did.More is { Length: > 0 } more ? $" → {more}" : "")}{(did.Refused is { } why ? $" {Say("abgelehnt", "refused")}: {Told(why)}" : "")}",
        TimelineEntry.Stated stated => $"{Kind("Stand", "state")}{stated.State}{NameOf(stated.State)}",
        TimelineEntry.Stalled stalled => $"{Kind("Stau", "stalled")}{(stalled.Is ? $"{stalled.Rule}{StallingOf(stalled.Rule)}" : Say("nicht mehr", "no more"))}",
        TimelineEntry.TaskOpened task =>
            $"{Kind("Aufgabe", "task")}{task.Title.In(language)} ({Joined(RoleOf(task.Role), task.Level, task.Occasion, task.DueOn is { } due ? $"{Say("bis", "until")} {Day(due)}" : null)})",
        TimelineEntry.TaskEnded { Outcome: { } outcome } task => $"{Kind("erledigt", "done")}{task.Title.In(language)}: {outcome}",
        TimelineEntry.TaskEnded task => $"{Kind("entfällt", "withdrawn")}{task.Title.In(language)}{Because(task.Why)}",
        TimelineEntry.DeadlineSeen deadline => $"{Kind("Frist", "deadline")}{deadline.Code} {rules.Deadlines.Find(deadline.Code)?.Name.In(language)} ({deadline.Object}): {Ends(deadline)}",
        TimelineEntry.Sent sent => $"{Kind(Form(sent.Form, Language.German), Form(sent.Form, Language.English))}{sent.Occasion} {OccasionOf(sent.Occasion)} → {RecipientOf(sent.Recipient)}{Because(sent.Why)}",
        TimelineEntry.NotDone left => $"{Kind("entfällt", "left out")}{left.Occasion} {OccasionOf(left.Occasion)} → {RecipientOf(left.Recipient)}, {Say("geplant", "planned")} {Day(left.Day)}{Because(left.Why)}",
        TimelineEntry.Incident incident => $"{Kind("Störung", "incident")}{incident.InstanceId} {incident.Message}",
        _ => throw new InvalidOperationException($"{entry} is an entry without words."),
    };

    private string Ends(TimelineEntry.DeadlineSeen deadline)
    {
        var end = deadline.End is { } last ? Day(last) : "–";
        var raw = deadline.Raw is { } unshifted && unshifted != deadline.End ? $" ({Say("unverschoben", "unshifted")} {Day(unshifted)})" : "";
        var announced = deadline.Announced is { } other ? $", {Say("angekündigt", "announced")} {Day(other)}" : "";
        var state = deadline.State switch
        {
            "Running" => "",
            "Paused" => $", {Say("steht still", "stands still")}",
            "Ended" => $", {Say("beendet", "ended")}",
            "Stopped" => $", {Say("erledigt", "settled")}",
            _ => $", {Say("nicht berechenbar", "cannot be computed")}",
        };
        var flags = ReasonJson.Read(deadline.Flags).Where(flag => flag.Code.StartsWith("UNZULAESSIG", StringComparison.Ordinal)).ToList();
        return $"{end}{raw}{announced}{state}{(flags.Count > 0 ? $" ! {Told(flags)}" : "")}";
    }

    private string Because(string? json)
    {
        if (json is null)
            return "";
        return $" – {Told(ReasonJson.Read(json))}";
    }

    private string Told(IEnumerable<Cases.Reason> reasons) => string.Join("; ", reasons.Select(_reasons.Sentence).Distinct());

    private string OccasionOf(string code) => rules.Occasions.Find(code)?.Name.In(language) ?? "";

    private string NameOf(string state)
    {
        var (code, reason) = state.Split('(', ')') is [var closed, var why, ..] ? (closed, why) : (state, null);
        if (rules.States.Find(code) is not { } known)
            return "";
        var because = reason is null ? "" : $": {rules.Facts.Codes.Label("closing_reason", reason, language)}";
        return $" – {known.Name.In(language)}{because}";
    }

    private string StallingOf(string rule) => rules.Stalled.Lines.FirstOrDefault(line => line.Code == rule) is { } known ? $" – {known.Name.In(language)}" : "";

    /// <summary>English knows recipients by the words of the table of occasions.</summary>
    private string RecipientOf(string recipient) => language == Language.English ? recipient : recipient switch
    {
        "client" => "Ratsuchende",
        "counsellor" => "Beratung",
        "lead" => "Leitung",
        "coordination" => "Koordination",
        "authority" => "zuständige Stelle",
        "provider" => "Bildungsträger",
        "employer" => "Arbeitgeber",
        "interpreter" => "Dolmetschen",
        "dsb" => "Datenschutz",
        "procedure" => "Verfahren",
        _ => recipient,
    };

    private string RoleOf(string role) => role switch
    {
        "COUNSELLOR" => Say("Beratung", "counsellor"),
        "LEAD" => Say("Leitung", "lead"),
        "OFFICE" => Say("Büro", "office"),
        "COORDINATION" => Say("Koordination", "coordination"),
        "PROGRAMME" => Say("Programm", "programme"),
        "DSB" => Say("Datenschutz", "data protection"),
        _ => role,
    };

    private string Kind(string german, string english) => Say(german, english).PadRight(10);

    private static string Form(string form, Language language) => (form, language) switch
    {
        ("letter", Language.German) => "Brief",
        ("draft", Language.German) => "Entwurf",
        ("mail", Language.German) => "Mail",
        _ => form,
    };

    private string Say(string german, string english) => language == Language.German ? german : english;

    private string Day(DateOnly day) => language == Language.German
        ? day.ToString("ddd dd.MM.yyyy", CultureInfo.GetCultureInfo("de"))
        : day.ToString("ddd yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Joined(params string?[] parts) => string.Join(", ", parts.OfType<string>().Where(part => part.Length > 0));
}
