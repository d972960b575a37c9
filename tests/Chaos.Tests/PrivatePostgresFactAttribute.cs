using IqWorkflows.Server.Bench;

namespace IqWorkflows.Chaos.Tests;

/// <summary>A test that starts a PostgreSQL server of its own. It is skipped, with the reason, where there can be none.</summary>
public sealed class PrivatePostgresFactAttribute : FactAttribute
{
    public PrivatePostgresFactAttribute() => Skip = PrivatePostgres.WhyNot;
}
