using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Activities.Branching;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Activities.Containers;
using IqWorkflows.Engine.Activities.Http;
using IqWorkflows.Engine.Activities.Looping;
using IqWorkflows.Engine.Activities.Primitives;
using IqWorkflows.Engine.Activities.Scheduling;
using IqWorkflows.Engine.Activities.Scripting;
using IqWorkflows.Engine.Activities.States;

namespace IqWorkflows.Engine.Programs;

/// <summary>The activity types that exist. Everything the designer shows of them is read from their classes.</summary>
public sealed class ActivityCatalog
{
    private readonly FrozenDictionary<string, ActivityDescription> _byType;

    public ActivityCatalog(IEnumerable<Type> activities)
    {
        Activities = [.. activities.Select(ActivityDescription.Of)];
        _byType = Activities.ToFrozenDictionary(description => description.TypeName, StringComparer.Ordinal);
    }

    /// <summary>Elsa's built-in activities.</summary>
    public static ActivityCatalog Elsa { get; } = new(
    [
        typeof(Workflow), typeof(Sequence), typeof(Activities.Containers.Parallel), typeof(Flowchart), typeof(FlowNode), typeof(Start), typeof(End),
        typeof(WriteLine), typeof(SetVariable), typeof(SetName), typeof(Correlate), typeof(Fault), typeof(Finish),
        typeof(Event), typeof(PublishEvent), typeof(RunTask),
        typeof(If), typeof(Switch), typeof(Fork), typeof(FlowDecision), typeof(FlowSwitch), typeof(FlowFork), typeof(FlowJoin),
        typeof(While), typeof(For), typeof(ForEach), typeof(ParallelForEach), typeof(Break),
        typeof(Complete), typeof(SetOutput), typeof(ExecuteWorkflow), typeof(DispatchWorkflow), typeof(BulkDispatchWorkflows),
        typeof(Delay), typeof(Activities.Scheduling.Timer), typeof(Cron), typeof(StartAt),
        typeof(RunJavaScript),
        typeof(HttpEndpoint), typeof(WriteHttpResponse), typeof(SendHttpRequest), typeof(FlowSendHttpRequest),
        typeof(StateMachine), typeof(NotFoundActivity),
    ]);

    public IReadOnlyList<ActivityDescription> Activities { get; }

    /// <summary>The same with more activities.</summary>
    public ActivityCatalog With(params Type[] activities) => new([.. Activities.Select(description => description.Class), .. activities]);

    public ActivityDescription? Find(string typeName) => _byType.GetValueOrDefault(typeName);
}

/// <summary>What is known of an activity type.</summary>
public sealed class ActivityDescription
{
    private ActivityDescription(Type @class, ActivityAttribute attribute)
    {
        Class = @class;
        Attribute = attribute;
        TypeName = $"{attribute.Namespace}.{@class.Name}";
    }

    public Type Class { get; }

    public ActivityAttribute Attribute { get; }

    /// <summary>For example <c>Elsa.WriteLine</c>.</summary>
    public string TypeName { get; }

    public IReadOnlyList<InputMember> Inputs { get; private init; } = [];

    public IReadOnlyList<OutputMember> Outputs { get; private init; } = [];

    public IReadOnlyList<PortMember> Ports { get; private init; } = [];

    internal static ActivityDescription Of(Type @class)
    {
        var attribute = @class.GetCustomAttribute<ActivityAttribute>()
            ?? throw new ArgumentException($"{@class} has no [Activity] attribute.", nameof(@class));
        // Asked of the class that declares it: only there a private setter of a base class can be seen.
        var properties = Array.ConvertAll(@class.GetProperties(), property => property.DeclaringType!.GetProperty(property.Name)!); // a property of a class is declared by one
        return new ActivityDescription(@class, attribute)
        {
            Inputs = [.. properties.Where(property => property.IsDefined(typeof(InputAttribute))).Select(property => new InputMember(property))],
            Outputs = [.. properties.Where(property => property.IsDefined(typeof(OutputAttribute))).Select(property => new OutputMember(property))],
            Ports = [.. properties.Where(property => property.IsDefined(typeof(PortAttribute))).Select(property => new PortMember(property))],
        };
    }

    internal Activity Create() => (Activity)Activator.CreateInstance(Class)!; // activities have a public constructor without parameters

    internal static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
