using System.CommandLine;
using System.Diagnostics;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw backup</c>: copies the database while the server goes on.</summary>
internal static class BackupCommand
{
    public static Command Build()
    {
        var file = new Argument<string>("FILE") { Description = "The copy. There must be nothing of that name; its folder must exist." };
        var data = new Option<string>("--data") { Description = "Folder of the database.", HelpName = "DIR", DefaultValueFactory = _ => "data" };
        var command = new Command("backup", "Copies the database into a file, as it is at one moment, and looks whether the copy is whole. The server may go on meanwhile. Exit code 0: copied; 2: it could not be.") { file, data };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetRequiredValue(file), parsed.GetRequiredValue(data), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string file, string data, TextWriter output, CancellationToken cancellationToken)
    {
        var (from, to) = (Path.GetFullPath(Path.Combine(data, IqServer.DatabaseFile)), Path.GetFullPath(file));
        if (!File.Exists(from) && Environment.GetEnvironmentVariable(DatabaseSettings.Variable) is { Length: > 0 })
            throw new CommandRefusedException("A PostgreSQL database is copied by pg_dump; docs/operations.md says how.");
        if (!File.Exists(from))
            throw new CommandRefusedException($"There is no database {Printable.Of(from)}. Name its folder with --data.");
        if (!Directory.Exists(Path.GetDirectoryName(to)))
            throw new CommandRefusedException($"There is no folder {Printable.Of(Path.GetDirectoryName(to) ?? to)}. Make it, or name another file.");
        if (Path.Exists(to))
            throw new CommandRefusedException($"There is something called {Printable.Of(to)} already. A backup overwrites nothing: name another file.");
        var began = Stopwatch.GetTimestamp();
        try
        {
            await DatabaseBackup.CopyAsync(from, to, cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new CommandRefusedException($"{exception.Message} Nothing was kept.");
        }
        await output.WriteLineAsync($"{Printable.Of(to)}: {new FileInfo(to).Length:N0} bytes, whole, after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        return ExitCode.Good;
    }
}
