using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IqWorkflows.Storage.Sqlite;

/// <summary>Connections to one database in memory lock each other out by table, where a file's readers see the last commit. Readers in memory therefore do not wait.</summary>
internal sealed class ReadsUncommitted : DbConnectionInterceptor
{
    public static ReadsUncommitted Instance { get; } = new();

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "pragma read_uncommitted = 1";
        command.ExecuteNonQuery();
    }
}
