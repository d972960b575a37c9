namespace IqWorkflows.TestReport;

/// <summary>A share of the time that <c>./test</c> may take on two cores, cold. Exceeding it is reported, not failed.
/// <c>Projects</c> are the test projects that use this share.</summary>
internal sealed record Budget(string Name, int Minutes, params string[] Projects)
{
    public static IReadOnlyList<Budget> All { get; } =
    [
        new("set-up and build", 6, "build", "format"),
        new("pure tests", 3, "Engine.Tests", "Cases.Tests", "Activities.Tests", "Conformance", "Workflows.Tests", "Standards.Tests"),
        new("storage", 4, "Storage.Tests", "Casework.Tests", "Server.Tests", "Mail.Tests"),
        new("PostgreSQL", 3, "Storage.Tests-PostgreSQL", "Casework.Tests-PostgreSQL", "Mail.Tests-PostgreSQL", "Server.Tests-PostgreSQL", "Desk.Tests-PostgreSQL"),
        new("desk", 5, "Desk.Tests", "Browser.Tests"),
        new("Studio", 4, "Designer.Tests", "Studio.Tests"),
        new("chaos and simulation", 5, "Chaos.Tests", "Simulation.Tests"),
        new("fuzzing", 2, "Fuzz.Tests"),
    ];
}
