using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>What all loops share: labels and what a round's end means for them.</summary>
internal abstract class Loop(string[] labels, bool isResult, int position, int height) : Statement(position, height)
{
    protected void Start(Frame frame)
    {
        frame.Run.Step();
        if (isResult) frame.Result = JsValue.Undefined;
    }

    /// <summary>Whether the loop ends with this round, and how.</summary>
    protected bool Ends(Frame frame, ref Outcome outcome)
    {
        frame.Run.Step();
        if (outcome == Outcome.Normal) return false;
        if (outcome == Outcome.Return) return true;

        var isMine = frame.Label is null || Array.IndexOf(labels, frame.Label) >= 0;
        if (!isMine) return true;
        frame.Label = null;
        if (outcome == Outcome.Continue)
        {
            outcome = Outcome.Normal;
            return false;
        }

        outcome = Outcome.Normal;
        return true;
    }
}

internal sealed class WhileStatement(Node test, Statement body, string[] labels, bool isResult, int position)
    : Loop(labels, isResult, position, Math.Max(test.Height, body.Height) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        Start(frame);
        while (test.Evaluate(frame).IsTrue)
        {
            var outcome = body.Execute(frame);
            if (Ends(frame, ref outcome)) return outcome;
        }

        return Outcome.Normal;
    }
}

internal sealed class DoWhileStatement(Statement body, Node test, string[] labels, bool isResult, int position)
    : Loop(labels, isResult, position, Math.Max(test.Height, body.Height) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        Start(frame);
        do
        {
            var outcome = body.Execute(frame);
            if (Ends(frame, ref outcome)) return outcome;
        }
        while (test.Evaluate(frame).IsTrue);

        return Outcome.Normal;
    }
}

internal sealed class ForStatement(Statement? start, Node? test, Node? step, Statement body, Scope scope, string[] labels, bool isResult, int position)
    : Loop(labels, isResult, position, Math.Max(Math.Max(start?.Height ?? 0, test?.Height ?? 0), Math.Max(step?.Height ?? 0, body.Height)) + 1)
{
    public override Outcome Execute(Frame frame)
    {
        Start(frame);
        var outside = frame.Environment;
        Blocks.Enter(frame, scope);
        start?.Execute(frame);
        var outcome = Outcome.Normal;
        Blocks.Renew(frame, scope);
        while (test is null || test.Evaluate(frame).IsTrue)
        {
            outcome = body.Execute(frame);
            if (Ends(frame, ref outcome)) break;
            Blocks.Renew(frame, scope);
            step?.Evaluate(frame);
        }

        frame.Environment = outside;
        return outcome;
    }
}

internal sealed class ForOfStatement(Node target, bool isDeclaration, Node source, Statement body, Scope scope, string[] labels, bool isResult, int position)
    : Loop(labels, isResult, position, Math.Max(source.Height, Math.Max(target.Height, body.Height)) + 2)
{
    public override Outcome Execute(Frame frame)
    {
        Start(frame);
        var run = frame.Run;
        var outside = frame.Environment;
        Blocks.Enter(frame, scope);
        var values = source.Evaluate(frame);
        frame.Environment = outside;
        run.Position = source.Position;
        var iteration = Iteration.Over(run, values);
        while (iteration.Next(run, out var value))
        {
            Outcome outcome;
            try
            {
                Blocks.Enter(frame, scope);
                target.Store(frame, value, isDeclaration);
                outcome = body.Execute(frame);
                frame.Environment = outside;
            }
            catch (JsThrow) when (iteration is ProtocolIteration)
            {
                frame.Environment = outside;
                ArrayPatternNode.CloseQuietly(run, iteration);
                throw;
            }

            if (!Ends(frame, ref outcome)) continue;
            iteration.Close(run);
            return outcome;
        }

        return Outcome.Normal;
    }
}

internal sealed class ForInStatement(Node target, bool isDeclaration, Node source, Statement body, Scope scope, string[] labels, bool isResult, int position)
    : Loop(labels, isResult, position, Math.Max(source.Height, Math.Max(target.Height, body.Height)) + 2)
{
    public override Outcome Execute(Frame frame)
    {
        Start(frame);
        var run = frame.Run;
        var outside = frame.Environment;
        Blocks.Enter(frame, scope);
        var value = source.Evaluate(frame);
        frame.Environment = outside;
        if (value.IsNullish) return Outcome.Normal;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        var keys = new List<object>();
        for (var holder = value.ToObject(run); holder is not null; holder = holder.Prototype)
        {
            keys.Clear();
            holder.OwnKeys(run, keys);
            foreach (var key in keys)
            {
                // A member removed meanwhile is skipped; a hidden one hides those of the same name behind it.
                if (key is not string name || !holder.TryGetOwn(run, name, out var property) || !seen.Add(name) || !property.IsEnumerable) continue;
                Blocks.Enter(frame, scope);
                target.Store(frame, name, isDeclaration);
                var outcome = body.Execute(frame);
                frame.Environment = outside;
                if (Ends(frame, ref outcome)) return outcome;
            }
        }

        return Outcome.Normal;
    }
}
