using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>The course of a case as a whole: it opens, reaches states, rests, goes on, closes, opens again.</summary>
internal sealed class CaseCourse(CaseBook book, FactBook facts, ProgramCache programs, Prompts prompts)
{
    public const string First = "ANFRAGE";
    public const string Closed = "ABGESCHLOSSEN";

    /// <summary>The occasion with which a closed case is taken leave of; whether anything is written is for the table of occasions to say.</summary>
    private const string Farewell = "M37";

    // A slip of the keyboard would let a case rest for ever, and days are reckoned from its wake-up day.
    private const int MostYearsOfRest = 10;

    /// <summary>Facts of the case that may be known when it is opened.</summary>
    private static readonly string[] s_opening =
    [
        "case.opened_on", "case.contact_origin", "case.referred_by", "case.entry_channel", "case.wish", "case.counselling_type", "case.goal", "case.target_land", "case.target_place",
        "case.procedure", "case.overlays", "case.employer_acts", "case.bvfg",
    ];

    /// <summary>Opens a case: checks everything first, so that a refusal leaves nothing.</summary>
    public CaseAnswer Open(Turn turn, NewCase wanted, string who, DateTimeOffset now)
    {
        var today = GermanDay.Of(now);
        var milestone = wanted.Milestone ?? First;
        var reasons = new List<Cases.Reason>();
        var centre = StaffTable.Centre(turn, wanted.CentreId);
        if (centre is null)
            reasons.Add(new Cases.Reason(CaseReason.CentreUnknown, wanted.CentreId));
        if (wanted.CounsellorId is { } counsellor && StaffTable.Person(turn, counsellor) is null)
            reasons.Add(new Cases.Reason(CaseReason.StaffUnknown, counsellor));
        if (book.Rules.States.Against(null, milestone) is { } against)
            reasons.Add(against);

        var empty = new CaseView("", []);
        var form = FormOfOpening(wanted.TakenOver?.Kinds ?? []);
        var answer = FormCheck.Of(form, wanted.Facts, empty, book.Rules.Facts, today);
        if (answer is FormAnswer.Refused refused)
            reasons.AddRange(refused.Reasons);
        if (answer is not FormAnswer.Accepted accepted || centre is null || reasons.Count > 0)
            return new CaseAnswer.Refused(reasons);
        if (!wanted.EvenIfKnown && SamePerson(turn, accepted) is { Count: > 0 } same)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.KnownAlready, [.. same]));

        var openedOn = accepted.Entries.FirstOrDefault(entry => entry.Field.Name == "case.opened_on")?.Value as DateOnly? ?? today;
        var caseId = CaseNumbers.Next(turn, Enum.Parse<Land>(centre.Land), openedOn.Year);
        facts.NewCase(turn, caseId, now);
        facts.Record(turn, caseId, accepted, who, now);
        var since = wanted.TakenOver is { } before ? before.StateSince ?? today : openedOn;
        List<(string, object?)> values = [("case.centre_id", centre.Id), ("case.state", milestone), ("case.state_since", since)];
        if (wanted.TakenOver is not null)
            values.Add(("case.taken_over_at", now));
        if (accepted.Entries.All(entry => entry.Field.Name != "case.opened_on"))
            values.Add(("case.opened_on", today));
        if (wanted.CounsellorId is { } id)
            values.Add(("case.counsellor_id", id));
        turn.HappenedOn = since;
        book.Record(turn, caseId, values, who, now, since);
        CaseLog.Write(turn, caseId, now, who, "case-opened", null, [milestone, centre.Id], accepted.HappenedOn);
        Begin(turn, caseId, milestone, now);
        return new CaseAnswer.Done(caseId);
    }

    /// <summary>The procedure has brought the case into a state: on the day of the event that did it, though not before the state from which it came.</summary>
    /// <exception cref="CaseRefusedException">That state cannot follow.</exception>
    public void Reach(Turn turn, string caseId, string state, string who, DateTimeOffset now)
    {
        var current = StateOf(book.View(turn, caseId));
        if (current == state)
            return;
        if (book.Rules.States.Against(current, state) is { } against)
            throw new CaseRefusedException(caseId, against);
        var since = Latest(turn.HappenedOn, book.View(turn, caseId).Value("case.state_since") as DateOnly?, GermanDay.Of(now));
        book.Record(turn, caseId, [("case.state", state), ("case.state_since", since)], who, now, since);
        CaseLog.Write(turn, caseId, now, who, "state-reached", null, [current, state], since);
    }

    /// <summary>The day of an event, though not before the one before and not after today.</summary>
    private static DateOnly Latest(DateOnly? happened, DateOnly? before, DateOnly today)
    {
        var on = happened ?? today;
        if (before > on)
            on = before.Value;
        return on > today ? today : on;
    }

    public CaseAnswer Pause(Turn turn, string caseId, DateOnly? until, string who, DateTimeOffset now)
    {
        var today = GermanDay.Of(now);
        var latest = today.AddYears(MostYearsOfRest);
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        var reasons = new List<Cases.Reason>();
        if (StateOf(view) == Closed)
            reasons.Add(new Cases.Reason(CaseReason.Closed));
        if (PausedUntil(view) is { } known)
            reasons.Add(new Cases.Reason(CaseReason.Paused, known));
        if (until is null)
            reasons.Add(new Cases.Reason(CaseReason.WakeUpMissing));
        else if (until <= today)
            reasons.Add(new Cases.Reason(CaseReason.WakeUpPast, until));
        else if (until > latest)
            reasons.Add(new Cases.Reason(CaseReason.WakeUpFar, until, latest));
        if (reasons.Count > 0 || until is not { } wakeUp)
            return new CaseAnswer.Refused(reasons);
        book.Record(turn, caseId, [("case.paused_since", today), ("case.paused_until", wakeUp)], who, now);
        CaseLog.Write(turn, caseId, now, who, "case-paused", null, [$"{wakeUp:yyyy-MM-dd}"]);
        CaseTasks.Open(turn, new NewCaseTask(caseId, "Wiedervorlage", "Wake-up", "COUNSELLOR") { DueOn = wakeUp, About = "wake-up" }, now);
        return new CaseAnswer.Done(caseId);
    }

    public CaseAnswer Resume(Turn turn, string caseId, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        if (PausedUntil(view) is null)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.NotPaused));
        book.Record(turn, caseId, [("case.paused_since", null), ("case.paused_until", null)], who, now);
        CaseLog.Write(turn, caseId, now, who, "case-resumed", null, []);
        foreach (var task in CaseTaskTable.Open(turn, caseId).Where(task => task.About == "wake-up"))
            CaseTaskTable.Done(turn, task.Id, "Done", who, now);
        return new CaseAnswer.Done(caseId);
    }

    /// <summary>Closes a case. Its other instances end once the turn has done its work, so that the one that closes it can finish its step.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="caseId">The case.</param>
    /// <param name="reason">Code of the closing reason.</param>
    /// <param name="who">Who closes it.</param>
    /// <param name="closing">The instance that closes it and goes on by itself; null: none.</param>
    /// <param name="now">The time.</param>
    public CaseAnswer Close(Turn turn, string caseId, string reason, string who, string? closing, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        var state = StateOf(view);
        if (state == Closed)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.Closed));
        if (book.Field("case.closing_reason").CodeList is { } list && book.Rules.Facts.Codes.Find(list)?.Find(reason) is null)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.ClosingReasonUnknown, reason));
        if (book.Rules.States.AgainstClosing(state, reason) is { } against)
            return new CaseAnswer.Refused(against);
        var today = GermanDay.Of(now);
        List<(string, object?)> values =
        [
            ("case.state_before_close", state), ("case.state", Closed), ("case.state_since", today), ("case.closed_on", today), ("case.closing_reason", reason),
        ];
        if (PausedUntil(view) is not null)
            values.AddRange([("case.paused_since", null), ("case.paused_until", null)]);
        book.Record(turn, caseId, values, who, now);
        CaseLog.Write(turn, caseId, now, who, "case-closed", null, [reason, state]);
        WithdrawTasks(turn, caseId, now);
        prompts.Open(turn, caseId, Farewell, ObjectRef.Case, null, null, now);
        turn.AtEnd("close " + caseId, () => EndInstances(turn, caseId, closing, now));
        return new CaseAnswer.Done(caseId);
    }

    public CaseAnswer Reopen(Turn turn, string caseId, string? milestone, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is not { } view)
            return CaseAnswer.Unknown(caseId);
        if (StateOf(view) is var state && state != Closed)
            return new CaseAnswer.Refused(new Cases.Reason(CaseReason.NotClosed, state));
        if (Erasure.DayOf(view) is { } erased)
            return new CaseAnswer.Refused(new Cases.Reason(PrivacyReason.Erased, erased));
        var at = milestone ?? view.Value("case.state_before_close") as string ?? First;
        if (book.Rules.States.Against(null, at) is { } against)
            return new CaseAnswer.Refused(against);
        var today = GermanDay.Of(now);
        book.Record(
            turn,
            caseId,
            [("case.state", at), ("case.state_since", today), ("case.reopened_on", today), ("case.reopened_at_state", at), ("case.closed_on", null), ("case.closing_reason", null)],
            who,
            now);
        CaseLog.Write(turn, caseId, now, who, "case-reopened", null, [at]);
        Begin(turn, caseId, at, now);
        return new CaseAnswer.Done(caseId);
    }

    public CaseAnswer Reassign(Turn turn, string caseId, string? centreId, string? counsellorId, string? deputyId, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is null)
            return CaseAnswer.Unknown(caseId);
        var reasons = new List<Cases.Reason>();
        if (centreId is not null && StaffTable.Centre(turn, centreId) is null)
            reasons.Add(new Cases.Reason(CaseReason.CentreUnknown, centreId));
        foreach (var person in (string?[])[counsellorId, deputyId])
        {
            if (person is not null && StaffTable.Person(turn, person) is null)
                reasons.Add(new Cases.Reason(CaseReason.StaffUnknown, person));
        }
        if (reasons.Count > 0)
            return new CaseAnswer.Refused(reasons);
        List<(string, object?)> values = [];
        if (centreId is not null)
            values.Add(("case.centre_id", centreId));
        if (counsellorId is not null)
            values.Add(("case.counsellor_id", counsellorId));
        if (deputyId is not null)
            values.Add(("case.deputy_id", deputyId));
        book.Record(turn, caseId, values, who, now);
        CaseLog.Write(turn, caseId, now, who, "case-reassigned", null, [centreId ?? "", counsellorId ?? "", deputyId ?? ""]);
        return new CaseAnswer.Done(caseId);
    }

    /// <summary>Nobody counsels any more.</summary>
    public CaseAnswer Unassign(Turn turn, string caseId, string who, DateTimeOffset now)
    {
        if (book.Find(turn, caseId) is null)
            return CaseAnswer.Unknown(caseId);
        book.Record(turn, caseId, [("case.counsellor_id", (object?)null)], who, now);
        CaseLog.Write(turn, caseId, now, who, "case-reassigned", null, ["", "", ""]);
        return new CaseAnswer.Done(caseId);
    }

    public static string StateOf(CaseView view) => view.Value("case.state") as string ?? First;

    /// <summary>The wake-up day of a case that rests, or null.</summary>
    public static DateOnly? PausedUntil(CaseView view) => view.Value("case.paused_since") is DateOnly ? view.Value("case.paused_until") as DateOnly? : null;

    /// <summary>Starts the procedure that belongs to a milestone, there.</summary>
    /// <exception cref="CaseRefusedException">It is not published, or may not start now.</exception>
    private void Begin(Turn turn, string caseId, string milestone, DateTimeOffset now)
    {
        var view = book.View(turn, caseId);
        var definitionId = book.Rules.States.ProcedureAt(milestone, view.Value("case.procedure") as string, view.Value("case.overlays") as IReadOnlyList<string> ?? [])
            ?? throw new CaseRefusedException(caseId, new Cases.Reason(CaseReason.ProcedureMissing, milestone));
        if (programs.Published(turn, definitionId) is not { } program)
            throw new CaseRefusedException(caseId, new Cases.Reason(CaseReason.ProcedureMissing, definitionId));
        var start = new Stimulus.Start(new ObjectValue { ["Milestone"] = milestone }, caseId);
        if (book.Stepping.Start(turn, new NewInstance(Publishing.NewId(now), program, start), now) is StartAnswer.Refused refused)
            throw new CaseRefusedException(caseId, new Cases.Reason(CaseReason.ProcedureMissing, definitionId, refused.Reason.Code));
    }

    /// <summary>Nothing of a closed case is left to do, but for what its own occasion says goes on: warnings of the client's own deadlines above all, which nothing silences.</summary>
    private void WithdrawTasks(Turn turn, string caseId, DateTimeOffset now)
    {
        var reason = ReasonJson.Write([new Cases.Reason(LadderReason.Closed)]);
        foreach (var task in CaseTaskTable.Open(turn, caseId).Where(task => task.InstanceId is not null || !prompts.GoesOnAfterClosing(task.Occasion)))
            CaseTaskTable.Withdraw(turn, task.Id, reason, now);
    }

    private void EndInstances(Turn turn, string caseId, string? closing, DateTimeOffset now)
    {
        // A procedure that was handed on to and has not begun yet would begin in a closed case.
        turn.Execute("delete from inbox where correlation_id = @correlation_id and kind = 'Child' and state = 'Pending'", caseId);
        foreach (var instanceId in InstanceTable.Running(turn, caseId).Where(id => id != closing))
            book.Stepping.Apply(turn, instanceId, new Stimulus.Cancel(), now);
    }

    /// <summary>What may be known of a case when it is opened.</summary>
    /// <param name="kinds">Kinds beside the person of which it has an object already.</param>
    internal Form FormOfOpening(IReadOnlyList<string> kinds) => new(
        [ObjectRef.CaseKind, ObjectRef.PersonKind, .. kinds],
        [
            .. s_opening.Select(name => new FormField(name)),
            .. kinds.Prepend(ObjectRef.PersonKind).SelectMany(book.Rules.Facts.Of).Select(field => new FormField(field.Name)),
        ]);

    private static IReadOnlyList<string> SamePerson(Turn turn, FormAnswer.Accepted entered)
    {
        object? Entered(string fact) => entered.Entries.FirstOrDefault(entry => entry.Field.Name == fact)?.Value;
        return Entered("person.name") is string name && Entered("person.born_on") is DateOnly born ? KnownPeople.Of(turn, name, Entered("person.given_name") as string, born) : [];
    }
}
