using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Play;

/// <summary>Looks at a case after every moment of a story and writes down what has changed. It lives as long as the story, whatever becomes of the process that is told about.</summary>
internal sealed class TimelineWatch
{
    private readonly List<TimelineEntry> _entries = [];
    private readonly Dictionary<string, TaskSeen> _tasks = [];
    private readonly Dictionary<string, TimelineEntry.DeadlineSeen> _deadlines = [];
    private readonly HashSet<string> _messages = [];
    private readonly HashSet<long> _rungs = [];
    private readonly HashSet<string> _incidents = [];
    private string? _state;
    private string? _stalledBy;
    private long _event;

    public IReadOnlyList<TimelineEntry> Entries => _entries;

    public void Add(TimelineEntry entry) => _entries.Add(entry);

    /// <summary>
    /// Reads everything within one turn, so that nothing moves meanwhile, and keeps the differences. What came at the same moment is told in the order of its names:
    /// ids are drawn by lot, and a story told twice would differ.
    /// </summary>
    public void Look(Turn turn, string caseId, DateTimeOffset now)
    {
        LookAtStates(turn, caseId);
        LookAtStalling(turn, caseId, now);
        LookAtDeadlines(turn, caseId, now);
        LookAtTasks(turn, caseId);
        LookAtMessages(turn, caseId);
        LookAtRungs(turn, caseId, now);
        LookAtIncidents(turn, caseId, now);
    }

    private void LookAtStates(Turn turn, string caseId)
    {
        var events = turn.Read(
            "select id, at, code, args from case_events where case_id = @case_id and id > @last order by id",
            row => (Id: row.GetInt64(0), At: Moment(row.GetInt64(1)), Code: row.GetString(2), Args: Texts(row.GetString(3))), caseId, _event);
        foreach (var (id, at, code, args) in events)
        {
            _event = id;
            var state = code switch
            {
                "case-opened" or "case-reopened" => args[0],
                "state-reached" => args[1],
                "case-paused" => "RUHEND",
                "case-resumed" => turn.Text("select state from cases where id = @id", caseId),
                "case-closed" => $"ABGESCHLOSSEN({args[0]})",
                _ => null,
            };
            if (state is null || state == _state)
                continue;
            _state = state;
            _entries.Add(new TimelineEntry.Stated(at, state));
        }
    }

    private void LookAtStalling(Turn turn, string caseId, DateTimeOffset now)
    {
        var rule = turn.Text("select rule from stalled_marks where case_id = @case_id and ended_at is null", caseId);
        if (rule == _stalledBy)
            return;
        _entries.Add(new TimelineEntry.Stalled(now, rule is not null, rule ?? _stalledBy ?? ""));
        _stalledBy = rule;
    }

    private void LookAtDeadlines(Turn turn, string caseId, DateTimeOffset now)
    {
        var rows = turn.Read(
            "select id, code, object, state, raw_end_on, end_on, announced_on, flags from deadlines where case_id = @case_id order by started_at, object, code",
            row => new TimelineEntry.DeadlineSeen(
                now, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), Day(row, 4), Day(row, 5), Day(row, 6), row.GetString(7)),
            caseId);
        foreach (var row in rows)
        {
            if (_deadlines.TryGetValue(row.Id, out var before) && before with { At = now } == row)
                continue;
            _deadlines[row.Id] = row;
            _entries.Add(row);
        }
    }

    private void LookAtTasks(Turn turn, string caseId)
    {
        var rows = turn.Read(
            "select id, activity_id, occasion, title, title_en, role, level, due_on, state, outcome, created_at, ended_at, end_reason from case_tasks where case_id = @case_id order by created_at, activity_id, occasion, title, id",
            row => (
                Id: row.GetString(0), Name: Text(row, 1) ?? Text(row, 2), Occasion: Text(row, 2), Title: new LocalText(row.GetString(3), row.GetString(4)), Role: row.GetString(5), Level: Text(row, 6),
                DueOn: Day(row, 7), State: row.GetString(8), Outcome: Text(row, 9), CreatedAt: Moment(row.GetInt64(10)), EndedAt: row.IsDBNull(11) ? (DateTimeOffset?)null : Moment(row.GetInt64(11)), Why: Text(row, 12)),
            caseId);
        foreach (var row in rows.OrderByDescending(row => _tasks.ContainsKey(row.Id))) // what ended made room for what opened
        {
            if (!_tasks.TryGetValue(row.Id, out var seen))
                _entries.Add(new TimelineEntry.TaskOpened(row.CreatedAt, row.Id, row.Name, row.Title, row.Role, row.Level, row.Occasion, row.DueOn));
            if (row.State != "Open" && seen?.IsOpen != false)
                _entries.Add(new TimelineEntry.TaskEnded(row.EndedAt ?? row.CreatedAt, row.Id, row.Name, row.Title, row.State == "Done" ? row.Outcome : null, row.Why));
            _tasks[row.Id] = new TaskSeen(row.State == "Open");
        }
    }

    private void LookAtMessages(Turn turn, string caseId)
    {
        var rows = turn.Read(
            "select id, occasion, recipient, state, object, reason_args, created_at, sent_at from messages where case_id = @case_id order by created_at, occasion, recipient, object, id",
            row => (Id: row.GetString(0), Occasion: row.GetString(1), Recipient: row.GetString(2), State: row.GetString(3), Object: row.GetString(4), Why: Text(row, 5),
                CreatedAt: Moment(row.GetInt64(6)), SentAt: row.IsDBNull(7) ? (DateTimeOffset?)null : Moment(row.GetInt64(7))),
            caseId);
        foreach (var row in rows)
        {
            var form = row.State switch { "Draft" => "draft", "ToPrint" => "letter", "Sent" => "mail", _ => null };
            if (form is not null && _messages.Add(row.Id))
                _entries.Add(new TimelineEntry.Sent(row.SentAt ?? row.CreatedAt, row.Occasion, row.Recipient, form, row.Object, row.Why));
        }
    }

    private void LookAtRungs(Turn turn, string caseId, DateTimeOffset now)
    {
        var rows = turn.Read(
            "select id, day, occasion, recipient, form, reason from rungs where case_id = @case_id and state = 'LeftOut' and day is not null order by id",
            row => (Id: row.GetInt64(0), Day: row.GetFieldValue<DateOnly>(1), Occasion: row.GetString(2), Recipient: row.GetString(3), Form: row.GetString(4), Reason: Text(row, 5)), caseId);
        foreach (var row in rows)
        {
            if (_rungs.Add(row.Id))
                _entries.Add(new TimelineEntry.NotDone(now, row.Day, row.Occasion, row.Recipient, row.Form, row.Reason));
        }
    }

    private void LookAtIncidents(Turn turn, string caseId, DateTimeOffset now)
    {
        foreach (var id in turn.Read("select id from instances where correlation_id = @case_id and sub_status = 'Faulted' order by id", row => row.GetString(0), caseId))
        {
            if (_incidents.Add(id))
                _entries.Add(new TimelineEntry.Incident(now, id, "faulted"));
        }
    }

    private static List<string> Texts(string json) => [.. System.Text.Json.Nodes.JsonNode.Parse(json)!.AsArray().Select(text => (string)text!)]; // written by the log of the case

    private static string? Text(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? Day(System.Data.Common.DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static DateTimeOffset Moment(long ticks) => new(ticks, TimeSpan.Zero);

    private sealed record TaskSeen(bool IsOpen);
}
