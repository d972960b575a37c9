using System.Globalization;
using System.Text;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Privacy;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Mail;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using static IqWorkflows.Casework.Tests.CaseLife.Procedures;

namespace IqWorkflows.Casework.Tests.Privacy;

/// <summary>After an erasure nobody can tell any more whom a case was about; what must be kept is kept, and said why.</summary>
public sealed class ErasureTests
{
    private static string Procedure => new Drawing("anerkennungsberatung")
        .CaseTask("fragen", "person.email case.wish")
        .AwaitEvent("notiz", "NotizErfasst", "new:note note.body*")
        .CaseTask("ende").ToString();

    [Fact]
    public async Task No_table_and_no_page_of_the_file_names_the_person_any_more()
    {
        await using var scenario = await CaseScenario.OnSqliteAsync(Procedure);
        var caseId = await ClosedAsync(scenario, "DATENLOESCHUNG");
        await WriteMessageAsync(scenario, caseId, MessageState.Queued);
        WriteWhatTheDeskKeeps(scenario, caseId);
        Assert.Subset(Naming(scenario).Select(row => row.Split(':')[0]).ToHashSet(), new HashSet<string>(["uploads", "upload_contents", "case_drafts", "takeover_rows", "case_openings"]));
        await scenario.UntilAsync("2026-04-20");

        Done(await EraseAsync(scenario, caseId));

        Assert.Empty(Naming(scenario));
        await using (var db = await scenario.Runtime.Database.Contexts.CreateDbContextAsync())
        {
            Assert.Empty(await db.Instances.ToListAsync());
            Assert.Empty(await db.Steps.ToListAsync());
            Assert.Empty(await db.CaseKeys.ToListAsync());
            Assert.All(await db.Messages.ToListAsync(), message => Assert.Equal(MessageState.Cancelled, message.State));
            Assert.Empty(await db.Ladders.Where(ladder => ladder.EndedAt == null).ToListAsync());
        }
        using (var connection = Open(scenario))
            Execute(connection, "pragma wal_checkpoint(truncate)");
        var file = Encoding.UTF8.GetString(await ReadAsync(scenario.Base.Path));
        Assert.DoesNotContain("Geheimrat", file, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Geheimwunsch", file, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_codes_and_sex_stay_for_statistics()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Procedure);
        var caseId = await ClosedAsync(scenario, "DATENLOESCHUNG");
        Done(await scenario.FactsAsync(caseId, "person", false, ("person.sex", "WEIBLICH")));
        await scenario.UntilAsync("2026-04-20");

        Done(await EraseAsync(scenario, caseId));

        var left = await scenario.FactsOfAsync(caseId);
        Assert.Equal("WEIBLICH", left.Value("person.sex"));
        Assert.Equal("NW", left.Value("person.land"));
        Assert.Equal("SELBST", left.Value("case.contact_origin"));
        Assert.Equal(new DateOnly(2026, 4, 20), left.Value("case.erased_on"));
        Assert.DoesNotContain(left.Objects, known => CaseScenario.Rules.Facts.Of(known.Ref.Kind).Any(field => known[field.Field] is not null && !field.IsOpen && field.Name != "person.sex"));
        Assert.Equal("case-erased", (await scenario.LogAsync(caseId))[^1]);
        Assert.Empty(await scenario.TasksAsync(caseId));
    }

    [Fact]
    public async Task Proofs_of_esf_stay_until_their_rule_ends_and_are_named_with_it()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Procedure);
        var caseId = await OpenAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "esf", true, ("esf.project", "Brücke Köln"), ("esf.entered_on", "2026-03-02"), ("esf.work_status_at_entry", "ARBEITSLOS"), ("esf.isced_at_entry", "5"), ("esf.age_at_entry", "35"), ("esf.third_country", "JA"), ("esf.foreign_origin", "JA")));
        Done(await new CloseCase(scenario.Runtime).RunAsync(caseId, "DATENLOESCHUNG", CaseScenario.Counsellor, CancellationToken.None));
        await scenario.UntilAsync("2026-04-20");

        var plan = await PlanAsync(scenario, caseId);
        Assert.True(plan.IsAllowed);
        Assert.All(plan.Kept.Where(fact => fact.Field.Name != "person.sex"), fact => Assert.Equal("ESF_NACHWEIS", fact.Duty!.Rule.Code));
        Assert.Contains(plan.Kept, fact => fact.Field.Name == "person.name");
        Assert.Contains(plan.Erased, fact => fact.Field.Name == "case.wish");
        Done(await EraseAsync(scenario, caseId));

        var left = await scenario.FactsOfAsync(caseId);
        Assert.Equal("Geheimrat", left.Value("person.name"));
        Assert.Null(left.Value("person.email"));
        Assert.Null(left.Value("case.wish"));
        Assert.Equal([PrivacyReason.KeptUntil], Codes(await EraseAsync(scenario, caseId)));

        await scenario.UntilAsync("2032-01-02");
        Done(await EraseAsync(scenario, caseId));
        Assert.Null((await scenario.FactsOfAsync(caseId)).Value("person.name"));
        Assert.Equal([PrivacyReason.Erased], Codes(await EraseAsync(scenario, caseId)));
    }

    [Fact]
    public async Task It_is_refused_with_all_reasons_and_then_nothing_is_changed()
    {
        await using var scenario = await CaseScenario.OnSqliteAsync(Procedure);
        var caseId = await OpenAsync(scenario);

        Assert.Equal([CaseReason.NotClosed], Codes(await EraseAsync(scenario, caseId)));
        Assert.Equal([CaseReason.CaseUnknown], Codes(await EraseAsync(scenario, "IQ-NW-2026-0999")));
        Assert.Equal([CaseReason.NotClosed], Codes(await MarkAsync(scenario, caseId)));
        Done(await new CloseCase(scenario.Runtime).RunAsync(caseId, "DATENLOESCHUNG", CaseScenario.Counsellor, CancellationToken.None));
        Assert.Equal([PrivacyReason.KeptUntil], Codes(await EraseAsync(scenario, caseId)));
        Done(await scenario.FactsAsync(caseId, "case", false, ("case.legal_hold", "true")));
        await WriteMessageAsync(scenario, caseId, MessageState.Claimed);
        await scenario.UntilAsync("2026-04-20");
        var before = Everything(scenario);

        Assert.Equal([PrivacyReason.Sending, PrivacyReason.LegalHold], Codes(await EraseAsync(scenario, caseId)));

        Assert.Equal(before, Everything(scenario));
    }

    [Fact]
    public async Task A_closed_case_is_marked_waits_thirty_days_and_may_be_unmarked_until_then()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Procedure);
        var caseId = await ClosedAsync(scenario, "WEGZUG");
        await scenario.UntilAsync("2026-03-20");
        Assert.Equal([PrivacyReason.NotMarked], Codes(await new UnmarkForErasure(scenario.Runtime).RunAsync(caseId, "dsb", CancellationToken.None)));

        Done(await MarkAsync(scenario, caseId));
        Assert.Equal([PrivacyReason.MarkedAlready], Codes(await MarkAsync(scenario, caseId)));
        await scenario.UntilAsync("2026-04-19");
        Assert.Equal([PrivacyReason.KeptUntil], Codes(await EraseAsync(scenario, caseId)));
        Done(await new UnmarkForErasure(scenario.Runtime).RunAsync(caseId, "dsb", CancellationToken.None));
        Done(await MarkAsync(scenario, caseId));
        await scenario.UntilAsync("2026-05-20");
        Done(await EraseAsync(scenario, caseId));
    }

    [Fact]
    public async Task An_erased_case_takes_no_facts_and_is_not_opened_again()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Procedure);
        var caseId = await ClosedAsync(scenario, "DATENLOESCHUNG");
        await scenario.UntilAsync("2026-04-20");
        Done(await EraseAsync(scenario, caseId));

        Assert.Equal([PrivacyReason.Erased], Codes(await scenario.FactsAsync(caseId, "person", false, ("person.name", "Geheimrat"))));
        Assert.Equal([PrivacyReason.Erased], Codes(await new ReopenCase(scenario.Runtime).RunAsync(caseId, null, CaseScenario.Counsellor, CancellationToken.None)));
        Assert.Equal([PrivacyReason.Erased], Codes(await MarkAsync(scenario, caseId)));
    }

    [Fact]
    public async Task A_single_rule_erases_only_what_it_names()
    {
        await using var scenario = await CaseScenario.InMemoryAsync(Procedure);
        var caseId = await OpenAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "consent", true, ("consent.purpose", "BERATUNG_DOKU"), ("consent.given_on", "2026-03-01"), ("consent.text_version", "1"), ("consent.form", "SCHRIFTLICH")));
        Done(await scenario.FactsAsync(caseId, "person", false, ("person.access_needs", "Rampe")));
        Done(await new CloseCase(scenario.Runtime).RunAsync(caseId, "WEGZUG", CaseScenario.Counsellor, CancellationToken.None));
        var expire = new EraseExpired(scenario.Runtime);

        Assert.Equal([PrivacyReason.KeptUntil], Codes(await expire.RunAsync(caseId, "BARRIEREFREIHEIT", "dsb", null, CancellationToken.None)));
        await scenario.UntilAsync("2026-03-20");
        Assert.Equal([PrivacyReason.RuleUnknown], Codes(await expire.RunAsync(caseId, "LAUNE", "dsb", null, CancellationToken.None)));
        Assert.Equal([PrivacyReason.ByHand], Codes(await expire.RunAsync(caseId, "AUSWEISKOPIE", "dsb", null, CancellationToken.None)));
        Done(await expire.RunAsync(caseId, "BARRIEREFREIHEIT", "dsb", null, CancellationToken.None));

        var left = await scenario.FactsOfAsync(caseId);
        Assert.Null(left.Value("person.access_needs"));
        Assert.Equal("Geheimrat", left.Value("person.name"));
    }

    private static async Task<string> OpenAsync(CaseScenario scenario)
    {
        var caseId = await scenario.OpenAsync("Geheimrat", "1990-05-17");
        Done(await scenario.CompleteAsync(caseId, "fragen", null, ("person.email", "geheimrat@example.org"), ("case.wish", "Ein Geheimwunsch")));
        Done(await scenario.EventAsync(caseId, "NotizErfasst", ("note.body", "Der Geheimrat hat angerufen")));
        return caseId;
    }

    private static async Task<string> ClosedAsync(CaseScenario scenario, string reason)
    {
        var caseId = await OpenAsync(scenario);
        Done(await scenario.FactsAsync(caseId, "person", false, ("person.email", "geheimrat@example.net"))); // the record of facts has the old one too
        Done(await new CloseCase(scenario.Runtime).RunAsync(caseId, reason, CaseScenario.Counsellor, CancellationToken.None));
        return caseId;
    }

    private static Task<CaseAnswer> EraseAsync(CaseScenario scenario, string caseId) => new EraseCase(scenario.Runtime).RunAsync(caseId, "dsb", null, CancellationToken.None);

    private static Task<CaseAnswer> MarkAsync(CaseScenario scenario, string caseId) => new MarkForErasure(scenario.Runtime).RunAsync(caseId, "dsb", CancellationToken.None);

    private static async Task<ErasurePlan> PlanAsync(CaseScenario scenario, string caseId) =>
        await new EraseCase(scenario.Runtime).PlanAsync(caseId, CancellationToken.None) ?? throw new InvalidOperationException("There is no such case.");

    private static Task<bool> WriteMessageAsync(CaseScenario scenario, string caseId, MessageState state) => scenario.Runtime.Writer.WriteAsync(
        turn => MessageTable.Insert(turn, new MessageRow
        {
            Id = $"{caseId}-{state}",
            CaseId = caseId,
            Occasion = "M02",
            Object = "case:1",
            Recipient = "client",
            State = state,
            Level = "NEUTRAL",
            Languages = "de",
            Name = "Maria Geheimrat",
            Address = "geheimrat@example.org",
            Subject = "Nachricht an Geheimrat",
            Parts = "Geheimrat",
            Text = "Guten Tag, Frau Geheimrat",
            Html = "<p>Geheimrat</p>",
            MessageId = "<1@example.org>",
            CreatedAt = scenario.Clock.GetUtcNow(),
        }),
        CancellationToken.None);

    /// <summary>A file, a form begun, a row of a caseload taken over, and a reason to look at the case: all of it names the person.</summary>
    private static void WriteWhatTheDeskKeeps(CaseScenario scenario, string caseId)
    {
        using var connection = Open(scenario);
        Execute(
            connection,
            $"""
            insert into uploads (id, case_id, name, media_type, size, hash, added_at, added_by) values ('u1', '{caseId}', 'Diplom Geheimrat.pdf', 'application/pdf', 1, 'x', 1, 'anna');
            insert into upload_contents (upload_id, content) values ('u1', cast('Geheimrat' as blob));
            insert into case_drafts (account_id, case_id, form, fields, saved_at) values ('anna', '{caseId}', 'note', 'Geheimwunsch', 1);
            insert into takeover_rows (takeover_id, number, cells, state, case_id) values ('t1', 1, '["Geheimrat"]', 'Done', '{caseId}');
            insert into case_openings (id, case_id, account_id, reason, opened_at, ends_at) values ('o1', '{caseId}', 'anna', 'Frau Geheimrat rief an', 1, 2);
            """);
    }

    private static List<string> Naming(CaseScenario scenario) =>
        Everything(scenario).FindAll(row => row.Contains("geheim", StringComparison.OrdinalIgnoreCase) || row.Contains("1990-05-17", StringComparison.Ordinal));

    /// <summary>Every row of every table; what is packed is unpacked.</summary>
    private static List<string> Everything(CaseScenario scenario)
    {
        using var connection = Open(scenario);
        return [.. Rows(connection, "select name from sqlite_master where type = 'table'").SelectMany(table => Rows(connection, $"select * from \"{table}\"").Select(row => $"{table}: {row}"))];
    }

    private static SqliteConnection Open(CaseScenario scenario)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = scenario.Base.Path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Shown(reader.GetName(column), reader.GetValue(column)))));
        return rows;
    }

    private static string Shown(string column, object value) => value is byte[] bytes
        ? Encoding.UTF8.GetString(column is "journal" or "log" ? Packing.Unpack(bytes) : bytes)
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes);
        return bytes;
    }
}
