using IqWorkflows.Server.Commands;
using IqWorkflows.Storage.Databases;
using Npgsql;

namespace IqWorkflows.Server.Hosting;

/// <summary>Where the database of a server is: the file in its folder, or a PostgreSQL server. It never tells the password.</summary>
internal sealed class DatabasePlace
{
    private readonly string? _connection;

    private DatabasePlace(string path, string? connection) => (Path, _connection) = (path, connection);

    /// <summary>The file, also where PostgreSQL is used instead.</summary>
    public string Path { get; }

    /// <summary>Whether it is on a PostgreSQL server, and other nodes may be, too.</summary>
    public bool IsPostgres => _connection is not null;

    /// <summary>Whether there is something to open. Of a server that is not known before.</summary>
    public bool MayBeThere => IsPostgres || File.Exists(Path);

    public static DatabasePlace InFolder(string folder) => new(System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, IqServer.DatabaseFile)), null);

    /// <summary>The PostgreSQL database that a connection names.</summary>
    public static DatabasePlace OnServer(string folder, string connection) => new(InFolder(folder).Path, connection);

    /// <exception cref="DatabaseInUseException">Another process has the file open.</exception>
    /// <exception cref="DatabaseUnusableException">PostgreSQL cannot be used.</exception>
    public Task<Database> OpenAsync(bool keepsConnections, CancellationToken cancellationToken) =>
        _connection is null ? Database.OpenFileAsync(Path, keepsConnections, cancellationToken) : Database.OpenPostgresAsync(_connection, cancellationToken);

    /// <summary>The same for a command that has no use for an exception.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <param name="isMade">Whether it is made if it is not there.</param>
    /// <exception cref="CommandRefusedException">It cannot be opened; the message says why.</exception>
    public async Task<Database> OpenForCommandAsync(CancellationToken cancellationToken, bool isMade = false)
    {
        if (!MayBeThere && !isMade)
            throw new CommandRefusedException($"There is no database in {Printable.Of(System.IO.Path.GetDirectoryName(Path) ?? Path)}. Name its folder with --data, or its server with --database.");
        try
        {
            return await OpenAsync(keepsConnections: false, cancellationToken);
        }
        catch (Exception exception) when (exception is DatabaseInUseException or DatabaseUnusableException)
        {
            throw new CommandRefusedException(exception.Message);
        }
    }

    /// <summary>For people.</summary>
    public override string ToString()
    {
        if (_connection is null)
            return Path;
        var settings = new NpgsqlConnectionStringBuilder(_connection);
        return $"the PostgreSQL database {settings.Database ?? settings.Username} on {settings.Host ?? "this machine"}:{settings.Port}";
    }
}
