using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Tests.Commands;

/// <summary>Cases are moved from their file to PostgreSQL.</summary>
public sealed class MoveCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string File => Path.Combine(_folder.Path, IqServer.DatabaseFile);

    [PostgresFact]
    public async Task All_of_it_is_there_afterwards_and_the_database_goes_on_counting()
    {
        await FillAsync();
        using var kept = TestDatabase.OnPostgres();

        var first = await MoveAsync(kept);
        var again = await MoveAsync(kept);

        Assert.Equal((0, 0), (first.ExitCode, again.ExitCode));
        Assert.Contains("are the same in", first.Output, StringComparison.Ordinal);
        Assert.Contains("case_facts", first.Output, StringComparison.Ordinal);
        Assert.Contains("a letter that PostgreSQL cannot keep", first.Output, StringComparison.Ordinal);
        Assert.Equal(await ArgsAsync(await Database.OpenFileAsync(File, keepsConnections: false, CancellationToken.None)), await ArgsAsync(await kept.OpenAsync()));
        using var there = await kept.OpenAsync();
        await using var moved = await there.Contexts.CreateDbContextAsync();
        await using var writer = new StepWriter(there);
        var last = await moved.Timers.MaxAsync(row => row.Id);
        Assert.Equal(last + 1, await writer.WriteAsync(turn => turn.Number("insert into timers (due_at) values (1) returning id"), CancellationToken.None));
        var late = await MoveAsync(kept);
        Assert.Equal(2, late.ExitCode); // a node has used it
        Assert.Contains("has data already", late.Error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_that_somebody_uses_is_left_alone_and_a_file_in_use_too()
    {
        (await Database.OpenFileAsync(File, keepsConnections: false, CancellationToken.None)).Dispose();
        using var used = TestDatabase.OnPostgres();
        using (var database = await used.OpenAsync())
        await using (var writer = new StepWriter(database))
            await writer.WriteAsync(turn => turn.Execute("insert into settings (name, value) values ('a', 'b')"), CancellationToken.None);
        using var empty = TestDatabase.OnPostgres();

        var refused = await MoveAsync(used);
        using var server = await Database.OpenFileAsync(File, keepsConnections: false, CancellationToken.None);
        var inUse = await MoveAsync(empty);
        var rehearsal = await MoveAsync(empty, "--rehearse");

        Assert.Equal((2, 2, 0), (refused.ExitCode, inUse.ExitCode, rehearsal.ExitCode));
        Assert.Contains("has data already (settings)", refused.Error, StringComparison.Ordinal);
        Assert.Contains("is in use by process", inUse.Error, StringComparison.Ordinal);
        Assert.Contains("rehearsal", rehearsal.Output, StringComparison.Ordinal);
    }

    private Task<Ran> MoveAsync(TestDatabase to, params string[] more) => Iqw.RunAsync(["move", "--data", _folder.Path, "--to", to.ConnectionString, .. more]);

    private static async Task<List<string>> ArgsAsync(Database database)
    {
        using (database)
        {
            await using var db = await database.Contexts.CreateDbContextAsync();
            return await db.CaseEvents.OrderBy(row => row.Id).Select(row => row.Args).ToListAsync();
        }
    }

    private async Task FillAsync()
    {
        await using var scenario = await CaseScenario.OnSqliteAsync(new Drawing("anerkennungsberatung")
            .CaseTask("fragen", "person.email case.wish").AwaitEvent("notiz", "NotizErfasst", "new:note note.body*").CaseTask("ende").ToString());
        foreach (var name in (string[])["Müller", "Øster"])
        {
            var caseId = await scenario.OpenAsync(name);
            await scenario.CompleteAsync(caseId, "fragen", null, ("case.wish", $"Arbeiten als {name}"), ("person.email", "m@example.org"));
        }
        await scenario.UntilAsync("2026-04-20");
        await scenario.Runtime.Writer.WriteAsync(turn => turn.Execute("insert into timers (due_at) values (1)") + turn.Execute("insert into settings (name, value) values (@name, @value)", "odd", "a\0b"), CancellationToken.None);
        await DatabaseBackup.CopyAsync(scenario.Base.Path, File, CancellationToken.None);
    }
}
