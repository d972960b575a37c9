using System.CommandLine;
using System.CommandLine.Parsing;
using IqWorkflows.Server.Bench;
using IqWorkflows.Server.Mail;

namespace IqWorkflows.Server.Commands;

/// <summary>The command line: finds the command meant, and tells what went wrong in a sentence instead of a stack trace.</summary>
internal static class IqwCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Runs Elsa 3 workflow definitions: headless for a try, checked, compared, or durably as a server.")
        {
            RunCommand.Build(),
            CheckCommand.Build(),
            ConformanceCommand.Build(),
            DeadlineCommand.Build(),
            PlayCommand.Build(),
            ForecastCommand.Build(),
            ServeCommand.Build(),
            BackupCommand.Build(),
            MoveCommand.Build(),
            ExportCommand.Build(),
            UserCommand.Build(),
            MailCommand.Build(),
            BenchCommand.Build(),
        };
        // A file name that begins with @ is a file name.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return Refuse(parsed, error);

        var invocation = new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // The server finishes the steps under way when it is told to stop; commands that only read stop at once.
            ProcessTerminationTimeout = parsed.CommandResult.Command.Name == ServeCommand.Name ? null : TimeSpan.FromSeconds(2),
        };
        try
        {
            return await parsed.InvokeAsync(invocation, CancellationToken.None);
        }
        catch (CommandRefusedException refused)
        {
            await error.WriteLineAsync($"iqw: {refused.Message}");
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("iqw: stopped before the end.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"iqw: {exception.Message}");
        }
        catch (Exception exception) // the edge of the process: whoever typed the command can do nothing with a stack trace, but a report needs the kind
        {
            await error.WriteLineAsync($"iqw: this should not have happened ({exception.GetType().Name}): {FirstLine(exception.Message)}");
            await error.WriteLineAsync("Please report it together with the command line and the file.");
        }
        return ExitCode.Unusable;
    }

    private static int Refuse(ParseResult parsed, TextWriter error)
    {
        foreach (var wrong in parsed.Errors.Select(wrong => wrong.Message).Distinct())
            error.WriteLine($"iqw: {wrong}");
        error.WriteLine($"'{NameOf(parsed.CommandResult)} --help' says what can be given.");
        return ExitCode.Unusable;
    }

    private static string NameOf(CommandResult command) => command.Parent is CommandResult parent ? $"{NameOf(parent)} {command.Command.Name}" : "iqw";

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
