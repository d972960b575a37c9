using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>What a trigger is asked with when its definition is published: there is no instance yet, so scripts see no variables.</summary>
public sealed class TriggerIndexing
{
    private readonly Box _box;
    private readonly List<Problem> _problems;

    internal TriggerIndexing(Box box, List<Problem> problems)
    {
        _box = box;
        _problems = problems;
    }

    public string ActivityId => _box.Id;

    /// <summary>The value of an input.</summary>
    public T? Evaluate<T>(Input<T> input)
    {
        switch (input.Expression)
        {
            case ConstantExpression:
                return input.Constant;
            case ScriptExpression script:
                try
                {
                    return input.Cast(Conversion.To(script.Script.Run(BareHost.Instance, ScriptLimits.Default), input.Type));
                }
                catch (ScriptException exception)
                {
                    Refuse($"Input '{input.Name}' could not be evaluated on publishing: {exception.Message}", "A trigger is set up before any instance runs: do not use variables or inputs here.");
                    return input.Constant;
                }
            default:
                Refuse($"Input '{input.Name}' is asked for on publishing, when there are no variables and inputs yet.", "Give a literal value.");
                return input.Constant;
        }
    }

    /// <summary>Says why there can be no such trigger.</summary>
    public IEnumerable<StartTrigger> Refuse(string message, string remedy)
    {
        _problems.Add(new Problem(ProblemSeverity.Error, "trigger", _box.NodeId, _box.Id, message, remedy));
        return [];
    }

    private sealed class BareHost : ScriptHost
    {
        public static BareHost Instance { get; } = new();

        // A trigger is the same whenever it is indexed: its scripts see no clock.
        public override DateTimeOffset Now => DateTimeOffset.UnixEpoch;

        public override TimeZoneInfo Zone => TimeZoneInfo.Utc;

        public override ulong Seed => 0;

        public override HostFunction? Function(string name) => null;

        public override void SetVariable(string name, object? value)
        {
        }

        public override bool TryGetVariable(string name, out object? value)
        {
            value = null;
            return false;
        }
    }
}
