using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Activities.Asking;

/// <summary>Something for a person to do, with a form and one button for each outcome.</summary>
[Activity("Iq", "Casework", "Something for a person to do; goes on with the outcome that is chosen.", MayWait = true)]
public sealed class Task : TaskBox
{
    [Input(Description = "What the task is called, German.")]
    public Input<string> Title { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What the task is called, English.", DisplayName = "Title (English)")]
    public Input<string> TitleEn { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Fields to fill in, as JSON.", UiHint = "json-editor", DefaultSyntax = "Object", Type = "ObjectDictionary")]
    public Input<ObjectValue> Form { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Names of the ways to end it; none means Done.", UiHint = "dynamic-outcomes", Type = "String[]")]
    public Input<ListValue> Outcomes { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What the buttons of the outcomes say, as JSON.", UiHint = "json-editor", DefaultSyntax = "Object", Type = "ObjectDictionary")]
    public Input<ObjectValue> OutcomeTexts { get; private set; } = null!; // set by the catalogue

    protected override void Bind(BoxBinding binding)
    {
        BindForm(binding);
        Bind(binding, TaskOutcome.Of(Outcomes, binding));
        Titles.Check(binding, Title, TitleEn);
    }

    private protected override (Input<string> German, Input<string> English) TitleInputs => (Title, TitleEn);
}
