using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Definitions;

/// <summary>How a definition wants to be run and used.</summary>
public sealed record WorkflowOptions
{
    public ActivationStrategy Activation { get; init; }

    /// <summary>Null means the server's default.</summary>
    public IncidentStrategy? Incidents { get; init; }

    /// <summary>Whether a published version is offered as an activity for other definitions.</summary>
    public bool UsableAsActivity { get; init; }

    /// <summary>Whether publishing rewrites the definitions that use this one to the new version.</summary>
    public bool AutoUpdateConsumingWorkflows { get; init; }

    /// <summary>Category in the designer's picker, or null for the default.</summary>
    public string? ActivityCategory { get; init; }

    /// <summary>Kept for Elsa; every step is saved here anyway.</summary>
    public string? CommitStrategyName { get; init; }

    /// <param name="options">The member <c>options</c>, or null.</param>
    /// <param name="obsoleteUsableAsActivity">The flag older files keep beside the options.</param>
    /// <param name="problems">What could not be understood is added here.</param>
    internal static WorkflowOptions Read(Members? options, bool? obsoleteUsableAsActivity, List<Problem> problems) => new()
    {
        Activation = ActivationOf(options, problems),
        Incidents = IncidentsOf(options, problems),
        UsableAsActivity = options?.Flag("usableAsActivity") ?? obsoleteUsableAsActivity ?? false,
        AutoUpdateConsumingWorkflows = options?.Flag("autoUpdateConsumingWorkflows") ?? false,
        ActivityCategory = options?.Text("activityCategory"),
        CommitStrategyName = options?.Text("commitStrategyName"),
    };

    private static ActivationStrategy ActivationOf(Members? options, List<Problem> problems)
    {
        var name = options?.Text("activationStrategyType");
        switch (ShortName(name))
        {
            case null or "AllowAlwaysStrategy":
                return ActivationStrategy.AllowAlways;
            case "SingletonStrategy":
                return ActivationStrategy.Singleton;
            case "CorrelatedSingletonStrategy":
                return ActivationStrategy.CorrelatedSingleton;
            case "CorrelationStrategy":
                return ActivationStrategy.Correlation;
        }
        problems.Add(Unknown("activationStrategyType", name, "any number of instances may start", "AllowAlwaysStrategy, SingletonStrategy, CorrelatedSingletonStrategy or CorrelationStrategy"));
        return ActivationStrategy.AllowAlways;
    }

    private static IncidentStrategy? IncidentsOf(Members? options, List<Problem> problems)
    {
        var name = options?.Text("incidentStrategyType");
        switch (ShortName(name))
        {
            case null:
                return null;
            case "FaultStrategy":
                return IncidentStrategy.Fault;
            case "ContinueWithIncidentsStrategy":
                return IncidentStrategy.ContinueWithIncidents;
        }
        problems.Add(Unknown("incidentStrategyType", name, "the server's default applies", "FaultStrategy or ContinueWithIncidentsStrategy"));
        return null;
    }

    private static Problem Unknown(string member, string? name, string consequence, string known) => Problem.Warning(
        ProblemCode.UnknownStrategy,
        "$.options." + member,
        $"The strategy '{Members.Shortened(name ?? "")}' is not known here; {consequence}.",
        $"Choose {known}.");

    /// <summary>The class name of <c>Namespace.Class, Assembly</c>; files of other releases differ in the rest.</summary>
    internal static string? ShortName(string? typeName)
    {
        if (string.IsNullOrWhiteSpace(typeName))
            return null;
        var name = typeName.Split(',', 2)[0].Trim();
        return name[(name.LastIndexOf('.') + 1)..];
    }
}
