using IqWorkflows.Activities;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Inbox;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Designer.Hosting;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Server.Access;
using IqWorkflows.Server.Api;
using IqWorkflows.Server.Jobs;
using IqWorkflows.Server.Mail;
using IqWorkflows.Server.Telemetry;
using IqWorkflows.Server.WorkflowHttp;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Settings;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Console;
using Quartz;

namespace IqWorkflows.Server.Hosting;

/// <summary>The server: composition root and nothing else.</summary>
internal sealed class IqServer : IAsyncDisposable
{
    /// <summary>Name of the database within its folder.</summary>
    public const string DatabaseFile = "iqworkflows.db";

    private readonly IqRuntime _runtime;

    private IqServer(WebApplication app, IqRuntime runtime, ApiKey key, string databasePath, IReadOnlyList<string> keptProcedures)
    {
        KeptProcedures = keptProcedures;
        App = app;
        _runtime = runtime;
        Key = key;
        DatabasePath = databasePath;
    }

    public WebApplication App { get; }

    public ApiKey Key { get; }

    public string DatabasePath { get; }

    /// <summary>Files of procedures that have changed and were not taken, since a designer has changed the procedure, too.</summary>
    public IReadOnlyList<string> KeptProcedures { get; }

    /// <summary>Opens the database and puts everything together; nothing listens yet.</summary>
    /// <exception cref="DatabaseInUseException">Another process has the database open.</exception>
    /// <exception cref="DatabaseUnusableException">The PostgreSQL server cannot be used.</exception>
    /// <exception cref="InvalidDataException">The rules have mistakes.</exception>
    public static async Task<IqServer> OpenAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        var database = await options.Place.OpenAsync(keepsConnections: true, cancellationToken);
        var rules = await RuleShelf.ReadAsync(database, options.RulesFolder, cancellationToken);
        if (rules.Book is null)
        {
            database.Dispose();
            throw new InvalidDataException($"The rules in {options.RulesFolder} have mistakes:\n{string.Join('\n', rules.Problems)}");
        }
        options = ChosenTransport.WithStoredSender(options, await StoredMailServerAsync(database, cancellationToken));
        var lines = new ConsoleLines();
        var compiler = new ProgramCompiler(IqActivities.Catalog, FlowchartMode.Counter, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), rules.Book.Names.Problems);
        var runtime = new IqRuntime(database, compiler, new WorkflowEngine(EngineLimits.Default), options.Clock ?? database.Clock ?? MachineClock.OfThisProcess(), new RuntimeOptions { Mail = options.Mail }, lines.Write, rules.Book);
        try
        {
            var key = database.IsShared ? await ApiKey.OpenAsync(runtime, cancellationToken) : ApiKey.Open(options.DataFolder);
            var kept = options.PublishesProcedures ? await PublishProceduresAsync(runtime, options.RulesFolder, cancellationToken) : [];
            var shelf = new RuleShelf(runtime, options.RulesFolder, rules.Resting);
            shelf.FollowOthers();
            return new IqServer(Build(options, runtime, shelf, lines, key), runtime, key, options.Place.ToString(), kept);
        }
        catch
        {
            await runtime.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the web host first, then the writer: every step that was begun is finished and saved.</summary>
    public async ValueTask DisposeAsync()
    {
        var board = App.Services.GetRequiredService<JobBoard>();
        await App.DisposeAsync();
        await LeaveAsync(board);
        await _runtime.DisposeAsync();
    }

    /// <summary>Other nodes need not wait until it is clear that this one does nothing any more.</summary>
    private static async Task LeaveAsync(JobBoard board)
    {
        try
        {
            await board.LeaveAsync(CancellationToken.None);
        }
        catch (DatabaseTroubleException)
        {
            // Then they wait a few seconds.
        }
    }

    private static async Task<string?> StoredMailServerAsync(Database database, CancellationToken cancellationToken)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.Set<SettingRow>().Where(setting => setting.Name == SettingBook.MailName).Select(setting => setting.Value).FirstOrDefaultAsync(cancellationToken);
    }

    private static async Task<IReadOnlyList<string>> PublishProceduresAsync(IqRuntime runtime, string rulesFolder, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(rulesFolder, "procedures");
        if (!Directory.Exists(folder))
            return [];
        var files = Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)));
        var published = await new PublishProcedures(runtime).RunAsync(files, cancellationToken);
        return published.Problems.Count == 0 ? published.Kept : throw new InvalidDataException($"Procedures in {folder} have mistakes:\n{string.Join('\n', published.Problems)}");
    }

    private static WebApplication Build(ServerOptions options, IqRuntime runtime, RuleShelf shelf, ConsoleLines lines, ApiKey key)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(IqServer).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.LargestRequest;
        });
        ConfigureLogging(builder.Logging, options.LogsToConsole);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.Drain + options.StopPatience);
        builder.Services.Configure<RouteHandlerOptions>(handlers => handlers.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default));
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow;
            json.SerializerOptions.RespectNullableAnnotations = true;
            json.SerializerOptions.RespectRequiredConstructorParameters = true;
            json.SerializerOptions.MaxDepth = 128;
        });
        builder.Services.AddRouting(); // the slim builder leaves out the constraints that route templates of workflows may name
        builder.Services.AddProblemDetails(problems => problems.CustomizeProblemDetails = Problems.Explain);
        builder.Services.AddOpenApi(ApiDescription.Configure);
        AddRuntime(builder.Services, options, runtime, lines, key);
        builder.Services.AddTelemetry(options);
        builder.Services.AddMail(options, runtime);
        builder.Services.AddSingleton(shelf);
        WebApplication? built = null;
        builder.Services.AddDesk(new DeskOptions(Path.Combine(options.DataFolder, "keys"), key.Accepts)
        {
            Address = () => built?.Urls.FirstOrDefault() ?? ServerOptions.DefaultUrl,
            FixedMailServer = options.Smtp is { } smtp ? $"{smtp.Host}:{smtp.Port}" : options.MailFolder,
            MailBy = stored => ChosenTransport.By(stored, options),
        });
        builder.Services.AddDesigner(new DesignerOptions(key.Accepts));

        var app = built = builder.Build();
        if (options.Collector is not null)
            app.UseRequestSpans();
        app.UseStatusCodePages();
        app.UseProblems();
        app.UseApiKey("/api", key);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapHealth();
        var api = app.MapGroup("/api");
        api.MapDefinitions();
        api.MapInstances();
        api.MapEvents();
        api.MapTasks();
        api.MapCases();
        api.MapMessages();
        api.MapJobs();
        app.MapDesk();
        app.MapDesigner();
        app.Map(WorkflowRequests.BasePath + "/{**path}", (HttpContext context, WorkflowRequests requests, string? path) => requests.AnswerAsync(context, path ?? "")).ExcludeFromDescription();
        return app;
    }

    private static void AddRuntime(IServiceCollection services, ServerOptions options, IqRuntime runtime, ConsoleLines lines, ApiKey key)
    {
        services.AddSingleton(options).AddSingleton(runtime).AddSingleton(key).AddSingleton(runtime.Clock);
        services.AddSingleton<ImportDefinition>().AddSingleton<SaveDraft>().AddSingleton<PublishDefinition>().AddSingleton<RetractDefinition>().AddSingleton<RevertDefinition>().AddSingleton<DeleteVersion>();
        services.AddSingleton<StartInstance>().AddSingleton<CancelInstance>().AddSingleton<RetryIncident>().AddSingleton<SkipIncident>().AddSingleton<ShowInstance>();
        services.AddSingleton<PublishEvent>().AddSingleton<CompleteTask>().AddSingleton<DeliverInbox>().AddSingleton<FireDueTimers>();
        services.AddSingleton<OpenCase>().AddSingleton<ShowCase>().AddSingleton<AwaitedEvents>().AddSingleton<RecordEvent>().AddSingleton<RecordFacts>().AddSingleton<CaseTaskList>().AddSingleton<CompleteCaseTask>();
        services.AddSingleton<PauseCase>().AddSingleton<ResumeCase>().AddSingleton<CloseCase>().AddSingleton<ReopenCase>().AddSingleton<ReassignCase>().AddSingleton<SaveStaff>().AddSingleton<RefreshPausedDeadlines>();
        services.AddSingleton<FireDueRungs>().AddSingleton<RunTakeovers>().AddSingleton<LookAtCases>().AddSingleton<WriteStaffLists>().AddSingleton<ShowPlan>().AddSingleton<TryAgain>();
        services.AddSingleton<OpenEndpoints>().AddSingleton(options.Calls).AddSingleton<SendHttpCalls>().AddSingleton<WorkflowRequests>();
        services.AddSingleton(new Draining(options.Drain)).AddHostedService(all => all.GetRequiredService<Draining>());
        services.AddHostedService(_ => lines);
        services.AddSingleton<IHostedService>(all => Listener(all, "inbox", all.GetRequiredService<DeliverInbox>().ListenAsync));
        services.AddSingleton<IHostedService>(all => Listener(all, "others", runtime.HearOthersAsync));
        services.AddSingleton<IHostedService>(all => Listener(all, "calls", all.GetRequiredService<SendHttpCalls>().ListenAsync));
        services.AddSingleton<RecordJobRun>().AddSingleton<Knock>().AddSingleton<TendOutbox>().AddSingleton(new JobBoard(runtime, RecurringJobs.Plans(options.KnockInterval)));
        services.AddQuartz(Knock.Scheduler, quartz => Knock.Configure(quartz, options.KnockInterval));
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
    }

    /// <summary>Has something listened to as long as the server runs, whatever fails meanwhile.</summary>
    internal static Listening Listener(IServiceProvider all, string job, Func<CancellationToken, Task> listen) =>
        new(job, listen, all.GetRequiredService<TimeProvider>(), all.GetRequiredService<ILogger<Listening>>());

    private static void ConfigureLogging(ILoggingBuilder logging, bool toConsole)
    {
        logging.ClearProviders();
        if (toConsole)
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
                console.UseUtcTimestamp = true;
                console.ColorBehavior = Console.IsOutputRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
            });
        }
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("IqWorkflows", LogLevel.Information);
        // Why it cannot start is told by the command, in a sentence.
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Warns that the keys of cookies lie unencrypted in the data folder, where everything else lies too.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // Tells of every form that is too old or comes from elsewhere. It is refused, and nobody need act.
        logging.AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.Critical);
        // Tells of every statement that a locked file delays; the writer tells it once.
        logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
    }
}
