using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using IqWorkflows.Server.Access;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Moving;
using Npgsql;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw move</c>: from a SQLite file to a PostgreSQL server.</summary>
internal static class MoveCommand
{
    public static Command Build()
    {
        var to = new Option<string>("--to") { Description = "Connection to an empty PostgreSQL database, as in Host=db.example.org;Database=iqw;Username=iqw.", HelpName = "CONNECTION", Required = true };
        var password = new Option<string?>("--database-password-file") { Description = $"File whose first line is the password of that connection. Default: {DatabaseSettings.PasswordVariable} of the environment.", HelpName = "FILE" };
        var data = new Option<string>("--data") { Description = "Folder of the file that is moved. It stays as it is.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
        var rehearse = new Option<bool>("--rehearse") { Description = "Only tries it: the server may go on meanwhile, and what it writes from now on is not in the copy." };
        var command = new Command(
            "move",
            "Copies the database from its file into PostgreSQL, compares every row, and says what it did. The server must be stopped. It may be repeated until a server has used the copy; what is interrupted has done nothing. Exit code 0: moved; 2: it could not be.")
        {
            to, password, data, rehearse,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetRequiredValue(data), DatabaseSettings.Complete(parsed.GetRequiredValue(to), parsed.GetValue(password)), parsed.GetValue(rehearse), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string connection, bool isRehearsal, TextWriter output, CancellationToken cancellationToken)
    {
        var (from, to) = (DatabasePlace.InFolder(folder), DatabasePlace.OnServer(folder, connection));
        if (!from.MayBeThere)
            throw new CommandRefusedException($"There is no database {Printable.Of(from.Path)}. Name its folder with --data.");
        var began = Stopwatch.GetTimestamp();
        var tables = new List<MovedTable>();
        try
        {
            await DatabaseMove.RunAsync(from.Path, connection, isRehearsal, ApiKey.SettingsIn(folder), tables.Add, cancellationToken);
        }
        catch (Exception exception) when (exception is DatabaseInUseException or DatabaseUnusableException)
        {
            throw new CommandRefusedException(exception.Message);
        }
        catch (NpgsqlException exception)
        {
            throw new CommandRefusedException($"The move was interrupted, and nothing of it was kept: {exception.Message}");
        }
        foreach (var table in tables.Where(table => table.Rows > 0))
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Name,-24}{table.Rows,12:N0} rows  {table.Checksum}"));
        if (tables.Sum(table => table.Cleaned) is > 0 and var cleaned)
            await output.WriteLineAsync($"In {cleaned} texts there was a letter that PostgreSQL cannot keep; it was replaced by \uFFFD.");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{tables.Sum(table => table.Rows):N0} rows in {tables.Count} tables are the same in {from} and in {to}, after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s."));
        await output.WriteLineAsync(isRehearsal
            ? "This was a rehearsal. To move, stop the server and do it again without --rehearse."
            : $"Start the server with {DatabaseSettings.Variable} or --database from now on. The file was not changed; keep it until you are sure.");
        return ExitCode.Good;
    }
}
