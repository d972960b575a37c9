using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Asking;

/// <summary>A box that opens a task for a person and waits until one of its outcomes is chosen.</summary>
public abstract class TaskBox : AskingActivity
{
    private static readonly string[] s_roles = ["COUNSELLOR", "LEAD", "OFFICE"];

    /// <summary>Kind of the bookmark; its text is the task's id.</summary>
    public const string Kind = "Iq.Task";

    [Input(Description = "Who does it.", UiHint = "dropdown", Options = ["COUNSELLOR", "LEAD", "OFFICE"], DefaultValue = "COUNSELLOR")]
    public Input<string> Role { get; private set; } = null!; // set by the catalogue

    [Input(Description = "By when, counted from the day it is opened: 5 WD, 14 d, 1 m.")]
    public Input<string> Due { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What to do, German.", UiHint = "multiline")]
    public Input<string> Instructions { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What to do, English.", UiHint = "multiline", DisplayName = "Instructions (English)")]
    public Input<string> InstructionsEn { get; private set; } = null!; // set by the catalogue

    [Input(Description = "A ladder of reminders that begins and ends with the task.", UiHint = "dropdown", ChoicesFrom = "occasions")]
    public Input<string> Occasion { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What it is about: application:2, or a kind for its current object. Empty: the case.")]
    public Input<string> About { get; private set; } = null!; // set by the catalogue

    [Output(Type = "ObjectDictionary", Description = "What was entered, by fact name, without what is personal.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    [Output(Type = "String", Description = "The first new object, else what the task was about.")]
    public Output Object { get; private set; } = null!; // set by the catalogue

    /// <summary>The ways to end it.</summary>
    public IReadOnlyList<TaskOutcome> Choices { get; private set; } = TaskOutcome.Only;

    public override IReadOnlyList<string> KnownOutcomes => [.. Choices.Select(choice => choice.Name)];

    public override IEnumerable<RuleUse> RuleUses =>
    [
        .. base.RuleUses, .. Use(RuleKind.Occasion, Occasion),
        .. Choices.SelectMany(choice => choice.Records.Select(record => record.Key).Concat(choice.Unless is { } reason ? [reason] : [])).Select(fact => new RuleUse(RuleKind.Fact, fact, "OutcomeTexts")),
    ];

    /// <summary>What an open task shows of its box, as far as the drawing says it without computing.</summary>
    public DrawnTask Drawn => new(Stated(TitleInputs.German), Stated(TitleInputs.English), Stated(Instructions), Stated(InstructionsEn), Stated(Role), Stated(Due), Stated(Occasion));

    private protected abstract (Input<string> German, Input<string> English) TitleInputs { get; }

    private static string? Stated(Input<string> input) => input.IsLiteral ? Objects.Named(input.Literal) ?? "" : null;

    private protected void Bind(BoxBinding binding, IReadOnlyList<TaskOutcome> choices)
    {
        Choices = choices;
        Lengths.Check(binding, Due, mayPointBack: false);
        OneOf.Check(binding, Role, s_roles);
    }

    public override StepResult Execute(Step step)
    {
        var about = Objects.Named(step.Get(About));
        var due = Objects.Named(step.Get(Due));
        if (due is not null && !Lengths.IsLength(due))
            return Lengths.Refused(due);
        var role = step.Get(Role) ?? "";
        if (!s_roles.Contains(role))
            return OneOf.Refused(Role, role, s_roles);
        var (german, english) = Titles.Of(step, TitleInputs.German, TitleInputs.English);
        var taskId = step.NextId();
        step.Emit(new CaseEffect.OpenTask(taskId, step.NextBookmark, step.Box.Id, german, english, role, due, about)
        {
            NodeId = step.Box.NodeId,
            Instructions = Objects.Named(step.Get(Instructions)),
            InstructionsEn = Objects.Named(step.Get(InstructionsEn)),
        });
        if (Objects.Named(step.Get(Occasion)) is { } occasion)
            step.Emit(new CaseEffect.StartLadder(occasion, about, null, null) { WithTask = taskId });
        return new StepResult.Waiting(new Await(new StimulusKey(Kind, taskId), Tag: about));
    }

    public override StepResult Resume(Step step, string? tag, object? payload)
    {
        var answer = CaseAnswer.Of(payload);
        var outcome = answer.Outcome ?? "Done";
        if (!KnownOutcomes.Contains(outcome))
            return new StepResult.Faulted($"The task was ended with '{outcome}', which is not among its outcomes {string.Join(", ", KnownOutcomes)}.");
        // The tag is what the task was about when it was opened; a computed input may say something else by now.
        if (Objects.Named(step.Evaluate(Occasion)) is { } occasion)
            step.Emit(new CaseEffect.StopLadder(occasion, tag));
        return Answered(step, answer with { Object = answer.Object ?? tag }, Result, Object, [outcome]);
    }
}

/// <summary>An open task as a drawing states it. Null where it is computed; empty where it says nothing.</summary>
public sealed record DrawnTask(string? Title, string? TitleEn, string? Instructions, string? InstructionsEn, string? Role, string? Due, string? Occasion);
