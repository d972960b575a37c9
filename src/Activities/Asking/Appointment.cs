using System.Text.Json;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Activities.Asking;

/// <summary>An appointment to be agreed with the client.</summary>
[Activity("Iq", "Casework", "An appointment to be agreed with the client.", Ports = ["Agreed", "NotReached"], MayWait = true)]
public sealed class Appointment : TaskBox
{
    private static readonly FormDrawing s_form = FormDrawing.Of(
        """
        { "new": ["appointment"],
          "fields": [ { "fact": "appointment.at", "required": true }, { "fact": "appointment.channel", "required": true }, { "fact": "appointment.place" },
                      { "fact": "appointment.interpreter" }, { "fact": "appointment.interpreter_email" } ] }
        """);

    private static readonly IReadOnlyList<TaskOutcome> s_outcomes =
    [
        new("Agreed", new LocalText("Termin vereinbart", "Appointment agreed")),
        new("NotReached", new LocalText("Nicht erreicht", "Not reached"), AsksForm: false),
    ];

    [Input(Description = "What the task is called, German.", DefaultValue = "Termin vereinbaren")]
    public Input<string> Title { get; private set; } = null!; // set by the catalogue

    [Input(Description = "What the task is called, English.", DisplayName = "Title (English)", DefaultValue = "Agree on an appointment")]
    public Input<string> TitleEn { get; private set; } = null!; // set by the catalogue

    public override JsonElement FormJson => s_form.Json;

    public override IEnumerable<RuleUse> RuleUses => [.. s_form.Uses, .. base.RuleUses];

    protected override void Bind(BoxBinding binding)
    {
        Bind(binding, s_outcomes);
        Titles.Check(binding, Title, TitleEn);
    }

    private protected override (Input<string> German, Input<string> English) TitleInputs => (Title, TitleEn);
}
