using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Activities.States;

/// <summary>
/// States and the transitions between them. In a state all triggers of its transitions wait; the first that completes while its condition holds wins,
/// the others are cancelled, then come the transition's action, the exit of the old state and the entry of the new one.
/// </summary>
[Activity("Elsa", "Flow", "States and the transitions between them.", DisplayName = "State machine", IsBrowsable = false)]
public sealed class StateMachine : Activity
{
    private readonly List<State> _states = [];
    private readonly List<Transition> _transitions = [];
    private readonly Dictionary<Box, Transition> _byTrigger = [];

    private sealed record State(string Name, Box? Entry, Box? Exit);

    private sealed record Transition(int Index, string From, string To, Box? Trigger, Expression Condition, Box? Action);

    [Input(Description = "Where it begins.")]
    public JsonElement InitialState { get; private set; }

    protected internal override void Bind(BoxBinding binding)
    {
        foreach (var json in Items(binding.Json, "states"))
        {
            var slot = $"states[{_states.Count}]";
            _states.Add(new State(json.Text("name") ?? "", binding.Child($"{slot}.entry"), binding.Child($"{slot}.exit")));
        }
        foreach (var json in Items(binding.Json, "transitions"))
        {
            var slot = $"transitions[{_transitions.Count}]";
            var condition = json.Member("condition");
            var transition = new Transition(
                _transitions.Count,
                json.Text("from") ?? "",
                json.Text("to") ?? "",
                binding.Child($"{slot}.trigger"),
                condition.Has("expression") ? binding.Expression(condition.Member("expression"), WorkflowType.Boolean, $"{binding.Place}.{slot}.condition") : new ConstantExpression(true),
                binding.Child($"{slot}.action"));
            _transitions.Add(transition);
            if (transition.Trigger is { } trigger)
                _byTrigger[trigger] = transition;
            foreach (var end in (string[])[transition.From, transition.To])
            {
                if (!_states.Exists(state => state.Name == end))
                    binding.Problem(ProblemSeverity.Error, "state", $"The transition {slot} leads from '{transition.From}' to '{transition.To}', but there is no state '{end}'.", "Choose an existing state.");
            }
        }
    }

    public override StepResult Execute(Step step)
    {
        var initial = InitialState.ValueKind == JsonValueKind.String ? InitialState.GetString() : null;
        var state = _states.Find(state => state.Name == initial) ?? _states.FirstOrDefault();
        return state is null ? StepResult.Done : EnterState(step, state);
    }

    public override StepResult ChildCompleted(Step step, ActivityRun child, string[] outcomes)
    {
        var state = Current(step);
        if (child.Box == state.Entry)
            return Arm(step, state);
        if (_byTrigger.TryGetValue(child.Box, out var transition))
            return Triggered(step, transition);
        // The transition was taken already, but led nowhere (a circle): its incident was skipped, so the present state is tried again.
        if (step.Run.Counter == 0)
            return Arm(step, state);
        // An action or an exit: the transition chosen before goes on behind it.
        var chosen = _transitions[step.Run.Counter - 1];
        return child.Box == chosen.Action ? Leave(step, chosen) : EnterState(step, Target(chosen));
    }

    private StepResult Triggered(Step step, Transition transition)
    {
        if (Conversion.To(transition.Condition.Evaluate(step), WorkflowType.Boolean) is not true)
            return transition.Trigger!.AsEntered; // it was triggered, so it has one
        step.Burst.CancelAllChildren(step.Run);
        step.Run.Counter = transition.Index + 1;
        return transition.Action?.AsEntered ?? Leave(step, transition);
    }

    private StepResult Leave(Step step, Transition transition) => Current(step).Exit?.AsEntered ?? EnterState(step, Target(transition));

    private StepResult EnterState(Step step, State state)
    {
        step.Run.Memory = state.Name;
        step.Run.Counter = 0;
        return state.Entry?.AsEntered ?? Arm(step, state);
    }

    private StepResult Arm(Step step, State state)
    {
        // States that follow one another without anything to run are passed in a row; more of them than there are is a circle.
        for (var passed = 0; passed <= _states.Count; passed++)
        {
            Entry[] triggers = [.. _transitions.Where(transition => transition.From == state.Name && transition.Trigger is not null).Select(transition => new Entry(transition.Trigger!))];
            if (triggers.Length > 0)
                return new StepResult.Entered(triggers);
            // A transition without a trigger is taken at once.
            var free = _transitions.Find(transition => transition.From == state.Name && Conversion.To(transition.Condition.Evaluate(step), WorkflowType.Boolean) is true);
            if (free is null)
                return StepResult.Done;
            step.Run.Counter = free.Index + 1;
            if ((free.Action ?? state.Exit) is { } next)
                return next.AsEntered;
            state = Target(free);
            step.Run.Memory = state.Name;
            step.Run.Counter = 0;
            if (state.Entry is { } entry)
                return entry.AsEntered;
        }
        return new StepResult.Faulted($"From state '{state.Name}' transitions without triggers lead round in a circle. Give one of them a trigger or a condition.");
    }

    /// <summary>What a run of this machine counts, in terms of another drawing of it; null when its state has other ways out there, or none of that name is there.</summary>
    internal int? CounterIn(StateMachine after, ActivityRun run)
    {
        if (run.Memory is not string name)
            return run.Counter;
        if (_states.Find(state => state.Name == name) is not { } was || after._states.Find(state => state.Name == name) is not { } now)
            return null;
        if (run.Counter > 0)
        {
            var chosen = _transitions[run.Counter - 1];
            var there = after._transitions.FindIndex(transition => transition.From == chosen.From && transition.To == chosen.To && transition.Trigger?.Id == chosen.Trigger?.Id && transition.Action?.Id == chosen.Action?.Id);
            return there >= 0 && was.Exit?.Id == now.Exit?.Id ? there + 1 : null;
        }
        if (was.Entry is { } entry && run.FirstChild?.Box == entry)
            return now.Entry?.Id == entry.Id ? 0 : null;
        return TriggersOf(name).SequenceEqual(after.TriggersOf(name)) ? 0 : null;
    }

    private IEnumerable<string?> TriggersOf(string state) => _transitions.Where(transition => transition.From == state).Select(transition => transition.Trigger?.Id).Order(StringComparer.Ordinal);

    private State Current(Step step) => _states.Find(state => state.Name == (string?)step.Run.Memory)!; // set by EnterState from one of them

    private State Target(Transition transition) => _states.Find(state => state.Name == transition.To) ?? _states[0];

    private static JsonElement.ArrayEnumerator Items(JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : default;
}
