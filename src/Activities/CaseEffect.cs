using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities;

/// <summary>What a box wants done with its case. Saved and carried out in the transaction of the step.
/// Objects are named as <c>application:2</c>, or by their kind alone (<c>application</c>), which means the current object of that kind.</summary>
public abstract record CaseEffect : Effect.Domain
{
    private CaseEffect() { }

    /// <summary>The case reaches a state (<c>UNTERLAGEN</c>). Refused with the whole step when the law of states does not allow it.</summary>
    public sealed record SetState(string State) : CaseEffect;

    /// <summary>Something for a person to do; its form and its outcomes are read from the box.</summary>
    /// <param name="TaskId">Made from instance id and counter, so unique.</param>
    /// <param name="Bookmark">Where the instance waits for the outcome.</param>
    /// <param name="ActivityId">The box in its definition.</param>
    /// <param name="Title">German.</param>
    /// <param name="TitleEn">English.</param>
    /// <param name="Role">COUNSELLOR, LEAD or OFFICE.</param>
    /// <param name="Due">Length from today, for example <c>5 WD</c>; null when it has no date.</param>
    /// <param name="Object">What it is about; null: the case.</param>
    public sealed record OpenTask(string TaskId, int Bookmark, string ActivityId, string Title, string TitleEn, string Role, string? Due, string? Object) : CaseEffect
    {
        /// <summary>The box by its path from the root, unique within the program even where definitions are used as activities.</summary>
        public string NodeId { get; init; } = "";

        /// <summary>What to do, German; null for nothing to add.</summary>
        public string? Instructions { get; init; }

        /// <summary>What to do, English; null for nothing to add.</summary>
        public string? InstructionsEn { get; init; }

        public override int? AnswerTo => Bookmark;
    }

    /// <summary>A deadline of the catalogue begins to be watched.</summary>
    public sealed record StartDeadline(string DeadlineId, string Code, string Object) : CaseEffect;

    /// <summary>The box waits for a day that hangs on a deadline; whoever moves the deadline moves the timer.</summary>
    /// <param name="Code">Code of the catalogue; the newest deadline of that code and object counts.</param>
    /// <param name="Object">What the deadline belongs to.</param>
    /// <param name="Offset">From the end, for example <c>+1 WD</c>.</param>
    /// <param name="Bookmark">Where the instance waits.</param>
    public sealed record AwaitDeadline(string Code, string Object, string Offset, int Bookmark) : CaseEffect
    {
        public override int? AnswerTo => Bookmark;
    }

    /// <summary>What happened makes a deadline stand still.</summary>
    /// <param name="Code">Code of the catalogue.</param>
    /// <param name="Object">What the deadline belongs to.</param>
    /// <param name="Cause">Cause of the catalogue, for example <c>QA</c>.</param>
    /// <param name="By">The request or analysis whose dates count.</param>
    public sealed record SuspendDeadline(string Code, string Object, string Cause, string By) : CaseEffect;

    /// <summary>An authority extends its own deadline.</summary>
    /// <param name="Code">Code of the catalogue.</param>
    /// <param name="Object">What the deadline belongs to.</param>
    /// <param name="By">The extension whose dates count.</param>
    public sealed record ExtendDeadline(string Code, string Object, string By) : CaseEffect;

    /// <summary>A deadline was kept or does not matter any more.</summary>
    public sealed record StopDeadline(string Code, string Object) : CaseEffect;

    /// <summary>A fact that the procedure itself settles. Codes, dates, numbers only.</summary>
    public sealed record SetFact(string Fact, string? Object, object? Value) : CaseEffect;

    /// <summary>The documents that the authority asks for are listed.</summary>
    public sealed record CreateChecklist(string Object) : CaseEffect;

    /// <summary>One message of an occasion, at once.</summary>
    public sealed record SendMail(string Occasion, string? Object, string Recipient) : CaseEffect;

    /// <summary>The rungs of an occasion are planned.</summary>
    /// <param name="Occasion">Code of the table, for example <c>M09</c>.</param>
    /// <param name="Object">What it is about; null: the case.</param>
    /// <param name="DeadlineCode">The deadline that its days hang on, if any.</param>
    /// <param name="Day">The day that its days hang on, if any; otherwise today.</param>
    public sealed record StartLadder(string Occasion, string? Object, string? DeadlineCode, DateOnly? Day) : CaseEffect
    {
        /// <summary>The task that it reminds of: when that is dropped, so is the ladder. Null: it stands alone.</summary>
        public string? WithTask { get; init; }
    }

    /// <summary>What is still planned of an occasion is dropped.</summary>
    public sealed record StopLadder(string Occasion, string? Object) : CaseEffect;

    /// <summary>Somebody further up must look.</summary>
    /// <param name="Level">L1 counsellor, L2 lead, L3 coordination, L4 programme.</param>
    /// <param name="Title">German.</param>
    /// <param name="TitleEn">English.</param>
    /// <param name="Object">What it is about; null: the case.</param>
    /// <param name="Due">Length from today, or null.</param>
    public sealed record Escalate(string Level, string Title, string TitleEn, string? Object, string? Due) : CaseEffect;

    /// <summary>The client is handed over to somebody else; the target's contact data are taken from the rule files of the day.</summary>
    public sealed record Refer(string Target) : CaseEffect;

    /// <summary>The case is closed; everything else that runs for it ends.</summary>
    public sealed record CloseCase(string Reason) : CaseEffect;

    /// <summary>The case is opened again at a milestone.</summary>
    public sealed record ReopenCase(string Milestone) : CaseEffect;
}
