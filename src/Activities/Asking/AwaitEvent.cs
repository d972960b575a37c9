using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Activities.Asking;

/// <summary>Waits until somebody records that something has happened: a receipt, a request, a decision.</summary>
[Activity("Iq", "Casework", "Waits until an event is recorded, with the facts of its form.", DisplayName = "Await event", MayWait = true)]
public sealed class AwaitEvent : AskingActivity
{
    /// <summary>Kind of the bookmark; its text is the name of the event.</summary>
    public const string Kind = "Iq.Event";

    [Input(Description = "Name of the event, by which it is recorded.")]
    public Input<string> EventName { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What has happened, German.")]
    public Input<string> Title { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What has happened, English.", DisplayName = "Title (English)")]
    public Input<string> TitleEn { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Fields to fill in, as JSON.", UiHint = "json-editor", DefaultSyntax = "Object", Type = "ObjectDictionary")]
    public Input<ObjectValue> Form { get; private set; } = null!; // set by the catalogue

    [Output(Type = "ObjectDictionary", Description = "What was entered, by fact name, without what is personal.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    [Output(Type = "String", Description = "The first new object of the form.")]
    public Output Object { get; private set; } = null!; // set by the catalogue

    public override string? AwaitedEvent => EventName.IsLiteral ? EventName.Literal ?? "" : null;

    public override IReadOnlyList<string> KnownOutcomes => Outcomes.Default;

    protected override void Bind(BoxBinding binding)
    {
        BindForm(binding);
        Titles.Check(binding, Title, TitleEn);
        if (EventName.IsLiteral && Objects.Named(EventName.Literal) is null)
            binding.Problem(ProblemSeverity.Error, "no-event", "The event has no name; nobody could record it.", "Give it a name.");
    }

    public override StepResult Execute(Step step) => new StepResult.Waiting(new Await(Key(step.Get(EventName) ?? "")));

    public override StepResult Resume(Step step, string? tag, object? payload) => Answered(step, CaseAnswer.Of(payload), Result, Object, Outcomes.Default);

    /// <summary>What a recorded event of this name wakes.</summary>
    public static StimulusKey Key(string eventName) => new(Kind, eventName);
}
