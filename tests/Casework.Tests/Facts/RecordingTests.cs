using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Tests.Facts;

public sealed class RecordingTests
{
    [Fact]
    public async Task What_is_recorded_is_read_with_its_types()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();

        await desk.RecordAsync(
            id,
            """
            case:1 state UNTERLAGEN
            case:1 overlays QA,PAR81A
            person:1 name Đặng Thị
            person:1 entry_year 2015
            appointment:1 at 2026-01-21T08:00:00Z
            application:1 fee 550.50
            application:1 regulated true
            application:1 received_on 2026-03-13
            exam:1 attempt 2
            request:1 period_length 4 weeks
            """);

        var view = await desk.ReadAsync(id);
        Assert.Equal("UNTERLAGEN", view.Value("case.state"));
        Assert.Equal(["QA", "PAR81A"], view.Current("case")!.Codes("overlays"));
        Assert.Equal("Đặng Thị", view.Value("person.name"));
        Assert.Equal(2015, view.Value("person.entry_year"));
        Assert.Equal(new DateTimeOffset(2026, 1, 21, 8, 0, 0, TimeSpan.Zero), view.Value("appointment.at"));
        Assert.Equal(550.50m, view.Value("application.fee"));
        Assert.Equal(true, view.Value("application.regulated"));
        Assert.Equal(new DateOnly(2026, 3, 13), view.Value("application.received_on"));
        Assert.Equal(2, view.Value("exam.attempt"));
        Assert.Equal("4 weeks", view.Value("request.period_length"));
        Assert.Null(view.Value("application.complete_on"));
    }

    [Fact]
    public async Task A_correction_supersedes_and_both_are_kept()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "application:1 received_on 2026-03-13", "2026-03-13");

        await desk.RecordAsync(id, "application:1 received_on 2026-03-12", "2026-03-12");

        Assert.Equal(new DateOnly(2026, 3, 12), (await desk.ReadAsync(id)).Value("application.received_on")); // recorded last, though it is the earlier day
        Assert.Equal([("2026-03-13", true), ("2026-03-12", false)], await RecordAsync(desk, id, "received_on"));
    }

    [Fact]
    public async Task Of_what_changes_in_life_the_latest_event_counts_however_late_an_older_one_is_learned()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "person:1 town Dortmund", "2026-03-01");

        await desk.RecordAsync(id, "person:1 town Hagen", "2025-01-01");
        await desk.RecordAsync(id, "person:1 town Bochum", "2026-06-01");
        await desk.RecordAsync(id, "person:1 town Herne", "2026-06-01"); // Bochum was a mistake

        Assert.Equal("Herne", (await desk.ReadAsync(id)).Value("person.town"));
        Assert.Equal([("Dortmund", true), ("Hagen", true), ("Bochum", true), ("Herne", false)], await RecordAsync(desk, id, "town"));
    }

    [Fact]
    public async Task A_value_can_be_taken_back()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "application:1 complete_on 2026-03-13");

        await desk.RecordAsync(id, "application:1 complete_on -");

        Assert.Null((await desk.ReadAsync(id)).Value("application.complete_on"));
        Assert.Equal([("2026-03-13", true), (null, false)], await RecordAsync(desk, id, "complete_on"));
    }

    [Fact]
    public async Task Objects_are_numbered_and_belong_to_what_was_newest_when_they_were_made()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "application:1 kind ERST\ndecision:1 kind TEIL\nmeasure:1 kind APQ_BETRIEB\nmeasure:2 kind BRUECKE");
        await desk.RecordAsync(id, "application:2 kind FOLGE");
        await desk.RecordAsync(id, "decision:2 kind VOLL\nrequest:1 kind FEHLEND");

        var view = await desk.ReadAsync(id);

        Assert.Equal(
            ["application:1 -", "application:2 -", "case:1 -", "decision:1 application:1", "decision:2 application:2", "measure:1 decision:1", "measure:2 decision:1", "person:1 -", "request:1 application:2"],
            view.Objects.Select(o => $"{o.Ref} {o.Owner?.ToString() ?? "-"}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_new_object_that_nothing_is_known_of_is_there_all_the_same()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();

        await desk.WriteAsync(turn =>
        {
            desk.Book.Record(turn, id, new FormAnswer.Accepted([], [new ObjectRef("contact", 1)], new DateOnly(2026, 8, 1)), "staff:7", DateTimeOffset.UnixEpoch);
            return desk.Book.NewObject(turn, id, "contact", DateTimeOffset.UnixEpoch);
        });

        Assert.Equal([1, 2], (await desk.ReadAsync(id)).Of("contact").Select(contact => contact.Number));
    }

    [Theory]
    [InlineData("exam:2 attempt 1")] // there is no first
    [InlineData("case:2 state BESCHEID")]
    public async Task A_number_that_is_not_the_next_is_refused_and_nothing_of_the_turn_is_kept(string wrong)
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.RecordAsync(id, "person:1 name Santos\napplication:1 kind ERST\n" + wrong));

        var view = await desk.ReadAsync(id);
        Assert.Equal(["case:1", "person:1"], view.Objects.Select(o => o.Ref.ToString()).Order(StringComparer.Ordinal));
        Assert.Null(view.Value("person.name"));
        Assert.Empty(await RecordAsync(desk, id, "name"));
    }

    [Fact]
    public async Task A_disk_that_fails_between_two_facts_keeps_neither()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        var left = 6;
        desk.Database.BeforeStatement = _ =>
        {
            if (left-- == 0)
                throw new InvalidOperationException("the disk is gone");
        };

        await Assert.ThrowsAnyAsync<Exception>(() => desk.RecordAsync(id, "person:1 name Santos\nperson:1 town Dortmund\nperson:1 street Weg 1"));

        desk.Database.BeforeStatement = null;
        Assert.Empty((await desk.ReadAsync(id)).Current("person")!.Values);
        Assert.Empty(await RecordAsync(desk, id, "name"));
    }

    [Fact]
    public async Task Personal_facts_lie_in_the_tables_of_cases_only()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "person:1 name Qzxplanted\nnote:1 body Qzxplanted im Text\ndecision:1 note Qzxplanted");

        await using var db = await desk.Database.Contexts.CreateDbContextAsync();
        var found = new List<string>();
        foreach (var table in db.Model.GetEntityTypes())
        {
            var name = table.GetTableName()!;
            foreach (var column in table.GetProperties().Where(column => column.ClrType == typeof(string)).Select(column => column.GetColumnName()))
            {
#pragma warning disable EF1002 // names come from the model
                if (await db.Database.SqlQueryRaw<long>($"select count(*) as \"Value\" from {name} where {column} like '%Qzxplanted%'").SingleAsync() > 0)
                    found.Add($"{name}.{column}");
#pragma warning restore EF1002
            }
        }

        Assert.Equal(["case_facts.value", "decisions.note", "notes.body", "persons.name"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_whole_case_is_read_with_one_query_for_the_index_and_one_for_each_kind_that_it_has()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "application:1 kind ERST\ndocument:1 status FEHLT\ndocument:2 status FEHLT\ndocument:3 status KOPIE\ndecision:1 kind VOLL");
        var before = desk.Statements;
        await desk.WriteAsync(_ => true);
        var ofAnEmptyTurn = desk.Statements - before;

        var view = await desk.ReadAsync(id);

        Assert.Equal(7, view.Objects.Count);
        Assert.Equal(1 + 5, desk.Statements - before - 2 * ofAnEmptyTurn); // case, person, application, document, decision
    }

    [Fact]
    public async Task A_case_that_does_not_exist_is_none()
    {
        await using var desk = await CaseDesk.OpenAsync();

        Assert.Null(await desk.WriteAsync(turn => desk.Reading.Read(turn, "IQ-NW-2026-0001")));
    }

    [Fact]
    public async Task Facts_remember_who_recorded_them_when_and_from_whom()
    {
        await using var desk = await CaseDesk.OpenAsync();
        var id = await desk.NewCaseAsync();
        await desk.RecordAsync(id, "person:1 name Santos", "2026-07-30");

        await using var db = await desk.Database.Contexts.CreateDbContextAsync();
        var fact = await db.Set<CaseFactRow>().AsNoTracking().SingleAsync();

        Assert.Equal(
            (id, "person", 1, "name", "Santos", CaseDesk.Day("2026-07-30"), CaseDesk.Day("2026-08-03"), "CLIENT", "staff:7", new DateTimeOffset(2026, 8, 3, 7, 0, 0, TimeSpan.Zero)),
            (fact.CaseId, fact.Kind, fact.Number, fact.Field, fact.Value, fact.HappenedOn, fact.LearnedOn, fact.Source, fact.RecordedBy, fact.RecordedAt));
    }

    private static async Task<List<(string? Value, bool IsSuperseded)>> RecordAsync(CaseDesk desk, string caseId, string field)
    {
        await using var db = await desk.Database.Contexts.CreateDbContextAsync();
        var rows = await db.Set<CaseFactRow>().AsNoTracking().Where(fact => fact.CaseId == caseId && fact.Field == field).OrderBy(fact => fact.Id).ToListAsync();
        return [.. rows.Select(fact => (fact.Value, fact.IsSuperseded))];
    }
}
