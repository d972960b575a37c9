using System.Data.Common;
using IqWorkflows.Server.Commands;
using IqWorkflows.Storage.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace IqWorkflows.Server.Bench;

/// <summary>A database that a bench fills: a file, or one on a PostgreSQL server.</summary>
internal sealed class BenchStore
{
    private readonly string _connection;
    private readonly bool _isFile;

    private BenchStore(string connection, bool isFile) => (_connection, _isFile) = (connection, isFile);

    public static BenchStore File(string path) => new(path, isFile: true);

    /// <summary>An empty database of that name on a server, made anew.</summary>
    /// <param name="server">How to reach any database on it; the role must be able to make databases.</param>
    /// <param name="name">The database's.</param>
    public static BenchStore Postgres(string server, string name)
    {
        using var connection = Reach(server);
        foreach (var sql in (string[])[$"drop database if exists {name} with (force)", $"create database {name} encoding 'UTF8' template template0"])
        {
            using var command = new NpgsqlCommand(sql, connection);
            command.ExecuteNonQuery();
        }
        return new BenchStore(new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString(), isFile: false);
    }

    /// <summary>Opens it as the server does. A database on a server may be opened several times: each is a node.</summary>
    public Task<Database> OpenAsync(CancellationToken cancellationToken) =>
        _isFile ? Database.OpenFileAsync(_connection, keepsConnections: false, cancellationToken) : Database.OpenPostgresAsync(_connection, cancellationToken);

    /// <summary>The database's driver, set as our writer sets it.</summary>
    public DbConnection Connect()
    {
        DbConnection connection = _isFile
            ? new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _connection, Pooling = false }.ToString())
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connection) { Pooling = false }.ToString());
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = _isFile
            ? "pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -65536; pragma wal_autocheckpoint = 4000;"
            : "set synchronous_commit = on";
        settings.ExecuteNonQuery();
        return connection;
    }

    private static NpgsqlConnection Reach(string server)
    {
        try
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ToString());
            connection.Open();
            return connection;
        }
        catch (Exception exception) when (exception is NpgsqlException or ArgumentException or FormatException) // of a connection that is not written well it may repeat the password
        {
            throw new CommandRefusedException(exception is NpgsqlException ? $"--server: {exception.Message}" : "--server is not written as it should be. Write for example Host=127.0.0.1;Username=postgres;Database=postgres.");
        }
    }
}
