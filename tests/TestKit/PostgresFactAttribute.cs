namespace IqWorkflows.TestKit;

/// <summary>A test that needs a PostgreSQL server. It is skipped, with the reason, where there can be none.</summary>
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.WhyNot;
}
