using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Engine.Tests.Running.Moving;

/// <summary>An instance that waits for events only; each event gives another.</summary>
internal sealed class Walker(WorkflowProgram program, byte[] state, string lines)
{
    private static readonly WorkflowEngine s_engine = new(new EngineLimits(Activities: 400));
    private static readonly DateTimeOffset s_now = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly InstanceView _view = WorkflowEngine.View(program, state);

    public byte[] State => state;

    /// <summary>What was written in the last step.</summary>
    public string Lines => lines;

    public bool IsRunning => _view.Status == InstanceStatus.Running && Events.Count > 0;

    public string Status => _view.SubStatus.ToString();

    public string Waiting => string.Join(' ', _view.Bookmarks.Select(bookmark => bookmark.ActivityId).Order(StringComparer.Ordinal));

    /// <summary>Names of the events it waits for, sorted.</summary>
    public IReadOnlyList<string> Events => [.. _view.Bookmarks.Select(bookmark => bookmark.Key.Text).Distinct().Order(StringComparer.Ordinal)];

    public static Walker Start(WorkflowProgram program) => After(program, null, new Stimulus.Start([]));

    public Walker Deliver(string name) => After(program, state, new Stimulus.Deliver(Event.Key(name), null));

    /// <summary>Everything that can become of a fresh instance.</summary>
    public static IEnumerable<Walker> AllFrom(WorkflowProgram program)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<Walker>([Start(program)]);
        while (open.TryPop(out var at))
        {
            yield return at;
            foreach (var next in at.IsRunning ? at.Events.Select(at.Deliver) : [])
            {
                if (seen.Add(Convert.ToBase64String(next.State)))
                    open.Push(next);
            }
        }
    }

    /// <summary>Lets events come as the dice say, until it waits for none.</summary>
    /// <returns>What it waited for and wrote on the way.</returns>
    public string WalkToEnd(Dice dice)
    {
        var at = this;
        var told = new List<string>();
        for (var most = 40; at.IsRunning && most > 0; most--)
        {
            at = at.Deliver(at.Events[dice.Roll(at.Events.Count)]);
            told.Add($"[{at.Waiting}]{at.Lines}");
        }
        return string.Join(' ', told) + " " + at.Status;
    }

    private static Walker After(WorkflowProgram program, byte[]? state, Stimulus stimulus)
    {
        var run = s_engine.Run(program, "walk", state, stimulus, s_now, Facts.None, _ => null);
        return new Walker(program, run.State, string.Join(',', run.Effects.OfType<Effect.WriteLine>().Select(line => line.Text)));
    }
}

/// <summary>Chance that is the same every time.</summary>
internal sealed class Dice(uint seed)
{
    private uint _state = (seed * 2654435761u) + 1;

    /// <summary>A number from 0 to below <paramref name="sides"/>.</summary>
    public int Roll(int sides)
    {
        _state = (_state * 1664525u) + 1013904223u;
        return sides <= 0 ? 0 : (int)((_state >> 8) % (uint)sides);
    }
}
