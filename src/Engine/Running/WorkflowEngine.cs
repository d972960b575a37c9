using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Runs definitions: the only entrance. Pure: the same arguments give the same bytes.</summary>
/// <param name="limits">How much one step may do.</param>
public sealed class WorkflowEngine(EngineLimits limits)
{
    /// <summary>Children that run within a step within a step … : more than this is a circle.</summary>
    private const int DeepestChild = 16;

    [ThreadStatic]
    private static Stack<Burst>? s_bursts;

    [ThreadStatic]
    private static StateJson? s_states;

    /// <summary>Carries one instance on after one stimulus, until nothing is left to do but wait.</summary>
    /// <param name="program">The program the instance was started with.</param>
    /// <param name="instanceId">Id of the instance.</param>
    /// <param name="state">The state left by the step before, or null for <see cref="Stimulus.Start"/>.</param>
    /// <param name="stimulus">What happened. If nobody awaits it, nothing changes and <see cref="Run.Happened"/> is false.</param>
    /// <param name="now">The moment of this step, in UTC.</param>
    /// <param name="facts">What the run may know of its case.</param>
    /// <param name="published">Finds the program of the published version of a definition, for children run within this step; null when there is none.</param>
    /// <exception cref="InvalidDataException">The state is not one of this program.</exception>
    public Run Run(
        WorkflowProgram program,
        string instanceId,
        byte[]? state,
        Stimulus stimulus,
        DateTimeOffset now,
        Facts facts,
        Func<string, WorkflowProgram?> published) =>
        Run(program, instanceId, state, stimulus, now, facts, published, DeepestChild, limits.Activities);

    /// <summary>Runs a logged step again, without its children: their answers are in the log.</summary>
    /// <returns>The same run as then, but for <see cref="Running.Run.Children"/>.</returns>
    public Run Replay(WorkflowProgram program, string instanceId, byte[]? state, LoggedStep step)
    {
        var answers = new Queue<ObjectValue?>(step.Answers);
        var facts = new Facts(step.Facts.Select(fact => new Fact(fact.Key, fact.Value, IsPersonal: false)), step.RuleHash);
        return Run(program, instanceId, state, step.Stimulus, step.Now, facts, (_, _) => answers.Dequeue(), limits.Activities);
    }

    /// <summary>What a state says.</summary>
    /// <exception cref="InvalidDataException">The state is not one of this program.</exception>
    public static InstanceView View(WorkflowProgram program, byte[] state)
    {
        var burst = Take();
        try
        {
            StateReader.Read(burst, program, state);
            return InstanceView.Of(program, burst.State);
        }
        finally
        {
            GiveBack(burst);
        }
    }

    private Run Run(
        WorkflowProgram program, string instanceId, byte[]? state, Stimulus stimulus, DateTimeOffset now, Facts facts,
        Func<string, WorkflowProgram?> published, int depth, int activities)
    {
        return Run(program, instanceId, state, stimulus, now, facts, (parent, child) =>
        {
            if (published(child.DefinitionId) is not { } childProgram)
                return null;
            if (child.InstanceId.Length == 0)
                return [];
            if (depth == 0)
                return new ObjectValue { ["error"] = $"Workflows that execute workflows are nested more than {DeepestChild} deep. Use DispatchWorkflow to start another in turn." };
            var start = new Stimulus.Start(child.Input, child.CorrelationId, ParentInstanceId: parent.InstanceId);
            // Children spend of their parent's allowance: workflows that execute each other must not multiply it.
            var run = Run(childProgram, child.InstanceId, null, start, now, Facts.None, published, depth - 1, parent.ActivitiesLeft);
            parent.Children.Add(new ChildRun(child, childProgram, run));
            return new ObjectValue
            {
                ["instanceId"] = child.InstanceId,
                ["status"] = run.Status.ToString(),
                ["subStatus"] = run.SubStatus.ToString(),
                ["output"] = run.Outputs,
                ["executed"] = run.Executed,
            };
        }, activities);
    }

    private Run Run(
        WorkflowProgram program, string instanceId, byte[]? state, Stimulus stimulus, DateTimeOffset now, Facts facts, ExecuteChild execute, int activities)
    {
        List<ObjectValue?>? answers = null;
        var burst = Take();
        try
        {
            burst.Begin(program, instanceId, now, facts, limits, activities, (parent, child) =>
            {
                var answer = execute(parent, child);
                (answers ??= []).Add(answer);
                if (answer is not null && answer.TryGet("executed", out var executed))
                    parent.ActivitiesLeft -= (int)executed!; // a number, as made above
                return answer;
            });
            if (state is not null)
                StateReader.Read(burst, program, state);
            var firstNew = burst.State.LastBookmark + 1;
            var happened = Apply(burst, stimulus, isNew: state is null);
            var written = (s_states ??= new StateJson()).Write(burst.State);
            if (written.Length > limits.StateBytes)
                throw new StateTooLargeException(instanceId, written.Length, limits.StateBytes);
            return new Run
            {
                Happened = happened,
                State = happened || state is null ? written : state,
                Status = InstanceView.StatusOf(burst.State),
                SubStatus = InstanceView.SubStatusOf(burst.State),
                Name = burst.State.Name,
                CorrelationId = burst.State.CorrelationId,
                Opened = Opened(burst, firstNew),
                Closed = Closed(burst, firstNew),
                Effects = burst.Effects.Count == 0 ? [] : [.. burst.Effects.Where(effect => effect is not Effect.Domain { AnswerTo: { } bookmark } || !burst.Closed.Contains(bookmark))],
                Children = burst.Children.Count == 0 ? [] : [.. burst.Children],
                OpenIncidents = burst.State.Incidents.Count(incident => !incident.IsResolved),
                Outputs = burst.State.Outputs,
                Executed = activities - burst.ActivitiesLeft,
                Journal = burst.Journal.End(),
                Log = InputLog.Write(stimulus, burst, answers ?? (IReadOnlyList<ObjectValue?>)[]),
            };
        }
        finally
        {
            GiveBack(burst);
        }
    }

    private static bool Apply(Burst burst, Stimulus stimulus, bool isNew)
    {
        if (stimulus is Stimulus.Start start)
        {
            if (!isNew)
                return false;
            Start(burst, start);
            return true;
        }
        if (isNew)
            throw new ArgumentException("Only Start begins an instance.", nameof(stimulus));
        var isRunning = !burst.State.IsCompleted && !burst.State.IsCancelled && !burst.State.IsFaulted;
        switch (stimulus)
        {
            case Stimulus.Wake wake when isRunning:
                burst.Inputs = wake.Input;
                return burst.Wake(wake.Bookmark, wake.Payload);
            case Stimulus.Deliver deliver when isRunning:
                var happened = false;
                // As in Elsa: an event without a payload brings an empty object, so that scripts may ask for its members.
                var payload = deliver.Payload ?? (deliver.Key.Kind == Event.Kind ? new ObjectValue() : null);
                foreach (var bookmark in burst.State.Bookmarks.FindAll(bookmark => bookmark.Key == deliver.Key))
                    happened |= burst.Wake(bookmark.Number, payload);
                return happened;
            case Stimulus.Cancel when !burst.State.IsCompleted && !burst.State.IsCancelled:
                burst.Cancel(burst.State.Root);
                burst.State.IsCancelled = true;
                burst.State.IsFaulted = false;
                return true;
            case Stimulus.Retry retry when !burst.State.IsCompleted && !burst.State.IsCancelled:
                return Incidents.Resolve(burst, retry.Incident, again: true, null);
            case Stimulus.Skip skip when !burst.State.IsCompleted && !burst.State.IsCancelled:
                return Incidents.Resolve(burst, skip.Incident, again: false, skip.Outcome);
            default:
                return false;
        }
    }

    private static void Start(Burst burst, Stimulus.Start start)
    {
        burst.State.CorrelationId = start.CorrelationId;
        burst.TriggerActivityId = start.TriggerActivityId;
        burst.TriggerPayload = start.Payload;
        burst.Inputs = start.Input;
        if (start.ParentInstanceId is { } parent)
        {
            var inputs = new ObjectValue(ObjectOrigin.Given);
            foreach (var (name, value) in start.Input)
                inputs[name] = value;
            inputs["ParentInstanceId"] = parent;
            burst.Inputs = inputs;
        }
        foreach (var name in burst.Program.StoredInputs)
            (burst.State.StoredInputs ??= [])[name] = Scope.Lookup(burst.Inputs, name);
        burst.Start();
    }

    private static Bookmark[] Opened(Burst burst, int firstNew)
    {
        var count = burst.State.Bookmarks.Count(bookmark => bookmark.Number >= firstNew);
        if (count == 0)
            return [];
        var opened = new Bookmark[count];
        var next = 0;
        foreach (var bookmark in burst.State.Bookmarks)
        {
            if (bookmark.Number >= firstNew)
                opened[next++] = new Bookmark(bookmark.Number, bookmark.Key, bookmark.Run.Box.Id, bookmark.DueAt);
        }
        return opened;
    }

    private static int[] Closed(Burst burst, int firstNew) =>
        burst.Closed.Count == 0 ? [] : [.. burst.Closed.Where(number => number < firstNew)];

    // A child run within a step needs a burst of its own, hence a stack.
    private static Burst Take() => (s_bursts ??= new Stack<Burst>()).TryPop(out var burst) ? burst : new Burst();

    private static void GiveBack(Burst burst)
    {
        burst.Clear();
        s_bursts!.Push(burst); // made by Take on this thread
    }
}

/// <summary>How much one step may do before it ends with an incident. Counted, not timed.</summary>
/// <param name="Activities">Activities executed in one step.</param>
/// <param name="StateBytes">Size of the state.</param>
/// <param name="Script">Limits of each script evaluation.</param>
public sealed record EngineLimits(int Activities = 100_000, int StateBytes = 4 * 1024 * 1024, Expressions.JavaScript.ScriptLimits? Script = null)
{
    public static EngineLimits Default { get; } = new();
}

/// <summary>A step would leave a state larger than allowed; nothing of it is saved.</summary>
public sealed class StateTooLargeException(string instanceId, int bytes, int allowed)
    : Exception($"Instance {instanceId} would have a state of {bytes} bytes, but at most {allowed} are allowed. Keep large values outside and their ids in variables.");
