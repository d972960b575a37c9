using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IqWorkflows.Storage.Sqlite;

/// <summary>Says something to SQLite whenever a connection for reading is opened.</summary>
/// <param name="pragma">What is said.</param>
internal sealed class ReaderPragma(string pragma) : DbConnectionInterceptor
{
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Say(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Say(connection);
        return Task.CompletedTask;
    }

    private void Say(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        command.ExecuteNonQuery();
    }
}
