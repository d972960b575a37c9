using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Activities.CaseFacts;

/// <summary>Looks the facts of the case up in a decision table and goes on by what it finds.</summary>
/// <remarks>The table is evaluated by whoever takes the snapshot of the facts; the box reads the rows that hit as the fact <c>table.name</c>.</remarks>
[Activity("Iq", "Facts", "Looks the facts of the case up in a decision table.", DisplayName = "Decision table")]
public sealed class DecisionTable : CaseActivity
{
    /// <summary>The outcome when no row hits.</summary>
    public const string NoHit = "Default";

    private string? _fact;
    private IReadOnlyList<string>? _outcomes;

    [Input(Description = "Name of the table.", UiHint = "dropdown", ChoicesFrom = "tables")]
    public Input<string> Table { get; private set; } = null!; // set by the catalogue

    [Input(Description = "The column whose value is the outcome; without it the outcome is Done.", DisplayName = "Outcome column")]
    public Input<string> Outcome { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Values of the outcome column, as far as they have ways of their own.", UiHint = "dynamic-outcomes", Type = "String[]", Options = [NoHit])]
    public Input<ListValue> Outcomes { get; private set; } = null!; // set by the catalogue

    [Input(Description = "Whether the first row that hits counts, or all that do.", UiHint = "dropdown", Options = ["first", "collect"], DefaultValue = "first")]
    public Input<string> HitPolicy { get; private set; } = null!; // set by the catalogue

    [Output(Type = "Object", Description = "The row that hit, by column; with collect a list of rows.")]
    public Output Result { get; private set; } = null!; // set by the catalogue

    public override IReadOnlyList<string>? KnownOutcomes => _outcomes;

    public override IEnumerable<RuleUse> RuleUses => Use(RuleKind.Table, Table);

    protected override void Bind(BoxBinding binding)
    {
        if (!Table.IsLiteral)
            binding.Problem(ProblemSeverity.Error, "table-not-stated", "The name of the table is computed; it must be known before the run, so that its result can be looked up.", "State it.");
        Required.Check(binding, Table);
        if (Table.IsLiteral && Objects.Named(Table.Literal) is { } table)
            binding.NeedsFact(_fact = $"table.{table}");
        if (Outcome.IsLiteral && Objects.Named(Outcome.Literal) is null)
            _outcomes = ["Done", NoHit];
        else if (Outcomes.IsLiteral && Outcomes.Literal is { Count: > 0 } named)
            _outcomes = [.. named.Select(name => TextForm.Of(name) ?? ""), NoHit];
    }

    public override StepResult Execute(Step step)
    {
        if (_fact is null)
            return new StepResult.Faulted("The table is not stated in the definition.");
        ObjectValue[] rows = step.Fact(_fact) switch
        {
            ListValue list => [.. list.OfType<ObjectValue>()],
            ObjectValue row => [row],
            _ => [],
        };
        var collects = step.Get(HitPolicy) == "collect";
        if (!collects && rows.Length > 1)
            rows = [rows[0]];
        if (collects)
            step.Set(Result, new ListValue(rows));
        else if (rows.Length > 0)
            step.Set(Result, rows[0]);
        return rows.Length == 0 ? new StepResult.Completed([NoHit]) : OutcomesOf(rows, Objects.Named(step.Get(Outcome)));
    }

    private static StepResult OutcomesOf(ObjectValue[] rows, string? column)
    {
        if (column is null)
            return StepResult.Done;
        string[] outcomes = [.. rows.Select(row => row.TryGet(column, out var value) ? TextForm.Of(value) : null).OfType<string>().Distinct()];
        return outcomes.Length > 0 ? new StepResult.Completed(outcomes) : new StepResult.Faulted($"The row that hit has no value in the column '{column}', which is to be the outcome.");
    }
}
