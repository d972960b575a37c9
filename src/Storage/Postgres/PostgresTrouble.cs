using System.Net.Sockets;
using IqWorkflows.Storage.Databases;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace IqWorkflows.Storage.Postgres;

/// <summary>What goes wrong with a PostgreSQL server, and what it means.</summary>
internal static class PostgresTrouble
{
    private static readonly Version s_oldest = new(14, 0);

    /// <summary>Whether this says that the database as a whole cannot be written now, not that a statement was wrong.</summary>
    public static bool IsUnavailable(Exception exception) => exception switch
    {
        PostgresException { SqlState: var code } => code switch
        {
            _ when code.StartsWith("08", StringComparison.Ordinal) => true, // connection
            _ when code.StartsWith("53", StringComparison.Ordinal) => true, // disk full, out of memory, too many connections
            _ when code.StartsWith("57P", StringComparison.Ordinal) => true, // shut down, crashed, starting, session ended
            _ when code.StartsWith("58", StringComparison.Ordinal) => true, // its disk or its files
            "25006" => true, // it has become a copy that cannot be written
            "25P03" => true, // this node stood still for too long and lost its group
            "40001" or "40P01" or "55P03" or "57014" => true, // others were in the way
            "XX001" or "XX002" => true, // damaged
            _ => false,
        },
        RetryLimitExceededException { InnerException: { } inner } => IsUnavailable(inner),
        NpgsqlOperationInProgressException => false,
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        _ => false,
    };

    /// <summary>Looks whether the server is one that we can work with.</summary>
    /// <exception cref="DatabaseUnusableException">It is not.</exception>
    public static async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (connection.PostgreSqlVersion < s_oldest)
            throw new DatabaseUnusableException($"{Server(connection.Host, connection.Port)} is PostgreSQL {connection.PostgreSqlVersion.Major}. At least {s_oldest.Major} is needed.");
        await using var asking = new NpgsqlCommand("select current_setting('server_encoding')", connection);
        if (await asking.ExecuteScalarAsync(cancellationToken) is string encoding and not "UTF8")
            throw new DatabaseUnusableException($"The database {connection.Database} keeps texts as {encoding}; names from everywhere need UTF8. Make it anew: create database … encoding 'UTF8' template template0.");
    }

    /// <returns>What to tell the operator, without the password; null when it is nothing that an operator could have done.</returns>
    public static DatabaseUnusableException? Explain(Exception exception, NpgsqlConnectionStringBuilder settings)
    {
        var (server, database, user) = (Server(settings.Host, settings.Port), settings.Database ?? settings.Username ?? "", settings.Username ?? "");
        var message = exception switch
        {
            PostgresException { SqlState: "28P01" or "28000", MessageText: var text } => $"{server} does not let {(user.Length > 0 ? user : "us")} in: {text}. Look at the name, at the password and at the server's pg_hba.conf.",
            PostgresException { SqlState: "3D000" } => $"{server} has no database {database}. Make it: create database {database} owner {(user.Length > 0 ? user : "…")} encoding 'UTF8' template template0.",
            PostgresException { SqlState: "42501", MessageText: var text } => $"{user} may not do in the database {database} on {server} what is needed: {text}. Tables must be made and changed there: alter database {database} owner to {user}.",
            PostgresException { SqlState: "3F000" } => $"There is no schema in the database {database} in which tables could be made. Make one: create schema public authorization {user}.",
            PostgresException { SqlState: var code, MessageText: var text } when IsUnavailable(exception) => $"{server} cannot be used now: {text} ({code}).",
            NpgsqlException { InnerException: { } inner } => $"{server} cannot be reached: {inner.Message}",
            NpgsqlException or SocketException or TimeoutException => $"{server} cannot be reached: {exception.Message}",
            _ => null,
        };
        return message is null ? null : new DatabaseUnusableException(message, exception);
    }

    private static string Server(string? host, int port) => $"The PostgreSQL server {host ?? "on this machine"}:{port}";
}
