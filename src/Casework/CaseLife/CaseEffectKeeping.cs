using IqWorkflows.Activities;
using IqWorkflows.Activities.Asking;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>Carries out what boxes want done with their case, in the turn of their step.</summary>
internal sealed class CaseEffectKeeping(CaseBook book, CaseCourse course, CaseDocuments documents, DeadlineKeeping deadlines, Prompts prompts)
{
    /// <exception cref="CaseRefusedException">The case does not allow it, or the instance belongs to no case.</exception>
    public void Keep(Turn turn, string instanceId, string? correlationId, CaseEffect effect, DateTimeOffset now)
    {
        if (correlationId is not { } caseId || book.Find(turn, caseId) is not { } view)
            throw new CaseRefusedException(correlationId ?? "", new Cases.Reason(CaseReason.NoCase, instanceId));
        switch (effect)
        {
            case CaseEffect.SetState reached:
                course.Reach(turn, caseId, reached.State, CaseLog.System, now);
                break;
            case CaseEffect.OpenTask task:
                OpenTask(turn, view, instanceId, task, now);
                break;
            case CaseEffect.StartDeadline started:
                KnownDeadline(caseId, started.Code);
                deadlines.Start(turn, view, started.DeadlineId, started.Code, Named(view, started.Object), now);
                book.Settle(turn, caseId, now);
                break;
            case CaseEffect.AwaitDeadline awaited:
                Await(turn, view, instanceId, awaited, now);
                break;
            case CaseEffect.SuspendDeadline suspended:
                KeepClockEvent(turn, view, suspended.Code, suspended.Object, suspended.By, suspended.Cause, now);
                break;
            case CaseEffect.ExtendDeadline extended:
                KeepClockEvent(turn, view, extended.Code, extended.Object, extended.By, "", now);
                break;
            case CaseEffect.StopDeadline stopped:
                DeadlineKeeping.Stop(turn, caseId, stopped.Code, Named(view, stopped.Object).ToString(), now);
                book.Settle(turn, caseId, now);
                break;
            case CaseEffect.SetFact fact:
                SetFact(turn, view, fact, now);
                break;
            case CaseEffect.CreateChecklist checklist:
                documents.List(turn, view, Named(view, checklist.Object), now);
                break;
            case CaseEffect.SendMail mail:
                prompts.Send(turn, caseId, mail.Occasion, About(view, mail.Object), mail.Recipient, now);
                break;
            case CaseEffect.StartLadder ladder:
                StartLadder(turn, view, ladder, now);
                break;
            case CaseEffect.StopLadder ladder:
                prompts.Stop(turn, caseId, ladder.Occasion, About(view, ladder.Object), new Cases.Reason(LadderReason.StoppedByProcedure), now);
                break;
            case CaseEffect.Escalate escalated:
                Escalate(turn, view, escalated, now);
                break;
            case CaseEffect.Refer referred:
                Refer(turn, view, referred, now);
                break;
            case CaseEffect.CloseCase closed:
                Must(caseId, course.Close(turn, caseId, closed.Reason, CaseLog.System, instanceId, now));
                break;
            case CaseEffect.ReopenCase reopened:
                Must(caseId, course.Reopen(turn, caseId, reopened.Milestone, CaseLog.System, now));
                break;
            default:
                throw new InvalidOperationException($"Instance {instanceId} wants {effect.GetType().Name} of case {caseId}, which nobody here can do.");
        }
    }

    /// <summary>A bookmark has closed: its task is dropped, and the ladder that reminds of it; its deadline is awaited no more.</summary>
    public void Close(Turn turn, string instanceId, int bookmark, string kind, DateTimeOffset now)
    {
        if (kind == Activities.Deadlines.AwaitDeadline.Kind)
            DeadlineTable.DropWait(turn, instanceId, bookmark);
        else if (kind == Activities.Asking.TaskBox.Kind && CaseTaskTable.Drop(turn, instanceId, bookmark, now) is { Occasion: { } occasion } dropped)
            prompts.Stop(turn, dropped.CaseId, occasion, ObjectRef.Parse(dropped.Object) ?? ObjectRef.Case, new Cases.Reason(LadderReason.StoppedByProcedure), now);
    }

    /// <summary>An instance that had faulted goes on: its timers are gone and must be set again.</summary>
    public void GoesOn(Turn turn, string instanceId, string? correlationId, DateTimeOffset now)
    {
        if (correlationId is null || book.Find(turn, correlationId) is null)
            return;
        DeadlineTable.ForgetDue(turn, instanceId);
        book.Settle(turn, correlationId, now);
    }

    /// <summary>Shows open tasks of an instance as another version of its procedure draws them. What a ladder has sent stays sent; what it plans is planned anew, and nothing for the past.</summary>
    public void Redraw(Turn turn, string instanceId, string? correlationId, WorkflowProgram from, WorkflowProgram to, DateTimeOffset now)
    {
        if (correlationId is not { } caseId || book.Find(turn, caseId) is not { } view)
            return;
        var isChanged = false;
        foreach (var task in CaseTaskTable.Open(turn, caseId).Where(task => task.InstanceId == instanceId && task.NodeId is not null))
        {
            if (DrawnAt(from, task) is not { } was || DrawnAt(to, task) is not { } drawn || was == drawn)
                continue;
            isChanged = true;
            var occasion = Changed(was.Occasion, drawn.Occasion) ?? task.Occasion ?? "";
            var due = Changed(was.Due, drawn.Due);
            CaseTaskTable.Redraw(turn, new CaseTaskRow
            {
                Id = task.Id,
                Title = Changed(was.Title, drawn.Title) ?? task.Title,
                TitleEn = Changed(was.TitleEn, drawn.TitleEn) ?? task.TitleEn,
                Instructions = Named(Changed(was.Instructions, drawn.Instructions) ?? task.Instructions),
                InstructionsEn = Named(Changed(was.InstructionsEn, drawn.InstructionsEn) ?? task.InstructionsEn),
                Role = Changed(was.Role, drawn.Role) ?? task.Role,
                DueOn = due is null ? task.DueOn : DueOn(view, Named(due), task.CreatedAt),
                Occasion = Named(occasion),
            });
            if (occasion == (task.Occasion ?? ""))
                continue;
            var about = ObjectRef.Parse(task.Object) ?? ObjectRef.Case;
            if (task.Occasion is { } old)
                prompts.Stop(turn, caseId, old, about, new Cases.Reason(LadderReason.StoppedByProcedure), now);
            if (occasion.Length > 0)
                prompts.Open(turn, caseId, occasion, about, null, null, now);
        }
        if (isChanged)
            book.Settle(turn, caseId, now);
    }

    private static DrawnTask? DrawnAt(WorkflowProgram program, CaseTaskRow task) => (program.Boxes.FirstOrDefault(box => box.NodeId == task.NodeId)?.Activity as TaskBox)?.Drawn;

    /// <returns>What is said now; null when that has not changed, or is computed.</returns>
    private static string? Changed(string? was, string? drawn) => drawn is not null && was is not null && was != drawn ? drawn : null;

    private static string? Named(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private void OpenTask(Turn turn, CaseView view, string instanceId, CaseEffect.OpenTask task, DateTimeOffset now)
    {
        CaseTaskTable.Insert(turn, new CaseTaskRow
        {
            Id = task.TaskId,
            CaseId = view.CaseId,
            InstanceId = instanceId,
            Bookmark = task.Bookmark,
            ActivityId = task.ActivityId,
            NodeId = task.NodeId,
            Title = task.Title,
            TitleEn = task.TitleEn,
            Instructions = task.Instructions,
            InstructionsEn = task.InstructionsEn,
            Role = task.Role,
            Object = task.Object is null ? null : Named(view, task.Object).ToString(),
            DueOn = DueOn(view, task.Due, now),
            CreatedAt = now,
        });
    }

    private void Await(Turn turn, CaseView view, string instanceId, CaseEffect.AwaitDeadline awaited, DateTimeOffset now)
    {
        KnownDeadline(view.CaseId, awaited.Code);
        var about = Named(view, awaited.Object);
        // Awaiting a deadline that nobody has started is starting it: waiting for something that never comes helps nobody.
        if (DeadlineKeeping.Newest(DeadlineTable.Of(turn, view.CaseId), awaited.Code, about.ToString()) is null)
            deadlines.Start(turn, view, $"{instanceId}:{awaited.Bookmark}:deadline", awaited.Code, about, now);
        DeadlineTable.Insert(turn, new DeadlineWaitRow
        {
            InstanceId = instanceId,
            Bookmark = awaited.Bookmark,
            CaseId = view.CaseId,
            Code = awaited.Code,
            Object = about.ToString(),
            WaitFor = awaited.Offset,
        });
        book.Settle(turn, view.CaseId, now);
    }

    private void KeepClockEvent(Turn turn, CaseView view, string code, string about, string by, string cause, DateTimeOffset now)
    {
        KnownDeadline(view.CaseId, code);
        DeadlineTable.Insert(turn, new DeadlineClockEventRow
        {
            CaseId = view.CaseId,
            Object = Named(view, about).ToString(),
            Code = code,
            CausedBy = Named(view, by).ToString(),
            Cause = cause,
            At = now,
        });
        deadlines.Recompute(turn, view, now);
        book.Settle(turn, view.CaseId, now);
    }

    private void SetFact(Turn turn, CaseView view, CaseEffect.SetFact fact, DateTimeOffset now)
    {
        if (book.Rules.Facts.Find(fact.Fact) is not { } field || !field.IsOpen || CaseInput.IsOfCourse(field.Name))
            throw new CaseRefusedException(view.CaseId, new Cases.Reason(CaseReason.FactNotSettable, fact.Fact));
        var about = fact.Object is null ? null : (ObjectRef?)Named(view, fact.Object);
        // Read like what somebody types, so that a procedure can record nothing that a person could not.
        var submission = new Submission(new Dictionary<string, string> { [field.Name] = CaseValues.Typed(fact.Value) ?? "" }) { Source = "SYSTEM", Object = about };
        var isNew = view.Current(field.Kind) is null;
        var form = new Form(isNew ? [field.Kind] : [], [new FormField(field.Name)]);
        switch (FormCheck.Of(form, submission, view, book.Rules.Facts, GermanDay.Of(now)))
        {
            case FormAnswer.Refused refused:
                throw new CaseRefusedException(view.CaseId, refused.Reasons);
            case FormAnswer.Accepted accepted:
                book.Record(turn, view.CaseId, accepted.Entries, CaseLog.System, now);
                break;
        }
    }

    private void StartLadder(Turn turn, CaseView view, CaseEffect.StartLadder ladder, DateTimeOffset now)
    {
        var about = About(view, ladder.Object);
        var deadline = ladder.DeadlineCode is { } code
            ? DeadlineKeeping.Newest(DeadlineTable.Of(turn, view.CaseId), code, about.ToString())?.Id ?? throw new CaseRefusedException(view.CaseId, new Cases.Reason(DeadlineReason.UnknownDeadline, code))
            : null;
        prompts.Open(turn, view.CaseId, ladder.Occasion, about, deadline, ladder.Day, now);
        if (ladder.WithTask is { } task)
            CaseTaskTable.SetOccasion(turn, task, ladder.Occasion);
    }

    private void Escalate(Turn turn, CaseView view, CaseEffect.Escalate escalated, DateTimeOffset now)
    {
        var role = escalated.Level switch
        {
            "L1" => "COUNSELLOR",
            "L2" => "LEAD",
            "L3" => "COORDINATION",
            _ => "PROGRAMME",
        };
        CaseTasks.Open(
            turn,
            new NewCaseTask(view.CaseId, escalated.Title, escalated.TitleEn, role)
            {
                Level = escalated.Level,
                Object = escalated.Object is null ? null : Named(view, escalated.Object).ToString(),
                DueOn = DueOn(view, escalated.Due, now),
            },
            now);
    }

    private void Refer(Turn turn, CaseView view, CaseEffect.Refer referred, DateTimeOffset now)
    {
        var target = book.Rules.Authorities.Target(referred.Target, GermanDay.Of(now));
        CaseLog.Write(turn, view.CaseId, now, CaseLog.System, "referred", null, [referred.Target, target?.Code ?? ""]);
    }

    private DateOnly? DueOn(CaseView view, string? due, DateTimeOffset now)
    {
        if (due is null)
            return null;
        return DayOffset.TryParse(due, out var offset)
            ? CaseDays.After(GermanDay.Of(now), offset, book.Rules, CaseDays.PlaceOf(view))
            : throw new CaseRefusedException(view.CaseId, new Cases.Reason(CaseReason.NoSpan, due));
    }

    private void KnownDeadline(string caseId, string code)
    {
        if (book.Rules.Deadlines.Find(code) is null)
            throw new CaseRefusedException(caseId, new Cases.Reason(DeadlineReason.UnknownDeadline, code));
    }

    private static ObjectRef About(CaseView view, string? text) => text is null ? ObjectRef.Case : Named(view, text);

    /// <summary>An object as boxes name it: in full, or by its kind alone for the current one.</summary>
    /// <exception cref="CaseRefusedException">The case does not have it.</exception>
    private static ObjectRef Named(CaseView view, string text) =>
        ObjectRef.Parse(text) is { } reference && view.Find(reference) is not null ? reference
        : view.Current(text)?.Ref ?? throw new CaseRefusedException(view.CaseId, new Cases.Reason(CaseReason.ObjectMissing, text));

    private static void Must(string caseId, CaseAnswer answer)
    {
        if (answer is CaseAnswer.Refused refused)
            throw new CaseRefusedException(caseId, refused.Reasons);
    }
}
