using System.CommandLine;
using IqWorkflows.Server.Hosting;
using Npgsql;

namespace IqWorkflows.Server.Commands;

/// <summary>What the operator says about the database on the command line, or in the environment.</summary>
/// <param name="dataDescription">What the folder is to the command.</param>
internal sealed class DatabaseSettings(string dataDescription)
{
    /// <summary>Name in the environment of what <c>--database</c> says.</summary>
    public const string Variable = "IQ_DATABASE";

    /// <summary>Name in the environment of the password.</summary>
    public const string PasswordVariable = "IQ_DATABASE_PASSWORD";

    private readonly Option<string> _data = new("--data") { Description = dataDescription, HelpName = "DIR", DefaultValueFactory = _ => "data" };
    private readonly Option<string?> _database = new("--database")
    {
        Description = $"Connection to a PostgreSQL database that is used instead of a file, as in Host=db.example.org;Database=iqw;Username=iqw. Default: {Variable} of the environment; without it the file in the folder.",
        HelpName = "CONNECTION",
    };

    private readonly Option<string?> _passwordFile = new("--database-password-file") { Description = $"File whose first line is the password of that connection. Default: {PasswordVariable} of the environment.", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _data, _database, _passwordFile })
            command.Options.Add(option);
    }

    public string FolderIn(ParseResult parsed) => parsed.GetRequiredValue(_data);

    /// <exception cref="CommandRefusedException">It makes no sense; the message says what does.</exception>
    public DatabasePlace In(ParseResult parsed)
    {
        var folder = FolderIn(parsed);
        var file = parsed.GetValue(_passwordFile);
        var connection = parsed.GetValue(_database) ?? Environment.GetEnvironmentVariable(Variable);
        if (!string.IsNullOrWhiteSpace(connection))
            return DatabasePlace.OnServer(folder, Complete(connection, file));
        return file is null ? DatabasePlace.InFolder(folder) : throw new CommandRefusedException($"--database-password-file says nothing without --database or {Variable}.");
    }

    /// <summary>A connection with the password from where it is kept.</summary>
    /// <exception cref="CommandRefusedException">It is not written as it should be.</exception>
    public static string Complete(string connection, string? passwordFile)
    {
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connection);
            if (string.IsNullOrEmpty(settings.Password) && Password(passwordFile) is { } password)
                settings.Password = password;
            return settings.ToString();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException) // its message may repeat the password
        {
            throw new CommandRefusedException("The connection to PostgreSQL is not written as it should be. Write for example Host=db.example.org;Database=iqw;Username=iqw.");
        }
    }

    private static string? Password(string? file)
    {
        if (file is null)
            return Environment.GetEnvironmentVariable(PasswordVariable) is { Length: > 0 } password ? password : null;
        if (!File.Exists(file))
            throw new CommandRefusedException($"--database-password-file: {Printable.Of(file)} is not there.");
        return File.ReadLines(file).FirstOrDefault() is { Length: > 0 } line ? line : throw new CommandRefusedException($"--database-password-file: the first line of {Printable.Of(file)} is empty.");
    }
}
