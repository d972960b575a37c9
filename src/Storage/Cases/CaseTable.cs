using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Cases;

/// <summary>An object in the index of a case.</summary>
/// <param name="Owner">The object it belongs to, <c>application:2</c>; null: the case.</param>
public sealed record IndexedObject(string Kind, int Number, string? Owner, DateTimeOffset CreatedAt);

/// <summary>Reads and writes what all cases have, whatever their fields are: numbers, the index of objects, facts as they were recorded.</summary>
public static class CaseTable
{
    /// <summary>The next number of a Land in a year, from 1; no number is given out twice.</summary>
    public static int NextNumber(Turn turn, string land, int year) => (int)turn.Number(
        """
        insert into case_numbers (land, year, last) values (@land, @year, 1)
        on conflict (land, year) do update set last = case_numbers.last + 1
        returning last
        """,
        land,
        year)!.Value; // the statement always gives a row

    public static void Insert(Turn turn, string caseId, DateTimeOffset now) =>
        turn.Execute("insert into cases (id, created_at) values (@id, @created_at)", caseId, now);

    public static bool Exists(Turn turn, string caseId) => turn.Number("select 1 from cases where id = @id", caseId) is not null;

    public static void InsertObject(Turn turn, string caseId, string kind, int number, string? owner, DateTimeOffset now) => turn.Execute(
        "insert into case_objects (case_id, kind, number, owner, created_at) values (@case_id, @kind, @number, @owner, @created_at)",
        caseId,
        kind,
        number,
        owner,
        now);

    /// <summary>The objects of a case; empty when there is no such case.</summary>
    public static List<IndexedObject> Objects(Turn turn, string caseId) => turn.Read(
        "select kind, number, owner, created_at from case_objects where case_id = @case_id order by kind, number",
        row => new IndexedObject(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), new DateTimeOffset(row.GetInt64(3), TimeSpan.Zero)),
        caseId);

    /// <summary>The highest number of a kind; 0 when the case has none.</summary>
    public static int LastNumber(Turn turn, string caseId, string kind) =>
        (int)(turn.Number("select max(number) from case_objects where case_id = @case_id and kind = @kind", caseId, kind) ?? 0);

    public static bool HasObject(Turn turn, string caseId, string kind, int number) =>
        turn.Number("select 1 from case_objects where case_id = @case_id and kind = @kind and number = @number", caseId, kind, number) is not null;

    /// <summary>The facts of a case that count now, and all states that it ever had, in the order of recording.</summary>
    public static List<CaseFactRow> FactsThatCount(Turn turn, string caseId) => turn.Read(
        """
        select kind, number, field, value, happened_on, is_superseded from case_facts
        where case_id = @case_id and (not is_superseded or (kind = 'case' and field = 'state')) order by id
        """,
        row => new CaseFactRow
        {
            CaseId = caseId,
            Kind = row.GetString(0),
            Number = row.GetInt32(1),
            Field = row.GetString(2),
            Value = row.IsDBNull(3) ? null : row.GetString(3),
            HappenedOn = row.GetFieldValue<DateOnly>(4),
            IsSuperseded = row.GetBoolean(5),
        },
        caseId);

    /// <summary>The day from which the fact holds that counts now; null when none was recorded.</summary>
    public static DateOnly? HappenedOn(Turn turn, string caseId, string kind, int number, string field) => turn.Read(
        "select happened_on from case_facts where case_id = @case_id and kind = @kind and number = @number and field = @field and not is_superseded",
        row => row.GetFieldValue<DateOnly>(0),
        caseId,
        kind,
        number,
        field) is [var day, ..]
        ? day
        : null;

    /// <summary>Whatever counted until now for this field counts no longer.</summary>
    public static void Supersede(Turn turn, string caseId, string kind, int number, string field) => turn.Execute(
        """
        update case_facts set is_superseded = @is_superseded
        where case_id = @case_id and kind = @kind and number = @number and field = @field and not is_superseded
        """,
        true,
        caseId,
        kind,
        number,
        field);

    /// <summary>Everything that was ever recorded of a case, in that order.</summary>
    public static List<CaseFactRow> Facts(Turn turn, string caseId) => turn.Read(
        """
        select id, kind, number, field, value, happened_on, learned_on, source, recorded_by, recorded_at, is_superseded
        from case_facts where case_id = @case_id order by id
        """,
        row => new CaseFactRow
        {
            Id = row.GetInt64(0),
            CaseId = caseId,
            Kind = row.GetString(1),
            Number = row.GetInt32(2),
            Field = row.GetString(3),
            Value = row.IsDBNull(4) ? null : row.GetString(4),
            HappenedOn = row.GetFieldValue<DateOnly>(5),
            LearnedOn = row.GetFieldValue<DateOnly>(6),
            Source = row.GetString(7),
            RecordedBy = row.GetString(8),
            RecordedAt = new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero),
            IsSuperseded = row.GetBoolean(10),
        },
        caseId);

    /// <summary>Fields of which something was recorded, and that are empty now.</summary>
    public static List<(string Kind, int Number, string Field)> Forgotten(Turn turn, string caseId) => turn.Read(
        """
        select kind, number, field from case_facts where case_id = @case_id
        group by kind, number, field having sum(case when is_superseded or value is null then 0 else 1 end) = 0
        """,
        row => (row.GetString(0), row.GetInt32(1), row.GetString(2)),
        caseId);

    public static void InsertFact(Turn turn, string caseId, CaseFactRow fact) => turn.Execute(
        """
        insert into case_facts (case_id, kind, number, field, value, happened_on, learned_on, source, recorded_by, recorded_at, is_superseded)
        values (@case_id, @kind, @number, @field, @value, @happened_on, @learned_on, @source, @recorded_by, @recorded_at, @is_superseded)
        """,
        caseId,
        fact.Kind,
        fact.Number,
        fact.Field,
        fact.Value,
        fact.HappenedOn,
        fact.LearnedOn,
        fact.Source,
        fact.RecordedBy,
        fact.RecordedAt,
        fact.IsSuperseded);
}
