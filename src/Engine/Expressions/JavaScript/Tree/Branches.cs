using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

internal sealed class IfStatement(Node test, Statement whenTrue, Statement? whenFalse, bool isResult, int position)
    : Statement(position, Math.Max(test.Height, Math.Max(whenTrue.Height, whenFalse?.Height ?? 0)) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        var isTrue = test.Evaluate(frame).IsTrue;
        if (isResult) frame.Result = JsValue.Undefined;
        if (isTrue) return whenTrue.Execute(frame);
        return whenFalse?.Execute(frame) ?? Outcome.Normal;
    }
}

/// <summary>A case of a switch; <paramref name="Test"/> is null for the default.</summary>
internal sealed record SwitchCase(Node? Test, Statement[] Body);

internal sealed class SwitchStatement(Node value, SwitchCase[] cases, Scope scope, FunctionDeclaration[] functions, bool isResult, int position)
    : Statement(position, Math.Max(value.Height, cases.Length == 0 ? 0 : cases.Max(each => Math.Max(each.Test?.Height ?? 0, Tallest(each.Body)))) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        var wanted = value.Evaluate(frame);
        if (isResult) frame.Result = JsValue.Undefined;
        var outside = frame.Environment;
        Blocks.Enter(frame, scope);
        foreach (var function in functions) function.Declare(frame);
        var outcome = RunFrom(frame, Find(frame, wanted));
        frame.Environment = outside;
        return outcome;
    }

    private int Find(Frame frame, JsValue wanted)
    {
        for (var i = 0; i < cases.Length; i++)
        {
            if (cases[i].Test is { } test && JsValue.StrictEquals(wanted, test.Evaluate(frame))) return i;
        }

        var fallback = Array.FindIndex(cases, each => each.Test is null);
        return fallback < 0 ? cases.Length : fallback;
    }

    private Outcome RunFrom(Frame frame, int start)
    {
        for (var i = start; i < cases.Length; i++)
        {
            var outcome = Blocks.Run(frame, cases[i].Body);
            if (outcome == Outcome.Break && frame.Label is null) return Outcome.Normal;
            if (outcome != Outcome.Normal) return outcome;
        }

        return Outcome.Normal;
    }
}

internal sealed class TryStatement(
    BlockStatement body, Scope? catchScope, Node? caught, BlockStatement? handler, BlockStatement? final, bool isResult, int position)
    : Statement(position, Math.Max(body.Height, Math.Max(handler?.Height ?? 0, final?.Height ?? 0)) + 2)
{
    public override Outcome Execute(Frame frame)
    {
        frame.Run.Step();
        if (isResult) frame.Result = JsValue.Undefined;
        if (final is null) return RunCaught(frame);

        var mark = frame.Run.Mark;
        var environment = frame.Environment;
        var outcome = Outcome.Normal;
        JsThrow? pending = null;
        try
        {
            outcome = RunCaught(frame);
        }
        catch (JsThrow thrown)
        {
            frame.Run.Restore(mark);
            frame.Environment = environment;
            pending = thrown;
        }

        var (result, label) = (frame.Result, frame.Label);
        var last = final.Execute(frame);
        if (last != Outcome.Normal) return last;

        (frame.Result, frame.Label) = (result, label);
        return pending is null ? outcome : throw new JsThrow(pending.Value, pending.Position) { Origin = pending.Origin };
    }

    private Outcome RunCaught(Frame frame)
    {
        if (handler is null) return body.Execute(frame);

        var mark = frame.Run.Mark;
        var environment = frame.Environment;
        JsValue value;
        try
        {
            return body.Execute(frame);
        }
        catch (JsThrow thrown)
        {
            value = thrown.Value;
        }

        // Outside the catch block: a handler that throws again must not pile up on the exception it handles.
        frame.Run.Restore(mark);
        frame.Environment = environment;
        if (isResult) frame.Result = JsValue.Undefined;
        Blocks.Enter(frame, catchScope!);
        caught?.Store(frame, value, isDeclaration: true);
        var outcome = handler.Execute(frame);
        frame.Environment = environment;
        return outcome;
    }
}
