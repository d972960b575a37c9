using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Storage.Staff;
using Microsoft.AspNetCore.Mvc;

namespace IqWorkflows.Server.Api;

/// <summary>Cases over HTTP. Reasons and texts come in the language that the caller prefers, German or English.</summary>
internal static class CaseEndpoints
{
    private const string Tag = "Cases";

    /// <summary>Whoever holds the key of the server acts under this name.</summary>
    private const string Who = "api";

    private const int LongestText = 500;

    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags(Tag).AddEndpointFilter(LogAccessAsync);
        Change(cases.MapPost("/", OpenAsync), "Opens a case and starts its procedure.").Produces<OpenedCase>(201);
        cases.MapGet("/{caseId}", ShowAsync).WithSummary("Shows a case with its facts, deadlines, open tasks and log.").Produces<ShownCaseDetails>().ProducesProblem(404);
        cases.MapGet("/{caseId}/events", AwaitedAsync).WithSummary("Lists the events that may be recorded now, with their forms.").Produces<IReadOnlyList<ShownAwaitedEvent>>().ProducesProblem(404);
        Change(cases.MapPost("/{caseId}/events", EventAsync), "Records an event that the case awaits: facts and step at once, or nothing.").Produces<ChangedCase>();
        Change(cases.MapPost("/{caseId}/facts", FactsAsync), "Records facts that no procedure asks for: a contact, a document, a correction.").Produces<ChangedCase>();
        cases.MapGet("/{caseId}/tasks", TasksAsync).WithSummary("Lists the open tasks of a case with their forms and outcomes, oldest first.").Produces<IReadOnlyList<ShownCaseTask>>().ProducesProblem(404);
        Change(cases.MapPost("/{caseId}/tasks/{taskId}/complete", CompleteAsync), "Completes a task: form, outcome and step at once, or nothing.").Produces<ChangedCase>();
        Change(cases.MapPost("/{caseId}/pause", PauseAsync), "Lets a case rest until a wake-up day.").Produces<ChangedCase>();
        Change(cases.MapPost("/{caseId}/resume", ResumeAsync), "Lets a resting case go on.").Produces<ChangedCase>();
        Change(cases.MapPost("/{caseId}/close", CloseAsync), "Closes a case; what still runs for it ends.").Produces<ChangedCase>();
        Change(cases.MapPost("/{caseId}/reopen", ReopenAsync), "Opens a closed case again at a milestone.").Produces<ChangedCase>();
        Change(cases.MapPost("/{caseId}/reassign", ReassignAsync), "Gives a case to another counsellor, deputy or centre.").Produces<ChangedCase>();
        api.MapPut("/centres/{id}", SaveCentreAsync).WithTags("Staff").WithSummary("Saves a counselling centre.").Produces(204).ProducesProblem(400);
        api.MapPut("/staff/{id}", SaveStaffAsync).WithTags("Staff").WithSummary("Saves somebody who works with cases.").Produces(204).ProducesProblem(400);
    }

    /// <summary>Whoever holds the key of the server stands in the log of accesses too.</summary>
    private static async ValueTask<object?> LogAccessAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetRouteValue("caseId") is string caseId)
            await http.RequestServices.GetRequiredService<CaseDoor>().LogProgramAsync(caseId, !HttpMethods.IsGet(http.Request.Method), http.RequestAborted);
        return await next(context);
    }

    private static RouteHandlerBuilder Change(RouteHandlerBuilder endpoint, string summary) => endpoint.WithSummary(summary)
        .WithDescription("Answered when everything is safely saved. What is wrong is told all at once; then nothing was saved.")
        .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);

    private static async Task<IResult> OpenAsync(
        OpenCaseRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext http, OpenCase open, IqRuntime runtime, CancellationToken cancellationToken)
    {
        var wanted = new NewCase(request.CentreId, CaseJson.SubmissionOf(request.Facts, request.HappenedOn, request.LearnedOn, request.Source, null))
        {
            CounsellorId = request.CounsellorId,
            Milestone = request.Milestone,
            EvenIfKnown = request.EvenIfKnown,
        };
        var answer = await open.RunAsync(wanted, Who, InstanceEndpoints.Scoped("case", idempotencyKey), cancellationToken);
        return answer is CaseAnswer.Done done ? Results.Created($"/api/cases/{done.CaseId}", new OpenedCase(done.CaseId)) : Answer(answer, http, runtime);
    }

    private static async Task<IResult> ShowAsync(string caseId, HttpContext http, ShowCase show, IqRuntime runtime, CancellationToken cancellationToken) =>
        await show.RunAsync(caseId, cancellationToken) is { } shown ? Results.Ok(new CaseJson(runtime.Rules, LanguageOf(http)).Details(shown)) : Unknown(caseId, http, runtime);

    private static async Task<IResult> AwaitedAsync(string caseId, HttpContext http, AwaitedEvents awaited, IqRuntime runtime, CancellationToken cancellationToken)
    {
        var json = new CaseJson(runtime.Rules, LanguageOf(http));
        return await awaited.RunAsync(caseId, cancellationToken) is { } events ? Results.Ok((IReadOnlyList<ShownAwaitedEvent>)[.. events.Select(json.Awaited)]) : Unknown(caseId, http, runtime);
    }

    private static async Task<IResult> EventAsync(
        string caseId, RecordEventRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext http, RecordEvent record, IqRuntime runtime, CancellationToken cancellationToken) =>
        Answer(
            await record.RunAsync(
                caseId, request.Name, CaseJson.SubmissionOf(request.Facts, request.HappenedOn, request.LearnedOn, request.Source, null), Who, InstanceEndpoints.Scoped("case-event", idempotencyKey), cancellationToken),
            http,
            runtime);

    private static async Task<IResult> FactsAsync(
        string caseId, RecordFactsRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext http, RecordFacts record, IqRuntime runtime, CancellationToken cancellationToken)
    {
        if (request.Object is { } named && Cases.Facts.ObjectRef.Parse(named) is null)
            return Problems.BadRequest("The object cannot be read.", "Name it like application:2.");
        var submission = CaseJson.SubmissionOf(request.Facts, request.HappenedOn, request.LearnedOn, request.Source, request.Object);
        return Answer(await record.RunAsync(caseId, request.Kind, request.IsNew, submission, Who, InstanceEndpoints.Scoped("case-facts", idempotencyKey), cancellationToken), http, runtime);
    }

    private static async Task<IResult> TasksAsync(string caseId, HttpContext http, CaseTaskList tasks, IqRuntime runtime, CancellationToken cancellationToken)
    {
        var json = new CaseJson(runtime.Rules, LanguageOf(http));
        return await tasks.RunAsync(caseId, cancellationToken) is { } open ? Results.Ok((IReadOnlyList<ShownCaseTask>)[.. open.Select(json.Task)]) : Unknown(caseId, http, runtime);
    }

    private static async Task<IResult> CompleteAsync(
        string caseId, string taskId, CompleteCaseTaskRequest request, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpContext http, CompleteCaseTask complete, IqRuntime runtime, CancellationToken cancellationToken)
    {
        var submission = CaseJson.SubmissionOf(request.Facts, request.HappenedOn, request.LearnedOn, request.Source, null);
        return Answer(await complete.RunAsync(taskId, request.Outcome, submission, Who, InstanceEndpoints.Scoped("case-task", idempotencyKey), cancellationToken), http, runtime);
    }

    private static async Task<IResult> PauseAsync(string caseId, PauseCaseRequest request, HttpContext http, PauseCase pause, IqRuntime runtime, CancellationToken cancellationToken) =>
        Answer(await pause.RunAsync(caseId, request.Until, Who, cancellationToken), http, runtime);

    private static async Task<IResult> ResumeAsync(string caseId, HttpContext http, ResumeCase resume, IqRuntime runtime, CancellationToken cancellationToken) =>
        Answer(await resume.RunAsync(caseId, Who, cancellationToken), http, runtime);

    private static async Task<IResult> CloseAsync(string caseId, CloseCaseRequest request, HttpContext http, CloseCase close, IqRuntime runtime, CancellationToken cancellationToken) =>
        Answer(await close.RunAsync(caseId, request.Reason, Who, cancellationToken), http, runtime);

    private static async Task<IResult> ReopenAsync(string caseId, ReopenCaseRequest request, HttpContext http, ReopenCase reopen, IqRuntime runtime, CancellationToken cancellationToken) =>
        Answer(await reopen.RunAsync(caseId, request.Milestone, Who, cancellationToken), http, runtime);

    private static async Task<IResult> ReassignAsync(string caseId, ReassignCaseRequest request, HttpContext http, ReassignCase reassign, IqRuntime runtime, CancellationToken cancellationToken) =>
        Answer(await reassign.RunAsync(caseId, request.CentreId, request.CounsellorId, request.DeputyId, Who, cancellationToken), http, runtime);

    private static async Task<IResult> SaveCentreAsync(string id, SaveCentreRequest request, SaveStaff save, CancellationToken cancellationToken) =>
        !AreTexts(id, request.Name, request.Ags, request.Mail, request.Phone, request.Address) ? NoText()
        : await save.RunAsync(new CentreRow { Id = id, Name = request.Name, Land = request.Land, Ags = request.Ags, Mail = request.Mail, Phone = request.Phone, Address = request.Address }, cancellationToken)
            ? Results.NoContent()
            : Problems.BadRequest($"There is no Land {request.Land}.", "Write its two letters, for example NW.");

    private static async Task<IResult> SaveStaffAsync(string id, SaveStaffRequest request, SaveStaff save, CancellationToken cancellationToken) =>
        !AreTexts(id, request.Name, request.Mail, request.Phone, request.Deputy) ? NoText()
        : await save.RunAsync(
            new StaffRow
            {
                Id = id,
                Name = request.Name,
                Mail = request.Mail,
                Phone = request.Phone,
                Role = request.Role,
                CentreId = request.CentreId,
                Deputy = request.Deputy,
                Language = request.Language,
                AbsentFrom = request.AbsentFrom,
                AbsentUntil = request.AbsentUntil,
            },
            cancellationToken)
            ? Results.NoContent()
            : Problems.BadRequest(
                "The centre, the role or the language is not known, or the absence ends before it begins.",
                "Save the centre first; roles are COUNSELLOR, LEAD, OFFICE, COORDINATION, PROGRAMME and OPERATOR, languages de and en.");

    /// <summary>Whether people could have meant this: of a length that can be shown, without characters that no keyboard has.</summary>
    private static bool AreTexts(params string?[] texts) => texts.All(text => text is null || (text.Length <= LongestText && !text.Any(letter => char.IsControl(letter) && letter != '\n')));

    private static IResult NoText() => Problems.BadRequest("A text cannot be kept.", $"Texts have at most {LongestText} characters, and no control characters.");

    private static IResult Answer(CaseAnswer answer, HttpContext http, IqRuntime runtime) => answer switch
    {
        CaseAnswer.Done done => Results.Ok(new ChangedCase(done.CaseId, [.. done.NewObjects.Select(made => made.ToString())])),
        CaseAnswer.Refused refused => CaseProblems.Of(refused.Reasons, runtime.Rules, LanguageOf(http)),
        _ => throw new InvalidOperationException($"Nobody knows the answer {answer}."),
    };

    private static IResult Unknown(string caseId, HttpContext http, IqRuntime runtime) =>
        CaseProblems.Of([new Cases.Reason(CaseReason.CaseUnknown, caseId)], runtime.Rules, LanguageOf(http));

    private static Language LanguageOf(HttpContext http) => CaseProblems.LanguageOf(http);
}
