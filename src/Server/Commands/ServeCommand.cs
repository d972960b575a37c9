using System.CommandLine;
using System.Data.Common;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Http;
using IqWorkflows.Server.Hosting;
using IqWorkflows.Server.Mail;
using IqWorkflows.Server.Telemetry;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore.Storage;

namespace IqWorkflows.Server.Commands;

/// <summary><c>iqw serve</c>: the server.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Build()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, separated by semicolons. Only this machine can reach the default.", HelpName = "URLS", DefaultValueFactory = _ => ServerOptions.DefaultUrl };
        var database = new DatabaseSettings("Folder of the database and of what belongs to this server; made if it is not there.");
        var hosts = new Option<string[]>("--allow-host") { Description = "A host that workflows may send requests to; *.example.org stands for all below it. Once for each. Default: none.", HelpName = "HOST" };
        var privateAddresses = new Option<bool>("--allow-private-addresses") { Description = "Lets workflows reach this machine and its network too, if the host is allowed. For development." };
        var demo = new Option<bool>("--demo") { Description = "Show a demonstration: a database made anew in the folder demo below that of the database, with some hundred cases in all stages. Its mails go to a folder." };
        var telemetry = new Option<string?>("--telemetry") { Description = $"Address of a collector that takes figures and traces by OpenTelemetry's protocol over HTTP, as in http://127.0.0.1:4318. Default: {TelemetryExport.Variable} of the environment; without it nothing is sent.", HelpName = "URL" };
        var drain = new Option<int>("--drain") { Description = "Seconds for which it says at /health/ready that it is about to stop, and goes on working, before it stops: as long as a proxy in front of several nodes needs to notice.", HelpName = "SECONDS" };
        var command = new Command(
            Name,
            "Starts the server. It stops on Ctrl-C or SIGTERM, after the steps under way are saved. Exit code 0: stopped as asked; 2: could not start.") { urls, hosts, privateAddresses, telemetry, drain, demo };
        database.AddTo(command);
        var mail = new MailSettings();
        mail.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new ServerOptions
            {
                Urls = parsed.GetRequiredValue(urls),
                DataFolder = database.FolderIn(parsed),
                Place = database.In(parsed),
                Calls = new HttpCallOptions { AllowedHosts = parsed.GetValue(hosts) ?? [], AllowPrivateAddresses = parsed.GetValue(privateAddresses) },
                Mail = mail.MailIn(parsed),
                Smtp = mail.SmtpIn(parsed),
                MailFolder = mail.FolderIn(parsed),
                Drain = Drain(parsed.GetValue(drain)),
                Collector = Collector(parsed.GetValue(telemetry) ?? Environment.GetEnvironmentVariable(TelemetryExport.Variable)),
            },
            parsed.GetValue(demo), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ServerOptions options, bool isDemo, TextWriter output, CancellationToken cancellationToken)
    {
        CheckUrls(options.Urls);
        if (isDemo)
        {
            if (options.Place.IsPostgres)
                throw new CommandRefusedException("--demo makes a file of its own. To show it on PostgreSQL, move that file afterwards: iqw move.");
            options = Demo.Of(options);
            await output.WriteLineAsync("Playing two years of invented cases; this takes half a minute.");
            var filled = await Demo.FillAsync(options, Demo.Others, cancellationToken);
            if (filled.Cases == 0)
                throw new CommandRefusedException($"The demonstration cannot be made: {Printable.Of(filled.Refusals[0])}");
            await output.WriteLineAsync($"{filled.Cases} cases were played into {options.DataFolder}; their mails go to {options.MailFolder}.");
        }
        await using var server = await OpenAsync(options, cancellationToken);
        if (isDemo)
        {
            var password = DemoAccounts.NewPassword();
            var names = await DemoAccounts.GiveOutAsync(server.App.Services.GetRequiredService<IqRuntime>(), password, cancellationToken);
            foreach (var line in DemoAccounts.Tell(names, password))
                await output.WriteLineAsync(line);
        }
        var logger = server.App.Services.GetRequiredService<ILoggerFactory>().CreateLogger("IqWorkflows.Server");
        try
        {
            await server.App.StartAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new CommandRefusedException($"{exception.Message} Stop what listens there, or choose another address with --urls.");
        }
        if (server.Key.ShownOnce is { } key)
        {
            await output.WriteLineAsync($"API key, shown only this once: {key}");
            await output.WriteLineAsync("Send it with every request to /api, as 'Authorization: ApiKey <key>'.");
        }
        foreach (var file in server.KeptProcedures)
            await output.WriteLineAsync($"{file} has changed, but so has the procedure by a designer's hand: the designer's version stays. To take the file, import it in /designer.");
        var urls = string.Join(", ", server.App.Urls);
        logger.Serving(urls, server.DatabasePath);
        await server.App.WaitForShutdownAsync(cancellationToken);
        logger.Stopped();
        return ExitCode.Good;
    }

    private static async Task<IqServer> OpenAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await IqServer.OpenAsync(options, cancellationToken);
        }
        catch (Exception exception) when (exception is DatabaseInUseException or DatabaseUnusableException or InvalidDataException)
        {
            throw new CommandRefusedException(exception.Message);
        }
        catch (Exception exception) when (exception is DatabaseTroubleException or RetryLimitExceededException or DbException { IsTransient: true })
        {
            throw new CommandRefusedException($"The database was lost while the server was starting. Start it again. {exception.Message}");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new CommandRefusedException($"{exception.Message} Choose a folder that may be written with --data.");
        }
    }

    private static TimeSpan Drain(int seconds) => seconds is >= 0 and <= 3600
        ? TimeSpan.FromSeconds(seconds)
        : throw new CommandRefusedException("--drain must be from 0 to 3600 seconds.");

    private static Uri? Collector(string? address) => string.IsNullOrWhiteSpace(address) ? null
        : Uri.TryCreate(address, UriKind.Absolute, out var collector) && collector.Scheme is "http" or "https" ? collector
        : throw new CommandRefusedException($"--telemetry, or {TelemetryExport.Variable}: {Printable.Of(address)} is not the address of a collector. Write for example http://127.0.0.1:4318.");

    private static void CheckUrls(string urls)
    {
        var each = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (each.Length == 0)
            throw new CommandRefusedException("--urls is empty. Write for example http://127.0.0.1:5080.");
        foreach (var url in each)
        {
            if (!url.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(url.Replace("*", "any", StringComparison.Ordinal).Replace("+", "any", StringComparison.Ordinal), UriKind.Absolute, out _))
                throw new CommandRefusedException($"--urls: {url} is not an address to listen at. Write for example http://127.0.0.1:5080; for https put a proxy in front.");
        }
    }
}
