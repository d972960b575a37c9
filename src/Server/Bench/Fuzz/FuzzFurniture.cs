using System.Text;
using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.Calendar;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Definitions;
using IqWorkflows.Casework.Documents;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Casework.Teams;
using IqWorkflows.Storage.Desk;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Staff;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Puts into a server what the cases alone do not bring: something of each kind that an endpoint is about, a few of each, since the first request may use it up.</summary>
internal sealed class FuzzFurniture(IqRuntime runtime)
{
    /// <summary>A centre with nobody in it.</summary>
    public const string CentreId = "fuzz-centre";

    private const int Few = 4;

    private static readonly string[] s_known = ["/openapi/v1.json", "/workflows/fuzz/one", "/workflows/fuzz-waiting", "/elsa/api/features/installed/Elsa.RealTimeWorkflowUpdates"];

    private readonly List<string> _addresses = [.. s_known];

    /// <summary>Addresses that stand on no page.</summary>
    public IReadOnlyList<string> Addresses => _addresses;

    public async Task DrawAsync(CancellationToken cancellationToken)
    {
        // The spare ones a few times: then they have versions that nothing runs with.
        foreach (var drawing in (string[])[FuzzDrawings.Echo(), FuzzDrawings.Waiting(), FuzzDrawings.Faulty(), FuzzDrawings.Task(), .. Enumerable.Repeat(FuzzDrawings.Spare(FuzzDrawings.SpareId), Few), .. Enumerable.Repeat(FuzzDrawings.Spare(FuzzDrawings.OtherId), Few)])
        {
            if (await new ImportDefinition(runtime).RunAsync(Encoding.UTF8.GetBytes(drawing), PublishCare.NoErrors, cancellationToken) is not DefinitionAnswer.Done)
                throw new InvalidOperationException("The run's own definition was not published.");
        }
        for (var version = 1; version < Few; version++)
        {
            _addresses.Add($"/api/definitions/{FuzzDrawings.OtherId}/versions/{version}");
            _addresses.Add($"/elsa/api/workflow-definitions/{FuzzDrawings.SpareId}/revert/{version}");
        }
        for (var i = 0; i < Few; i++)
        {
            await new StartInstance(runtime).RunAsync(new StartRequest("fuzz-task", []), cancellationToken);
            if (await new StartInstance(runtime).RunAsync(new StartRequest("fuzz-faulty", []), cancellationToken) is not StartAnswer.Started faulted)
                throw new InvalidOperationException("The run's own definition was not started.");
            var id = faulted.InstanceId;
            _addresses.AddRange(
            [
                $"/api/instances/{id}/incidents/1/retry",
                $"/api/instances/{id}/incidents/1/skip",
                $"/stoerungen/{id}/1",
                $"/elsa/api/activity-executions/{id}:1/call-stack",
                $"/elsa/api/activity-executions/{id}:2/call-stack",
                $"/elsa/api/activity-executions/by-id?id={id}:1",
                $"/elsa/api/activity-executions/list?WorkflowInstanceId={id}",
                $"/elsa/api/activity-execution-summaries/list?WorkflowInstanceId={id}",
            ]);
        }
    }

    /// <param name="leadId">Account of whoever leads a centre.</param>
    /// <param name="counsellorId">Account of somebody with cases.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task FillAsync(string leadId, string counsellorId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var book = new AccountBook(runtime);
        var (lead, counsellor) = ((await book.FindAsync(leadId, cancellationToken))!.StaffId!, (await book.FindAsync(counsellorId, cancellationToken))!.StaffId!); // made before, both of the staff
        var centre = await db.Staff.Where(person => person.Id == lead).Select(person => person.CentreId).FirstAsync(cancellationToken);
        var cases = await db.Cases.Where(one => one.CentreId == centre).OrderBy(one => one.Id).Select(one => one.Id).Take(2 * Few).ToListAsync(cancellationToken);
        var own = await db.Cases.Where(one => one.CounsellorId == counsellor).OrderBy(one => one.Id).Select(one => one.Id).Take(Few).ToListAsync(cancellationToken);

        await new SaveStaff(runtime).RunAsync(new CentreRow { Id = CentreId, Name = CentreId, Land = "NW" }, cancellationToken);
        // Of an account that nobody uses: a link ends with the next one of the same account.
        var planner = await book.AddAsync(new NewAccount("fuzz-planner", "Planner", "planner@beispiel.invalid", [Role.Counsellor]) { CentreId = centre, PasswordHash = "none" }, cancellationToken);
        _addresses.Add($"/kalender/abo/{await new CalendarLinks(runtime, book).MakeAsync(planner.Id!, "fuzz", cancellationToken)}.ics"); // the name is new
        foreach (var caseId in own)
            await new KeepFile(runtime).RunAsync(caseId, null, "bescheid.pdf", "%PDF-1.7\n%%EOF"u8.ToArray(), counsellor, cancellationToken);
        foreach (var caseId in cases)
            _addresses.Add($"/faelle/{caseId}/zugriffe");
        foreach (var caseId in cases)
            await new HandOver(runtime).RunAsync(centre, [caseId], lead, lead, "fuzz-" + caseId, cancellationToken);
        for (var i = 0; i < Few; i++)
        {
            await new Takeovers(runtime).UploadAsync(centre, new Sheet("liste.csv", ["Name", "Vorname"], [new SheetLine(2, ["Mustermann", "Erika"])]), lead, $"fuzz {i}", cancellationToken);
            await InviteAsync(book, i, cancellationToken);
            await runtime.Writer.WriteAsync(
                turn =>
                {
                    SavedViewRow.Insert(turn, new SavedViewRow { AccountId = counsellorId, Name = "fuzz", Query = "", CreatedAt = runtime.Clock.GetUtcNow() });
                    turn.Execute("insert into failed_items (job, item, reason, attempts, first_at, last_at) values (@job, @item, 'meant to', 1, @first, @last)", FireDueRungs.Job, $"{900_000_000 + i}", runtime.Clock.GetUtcNow(), runtime.Clock.GetUtcNow());
                    return true;
                },
                cancellationToken);
            _addresses.Add($"/api/jobs/failures/{FireDueRungs.Job}/{900_000_000 + i}/retry");
        }
        // The latest: they stand first in every list.
        foreach (var state in new[] { MessageState.Failed, MessageState.Unknown })
        {
            await runtime.Writer.WriteAsync(
                turn => turn.Execute(
                    "update messages set state = @state, last_error = 'meant to' where id in (select id from messages where case_id in (select id from cases where centre_id = @centre) and is_letter = @no and state not in ('Failed', 'Unknown') order by created_at desc, id limit 6)",
                    state, centre, false), cancellationToken);
        }
    }

    private async Task InviteAsync(AccountBook book, int number, CancellationToken cancellationToken)
    {
        var invited = await book.AddAsync(new NewAccount($"fuzz-invited-{number}", "Invited", $"invited{number}@beispiel.invalid", [Role.Designer]), cancellationToken);
        _addresses.Add($"/einladung?token={invited.Invitation}");
        var name = $"fuzz-forgetful-{number}";
        await book.AddAsync(new NewAccount(name, "Forgetful", $"forgetful{number}@beispiel.invalid", [Role.Designer]) { PasswordHash = "none" }, cancellationToken);
        await new AccountKeys(runtime).AskResetAsync(
            name,
            (_, token) =>
            {
                _addresses.Add($"/passwort-neu?token={token}");
                return new SystemMail("RESET", "de", "Passwort", ["meant to"]);
            },
            cancellationToken);
    }
}
