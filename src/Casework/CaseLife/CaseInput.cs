using IqWorkflows.Activities.Asking;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;
using IqWorkflows.Storage.Tasks;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>What people enter into a case: events, facts, tasks done. Checked as a whole first; then facts and step in one turn.</summary>
internal sealed class CaseInput(CaseBook book, ProgramCache programs)
{
    /// <summary>Facts of the case that only its own course may change.</summary>
    private static readonly HashSet<string> s_ofCourse = new(StringComparer.Ordinal)
    {
        "case.state", "case.state_since", "case.state_before_close", "case.closed_on", "case.closing_reason", "case.reopened_on", "case.reopened_at_state",
        "case.paused_since", "case.paused_until", "case.centre_id", "case.counsellor_id", "case.deputy_id", "case.erasure_marked_on", "case.erased_on", "case.taken_over_at",
    };

    /// <summary>Kinds whose recording shows that the client has done something.</summary>
    private static readonly HashSet<string> s_activities = new(StringComparer.Ordinal) { "document" }; // a contact says itself with whom it was and whether anybody answered

    public static bool IsOfCourse(string fact) => s_ofCourse.Contains(fact);

    /// <summary>What the case awaits, each event once, what has been awaited longest first.</summary>
    /// <returns>Null when there is no such case.</returns>
    public IReadOnlyList<AwaitedEvent>? Awaited(Turn turn, string caseId)
    {
        return book.Find(turn, caseId) is null ? null : AwaitedOf(turn, caseId);
    }

    /// <summary>The same for a case of which it is known that it is there.</summary>
    public IReadOnlyList<AwaitedEvent> AwaitedOf(Turn turn, string caseId) =>
    [
        .. Waiting(turn, caseId).DistinctBy(waiting => waiting.Name)
            .Select(waiting => new AwaitedEvent(
                waiting.Name, Title(waiting.Box.Title, waiting.Name), Title(waiting.Box.TitleEn, waiting.Name), FormOf(waiting.Box), waiting.InstanceId, waiting.ActivityId)),
    ];

    public CaseAnswer RecordEvent(Turn turn, string caseId, string eventName, Submission submission, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        if (CaseCourse.StateOf(view) == CaseCourse.Closed)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.Closed));
        var all = Waiting(turn, caseId);
        var waiting = all.FindAll(one => one.Name == eventName);
        if (waiting.Count == 0)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.EventNotAwaited, [eventName, .. all.Select(one => one.Name).Distinct()]));
        var checkedForm = FormCheck.Of(FormOf(waiting[0].Box), submission, view, book.Rules.Facts, GermanDay.Of(now));
        if (checkedForm is not FormAnswer.Accepted entered)
            return new CaseAnswer.Refused(((FormAnswer.Refused)checkedForm).Reasons);

        turn.HappenedOn = entered.HappenedOn;
        Record(turn, view, entered, IsOfClient(submission), who, now);
        Log(turn, caseId, entered, submission, who, "event-recorded", [eventName, Title(waiting[0].Box.Title, eventName), Title(waiting[0].Box.TitleEn, eventName)], now);
        var payload = CaseBook.Answer(null, entered, null).ToPayload();
        var happened = false;
        foreach (var instanceId in waiting.Select(one => one.InstanceId).Distinct())
            happened |= book.Stepping.Apply(turn, instanceId, new Stimulus.Deliver(AwaitEvent.Key(eventName), payload), now);
        return happened ? new CaseAnswer.Done(caseId, entered.NewObjects) : throw new CaseRefusedException(caseId, new Cases.Reason(CaseReason.EventNotAwaited, eventName));
    }

    public CaseAnswer RecordFacts(Turn turn, string caseId, string kind, bool isNew, Submission submission, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        if (book.Rules.Facts.FindKind(kind) is null || (isNew && kind is ObjectRef.CaseKind or ObjectRef.PersonKind))
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.KindUnknown, kind));
        if (Erasure.DayOf(view) is { } erased)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.Erased, erased));
        var form = Form.Of(book.Rules.Facts, kind, isNew);
        form = form with { Fields = [.. form.Fields.Where(field => !s_ofCourse.Contains(field.Fact))] };
        var checkedForm = FormCheck.Of(form, submission, view, book.Rules.Facts, GermanDay.Of(now));
        if (checkedForm is not FormAnswer.Accepted entered)
            return new CaseAnswer.Refused(((FormAnswer.Refused)checkedForm).Reasons);
        Record(turn, view, entered, IsOfClient(submission) || (isNew && s_activities.Contains(kind)), who, now);
        Log(turn, caseId, entered, submission, who, "facts-recorded", [kind], now);
        return new CaseAnswer.Done(caseId, entered.NewObjects);
    }

    public CaseAnswer CompleteTask(Turn turn, string taskId, string? outcome, Submission submission, string who, DateTimeOffset now)
    {
        if (CaseTaskTable.Find(turn, taskId) is not { } task)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.TaskUnknown, taskId));
        if (task.State != TaskState.Open)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.TaskNotOpen, taskId));
        var view = book.View(turn, task.CaseId);
        var (choices, boxForm) = Asked(turn, task);
        var reasons = new List<Cases.Reason>();
        var choice = outcome is null && choices.Count == 1 ? choices[0] : choices.FirstOrDefault(one => one.Name == outcome);
        if (choice is null)
            reasons.Add(new Cases.Reason(CaseReason.OutcomeUnknown, [outcome ?? "", .. choices.Select(one => one.Name)]));
        var form = choice is { AsksForm: false } && submission.Values.Count == 0 ? Form.Empty : boxForm;
        if (choice is not null)
        {
            reasons.AddRange(Lacks(choice, task, submission, view));
            (form, submission) = WithRecords(choice, form, submission);
        }
        var checkedForm = FormCheck.Of(form, submission, view, book.Rules.Facts, GermanDay.Of(now));
        if (checkedForm is FormAnswer.Refused refused)
            reasons.AddRange(refused.Reasons);
        if (choice is null || reasons.Count > 0 || checkedForm is not FormAnswer.Accepted entered)
            return new CaseAnswer.Refused(reasons);

        turn.HappenedOn = entered.HappenedOn;
        Record(turn, view, entered, IsOfClient(submission), who, now);
        CaseTaskTable.Done(turn, taskId, choice.Name, who, now);
        Log(turn, task.CaseId, entered, submission, who, "task-completed", [taskId, choice.Name, task.Title, task.TitleEn, choice.Text.German, choice.Text.English], now);
        if (task is { InstanceId: { } instanceId, Bookmark: { } bookmark }
            && !book.Stepping.Apply(turn, instanceId, new Stimulus.Wake(bookmark, CaseBook.Answer(choice.Name, entered, task.Object).ToPayload()), now))
            throw new CaseRefusedException(task.CaseId, new Cases.Reason(CaseReason.InstanceNotWaiting, instanceId));
        return new CaseAnswer.Done(task.CaseId, entered.NewObjects);
    }

    /// <summary>Papers that are missing although the outcome says that they are there, unless it is said why it holds all the same.</summary>
    private IEnumerable<Cases.Reason> Lacks(TaskOutcome choice, CaseTaskRow task, Submission submission, CaseView view)
    {
        if (!choice.NeedsDocuments || (choice.Unless is { } reason && !string.IsNullOrWhiteSpace(submission.Values.GetValueOrDefault(reason))))
            return [];
        var application = ObjectRef.Parse(task.Object) is { } about ? view.OwnerOf(about, "application") : null;
        var lacking = DocumentCheck.Lacking(view, (application ?? view.Current("application"))?.Ref).Select(NameOf).ToList();
        return lacking.Count == 0 ? [] : [new Cases.Reason(CaseReason.DocumentsMissing, [choice.Unless ?? "", .. lacking])];
    }

    private object NameOf(CaseObject document)
    {
        var codes = book.Rules.Facts.Codes;
        var name = document.Text("name") is { Length: > 0 } own ? new LocalText(own, own) : codes.Find("document_kind")?.Find(document.Text("code") ?? "")?.Label ?? new LocalText("?", "?");
        return DocumentCheck.LackOf(document) == DocumentLack.Form && codes.Find("copy_form")?.Find(document.Text("copies") ?? "")?.Label is { } form
            ? new LocalText($"{name.German} ({form.German})", $"{name.English} ({form.English})")
            : name;
    }

    private static (Form Form, Submission Submission) WithRecords(TaskOutcome choice, Form form, Submission submission)
    {
        if (choice.Records.Count == 0)
            return (form, submission);
        var values = new Dictionary<string, string>(submission.Values, StringComparer.Ordinal);
        foreach (var (fact, value) in choice.Records)
            values[fact] = value;
        var asked = form.Fields.Select(field => field.Fact).ToHashSet(StringComparer.Ordinal);
        return (form with { Fields = [.. form.Fields, .. choice.Records.Where(record => !asked.Contains(record.Key)).Select(record => new FormField(record.Key))] }, submission with { Values = values });
    }

    /// <summary>The outcomes and the form of a task; one that no box asked for is simply done.</summary>
    public (IReadOnlyList<TaskOutcome> Choices, Form Form) Asked(Turn turn, CaseTaskRow task) =>
        Asked(turn, task, task.InstanceId is { } instanceId ? InstanceTable.Find(turn, instanceId)?.ProgramKey : null);

    /// <summary>The same for a task whose program is known.</summary>
    public (IReadOnlyList<TaskOutcome> Choices, Form Form) Asked(Turn turn, CaseTaskRow task, string? programKey) =>
        programKey is not null && programs.ByKey(turn, programKey).Boxes.FirstOrDefault(box => box.NodeId == task.NodeId)?.Activity is TaskBox box
            ? (box.Choices, FormOf(box))
            : (TaskOutcome.Only, Form.Empty);

    /// <summary>Records what was entered, and that the client has done something if so.</summary>
    private void Record(Turn turn, CaseView view, FormAnswer.Accepted entered, bool isOfClient, string who, DateTimeOffset now)
    {
        if (entered.Entries.Count > 0)
            book.Record(turn, view.CaseId, entered.Entries, who, now);
        book.Make(turn, view.CaseId, entered.NewObjects, now);
        if (isOfClient && !(view.Value("case.last_client_activity_on") is DateOnly last && last >= entered.HappenedOn))
            book.Record(turn, view.CaseId, [("case.last_client_activity_on", entered.HappenedOn)], who, now);
    }

    private static void Log(Turn turn, string caseId, FormAnswer.Accepted entered, Submission submission, string who, string code, IReadOnlyList<string> args, DateTimeOffset now) =>
        CaseLog.Write(
            turn, caseId, now, who, code, entered.NewObjects is [var first, ..] ? first.ToString() : submission.Object?.ToString(), args, entered.HappenedOn,
            entered.Entries is [{ LearnedOn: var learned }, ..] ? learned : GermanDay.Of(now));

    private static bool IsOfClient(Submission submission) => string.Equals(submission.Source, nameof(FactSource.Client), StringComparison.OrdinalIgnoreCase);

    private List<WaitingEvent> Waiting(Turn turn, string caseId) =>
    [
        .. BookmarkTable.Of(turn, AwaitEvent.Kind, caseId).SelectMany(bookmark => WaitingOf(turn, bookmark)),
    ];

    private IEnumerable<WaitingEvent> WaitingOf(Turn turn, WaitingBookmark bookmark)
    {
        var program = programs.ByKey(turn, bookmark.ProgramKey);
        foreach (var box in program.Boxes.Where(box => box.Id == bookmark.ActivityId))
        {
            if (box.Activity is AwaitEvent awaiting)
            {
                yield return new WaitingEvent(bookmark.InstanceId, bookmark.ActivityId, bookmark.Text, awaiting);
                yield break;
            }
        }
    }

    /// <summary>What the definition states; a title that is computed is known to the run only, so the event's name stands for it.</summary>
    private static string Title(Input<string> title, string name) => title.IsLiteral && title.Literal is { Length: > 0 } stated ? stated : name;

    private static Form FormOf(AskingActivity asking) => Form.Read(asking.FormJson).Form ?? Form.Empty;

    private sealed record WaitingEvent(string InstanceId, string ActivityId, string Name, AwaitEvent Box);
}
